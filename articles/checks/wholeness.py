"""What copy must have, and what readers would miss."""

from django.utils.translation import gettext as _

from articles.checks.finding import Found
from articles.text.markup import plain


def missing(revision):
    """Name what a revision lacks before it can be printed: a list of words, empty if nothing."""
    body = plain(revision.body)
    return [name for name, _field in lacks(revision.headline, revision.section_id, body)]


def wholeness(reading):
    """What a page cannot do without."""
    for name, field in lacks(reading.headline, reading.section_id, reading.words["body"]):
        yield Found(_("It lacks %(what)s.") % {"what": name}, field)


def lacks(headline, section, body):
    wanted = [
        (headline, _("a headline"), "headline"),
        (section, _("a section"), "section"),
        (body, _("a body"), "body"),
    ]
    return [(name, field) for value, name, field in wanted if not value]


def standfirst(reading):
    if not reading.standfirst:
        yield Found(_("It lacks a standfirst: say in brief what the story says."), "standfirst")


def byline(reading):
    if not reading.bylines:
        yield Found(_("It lacks a byline: say who wrote it."), "bylines")
