"""The picture library of the paper to try out: invented scenes, with what a desk says of them."""

from datetime import timedelta
from typing import NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles.desk import pictures
from articles.text.figures import GALLERY, Figure
from newsroom.demo_scenes import jpeg


class Scene(NamedTuple):
    """A picture of the library; days until its licence ends."""

    headline: str
    caption: str
    alt: str
    byline: str = "Pia Tresco"
    credit: str = "Pia Tresco / Tolland Bay Pictures"
    days: int | None = None


#: By the name of the scene that is drawn.
PICTURES = {
    "harbour": Scene(
        "The inner harbour in the evening",
        "Boats come home to the inner harbour on Tuesday evening.",
        "Two sailing boats off a stone quay with three houses, under a low sun",
    ),
    "ferry": Scene(
        "The ferry in mid-channel",
        "The ferry halfway to the far shore on its morning crossing.",
        "A white ferry with a red funnel on a calm sea",
    ),
    "clock": Scene(
        "The clock of the old library",
        "The clock of the old library on Monday, a little after noon.",
        "A clock tower with a pointed roof above a row of gabled houses",
    ),
    "rowers": Scene(
        "The winning four",
        "The women’s four on their way to the second buoy.",
        "Four rowers in a red boat, with an orange buoy ahead",
        byline="Rowing club",
        credit="Tolland Bay Rowing Club",
        days=3,
    ),
    "lighthouse": Scene(
        "Sallow Point lighthouse",
        "The lamp on Sallow Point at dusk.",
        "A red and white lighthouse on a dark cliff, its beam over the sea",
    ),
    "market": Scene(
        "The night market",
        "The night market, before the crowd.",
        "Four stalls with coloured awnings under a string of lamps",
    ),
}


def file_pictures(*, by):
    """Bring the scenes into the library, as somebody would who uploads them: {name: Picture}."""
    return {name: file_picture(name, scene, by=by) for name, scene in PICTURES.items()}


def file_picture(name, scene, *, by):
    upload = SimpleUploadedFile(f"{name}.jpg", jpeg(name))
    picture = pictures.file_picture(upload, by=by).picture
    told = scene._asdict()
    if days := told.pop("days"):
        ends = timezone.now() + timedelta(days=days)
        picture.licensed_until = ends.replace(second=0, microsecond=0)
    for field, value in told.items():
        setattr(picture, field, value)
    pictures.confirm(picture)
    return picture


def shown(library, names):
    """What copy has of some pictures: one stands by itself, more are a gallery."""
    figures = [Figure(library[name].pk, caption=library[name].caption).html() for name in names]
    if len(figures) < 2:
        return "".join(figures)
    return f'<aside class="{GALLERY}">{"".join(figures)}</aside>'
