"""What a file is, told by its first bytes and never by its name; and what to do with others."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Formats that are taken, as Pillow calls them, and the endings that their names may have. The
#: first is the one that we give.
ENDINGS = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png", ".apng"),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "TIFF": (".tif", ".tiff"),
    "GIF": (".gif",),
}

#: Bytes of a file that are enough to tell what it is.
HEAD = 4096

#: In this order: what a file begins with, and what it then is.
BEGINNINGS = [
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "PNG"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WEBP"),
    (re.compile(rb"II\*\0....CR\x02|IIU\0|IIR[OS]|MMOR|FUJIFILMCCD-RAW", re.DOTALL), "raw"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"II\+\0|MM\0\+"), "BigTIFF"),
    (re.compile(rb"%PDF|.{0,1000}%PDF-\d", re.DOTALL), "PDF"),
    (re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"), "EPS"),
    (re.compile(rb"8BPS"), "Photoshop"),
    (re.compile(rb"PK\x03\x04|Rar!|7z\xbc\xaf|\x1f\x8b"), "archive"),
    (re.compile(rb"\x1aE\xdf\xa3|RIFF....AVI |\0\0\x01\xba", re.DOTALL), "film"),
    (re.compile(rb".*<svg[\s>]", re.DOTALL | re.IGNORECASE), "SVG"),
]

#: Brands of a file in boxes (ISO 14496-12), the first of which that it names decides.
BRANDS = [
    ({b"avif", b"avis"}, "AVIF"),
    ({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}, "HEIC"),
    ({b"crx "}, "raw"),
    ({b"isom", b"iso2", b"mp41", b"mp42", b"qt  ", b"M4V ", b"avc1"}, "film"),
]

ADVICE: dict[str, Promise] = {
    "raw": _("It is a camera's raw file. Develop it, and export it as JPEG or TIFF."),
    "PDF": _("It is a PDF. Save the picture in it as JPEG or PNG, or ask for the picture itself."),
    "EPS": _("It is an EPS drawing. Export it as PNG, at least 2,400 pixels wide."),
    "SVG": _("It is an SVG drawing. Export it as PNG, at least 2,400 pixels wide."),
    "BigTIFF": _("It is a BigTIFF file. Save it as an ordinary TIFF, or as JPEG."),
    "Photoshop": _("It is a Photoshop document. Export it as JPEG, PNG or TIFF."),
    "HEIC": _(
        "It is a photo in HEIC format. Export it as JPEG, or set the telephone’s camera to "
        "“Most Compatible”."
    ),
    "archive": _("It is an archive. Unpack it, and choose the pictures in it."),
    "film": _("It is a film. Save one picture of it as JPEG or PNG."),
}


def kind(head: bytes) -> str:
    """Tell what a file is by its first HEAD bytes: a key of ENDINGS or of ADVICE, or ""."""
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    return next((name for beginning, name in BEGINNINGS if beginning.match(head)), "")


def _by_brand(head: bytes) -> str:
    length = int.from_bytes(head[:4])
    brands = {head[start : start + 4] for start in range(8, min(length, len(head)), 4)}
    return next((name for known, name in BRANDS if known & brands), "")
