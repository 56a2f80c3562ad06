"""A story that somebody paid for, and that does not tell its readers so."""

import re

from django.utils.translation import gettext as _

from articles.checks.finding import Found
from articles.workflow import Label

#: What a sponsor's story says of itself, anywhere around the copy.
SAID = re.compile(
    r"\b(?:sponsored|paid for by|paid content|partner content|advertisement feature|advertorial|"
    r"advertising feature|in association with|in partnership with|brought to you by)\b",
    re.IGNORECASE,
)
#: What it says in a paragraph of its own, short, or of itself; a race has sponsors too.
SAID_IN_COPY = re.compile(
    r"^(?:(?:sponsored|paid for|brought to you|produced)\ by|in\ (?:association|partnership)\ with"
    r"|advertisement\ feature|advertorial)\b.{0,60}$"
    r"|^this\ (?:article|story|content|feature|piece)\ (?:is|was|has\ been)\ "
    r"(?:sponsored|paid\ for|brought\ to\ you|produced\ in\ association|written\ in\ association)",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)

#: Fields around the copy.
AROUND = ["kicker", "standfirst", "bylines", "credit", "rights"]
#: Slugs of tags, and of sections, that such stories are filed under.
FILED = {
    *("sponsored", "sponsored-content", "advertorial", "advertisement-feature", "paid-content"),
    *("partner-content", "paid-post", "promoted"),
}


def sponsored(reading):
    """A story with the signs of one, whose label does not say so."""
    if reading.label == Label.SPONSORED:
        return
    says = _("“%(sign)s” says that somebody paid for the story: give it the label “Sponsored”.")
    for field in AROUND:
        for found in SAID.finditer(reading.words[field]):
            yield Found(says % {"sign": found[0]}, field, *found.span())
    for found in SAID_IN_COPY.finditer(reading.words["body"]):
        yield Found(says % {"sign": found[0]}, "body", *found.span())
    slugs = {*reading.tags, reading.section.slug if reading.section else ""}
    for sign in sorted(FILED & slugs):
        yield Found(says % {"sign": sign}, "label")
