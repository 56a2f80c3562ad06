"""
What changed between two versions of sanitised HTML, for editors: its words, and their
emphasis, links, kinds of block and pictures. As data, to be printed escaped: no HTML.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from articles.text import diff
from articles.text.gaps import gaps
from articles.text.lines import Line, Marks, lines, plain_line

#: Unchanged blocks that are shown before and after a change.
AROUND = 2


class Kind(StrEnum):
    """What became of words."""

    SAME = "same"
    OUT = "out"
    IN = "in"
    #: The same words, in other emphasis, or with another link.
    FORMATTED = "formatted"


class Change(StrEnum):
    """What became of a block."""

    SAME = "same"
    OUT = "out"
    IN = "in"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that became one thing, with the marks that they have, and those that they had."""

    kind: Kind
    words: str
    marks: Marks = ()
    had: Marks = ()


@dataclass(frozen=True, slots=True)
class Block:
    """
    A line of copy, with what it is (see `lines.Line`) and what it was; `is_moved` where it
    went or came whole, and stands elsewhere in the other version.
    """

    kind: tuple[str, ...]
    had: tuple[str, ...]
    change: Change
    runs: list[Run]
    is_moved: bool = False

    @property
    def before(self) -> list[Run]:
        """The runs that the version before had."""
        return [run for run in self.runs if run.kind != Kind.IN]

    @property
    def after(self) -> list[Run]:
        """The runs that the version after has."""
        return [run for run in self.runs if run.kind != Kind.OUT]

    @property
    def words(self) -> str:
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks one after the other; folded, where they are far from any change."""

    is_folded: bool
    blocks: list[Block]


def compare_html(before: str, after: str, titles: Mapping[int, str] | None = None) -> list[Block]:
    """
    Compare two versions of sanitised HTML: a list of the blocks of either. Of the runs of all
    blocks, those that are not IN are the words before; those that are not OUT, the words after.
    `titles` names pictures (see `lines.lines`).
    """
    return compare_all(lines(before, titles), lines(after, titles))


def compare_lines(before: list[str], after: list[str]) -> list[Block]:
    """Compare two lists of lines of plain text, such as bylines: a list of the lines of either."""
    return compare_all([*map(plain_line, before)], [*map(plain_line, after)])


def compare_line(before: str, after: str) -> Block:
    """Compare two versions of a line of plain text, such as a headline."""
    return versions(plain_line(before), plain_line(after), None)


def compare_all(olds: list[Line], news: list[Line]) -> list[Block]:
    """Compare two lists of lines."""
    most = diff.reach_of([line.words for line in olds], [line.words for line in news])
    compared: list[Block] = []
    at = 0
    for gap in gaps(olds, news, most):
        compared += (whole(Change.SAME, line) for line in olds[at : gap.start])
        compared += changed(olds[gap.start : gap.stop], news[gap.new_start : gap.new_stop], most)
        at = gap.stop
    compared += (whole(Change.SAME, line) for line in olds[at:])
    return with_moves(compared)


def stretches(blocks: list[Block]) -> list[Stretch]:
    """Part blocks into those at a change, with AROUND blocks on either side, and the others."""
    near: set[int] = set()
    for at, block in enumerate(blocks):
        if block.change != Change.SAME:
            near.update(range(at - AROUND, at + AROUND + 1))
    parts = groupby(enumerate(blocks), key=lambda numbered: numbered[0] not in near)
    return [Stretch(is_far, [block for _at, block in part]) for is_far, part in parts]


def changed(olds: list[Line], news: list[Line], most: int) -> Iterator[Block]:
    """Compare each line of a changed stretch with its counterpart."""
    pairs = diff.counterparts([line.words for line in olds], [line.words for line in news])
    for old, new in pairs:
        if old is not None and new is not None:
            yield versions(olds[old], news[new], most)
        elif old is not None:
            yield whole(Change.OUT, olds[old])
        elif new is not None:
            yield whole(Change.IN, news[new])


def whole(change: Change, line: Line) -> Block:
    """Make a block of a line that went, came or stayed as a whole."""
    kind = Kind(change)
    starts = [0, *(end for end, _marks in line.spans)]
    runs = [
        Run(kind, line.words[start:end], marks, marks)
        for start, (end, marks) in zip(starts, line.spans, strict=False)
    ]
    return Block(line.kind, line.kind, change, runs)


def versions(old: Line, new: Line, most: int | None) -> Block:
    """Compare two versions of a line; see `diff.compare` for `most`."""
    runs = list(_together(_runs(old, new, most)))
    is_same = old.kind == new.kind and all(run.kind == Kind.SAME for run in runs)
    return Block(new.kind, old.kind, Change.SAME if is_same else Change.CHANGED, runs)


def _runs(old: Line, new: Line, most: int | None) -> Iterator[Run]:
    """Compare the words of two lines, then the marks that lie on them."""
    before, after = _Spans(old), _Spans(new)
    for run in diff.compare(old.words, new.words, most):
        sides = {"out": [before], "in": [after], "same": [before, after]}[run.kind]
        for part, marks in _in_parts(len(run.words), *sides):
            yield _run(run, run.words[part], had=marks[0], has=marks[-1])


def _run(run: diff.Run, words: str, *, had: Marks, has: Marks) -> Run:
    # On a blank nobody sees emphasis.
    is_other = run.kind == diff.Kind.SAME and had != has and not words.isspace()
    return Run(Kind.FORMATTED if is_other else Kind(run.kind), words, has, had)


def _together(runs: Iterator[Run]) -> Iterator[Run]:
    """Join runs side by side that are alike but for their words."""
    for (kind, marks, had), alike in groupby(runs, key=lambda run: (run.kind, run.marks, run.had)):
        yield Run(kind, "".join(run.words for run in alike), marks, had)


def _in_parts(length: int, *sides: "_Spans") -> Iterator[tuple[slice, list[Marks]]]:
    """Cut the next `length` characters where the marks change on any side: (slice, [marks, …])."""
    at = 0
    while at < length:
        size = min(length - at, *(side.left() for side in sides))
        yield slice(at, at + size), [side.take(size) for side in sides]
        at += size


class _Spans:
    """A walk along a line, by its marks."""

    def __init__(self, line: Line):
        self.spans = line.spans
        self.at = self.span = 0

    def left(self) -> int:
        """Give how many characters have the same marks from here on."""
        return self.spans[self.span][0] - self.at

    def take(self, size: int) -> Marks:
        """Go on by some characters of one span, and give its marks."""
        end, marks = self.spans[self.span]
        self.at += size
        if self.at == end:
            self.span += 1
        return marks


def with_moves(blocks: list[Block]) -> list[Block]:
    """Mark each block that went from one place and came, in the very same words, at another."""
    blocks = list(blocks)
    gone = defaultdict(list)
    for at, block in enumerate(blocks):
        if block.change == Change.OUT:
            gone[block.words].append(at)
    for at, block in enumerate(blocks):
        if block.change == Change.IN and gone[block.words]:
            for moved in (at, gone[block.words].pop(0)):
                blocks[moved] = replace(blocks[moved], is_moved=True)
    return blocks
