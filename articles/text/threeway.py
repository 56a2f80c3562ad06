"""What every three-way merge stands on: the clash, one value, and one sequence of items."""

from collections.abc import Callable, Iterator

from articles.text.gaps import Gap, gaps, reach


class Clash(ValueError):
    """Both changed the same place, to `ours` and `theirs`: a person has to choose."""

    def __init__(self, ours, theirs):
        super().__init__(ours, theirs)
        self.ours = ours
        self.theirs = theirs


def merge_value(base, ours, theirs):
    """Take what one side changed, or both in the same way. Raises Clash."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    raise Clash(ours, theirs)


def merge_sequence(
    base: list,
    ours: list,
    theirs: list,
    meets: Callable[[Gap, Gap], bool],
    settle: Callable[[list, list, list], list],
) -> list:
    """
    Merge what can be hashed in three ways, as diff3 does. Changes that are to be looked at
    together, where `meets(gap, gap)`, are left to `settle(base, ours, theirs)`. Raises the
    Clash it raises.
    """
    most = reach(len(base) * 2 + len(ours) + len(theirs))
    sides = [
        [(gap, side) for gap in gaps(base, changed, most)]
        for side, changed in enumerate((ours, theirs))
    ]
    merged: list = []
    at = 0
    for region in _regions(sorted(sides[0] + sides[1]), meets):
        start, stop = region[0][0].start, max(gap.stop for gap, _ in region)
        our_part, their_part = (
            _version(base, changed, start, stop, [gap for gap, by in region if by == side])
            for side, changed in enumerate((ours, theirs))
        )
        merged += base[at:start] + _settled(base[start:stop], our_part, their_part, settle)
        at = stop
    return merged + base[at:]


def _settled(base: list, ours: list, theirs: list, settle) -> list:
    try:
        return merge_value(base, ours, theirs)
    except Clash:
        return settle(base, ours, theirs)


def _regions(changes: list[tuple[Gap, int]], meets) -> Iterator[list[tuple[Gap, int]]]:
    """Gather the changes, in the base's order, that meet one of the other side."""
    region: list[tuple[Gap, int]] = []
    for gap, side in changes:
        if region and not any(by != side and meets(other, gap) for other, by in region):
            yield region
            region = []
        region.append((gap, side))
    if region:
        yield region


def _version(base: list, changed: list, start: int, stop: int, own: list[Gap]) -> list:
    """Give what one side has where the base has start:stop."""
    version = []
    for gap in own:
        version += base[start : gap.start] + changed[gap.new_start : gap.new_stop]
        start = gap.stop
    return version + base[start:stop]


def adjoin(one: Gap, other: Gap) -> bool:
    """Say whether two changes lie in or beside each other."""
    return one.start <= other.stop and other.start <= one.stop


def crowd(one: Gap, other: Gap) -> bool:
    """
    Say whether two changes are of the same item, or beside each other in an order that is
    a guess: something came in, and neither left as many items as there were.
    """
    if not adjoin(one, other):
        return False
    if one.start < other.stop and other.start < one.stop:
        return True
    return one.growth != 0 and other.growth != 0 and max(one.growth, other.growth) > 0
