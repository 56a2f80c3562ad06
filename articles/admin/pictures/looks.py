"""How a picture of the library is told of: to the grid, the picker and the upload page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.clock import spoken_moment
from articles.pictures.drawing import PREVIEWS

#: Pixels of the longer side of what is shown in a grid, and in a form.
SMALL, LARGE = PREVIEWS

#: Days before a licence's end from which on people are told of it.
SOON = 14


def size_of(picture, side):
    """The pixels (width, height) of a picture that is shrunk to a square of `side`."""
    most = max(picture.width, picture.height, 1)
    scale = min(1, side / most)
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def preview(picture, side):
    return reverse("admin:articles_picture_preview", args=[picture.pk, side])


def alt(picture):
    """What the desk reads of a picture that it cannot see: its alternative text, or its name."""
    return picture.alt or str(picture)


def rights(picture, *, at):
    """Say what stands in the way of showing a picture, or soon will; empty where nothing does."""
    if picture.erased_at:
        return _("Erased")
    if picture.withdrawn_at and picture.withdrawn_at <= at:
        return _("Withdrawn")
    if not picture.is_usable(at):
        return _("Licence ended on %(day)s") % {"day": day(picture.licensed_until)}
    if picture.licensed_until and (picture.licensed_until - at).days < SOON:
        return _("Licence until %(moment)s") % {"moment": spoken_moment(picture.licensed_until)}
    return "" if picture.confirmed_at else _("Not confirmed")


def day(moment):
    return date_format(timezone.localtime(moment), "j F Y")


def told(picture, *, at):
    """What a script is told of a picture: the picker's rows, and the answer to an upload."""
    width, height = size_of(picture, SMALL)
    return {
        "id": picture.pk,
        "headline": str(picture),
        "caption": picture.caption,
        "alt": picture.alt,
        "credit": picture.credit,
        "width": picture.width,
        "height": picture.height,
        "thumb": preview(picture, SMALL),
        "thumb_width": width,
        "thumb_height": height,
        "preview": preview(picture, LARGE),
        "rights": rights(picture, at=at),
        "is_usable": picture.is_usable(at),
    }
