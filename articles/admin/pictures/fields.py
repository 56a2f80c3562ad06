"""What the forms of pictures ask in a way of their own."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.admin.clock import MinuteField
from articles.desk.pictures import KEYWORD, KEYWORDS
from articles.text.plain import one_line

#: From before the first photograph to as late as every zone's clock can tell.
YEARS = 1800, 9000
SPAN = {"first": YEARS[0], "last": YEARS[1]}


class KeywordsField(forms.CharField):
    """Keywords with a comma after each: a list of texts, each once."""

    widget = AdminTextInputWidget

    def __init__(self, *, encoder=None, decoder=None, **options):  # those of a JSONField
        options |= {"max_length": KEYWORDS * KEYWORD}
        options["help_text"] = _("With a comma after each.")
        super().__init__(**options)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        words = (one_line(word)[:KEYWORD] for word in super().clean(value).split(","))
        return list(dict.fromkeys(filter(None, words)))[:KEYWORDS]

    def has_changed(self, initial, data):
        return list(initial or []) != self.clean(data)


class AnyTimeField(MinuteField):
    """A time by the paper's clock, past or to come."""

    def validate(self, value):
        forms.DateTimeField.validate(self, value)
        if value and not YEARS[0] <= value.year <= YEARS[1]:
            raise ValidationError(_("Give a year from %(first)d to %(last)d."), params=SPAN)


class UntilField(AnyTimeField):
    """A whole minute: licences end on one."""

    def clean(self, value):
        moment = super().clean(value)
        return moment and moment.replace(second=0, microsecond=0)


class TakenField(AnyTimeField):
    """When a picture was taken: cameras know the second."""

    widget = forms.DateTimeInput({"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S")
