"""
The one way in for a file that somebody calls a picture: told by what is in it, measured before
it is unpacked, and read as the format that it is and no other.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from PIL import Image

from articles.pictures import av1, embedded, exif, kinds, tiff, wholeness

#: Bytes of a profile of colours: the largest, of a printing press, has some three million.
PROFILE = 5 * 1024 * 1024

#: EXIF's orientations that stand a picture on its side.
ON_ITS_SIDE = (5, 6, 7, 8)


#: What no ending of a name has.
UNNAMED = re.compile(r"[^\w.]")


class Unusable(ValueError):
    """A file is no picture that can be shown; str() says why and what to do, to a person."""


class Limits(NamedTuple):
    """What is let in: formats, at most so many bytes and pixels, at least so many a side."""

    formats: tuple[str, ...]
    bytes: int
    pixels: int
    least: int = 1


@dataclass(frozen=True)
class Examined:
    """
    What a file is: its format as Pillow calls it, the ending that its name ought to have
    (".jpg"), the pixels of the picture upright, its bytes, and what a person should be told.
    """

    format: str
    ending: str
    width: int
    height: int
    is_animated: bool
    size: int
    sha256: str
    remarks: list[str] = field(default_factory=list)


def library() -> Limits:
    """What the library lets in."""
    return Limits(tuple(kinds.ENDINGS), settings.PICTURE_BYTES, settings.PICTURE_PIXELS)


def examined(file) -> Examined:
    """
    Decode a file in full, so that it never fails later, and say what it is. `file` is an upload
    or an open file; its `name` is only compared with what is in it. Raises Unusable.
    """
    with opened(file) as image:
        is_animated, size = _is_animated(image), image.size
        unpack(image)
        width, height = upright(image, size)
        faults = embedded.faults(image)
        format = format_of(image)
    remarks = [*_remarks(file, format, is_animated), *faults]
    ending, length = kinds.ENDINGS[format][0], measured(file)
    sha256 = file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return Examined(format, ending, width, height, is_animated, length, sha256, remarks)


def _remarks(file, format: str, is_animated: bool) -> Iterator[str]:
    ending = UNNAMED.sub("", PurePath(getattr(file, "name", None) or "").suffix.lower())[:10]
    if ending and ending not in kinds.ENDINGS[format]:
        yield _("Its name ends in %(ending)s, but it is a %(format)s file: it is kept as one.") % {
            "ending": ending,
            "format": _name(format),
        }
    if is_animated:
        yield _("It moves. Only its first picture is used.")


@contextmanager
def opened(file: BinaryIO, limits: Limits | None = None) -> Iterator[Image.Image]:
    """
    Open a picture, from the file's beginning; what it says of its size is within the limits (by
    default the library's). Do nothing in the block but unpack it: whatever fails there is taken
    for the file's fault. Raises Unusable.
    """
    limits = limits or library()
    size = measured(file)
    format, is_whole = _recognised(file, size, limits)
    file.seek(0)
    with _refusing(limits, is_whole), _strictly(), Image.open(file, formats=[format]) as image:
        demand_pixels(image, limits)
        if not is_whole or not tiff.is_whole(image, size):
            raise Unusable(_cut())
        if tiff.is_raw(image):
            raise Unusable(_foreign("raw", limits))
        if len(image.info.get("icc_profile") or b"") > PROFILE:
            raise Unusable(_unreadable(limits))
        yield image


def _recognised(file: BinaryIO, size: int, limits: Limits) -> tuple[str, bool]:
    """Tell a file's format, and whether it is there to its end. Raises Unusable."""
    demand_bytes(size, limits)
    format = kinds.kind(file.read(kinds.HEAD))
    if format not in limits.formats:
        raise Unusable(_foreign(format, limits))
    try:
        is_whole = wholeness.is_whole(file, format, size)
        pixels = av1.pixels(file) if format == "AVIF" and is_whole else 0
    except (ValueError, RecursionError):
        raise Unusable(_unreadable(limits)) from None
    if pixels > limits.pixels:
        raise Unusable(_too_large(limits))
    return format, is_whole


def measured(file) -> int:
    """The bytes of a file, which then stands at its beginning."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return size


def demand_bytes(size: int, limits: Limits) -> None:
    if not size:
        raise Unusable(_("This file is empty. Fetch or export it again."))
    if size > limits.bytes:
        raise Unusable(
            _("This file has %(size)s. Choose one of at most %(limit)s.")
            % {"size": filesizeformat(size), "limit": filesizeformat(limits.bytes)}
        )


def demand_pixels(image: Image.Image, limits: Limits) -> None:
    width, height = image.size
    if any(wide * high > limits.pixels for wide, high in (image.size, tiff.tile(image))):
        raise Unusable(_too_large(limits))
    if min(width, height) < limits.least:
        raise Unusable(
            _("This picture has %(width)d × %(height)d pixels. Choose one of at least %(least)d.")
            % {"width": width, "height": height, "least": limits.least}
        )


@contextmanager
def _refusing(limits: Limits, is_whole: bool) -> Iterator[None]:
    """Say of whatever Pillow stumbles over that the file is Unusable."""
    try:
        yield
    except Unusable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unusable(_too_large(limits)) from None
    except Exception as error:  # Pillow fails at a broken file with whatever it stumbles over.
        is_cut = not is_whole or "truncated" in str(error)
        raise Unusable(_cut() if is_cut else _unreadable(limits)) from None


@contextmanager
def _strictly() -> Iterator[None]:
    """Take Pillow's warning of a bomb for an error, and its others for what they are: remarks."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"PIL\.")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def unpack(image: Image.Image) -> None:
    """Decode a picture, the first if there are many; of a JPEG all data, yet few of the pixels."""
    if image.format in ("JPEG", "MPO"):
        image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
    image.load()


def format_of(image: Image.Image) -> str:
    # Some telephones put more pictures behind the first, such as one of the depths.
    return "JPEG" if image.format == "MPO" else str(image.format)


def _is_animated(image: Image.Image) -> bool:
    # A TIFF has pages, and what is behind a JPEG does not move.
    return image.format not in ("MPO", "TIFF") and getattr(image, "is_animated", False)


def upright(image: Image.Image, size: tuple[int, int]) -> tuple[int, int]:
    """Turn the size of a picture as its camera was held."""
    return size[::-1] if exif.orientation(image) in ON_ITS_SIDE else size


def _foreign(kind: str, limits: Limits) -> str:
    advice = kinds.ADVICE.get(kind)
    if advice:
        return _("This is no picture that can be read here. %(advice)s") % {"advice": advice}
    return _unreadable(limits)


def _unreadable(limits: Limits) -> str:
    formats = get_text_list([_name(format) for format in limits.formats], _("or"))
    return _("This is no picture that can be read. Choose a %(formats)s file.") % {
        "formats": formats
    }


def _name(format: str) -> str:
    return "WebP" if format == "WEBP" else format


def _cut() -> str:
    return _("This is no picture that can be read: its end is missing. Fetch or export it again.")


def _too_large(limits: Limits) -> str:
    return _("This picture has more than %(limit)d million pixels. Choose a smaller one.") % {
        "limit": limits.pixels // 1_000_000
    }
