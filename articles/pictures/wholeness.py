"""
Whether a file is there to its end, told by its parts without unpacking any: a cut file is
refused before memory is spent on it, and none with more parts than any picture has is read.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

#: More parts than any picture has: a PNG of 60 megabytes in pieces of 8 kilobytes has 7,500.
PARTS = 100_000
#: Parts of a PNG that are neither picture nor frame, and scans of a JPEG: each costs time.
LABELS, SCANS = 200, 50
#: Bytes of what a JPEG says before its picture. Telephones put pictures of the depths there.
FOREWORD = 10 * 1024 * 1024
#: Bytes of a JPEG that are looked at in one go.
BLOCK = 1 << 20

SCAN, END, FILLING, ALONE = 0xDA, 0xD9, 0xFF, range(0xD0, 0xD9)
# A marker in the coded data of a JPEG that ends it: neither a coded 0xFF nor a restart.
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


class TooManyParts(ValueError):
    """A file has more parts than any picture."""


def is_whole(file: BinaryIO, kind: str, size: int) -> bool:
    """
    Tell whether a file of a kind and so many bytes is there to its end, as far as its parts say.
    Raises TooManyParts.
    """
    if kind not in WALKS:
        return True
    for count, end in enumerate(WALKS[kind](file, size)):
        if end > size:
            return False
        if count > PARTS:
            raise TooManyParts
    return True


def _png(file: BinaryIO, size: int) -> Iterator[int]:
    """Yield where each chunk ends; one that is past the end, if the last is missing."""
    end, labels = 8, 0
    while end <= size:
        file.seek(end)
        head = file.read(8)
        end += 12 + int.from_bytes(head[:4])
        yield end
        if head[4:] == b"IEND":
            return
        labels += head[4:] not in (b"IDAT", b"fcTL", b"fdAT")
        if labels > LABELS:
            raise TooManyParts


def _webp(file: BinaryIO, size: int) -> Iterator[int]:
    file.seek(4)
    whole = 8 + int.from_bytes(file.read(4), "little")
    yield whole
    end = 12
    while end + 8 <= whole:
        file.seek(end + 4)
        length = int.from_bytes(file.read(4), "little")
        yield end + 8 + length
        end += 8 + length + length % 2


def _avif(file: BinaryIO, size: int) -> Iterator[int]:
    end = 0
    while end < size:
        file.seek(end)
        length = int.from_bytes(file.read(4))
        if length == 1:
            file.seek(end + 8)
            length = int.from_bytes(file.read(8))
        end = end + length if length else size
        yield end
        if 0 < length < 8:
            yield size + 1


def _tiff(file: BinaryIO, size: int) -> Iterator[int]:
    """Yield where the list of what the file has begins; the rest Pillow reads (see tiff.py)."""
    file.seek(0)
    head = file.read(8)
    yield int.from_bytes(head[4:], "little" if head[:1] == b"I" else "big") + 2


def _jpeg(file: BinaryIO, size: int) -> Iterator[int]:
    """Yield where each segment ends, and where the coded data after each scan's head does."""
    end, scans = 2, 0
    while end <= size:
        file.seek(end)
        mark, kind, *length = file.read(4).ljust(4, b"\0")
        if mark != 0xFF:  # between segments
            end = _next_marker(file, end, size)
        elif kind == END:  # what follows is not the picture
            return
        elif kind == FILLING:
            end += 1
        elif kind == 1 or kind in ALONE:
            end += 2
        else:
            end += 2 + int.from_bytes(length)
        if mark == 0xFF and kind == SCAN:
            scans += 1
            end = _next_marker(file, end, size)
        yield end
        if scans > SCANS or (not scans and end > FOREWORD):
            raise TooManyParts


def _next_marker(file: BinaryIO, start: int, size: int) -> int:
    """Where the next marker begins; past the end, if there is none."""
    while start < size:
        file.seek(start)
        block = file.read(BLOCK)
        if found := MARKER.search(block):
            return start + found.start()
        start += max(1, len(block) - 1)  # a marker may lie across two blocks
    return size + 1


WALKS = {"PNG": _png, "WEBP": _webp, "AVIF": _avif, "JPEG": _jpeg, "TIFF": _tiff}
