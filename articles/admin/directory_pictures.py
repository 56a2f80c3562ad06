"""Uploading a portrait or a logo: what is chosen is shown, and refused where it is chosen."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from articles import pictures


class PictureInput(AdminFileWidget):
    """Django's own, with the picture that is there now."""

    # A legend, which Django 6.1 gives it, does not name the input within.
    use_fieldset = False

    def __init__(self, attrs=None):
        accepted = {"accept": "image/jpeg,image/png,image/webp"}
        super().__init__(accepted | (attrs or {}))

    def render(self, name, value, attrs=None, renderer=None):
        # By hand: Django looks for a widget's template in no folder of a project's own.
        context = self.get_context(name, value, attrs)
        return render_to_string("admin/articles/_picture.html", context)


class PictureField(forms.FileField):
    """An uploaded file, drawn anew. Not Django's ImageField, which reads all that Pillow can."""

    widget = PictureInput
    #: What makes a picture of an upload.
    make: Any = None

    def __init__(self, *, max_length=None, **kwargs):
        super().__init__(**kwargs)  # whatever the file is called, it gets another name

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            return type(self).make(upload)
        except pictures.Unusable as why:
            raise ValidationError(str(why)) from None

    def bound_data(self, data, initial):
        return initial  # a browser does not send again what was refused


class PortraitField(PictureField):
    make = pictures.portrait


class LogoField(PictureField):
    make = pictures.logo
