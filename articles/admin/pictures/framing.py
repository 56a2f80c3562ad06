"""How a picture is cut, in its form: its focal point, and crops drawn by hand."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from articles.admin.pictures import looks
from articles.models import Picture
from articles.pictures import framing

#: For the fieldsets of a picture's form.
FIELDS: Any = [("focus_x", "focus_y"), "crops"]

#: The corners that a crop is drawn by: north-west and so on.
CORNERS = ("nw", "ne", "sw", "se")

#: Characters of all crops that a browser sends; it needs some 400.
LONGEST = 2000


class PercentField(forms.FloatField):
    """A fraction, typed in percent, to a tenth."""

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 0, "max_value": 100} | kwargs)
        wrong = dict.fromkeys(
            ["invalid", "min_value", "max_value"], _("Give a number from 0 to 100.")
        )
        self.error_messages |= wrong

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"step": 0.1, "inputmode": "decimal"}

    def prepare_value(self, value):
        return typed(value) if isinstance(value, float) else value

    def clean(self, value):
        return round(super().clean(value) / 100, 3)

    def has_changed(self, initial, data):
        return super().has_changed(percent(initial or 0), data)


def percent(fraction):
    return round(fraction * 100, 1)


def typed(fraction):
    return f"{percent(fraction):g}"


class CropsWidget(forms.Widget):
    """The picture with its crops. Gives {crop: [left, top, right, bottom]}, or None if unread."""

    # A legend, as in Django 6.1, would stand beside those within.
    use_fieldset = False
    #: Whose crops they are: the form sets it.
    picture: Picture

    class Media:
        css = {"all": ["articles/framing.css"]}
        js = ["articles/cropping.js", "articles/framing.js"]

    def id_for_label(self, id_):
        return ""

    def render(self, name, value, attrs=None, renderer=None):
        crops = self.picture.crops if value is None else value
        context = {
            "name": name,
            "picture": self.picture,
            "alt": looks.alt(self.picture),
            "preview": looks.preview(self.picture, looks.LARGE),
            "focus": [typed(self.picture.focus_x), typed(self.picture.focus_y)],
            "cuts": cuts(self.picture, crops),
            "corners": CORNERS,
            "least": framing.LEAST,
            "drawn": json.dumps(crops),
        }
        return render_to_string("admin/articles/picture/_framing.html", context)

    def value_from_datadict(self, data, files, name):
        drawn = read(data.get(name, "{}"))
        # Without the script one can still have a crop follow the focal point again.
        ways = {crop: data.get(f"{name}-{crop}") for crop in framing.RATIOS}
        return drawn and {crop: box for crop, box in drawn.items() if ways[crop] != "focus"}


def read(text):
    """Read the crops that a browser sends: {crop: four fractions}, or None if they are none."""
    try:
        sent = json.loads(text[:LONGEST])
        names = [crop for crop in framing.RATIOS if crop in sent]
        crops = {crop: [float(edge) for edge in sent[crop]] for crop in names}
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    is_read = len(crops) == len(sent) and all(map(framing.is_box, crops.values()))
    return crops if is_read else None


def cuts(picture, crops):
    """List what each crop shows of a picture, for its template."""
    focus = picture.focus_x, picture.focus_y
    found = []
    for crop, (across, down) in framing.RATIOS.items():
        drawn = crops.get(crop)
        left, top, right, bottom = framing.box(
            picture.width, picture.height, crop, focus=focus, drawn=drawn
        )
        place = {"left": left, "top": top, "width": right - left, "height": bottom - top}
        found.append(
            {"crop": crop, "across": across, "down": down, "is_drawn": bool(drawn), **place}
        )
    return found


class CropsField(forms.Field):
    """The crops drawn by hand, as they are stored."""

    widget = CropsWidget

    def to_python(self, value):
        if value is None:
            raise ValidationError(
                _("The crops that your browser sent cannot be read. Draw them again.")
            )
        return value

    def has_changed(self, initial, data):
        return data is None or (initial or {}) != data


class FramingForm(forms.ModelForm):
    """How a picture of the library is cut. A subclass names the model and its other fields."""

    focus_x = PercentField(label=_("Focal point, % from the left"))
    focus_y = PercentField(label=_("Focal point, % from the top"))
    crops = CropsField(label=_("Crops"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "crops" in self.fields:  # those who may only look have none
            self.fields["crops"].widget.picture = self.instance

    def clean(self):
        super().clean()
        given = self.cleaned_data
        if {"focus_x", "focus_y", "crops"} <= given.keys():
            focus = given["focus_x"], given["focus_y"]
            for why in faults(self.instance, given["crops"], focus=focus):
                self.add_error("crops", why)


def faults(picture, crops, *, focus):
    """Say why crops cannot be as they were drawn: a list of sentences."""
    size = {"width": picture.width, "height": picture.height}
    whys = ((crop, framing.fault(crop, box, focus=focus, **size)) for crop, box in crops.items())
    return [f"{crop}: {why}" for crop, why in whys if why]
