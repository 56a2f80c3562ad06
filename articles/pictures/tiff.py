"""TIFF is a box for anything: whether a file's picture is there, and whether it is one to show."""

from PIL import Image, TiffImagePlugin

#: Tags (TIFF 6.0; DNG 1.7): where the parts of a picture begin and how long they are, by strips
#: and by tiles; how large a tile is; and what only a camera's raw file has.
PARTS = [(273, 279), (324, 325)]
TILE = (322, 323)
DNG, REDUCED, OTHERS = 50706, 254, 330


def is_whole(image: Image.Image, size: int) -> bool:
    """Tell whether all parts of a picture lie in a file of so many bytes; of others, True."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return True
    begins, lengths = (_numbers(image, pair) for pair in zip(*PARTS, strict=True))
    ends = (begin + length for begin, length in zip(begins, lengths, strict=False))
    return max(ends, default=0) <= size


def _numbers(image: TiffImagePlugin.TiffImageFile, tags: tuple[int, ...]) -> list[int]:
    return [number for tag in tags for number in image.tag_v2.get(tag, ())]


def is_raw(image: Image.Image) -> bool:
    """Tell whether what looks like a TIFF is a camera's: a small picture before the real one."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return False
    tags = image.tag_v2
    return DNG in tags or (OTHERS in tags and bool(tags.get(REDUCED, 0) & 1))


def tile(image: Image.Image) -> tuple[int, int]:
    """The size of the tiles of a picture, in pixels; of others, (0, 0)."""
    tags = image.tag_v2 if isinstance(image, TiffImagePlugin.TiffImageFile) else {}
    wide, high = (tags.get(tag, 0) for tag in TILE)
    return wide, high
