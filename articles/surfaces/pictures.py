"""What must be true of the pictures of editions: their rows, their ends, and their files."""

from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Edition, EditionPicture, Rendition, picture_files
from articles.surfaces.invariants import BATCH, RESTORE, Fault
from articles.text.figures import pictures

#: Editions fetched at a time, with their words.
FEW = 100

DRAW_AGAIN = gettext_lazy("Run: manage.py pictures rebuild")

#: What the walk over ends reads: no rendition.
ENDS = """
    until edition__article_id picture__licensed_until picture__withdrawn_at picture__erased_at
""".split()


def ends(*, at):
    """An edition shows a picture until the library's end of it."""
    rows = EditionPicture.objects.select_related("picture", "edition").only(*ENDS)
    for row in rows.iterator(chunk_size=BATCH):
        if row.until != row.picture.until:
            says = _("It would show picture %(number)s until another moment than the library says.")
            told = says % {"number": row.picture_id}
            yield Fault(told, _("Withdraw the picture, and release it."), row.edition.article_id)


def rows(*, at):
    """What readers have, or will have, shows no picture but those that it has rows of."""
    editions = Edition.objects.live(at=at) | Edition.objects.waiting(at=at)
    shown = editions.prefetch_related("pictures").order_by("pk")
    for edition in shown.iterator(chunk_size=FEW):
        named = {edition.lead_picture_id, *pictures(edition.body)} - {None}
        for number in sorted(named - {row.picture_id for row in edition.pictures.all()}):
            told = _("It shows picture %(number)s, and has no row of it.") % {"number": number}
            yield Fault(told, RESTORE, edition.article_id)


def files(*, at):
    """Every file that readers are sent to, now or later, is there; each is asked for once."""
    current = EditionPicture.objects.current(at=at).select_related("edition")
    current = current.defer("edition__body").order_by("picture_id")
    for number, of_one in groupby(current.iterator(chunk_size=BATCH), attrgetter("picture_id")):
        drawn = Rendition.objects.current().filter(picture=number)
        there = {row.file_name for row in drawn if picture_files.exists(row.path)}
        for row in of_one:
            if lost := names(row) - there:
                says = _("%(count)d files of picture %(number)s are not there.")
                told = says % {"count": len(lost), "number": number}
                yield Fault(told, DRAW_AGAIN, row.edition.article_id)


def names(row):
    """The files that a row names."""
    sources = [files for cut in row.renditions.values() for files in cut["sources"].values()]
    return {name for files in sources for _width, name in files}


PICTURES = [ends, rows, files]
