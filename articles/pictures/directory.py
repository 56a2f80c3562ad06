"""
Pictures that people upload of themselves and of the paper, made into ones that can be shown:
turned the right way up, drawn again without anything that the file said of itself, and named for
what is in them.
"""

from collections.abc import Callable
from hashlib import blake2b
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from articles.pictures import colours, exif
from articles.pictures.opening import Limits, demand_bytes, opened

TYPES = {".jpg": "image/jpeg", ".png": "image/png"}

#: Bytes and pixels of an upload: more than any camera's picture that is meant for a page.
BYTES, PIXELS = 10 * 1024 * 1024, 40_000_000

#: Pixels: the side of a portrait, shown at most at half of it; the box that a logo fits in.
PORTRAIT, LOGO = 480, (1200, 300)
#: Pixels of the shorter side: with fewer a picture is a smudge.
LEAST = 32

LIMITS = Limits(("JPEG", "PNG", "WEBP"), BYTES, PIXELS, LEAST)


class Kind(NamedTuple):
    """What a picture is made into: how it is drawn, and how it is written (see Image.save)."""

    draw: Callable[[Image.Image], Image.Image]
    ending: str
    options: dict[str, Any]


def portrait(upload):
    """Make a square portrait of an uploaded file: a JPEG, as a named ContentFile. Or Unusable."""
    return made(upload, Kind(square, ".jpg", {"quality": 85, "progressive": True}))


def logo(upload):
    """Make a logo of an uploaded file: a PNG that keeps what is clear. Raises Unusable."""
    return made(upload, Kind(fitted, ".png", {"optimize": True}))


def made(upload, kind):
    demand_bytes(upload.size, LIMITS)
    with opened(upload, LIMITS) as image:
        drawn = kind.draw(image)
    return written(drawn, kind)


def square(image):
    """Cut out the middle, a little nearer the top, where faces are; on white."""
    image.draft(None, (2 * PORTRAIT, 2 * PORTRAIT))  # a JPEG is unpacked no larger than needed
    image.load()
    drawn = exif.upright(image, colours.in_srgb(image))
    return ImageOps.fit(drawn, (PORTRAIT, PORTRAIT), centering=(0.5, 0.4))


def fitted(image):
    """Make a picture fit the box of a logo; none grows."""
    image.load()
    drawn = exif.upright(image, colours.in_clear_srgb(image))
    drawn.thumbnail(LOGO)
    return drawn


def written(image, kind):
    """Write a picture that has nothing but its pixels, under the hash of what is in it."""
    image.info = {}
    data = BytesIO()
    image.save(data, {".jpg": "JPEG", ".png": "PNG"}[kind.ending], **kind.options)
    name = blake2b(data.getvalue(), digest_size=16).hexdigest()
    return ContentFile(data.getvalue(), name + kind.ending)
