"""The pictures that pages show, drawn again: where files lack, or a new version draws otherwise."""

from django.utils import timezone

from articles.models import EditionPicture, Picture, Rendition, picture_files
from articles.press.pictures import reprint_picture
from articles.press.renditions import draw, drawn, recipe
from articles.refusals import Refused


def shown_pictures(*, at) -> list[int]:
    """The pictures that pages show which are live at `at`, or wait: their numbers."""
    shown = EditionPicture.objects.current(at=at).shown(at=at)
    return list(shown.order_by("picture_id").values_list("picture", flat=True).distinct())


def rebuild(numbers, *, by, since=None):
    """
    Draw pictures again that lack a file, or with `since` (UTC) have one that was drawn before
    it, and print those anew that are to look otherwise now. Each by itself, so that an
    interruption loses nothing. Yields for each (number, whether it was drawn, why it was not).
    """
    for number in numbers:
        try:
            yield number, rebuild_one(Picture.objects.get(pk=number), by=by, since=since), None
        except (Refused, Picture.DoesNotExist) as why:
            yield number, False, why


def rebuild_one(picture, *, by, since):
    rows = list(EditionPicture.objects.current(at=timezone.now()).filter(picture=picture))
    crops = sorted({crop for row in rows for crop in row.renditions})
    faulty = [crop for crop in crops if lacks(picture, crop, since)]
    if faulty:
        draw(picture, faulty)
    there = {crop: told for (_number, crop), told in drawn({picture: crops}).items()}
    differs = any(
        row.renditions != {crop: there.get(crop) for crop in row.renditions} for row in rows
    )
    if differs:
        reprint_picture(picture, by=by)
    return bool(faulty) or differs


def lacks(picture, crop, since):
    """Tell whether a crop is not drawn, or a file of it is not there or too old."""
    rows = Rendition.objects.current().filter(picture=picture, recipe=recipe(picture, crop))
    try:
        written = [picture_files.stored_at(row.path) for row in rows]
    except FileNotFoundError:
        return True
    return not written or (since is not None and min(written) < since)
