"""IPTC's older way of labelling pictures: IIM 4.2, in a JPEG's or a TIFF's Photoshop block."""

from typing import Any

from PIL import Image, TiffImagePlugin

#: Data sets of the second record, by the field of Metadata that they tell.
DATA_SETS = {
    "headline": 105,
    "title": 5,
    "caption": 120,
    "creators": 80,
    "credit": 110,
    "copyright": 116,
    "keywords": 25,
    "city": 90,
    "place": 92,
    "country": 101,
    "restrictions": 40,
}
#: Those that come more than once.
LISTS = ("creators", "keywords")
DAY, TIME = 55, 60

#: In the first record, data set 90: all that follows is UTF-8 (ISO 2022).
CHARSET, UTF_8 = (1, 90), b"\x1b%G"

MARK, PHOTOSHOP, LONG = 0x1C, 0x0404, 0x8000


def fields(image: Image.Image) -> dict[str, Any]:
    """Read {field of Metadata: text or list of texts}. Raises ValueError for what is broken."""
    found = _data_sets(_block(image))
    is_utf8 = UTF_8 in found.get(CHARSET, [])
    texts = {
        number: [_text(value, is_utf8) for value in values]
        for (record, number), values in found.items()
        if record == 2
    }
    told: dict[str, Any] = {field: texts.get(number, []) for field, number in DATA_SETS.items()}
    told.update({field: next(iter(told[field]), "") for field in told.keys() - set(LISTS)})
    told["taken"] = _taken(*(next(iter(texts.get(number, [])), "") for number in (DAY, TIME)))
    return told


def _block(image: Image.Image) -> bytes:
    photoshop = image.info.get("photoshop")
    if isinstance(photoshop, dict):
        return photoshop.get(PHOTOSHOP, b"")
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        # As it stands in the file: Photoshop calls it a list of numbers.
        return image.tag_v2._tagdata.get(TiffImagePlugin.IPTC_NAA_CHUNK, b"")
    return b""


def _data_sets(block: bytes) -> dict[tuple[int, int], list[bytes]]:
    """Give {(record, data set): values}."""
    found: dict[tuple[int, int], list[bytes]] = {}
    at = 0
    while at + 5 <= len(block) and block[at] == MARK:
        record, number = block[at + 1], block[at + 2]
        length = int.from_bytes(block[at + 3 : at + 5])
        at += 5
        if length & LONG:
            wide = length & ~LONG
            length = int.from_bytes(block[at : at + wide])
            at += wide
        if at + length > len(block):
            raise ValueError("A data set is cut.")
        found.setdefault((record, number), []).append(block[at : at + length])
        at += length
    if block[at:].strip(b"\0"):
        raise ValueError("No data set begins here.")
    return found


def _text(value: bytes, is_utf8: bool) -> str:
    """Decode what may be UTF-8 though it does not say so, or Windows' or Latin letters."""
    for encoding in ("utf-8", *([] if is_utf8 else ["cp1252"])):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("utf-8", "replace") if is_utf8 else value.decode("latin-1")


def _taken(day: str, time: str) -> str:
    """A day (CCYYMMDD, with noughts for what is unknown) and time (HHMMSS±HHMM) in ISO 8601."""
    if len(day) != 8 or not day.isdigit():
        return day
    parts = [day[:4], day[4:6], day[6:]]
    while parts and not int(parts[-1]):
        parts.pop()
    if len(parts) < 3 or len(time) < 6 or not time[:6].isdigit():
        return "-".join(parts)
    zone = f"{time[6:9]}:{time[9:11]}" if len(time) == 11 else ""
    return f"{'-'.join(parts)}T{time[:2]}:{time[2:4]}:{time[4:6]}{zone}"
