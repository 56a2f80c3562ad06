"""EXIF: what the camera writes (JEITA CP-3451). Where it was, and whose it is, is not read."""

import warnings
from typing import Any

from PIL import ExifTags, Image

TAGS = {
    "caption": ExifTags.Base.ImageDescription,
    "creators": ExifTags.Base.Artist,
    "copyright": ExifTags.Base.Copyright,
}

#: How to turn a picture upright, by how the camera was held.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

#: What cameras write for a caption, whatever they see.
NO_CAPTION = ("DIGITAL CAMERA", "SONY DSC", "SAMSUNG", "DCIM", "CREATED BY")


def fields(image: Image.Image) -> dict[str, Any]:
    """Read {field of Metadata: text or list of texts}. Raises whatever Pillow stumbles over."""
    exif = image.getexif()
    told = {field: _text(exif.get(tag)) for field, tag in TAGS.items()}
    if any(words in told["caption"].upper() for words in NO_CAPTION):
        told["caption"] = ""
    creators = [name.strip() for name in told["creators"].split(";")]
    return {**told, "creators": creators, "taken": _taken(exif)}


def orientation(image: Image.Image) -> int:
    """How the camera was held, 1 to 8; 1 if that cannot be read."""
    try:
        told = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # Pillow fails at broken EXIF with whatever it stumbles over.
        return 1
    return told if told in range(1, 9) else 1


def upright(image: Image.Image, drawn: Image.Image) -> Image.Image:
    """Turn what was drawn of an unpacked picture as its camera was held."""
    turn = TURNS.get(orientation(image))
    return drawn if turn is None else drawn.transpose(turn)


def is_sound(image: Image.Image) -> bool:
    """Tell whether all of a picture's EXIF can be read."""
    data = image.info.get("exif")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of parts that are cut Pillow only warns
        try:
            exif = Image.Exif()
            exif.load(data or b"")
            str(exif), str(exif.get_ifd(ExifTags.IFD.Exif))
        except Exception:  # as above
            return False
    return True


def _text(value: Any) -> str:
    """Decode what Pillow took for Latin-1; most programs write UTF-8, whatever EXIF says."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return ""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _taken(exif: Image.Exif) -> str:
    """When the picture was taken as ISO 8601 writes it, without a zone if the camera had none."""
    detail = exif.get_ifd(ExifTags.IFD.Exif)
    told = _text(detail.get(ExifTags.Base.DateTimeOriginal)).strip("\0 ")
    zone = _text(detail.get(ExifTags.Base.OffsetTimeOriginal)).strip("\0 ")
    day, _blank, time = told.partition(" ")
    return f"{day.replace(':', '-')}T{time}{zone}" if time else told
