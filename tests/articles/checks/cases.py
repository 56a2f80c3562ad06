"""Revisions that nobody saved, and what one check finds in them."""

from articles.checks.reading import Reading
from articles.models import Article, Revision


def make_revision(body="", **fields):
    """An unsaved revision; a body without tags is one paragraph."""
    if not body.startswith("<"):
        body = f"<p>{body}</p>"
    return Revision(article=fields.pop("article", None) or Article(), body=body, **fields)


def found(check, body="", *, at=None, **fields):
    """What a check finds, of words that go out at `at`: [(field, quote, nth), …]."""
    reading = Reading(make_revision(body, **fields), at=at)
    places = [reading.where(each) for each in check(reading)]
    return [(place["field"], place.get("quote", ""), place.get("nth", 0)) for place in places]


def quotes(check, body="", **fields):
    """The very words that a check points at."""
    return [quote for _field, quote, _nth in found(check, body, **fields)]


def says(check, body="", **fields):
    return [each.message for each in check(Reading(make_revision(body, **fields)))]
