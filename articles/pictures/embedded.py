"""What a picture's file carries besides the picture: EXIF, IPTC and XMP, as far as it is sound."""

from typing import Any

from django.utils.translation import gettext as _
from PIL import Image

from articles.pictures import exif, iptc, xmp

#: The more exact first.
READERS = {"XMP": xmp.fields, "IPTC": iptc.fields, "EXIF": exif.fields}


def told(image: Image.Image) -> list[dict[str, Any]]:
    """What each label of an unpacked picture says, the more exact first; none if broken."""
    return [fields for fields in (_read(name, image) for name in READERS) if fields]


def faults(image: Image.Image) -> list[str]:
    """Say, to a person, which labels of an unpacked picture are broken."""
    broken = [name for name in READERS if _read(name, image) is None]
    if "EXIF" not in broken and not exif.is_sound(image):
        broken.append("EXIF")
    return [
        _("Its %(kind)s data are broken. They are left out, as far as they cannot be read.")
        % {"kind": kind}
        for kind in broken
    ]


def _read(name: str, image: Image.Image) -> dict[str, Any] | None:
    try:
        return READERS[name](image)
    except Exception:  # A broken label may fail Pillow and the parsers in any way.
        return None
