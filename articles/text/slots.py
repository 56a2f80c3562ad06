"""Where a headline is shown beside the story's own page, and how much of it each place takes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Slot:
    """
    A place that takes so many characters of a headline. What goes beyond is cut off, or, where
    the place `shrinks`, has the whole headline set smaller.
    """

    name: str
    label: Promise
    characters: int
    shrinks: bool = False

    def fits(self, headline: str) -> bool:
        return len(headline) <= self.characters


#: Our own front page: a longer one is set small (templates/includes/_teaser.html).
FRONT = Slot("front", _("Front page"), 100, shrinks=True)

#: A page of search results. Engines give no number of characters; they cut at the width of a
#: column, which about 60 of them fill (Google's desktop results: 600 px at 20 px Arial).
SEARCH = Slot("search", _("Search result"), 60)

#: The card that a link becomes where people share it: the shortest of the large places (X,
#: summary card: a title has at most 70 characters).
CARD = Slot("card", _("Card of a shared link"), 70)

SLOTS = [FRONT, SEARCH, CARD]
