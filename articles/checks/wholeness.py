"""Whether copy has what a page cannot do without."""

from django.utils.translation import gettext as _

from articles.text.markup import plain


def missing(revision):
    """Name what a revision lacks before it can be printed: a list of words, empty if nothing."""
    wanted = {
        _("a headline"): revision.headline,
        _("a section"): revision.section_id,
        _("a body"): plain(revision.body),
    }
    return [name for name, value in wanted.items() if not value]
