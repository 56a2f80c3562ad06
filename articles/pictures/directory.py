"""
Pictures that people upload, made into ones that can be shown: read as one of three formats and
no other, turned the right way up, drawn again without anything that the file said of itself,
and named for what is in them.
"""

from collections.abc import Callable
from contextlib import contextmanager
from hashlib import blake2b
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

#: What Pillow may read a file as, whatever the file is called.
FORMATS = ("JPEG", "PNG", "WEBP")
TYPES = {".jpg": "image/jpeg", ".png": "image/png"}

#: Bytes and pixels of an upload: more than any camera's picture that is meant for a page.
BYTES, PIXELS = 10 * 1024 * 1024, 40_000_000

#: Pixels: the side of a portrait, shown at most at half of it; the box that a logo fits in.
PORTRAIT, LOGO = 480, (1200, 300)
#: Pixels of the shorter side: with fewer a picture is a smudge.
LEAST = 32

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class Unusable(ValueError):
    """A file is no picture that can be shown; str() says why and what to do, to a person."""


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
    demand_small(upload)
    with opened(upload) as image:
        drawn = kind.draw(upright(image))
    return written(drawn, kind)


def demand_small(upload):
    if upload.size > BYTES:
        raise Unusable(
            _("This file has %(size)s. Choose one of at most %(limit)s.")
            % {"size": filesizeformat(upload.size), "limit": filesizeformat(BYTES)}
        )


@contextmanager
def opened(upload):
    """Open an upload as one of FORMATS. Its size is known, and refused, before it is unpacked."""
    upload.seek(0)
    try:
        with Image.open(upload, formats=FORMATS) as image:
            demand_size(*image.size)
            yield image
    except Unusable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unusable(too_large()) from None
    except Exception:  # Pillow fails at a broken file with whatever its decoder stumbles over.
        raise Unusable(
            _("This is no picture that can be read. Choose a JPEG, PNG or WebP file.")
        ) from None


def demand_size(width, height):
    if width * height > PIXELS:
        raise Unusable(too_large())
    if min(width, height) < LEAST:
        raise Unusable(
            _("This picture has %(width)d × %(height)d pixels. Choose one of at least %(least)d.")
            % {"width": width, "height": height, "least": LEAST}
        )


def too_large():
    return _("This picture has more than %(limit)d million pixels. Choose a smaller one.") % {
        "limit": PIXELS // 1_000_000
    }


def upright(image):
    """Turn a picture as its camera was held, with its colours as every screen has them."""
    image.draft("RGB", (2 * PORTRAIT, 2 * PORTRAIT))  # a JPEG is unpacked no larger than needed
    image = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    has_gaps = image.has_transparency_data
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image = in_srgb(image, profile)
    return image.convert("RGBA" if has_gaps else "RGB")


def in_srgb(image, profile):
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        return ImageCms.profileToProfile(image, BytesIO(profile), SRGB, outputMode=mode) or image
    except ImageCms.PyCMSError:  # a profile of another kind of colours: they stay as they are
        return image


def square(image):
    """Cut out the middle, a little nearer the top, where faces are; on white."""
    image = ImageOps.fit(image, (PORTRAIT, PORTRAIT), centering=(0.5, 0.4))
    if image.mode == "RGB":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def fitted(image):
    """Make a picture fit the box of a logo; none grows."""
    image.thumbnail(LOGO)
    return image


def written(image, kind):
    """Write a picture that has nothing but its pixels, under the hash of what is in it."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    data = BytesIO()
    bare.save(data, {".jpg": "JPEG", ".png": "PNG"}[kind.ending], **kind.options)
    name = blake2b(data.getvalue(), digest_size=16).hexdigest()
    return ContentFile(data.getvalue(), name + kind.ending)
