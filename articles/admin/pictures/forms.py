"""The words and the rights of a picture, as people fill them in."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from articles.admin.pictures.fields import KeywordsField, TakenField, UntilField
from articles.models import Picture

#: What a picture shows, and whose it is: the fields of the library's forms, in order.
SHOWS = ["headline", "caption", "alt", "place", "keywords", "taken_at"]
RIGHTS = [
    *("byline", "credit", "copyright", "rights_holder"),
    *("licensed_until", "may_syndicate", "restrictions"),
]

LINES = ["headline", "place", "byline", "credit", "copyright", "rights_holder"]


class PictureForm(forms.ModelForm):
    """
    What the desk says of a picture. The form knows what the person saw: over what somebody else
    saved since, nothing is saved unseen.
    """

    seen = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = Picture
        fields = [*SHOWS, *RIGHTS]
        field_classes = {
            "keywords": KeywordsField,
            "taken_at": TakenField,
            "licensed_until": UntilField,
        }
        widgets = {
            **dict.fromkeys(LINES, AdminTextInputWidget),
            **dict.fromkeys(["caption", "alt", "restrictions"], AdminTextareaWidget({"rows": 2})),
            **{name: field.widget for name, field in field_classes.items()},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = version(self.instance)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("seen") != version(self.instance):
            self.refuse_unseen()

    def refuse_unseen(self):
        """Say what others saved, and keep what was typed: the next save is of what is seen now."""
        for name in self.changed_data:
            if name in self.Meta.fields and name not in self.errors:
                self.add_error(name, saved_meanwhile(self[name]))
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = version(self.instance)
        raise ValidationError(
            _(
                "Somebody else saved this picture at %(time)s, after you opened it. Nothing of "
                "yours is saved yet; all that you typed is still here. Look at what they wrote, "
                "and save again to have it as you typed it."
            )
            % {"time": time_format(timezone.localtime(self.instance.updated_at), "H:i")}
        )


def version(picture):
    """What names a picture as it was saved last."""
    return picture.updated_at.isoformat() if picture.updated_at else ""


def saved_meanwhile(bound):
    """Say what is saved in a field (BoundField) that somebody filled in otherwise."""
    value = bound.field.prepare_value(bound.initial)
    if hasattr(value, "tzinfo"):
        value = timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    return _("Saved meanwhile: “%(value)s”") % {"value": value or ""}


class ConfirmForm(PictureForm):
    """One of the pictures that were just uploaded: what was read, for a person to confirm."""

    class Meta(PictureForm.Meta):
        fields = [name for name in PictureForm.Meta.fields if name != "taken_at"]


class SameForAll(forms.ModelForm):
    """What is the same for all pictures of an upload: what is filled in replaces theirs."""

    class Meta(PictureForm.Meta):
        fields = ["credit", "rights_holder", "licensed_until", "restrictions"]

    def given(self):
        return {name: value for name, value in self.cleaned_data.items() if value}
