from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.checks.finding import Found
from articles.text.slots import SLOTS


def headline_length(reading):
    """The headline is longer than a place takes that shows it."""
    headline = reading.headline
    tight = [slot for slot in SLOTS if not slot.fits(headline)]
    if tight:
        places = [f"{slot.label} ({slot.characters})" for slot in tight]
        says = _("The headline has %(count)d characters, too many for: %(places)s.")
        told = {"count": len(headline), "places": get_text_list(places, _("and"))}
        yield Found(says % told, "headline")
