"""
What nobody needs any more of the files of pictures: found, so that it can be removed. Whatever
is young is left alone: somebody may be about to name it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

from articles.models import EditionPicture, Picture, Rendition, picture_files
from articles.models.directory_pictures import is_named
from articles.models.picture_files import DIRECTORY, ORIGINALS, PREVIEWS
from articles.models.rendition import FOLDER, GRACE
from articles.pictures import drawing
from articles.pictures.slots import WIDTHS
from articles.press.renditions import keys

#: How long nothing that no row names is taken for a leftover.
YOUNG = timedelta(days=1)

#: Files that are asked about in one query.
BATCH = 500


# --- renditions that others replaced ---


def replaced(*, at) -> Iterator[Rendition]:
    """Yield the renditions that neither pages nor anybody's open page can show any more."""
    rows = Rendition.objects.filter(replaced_at__lte=at - GRACE)
    for number in rows.order_by("picture_id").values_list("picture", flat=True).distinct():
        printed = printed_files(number, at=at)
        yield from (row for row in rows.filter(picture=number) if row.file_name not in printed)


def outdated(*, at) -> Iterator[Rendition]:
    """Yield those that show a picture as it is no more, and that no page names: never printed."""
    rows = Rendition.objects.current()
    for number in rows.order_by("picture_id").values_list("picture", flat=True).distinct():
        present = keys(Picture.objects.defer("metadata").get(pk=number), WIDTHS).values()
        if former := list(rows.filter(picture=number).exclude(recipe__in=present)):
            printed = printed_files(number, at=at)
            yield from (row for row in former if row.file_name not in printed)


def retire(rendition, *, at):
    """Call a rendition replaced: it goes once no open page can ask for it."""
    Rendition.objects.current().filter(pk=rendition.pk).update(replaced_at=at)


def printed_files(picture, *, at) -> set[str]:
    """The files of a picture, by its number, that editions live at `at` or waiting name."""
    rows = EditionPicture.objects.current(at=at).filter(picture=picture)
    cuts = [cut for row in rows for cut in row.renditions.values()]
    return {file for cut in cuts for files in cut["sources"].values() for _width, file in files}


def remove(rendition, *, at) -> bool:
    """Remove a rendition and its old file, unless it came back by `at`. Tells whether it did."""
    same = Rendition.objects.filter(pk=rendition.pk, replaced_at=rendition.replaced_at)
    removed, _rows = same.delete()
    # One that is young was drawn again meanwhile: somebody is about to name it.
    if removed and is_old(rendition.path, at=at):
        picture_files.drop(rendition.path)
    return bool(removed)


# --- files that no row names ---


def strays(*, at) -> Iterator[str]:
    """Yield the names of old files that no row names: also of writes that broke off."""
    for folder, named in NAMED.items():
        files = picture_files.names(folder)
        while batch := list(islice(files, BATCH)):
            kept = named(batch)
            yield from (name for name in batch if name not in kept and is_old(name, at=at))


def named_renditions(names):
    stems = [name.rpartition("/")[2].partition(".")[0] for name in names]
    return {row.path for row in Rendition.objects.filter(name__in=stems)}


def named_originals(names):
    return set(Picture.objects.filter(original__in=names).values_list("original", flat=True))


def named_previews(names):
    keys = [name.removeprefix(PREVIEWS).partition("-")[0] for name in names]
    known = Picture.objects.filter(preview_key__in=keys).values_list("preview_key", flat=True)
    return {f"{PREVIEWS}{key}-{side}.webp" for key in known for side in drawing.PREVIEWS}


def named_in_directory(names):
    return {name for name in names if is_named(name)}


#: Folder: what tells, of the names of some of its files, those that rows name.
NAMED = {
    FOLDER: named_renditions,
    PREVIEWS: named_previews,
    ORIGINALS: named_originals,
    DIRECTORY: named_in_directory,
}


def is_old(name, *, at):
    try:
        return picture_files.stored_at(name) <= at - YOUNG
    except FileNotFoundError:  # somebody was quicker
        return False


# --- uploads that never arrived ---


def broken_uploads(*, at) -> Iterator[Path]:
    """Yield what is left of uploads where the program was killed under them."""
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) <= at - YOUNG:
            yield path
