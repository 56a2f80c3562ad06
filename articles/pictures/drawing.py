"""Pictures drawn for readers and for the desk: new files, that carry only what we write in."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image

from articles.pictures import colours, exif, labelling
from articles.pictures.framing import Box
from articles.pictures.labelling import Label
from articles.pictures.opening import opened, upright
from articles.pictures.slots import WIDTHS

#: Format, which is also the ending: what Pillow calls it, and how it is written. By the
#: benchmark: at speed 9 AVIF takes a third of the time of 8 and a twelfth of Pillow's own 6, for
#: 3 % more bytes. WebP's and JPEG's dearer ways save 3 % and 6 % for twice and six times the
#: time, where hardly a browser asks for them.
FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 9}),
    "webp": ("WEBP", {"quality": 75, "method": 0}),
    "jpg": ("JPEG", {"quality": 78}),
}
#: Pixels: an AVIF as wide as that is written at speed 8.
LARGE = 2400
#: Pixels: what is wider of these crops no page shows. It is for search engines, which read JPEG.
FOR_PAGES = {"4:3": 640, "1:1": 640}
#: Raise it by one whenever a picture drawn anew would look otherwise or carry something else.
RECIPE = 1
#: Pixels: the longer side of the desk's own small pictures, and of what stands in for one.
PREVIEWS, PLACEHOLDER = (480, 1600), 20
#: Characters of what stands in for one, on every page that shows it; the qualities to try.
SHORT, QUALITIES = 600, (60, 30, 10, 0)
#: Pixels: no side of a WebP is longer.
LONGEST = 16_383


class Drawn(NamedTuple):
    """A finished file: which crop, its pixels, "avif", "webp" or "jpg", and its bytes."""

    crop: str
    width: int
    height: int
    format: str
    data: bytes


def draw(
    file,
    *,
    boxes: Mapping[str, Box],
    widths: Mapping[str, Sequence[int]] = WIDTHS,
    label: Label = labelling.NOTHING,
) -> Iterator[Drawn]:
    """
    Draw {crop: its box in pixels of the upright picture} of a file, which stays open: the widest
    of each crop first, in every format. The file is decoded once. Raises Unusable.
    """
    plan = {crop: _sizes(box, widths[crop]) for crop, box in boxes.items()}
    spare = min((_size(boxes[crop])[0] / sizes[0][0] for crop, sizes in plan.items()), default=1)
    whole, (wide, high) = unpacked(file, spare)
    options = labelling.options(label)
    wholes = [whole]  # the widest first
    for crop, sizes in plan.items():
        left, top, right, bottom = boxes[crop]
        part = left / wide, top / high, right / wide, bottom / high
        for size in sizes:
            piece = _piece(wholes, part, size)
            if not crop:
                wholes.append(piece)
            for format in formats_of(crop, piece.width):
                data = written(piece, format, **options | pace(format, piece.width))
                yield Drawn(crop, *size, format, data)


def formats_of(crop: str, width: int) -> list[str]:
    """The formats that a crop is drawn in, at a width."""
    return list(FORMATS) if width <= FOR_PAGES.get(crop, width) else ["jpg"]


def pace(format: str, width: int) -> dict[str, Any]:
    """Take more time for what has the most bytes to save."""
    return {"speed": 8} if format == "avif" and width >= LARGE else {}


def _size(box: Box) -> tuple[int, int]:
    left, top, right, bottom = box
    return right - left, bottom - top


def _sizes(box: Box, widths: Sequence[int]) -> list[tuple[int, int]]:
    """The sizes to draw a box in, the widest first: none larger than it, and one at least."""
    wide, high = _size(box)
    most = max(1, min(wide, LONGEST * wide // high))
    fitting = [width for width in widths if width <= most] or [most]
    return [(width, max(1, round(width * high / wide))) for width in sorted(fitting)[::-1]]


def _piece(wholes: list[Image.Image], part: tuple[float, ...], size: tuple[int, int]):
    """Cut a part (in fractions) out of the smallest picture that has the pixels for a size."""
    left, top, right, bottom = part
    ample = [whole for whole in wholes if whole.width * (right - left) >= size[0]]
    source = ample[-1] if ample else wholes[0]
    wide, high = source.size
    cut = left * wide, top * high, right * wide, bottom * high
    return source.resize(size, Image.Resampling.BICUBIC, cut)


def unpacked(file, spare: float) -> tuple[Image.Image, tuple[int, int]]:
    """
    Decode a picture, upright and in sRGB; if that costs less, at a smaller size, which has no
    less than one pixel for `spare` of its pixels across. Give also its size upright at its full
    number of pixels. Raises Unusable.
    """
    with opened(file) as image:
        size = image.size
        if image.format in ("JPEG", "MPO"):
            part = max(part for part in (1, 2, 4, 8) if part <= max(1, spare))
            image.draft(None, (max(1, size[0] // part), max(1, size[1] // part)))
        image.load()
        whole = exif.upright(image, colours.in_srgb(_reduced(image, size, spare)))
        size = upright(image, size)
    whole.info = {}
    return whole, size


def _reduced(image: Image.Image, size: tuple[int, int], spare: float) -> Image.Image:
    """Leave out pixels that are not needed, if that is quick: before colours are reckoned."""
    part = int(spare * max(image.size) / max(size))
    if part < 2 or image.mode not in ("RGB", "L", "CMYK") or image.has_transparency_data:
        return image
    info, image = image.info, image.reduce(part)
    image.info = info
    return image


def written(image: Image.Image, format: str, **options) -> bytes:
    """Write a picture in one of FORMATS, with nothing but what `options` say (see Image.save)."""
    name, usual = FORMATS[format]
    data = BytesIO()
    image.save(data, name, **{**usual, **options})
    return data.getvalue()


def previews(file) -> dict[int, bytes]:
    """The desk's own small pictures, WebP, by their longer side in pixels. Raises Unusable."""
    image = _fitted(file, max(PREVIEWS))
    made = {}
    for side in sorted(PREVIEWS, reverse=True):
        image.thumbnail((side, side))
        made[side] = written(image, "webp")
    return made


def placeholder(file) -> str:
    """
    A data: address of a picture some twenty pixels wide, in at most SHORT characters: also of
    what is one of its previews, which is quicker. Raises Unusable.
    """
    image = _fitted(file, PLACEHOLDER)
    image.thumbnail((PLACEHOLDER, PLACEHOLDER))
    addresses = (_address(written(image, "webp", quality=quality)) for quality in QUALITIES)
    return next(address for address in addresses if len(address) <= SHORT)


def _address(data: bytes) -> str:
    return f"data:image/webp;base64,{b64encode(data).decode()}"


def _fitted(file, side: int) -> Image.Image:
    """Decode a picture at no less than so many pixels of its longer side, if it has as many."""
    with opened(file) as image:
        longer = max(image.size)
    return unpacked(file, longer / side)[0]
