"""Moments as people at the desk type and read them: to the minute, by the paper's clock."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models.article import NO_END
from articles.press.timeline import HORIZON


class MinuteField(forms.DateTimeField):
    """A minute to come. In the hours that the clock skips or repeats there is none to choose."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(clock_change(error.params["datetime"])) from None

    def validate(self, value):
        super().validate(value)
        if value and value.year > timezone.now().year + HORIZON:
            raise ValidationError(_("Give a time within the next ten years."))


def clock_change(time):
    """Say what the paper's clock does with a time (naive) that it skips or shows twice."""
    zone = timezone.get_current_timezone()
    first, second = (zone.utcoffset(time.replace(fold=fold)) for fold in (0, 1))
    if second > first:
        says = _("There is no %(time)s: the clock goes forward past it.")
    else:
        says = _("The clock goes back and shows %(time)s twice.")
    advice = _("Choose a time before or after, such as %(before)s or %(after)s.")
    change = abs(second - first)
    return f"{says} {advice}" % {
        "time": spoken(time),
        "before": spoken(time - change),
        "after": spoken(time + change),
    }


def spoken(time):
    """Say a time of the paper's clock, to the minute."""
    return date_format(time, "j F Y, H:i")


def spoken_moment(moment):
    """Say a moment (UTC) by the paper's clock."""
    return _("no end") if moment >= NO_END else spoken(timezone.localtime(moment))
