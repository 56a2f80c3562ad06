"""Where two sequences differ."""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

#: Steps that one comparison may take: at most a second of them.
WORK = 10_000_000
#: More differences than this between what both hold are no change but another text.
MOST = 800


class Gap(NamedTuple):
    """Items start:stop of the first sequence stand as new_start:new_stop in the second."""

    start: int
    stop: int
    new_start: int
    new_stop: int

    @property
    def growth(self) -> int:
        """How many items more there are than before; below 0, fewer."""
        return (self.new_stop - self.new_start) - (self.stop - self.start)


def reach(size: int) -> int:
    """
    Say how many differences to look for, so that comparing `size` items, of both sides and
    all at once or in parts, ends soon.
    """
    return min(MOST, WORK // max(size, 1))


def gaps(before: Sequence[Hashable], after: Sequence[Hashable], most: int) -> list[Gap]:
    """
    Find the stretches that differ, in order and as few items as can be; between the first
    and the last of them all is one gap where more than `most` differences lie.
    """
    found = []
    start = new_start = 0
    for at, new_at in [*_pairs(before, after, most), (len(before), len(after))]:
        if at > start or new_at > new_start:
            found.append(Gap(start, at, new_start, new_at))
        start, new_start = at + 1, new_at + 1
    return found


def _pairs(before: Sequence, after: Sequence, most: int) -> list[tuple[int, int]]:
    """Give the places, in both, of the items that stayed."""
    head = _alike(before, after)
    shorter = min(len(before), len(after)) - head
    tail = min(shorter, _alike(reversed(before), reversed(after)))
    end, new_end = len(before) - tail, len(after) - tail
    # What only one side has can be no pair. Without it most texts differ in little.
    olds, news = set(before[head:end]), set(after[head:new_end])
    places = [at for at in range(head, end) if before[at] in news]
    new_places = [at for at in range(head, new_end) if after[at] in olds]
    walked = _walk([before[at] for at in places], [after[at] for at in new_places], most)
    return [
        *((at, at) for at in range(head)),
        *((places[x], new_places[y]) for x, y in walked),
        *((end + at, new_end + at) for at in range(tail)),
    ]


def _alike(before: Iterable, after: Iterable) -> int:
    """Count the items, from the first on, that are the same."""
    count = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        count += 1
    return count


def _walk(before: list, after: list, most: int) -> list[tuple[int, int]]:
    """
    Pair items as E. Myers does, "An O(ND) difference algorithm and its variations" (1986):
    `furthest` is how far, on each diagonal, so many differences lead. No pair beyond `most`.
    """
    goal = len(before) - len(after)
    furthest = {1: 0}
    trail = []
    for differences in range(most + 1):
        trail.append(furthest)
        furthest = {}
        for diagonal in range(-differences, differences + 1, 2):
            at = _slide(before, after, _entry(trail[-1], diagonal), diagonal)
            furthest[diagonal] = at
            if diagonal == goal and at >= len(before):
                return _back(trail, at, diagonal)
    return []


def _entry(furthest: dict[int, int], diagonal: int) -> int:
    """Give where a diagonal is entered: from above, or from the left by one item more."""
    return max(furthest.get(diagonal + 1, -1), furthest.get(diagonal - 1, -1) + 1)


def _slide(before: list, after: list, at: int, diagonal: int) -> int:
    end = min(len(before), len(after) + diagonal)
    while at < end and before[at] == after[at - diagonal]:
        at += 1
    return at


def _back(trail: list[dict[int, int]], at: int, diagonal: int) -> list[tuple[int, int]]:
    """Go the way back, and pick up the pairs on it."""
    pairs = []
    for furthest in reversed(trail):
        entry = _entry(furthest, diagonal)
        pairs += [(x, x - diagonal) for x in range(at - 1, entry - 1, -1)]
        diagonal += 1 if entry == furthest.get(diagonal + 1) else -1
        at = furthest.get(diagonal, 0)
    return pairs[::-1]
