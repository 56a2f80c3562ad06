"""
How large the pictures in an AVIF file really are. Its header may tell less than what is coded:
2 kilobytes that call themselves 100 × 100 pixels, and unpack to 16,000 × 16,000 before anybody
looks. So the size is read where the decoder reads it: AV1, 5.5; the boxes are ISO 14496-12's.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import BinaryIO

#: Boxes that only hold others.
HOLDERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
SEQUENCE_HEADER = 1

#: Bytes of all that is not pictures, and parts of these: more than any file has.
LABELS, PARTS = 1 << 20, 20_000

Boxes = dict[bytes, bytes]


class Bits:
    """Numbers, bit by bit."""

    def __init__(self, data: bytes):
        self.number, self.left = int.from_bytes(data), 8 * len(data)

    def take(self, count: int) -> int:
        self.left -= count
        if self.left < 0:
            raise ValueError("It ends too soon.")
        return (self.number >> self.left) & ((1 << count) - 1)

    def take_varying(self) -> int:
        noughts = 0
        while not self.take(1):
            noughts += 1
        return self.take(noughts) + (1 << noughts) - 1 if noughts < 32 else 0


def pixels(file: BinaryIO) -> int:
    """The most pixels that a picture in an AVIF file is coded with. Raises ValueError."""
    file.seek(0)
    data = file.read()
    parts = (size for coded in _coded(data) for size in _frame_sizes(coded))
    sizes = list(islice(parts, PARTS + 1))
    if len(sizes) > PARTS or not any(sizes):
        raise ValueError("It has no picture, or too many.")
    return max(sizes)


def _coded(data: bytes) -> Iterator[bytes]:
    """Yield the coded pictures of a file, and the beginning of its films."""
    for name, content in _boxes(data):
        if name == b"meta":
            yield from _items(data, dict(_boxes(content[4:])))
        elif name in (b"stco", b"co64"):
            width = 4 if name == b"stco" else 8
            begin = int.from_bytes(content[8 : 8 + width])
            yield data[begin:]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        length, name, head = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16]), 16
        length = length or len(data) - at
        if length < head:
            raise ValueError("A box is broken.")
        content = data[at + head : at + min(length, head + LABELS)] if name != b"mdat" else b""
        yield name, content
        if name in HOLDERS:
            yield from _boxes(content)
        at += length


def _items(data: bytes, meta: Boxes) -> Iterator[bytes]:
    pictures = set(_pictures(meta.get(b"iinf", b"")))
    left = len(data)
    for item, is_inside, extents in _places(meta.get(b"iloc", b"")):
        if item not in pictures:
            continue
        whole = meta.get(b"idat", b"") if is_inside else data
        left -= sum(min(length, len(whole)) for _begin, length in extents)
        if left < 0:
            raise ValueError("It has more pictures than bytes.")
        yield b"".join(whole[begin : begin + length] for begin, length in extents)


def _pictures(iinf: bytes) -> Iterator[int]:
    """The numbers of the items that are coded pictures."""
    for name, entry in _boxes(iinf[6 if iinf[:1] == b"\0" else 8 :]):
        wide = 4 if entry[:1] == b"\x03" else 2
        if name == b"infe" and entry[6 + wide : 10 + wide] == b"av01":
            yield int.from_bytes(entry[4 : 4 + wide])


def _places(iloc: bytes) -> Iterator[tuple[int, bool, list[tuple[int, int]]]]:
    """Yield where each item is: its number, whether in the box of data, and (begin, length)s."""
    file = BytesIO(iloc)

    def number(size: int) -> int:
        return int.from_bytes(file.read(size))

    version, sizes = number(4) >> 24, number(2)
    offset, length, base, index = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15)
    wide = 4 if version == 2 else 2
    for _item in range(min(number(wide), len(iloc))):
        item = number(wide)
        method = number(2) & 15 if version else 0
        file.seek(2, 1)
        begin, extents = number(base), []
        for _extent in range(min(number(2), len(iloc))):
            file.seek(index if version else 0, 1)
            extents.append((begin + number(offset), number(length) or 1 << 40))
        yield item, method == 1, extents


def _frame_sizes(coded: bytes) -> Iterator[int]:
    """Yield the most pixels of a picture for each header in what is coded; 0 for other parts."""
    at = 0
    while at < len(coded):
        kind, has_extension, has_size = coded[at] >> 3 & 15, coded[at] & 4, coded[at] & 2
        at += 2 if has_extension else 1
        length = len(coded) - at
        if has_size:
            length, at = _length(coded, at)
        if kind == SEQUENCE_HEADER:
            yield _largest(Bits(coded[at : at + min(length, 256)]))
        else:
            yield 0
        at += length


def _length(coded: bytes, at: int) -> tuple[int, int]:
    """A length that says in each byte whether another follows; and where what follows begins."""
    length = 0
    for count, byte in enumerate(coded[at : at + 8]):
        length |= (byte & 127) << 7 * count
        if byte < 128:
            return length, at + count + 1
    raise ValueError("A length is broken.")


def _largest(bits: Bits) -> int:
    """The width by the height that a sequence header lets its pictures have."""
    bits.take(4)
    if bits.take(1):  # of a still picture, in short
        bits.take(5)
    else:
        _skip_points(bits)
    wide, high = bits.take(4) + 1, bits.take(4) + 1
    return (bits.take(wide) + 1) * (bits.take(high) + 1)


def _skip_points(bits: Bits) -> None:
    delay = 0
    if bits.take(1):  # how long each picture stands
        bits.take(64)
        if bits.take(1):
            bits.take_varying()
        if bits.take(1):
            delay = bits.take(5) + 1
            bits.take(42)
    has_waits = bits.take(1)
    for _point in range(bits.take(5) + 1):
        bits.take(12)
        if bits.take(5) > 7:
            bits.take(1)
        if delay and bits.take(1):
            bits.take(2 * delay + 1)
        if has_waits and bits.take(1):
            bits.take(4)
