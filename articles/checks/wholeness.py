"""Whether copy has what a page cannot do without, and what it would be better with."""

from django.utils.translation import gettext as _

from articles.text.markup import plain

ERROR, WARNING = "error", "warning"


def missing(revision):
    """Name what a revision lacks before it can be printed: a list of words, empty if nothing."""
    wanted = {
        _("a headline"): revision.headline,
        _("a section"): revision.section_id,
        _("a body"): plain(revision.body),
    }
    return [name for name, value in wanted.items() if not value]


def wished(revision):
    """Name what readers would miss in a revision."""
    wanted = {_("a standfirst"): revision.standfirst, _("a byline"): revision.bylines}
    return [name for name, value in wanted.items() if not value]


def findings(revision):
    """
    All that this check says of a revision: [{"check": "wholeness", "level": "error" or
    "warning", "message": …}, …]. An error stops the press; the rest is kept with the edition.
    """
    levels = {ERROR: missing(revision), WARNING: wished(revision)}
    return [
        {"check": "wholeness", "level": level, "message": _("It lacks %(what)s.") % {"what": name}}
        for level, names in levels.items()
        for name in names
    ]
