"""What a refusal is about, side by side or word by word."""

from django.utils.translation import gettext as _

from articles.admin.clock import spoken_moment
from articles.admin.revisions.names import titles
from articles.models import Revision
from articles.text.blocks import paragraphs
from articles.text.change import lines
from articles.text.diff import changed_only, compare_paragraphs
from articles.text.figures import pictures


def difference(before, after):
    """
    Compare two revisions or editions: the paragraphs that changed, each a list of runs, and
    their pictures, by name.
    """
    called = titles({*numbers(before), *numbers(after)})
    olds, news = ([*lines(copy), *named_pictures(copy, called)] for copy in (before, after))
    return changed_only(compare_paragraphs(olds, news))


def numbers(copy):
    """The numbers of the pictures of copy, its lead first."""
    return [number for number in (copy.lead_picture_id, *pictures(copy.body)) if number]


def named_pictures(copy, called):
    says = _("Picture: %(picture)s")
    return [says % {"picture": called.get(number, number)} for number in numbers(copy)]


def sides(clashes, situation):
    """List the clashes of a fix: in which words, and the paragraphs of either side."""
    return [
        {
            "other": named(revision, situation),
            "field": Revision._meta.get_field(name).verbose_name,
            "ours": said(name, clash.ours),
            "theirs": said(name, clash.theirs),
        }
        for (revision, name), clash in clashes.items()
    ]


def named(revision, situation):
    """Name a revision, and say what it is there for."""
    starts = [e.live_from for e in situation.waiting if e.revision_id == revision.pk]
    if not starts:
        return _("%(revision)s, the newest on the desk") % {"revision": revision}
    return _("%(revision)s, which waits for %(start)s") % {
        "revision": revision,
        "start": spoken_moment(starts[0]),
    }


def said(name, value):
    """The words of one side, as a list of paragraphs."""
    return paragraphs(value) if name == "body" else [value]
