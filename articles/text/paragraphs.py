"""Paragraphs as a cutting has them: wrapped by hand, broken by columns, under subheads."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from django.utils.translation import gettext as _

from articles.text.hyphens import HYPHENS, Mend

#: Characters. A subhead is shorter, the first half of a paragraph seldom so.
SUBHEAD = 60

FULL_STOPS = (".", "!", "?", ":", "…")
OPENERS = "“‘\"'([«"
CLOSERS = "”’\"')]»"

BULLET = re.compile(r"[•‣▪◦●■]\s*|[*·]\s+")
#: Marks a list item where a block begins, and nothing elsewhere: there it is a dash.
DASH = re.compile(r"[-–]\s+")

Kind = Literal["p", "h", "li"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph ("p"), subhead ("h") or list item ("li"), in plain text of one line."""

    kind: Kind
    text: str


@dataclass(slots=True)
class _Part:
    """A block while its pieces are still found; `length` in characters."""

    item: bool
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def split(text: str) -> list[list[str]]:
    """
    Split text at its blank lines: a list of blocks, each a list of lines without blanks at
    their ends. Where no line is blank, each line is a block.
    """
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.strip().split("\n")]
    if all(lines):
        return [[line] for line in lines]
    return [list(block) for full, block in groupby(lines, key=bool) if full]


def compose(blocks: Iterable[list[str]]) -> tuple[list[Block], list[Mend]]:
    """Make paragraphs, subheads and list items of blocks of lines; tell what was joined."""
    parts: list[_Part] = []
    joins: list[Mend] = []
    for piece in _pieces(blocks):
        if parts and _goes_on(parts[-1], piece):
            joins.append(_join(parts[-1].pieces[-1], piece))
            parts[-1].add(piece)
            continue
        mark = BULLET.match(piece) or DASH.match(piece)
        parts.append(_Part(item=bool(mark)))
        parts[-1].add(piece[mark.end() :] if mark else piece)
    return [Block(_kind(parts, at), " ".join(part.pieces)) for at, part in enumerate(parts)], joins


def _pieces(blocks: Iterable[list[str]]) -> Iterator[str]:
    """Unwrap blocks, each list item by itself; ornaments, with no letter in them, go."""
    for lines in blocks:
        starts = [at for at, line in enumerate(lines) if at == 0 or _is_item(line, lines[0])]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            piece = " ".join(lines[start:end])
            if any(map(str.isalnum, piece)):
                yield piece


def _is_item(line: str, first: str) -> bool:
    """Say whether a line is a list item; one with a dash needs a block that began with one."""
    return bool(BULLET.match(line) or (DASH.match(line) and DASH.match(first)))


def _goes_on(part: _Part, piece: str) -> bool:
    """
    Say whether a column broke a paragraph here: it ends inside a word, or without its full
    stop. A capital is no evidence against ("told / Parliament"), only for a subhead's length.
    """
    last = part.pieces[-1]
    if BULLET.match(piece):
        return False
    if last.endswith(HYPHENS) and last[-2:-1].isalnum():
        return piece[0].isalnum()
    bare = last.rstrip(CLOSERS)
    if bare.endswith(FULL_STOPS):
        return False
    if _starts_low(piece):
        return True
    return not part.item and bare == last and part.length > SUBHEAD


def _starts_low(piece: str) -> bool:
    """Say whether the first letter, after quotation marks, is a small one."""
    return piece.lstrip(OPENERS)[:1].islower()


def _join(last: str, first: str) -> Mend:
    """Tell of two halves of a paragraph; a capital in between leaves a doubt."""
    halves = last.rpartition(" ")[2], first.partition(" ")[0]
    doubt = "" if _starts_low(first) else _("could be two paragraphs")
    return Mend(" ¶ ".join(halves), " ".join(halves), doubt)


def _kind(parts: Sequence[_Part], at: int) -> Kind:
    """Tell items, and subheads: short, without a full stop, between two whole blocks."""
    if parts[at].item:
        return "li"
    around = [*parts[max(at - 1, 0) : at], *parts[at + 1 : at + 2]]
    if len(around) == 2 and _is_display(parts[at]) and not any(map(_is_display, around)):
        return "h"
    return "p"


def _is_display(part: _Part) -> bool:
    """Say whether the words could be a subhead: neither a sentence nor somebody speaking."""
    text = part.pieces[0]
    if part.item or len(part.pieces) > 1 or part.length > SUBHEAD or _starts_low(text):
        return False
    spoken = text[0] in OPENERS and text[-1] in CLOSERS
    return not spoken and not text.rstrip(CLOSERS).endswith((*FULL_STOPS, ",", ";"))
