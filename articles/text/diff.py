"""What changed between two texts, word by word, as readers and editors are shown it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby

from articles.text.gaps import gaps, reach
from articles.text.tokens import words

#: Two paragraphs with this share of their words in common are one, changed.
ALIKE = 0.5
#: How many paragraphs ahead the counterpart of one is looked for.
AHEAD = 10
#: Paragraphs of a changed stretch, of both texts. More are not each other's versions, but
#: another text: fifty times a long read.
CROWD = 5_000


class Kind(StrEnum):
    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came, with the blanks between and behind them."""

    kind: Kind
    words: str


def compare(before: str, after: str, most: int | None = None) -> list[Run]:
    """
    Compare two versions of a paragraph. The runs that are not IN, joined, are `before`;
    those that are not OUT, `after`. What differs in too much is one run out and one in:
    in more than `most` words, where it is one paragraph of many (see `reach_of`).
    """
    most = reach_of([before], [after]) if most is None else most
    # The last word has no blank behind it. It gets one, or it would differ from itself as
    # soon as another follows.
    olds, news = words(before and f"{before} "), words(after and f"{after} ")
    runs = []
    at = 0
    for gap in gaps(olds, news, most):
        runs += [Run(Kind.SAME, "".join(olds[at : gap.start]))]
        runs += [Run(Kind.OUT, "".join(olds[gap.start : gap.stop]))]
        runs += [Run(Kind.IN, "".join(news[gap.new_start : gap.new_stop]))]
        at = gap.stop
    runs += [Run(Kind.SAME, "".join(olds[at:]))]
    return _without_last_blank([run for run in runs if run.words])


def _without_last_blank(runs: list[Run]) -> list[Run]:
    """Take the blank that `_compare` gave off both texts' ends."""
    *rest, last = runs or [Run(Kind.SAME, "")]
    shortened = Run(last.kind, last.words[:-1])
    if last.kind == Kind.SAME or not rest:
        kept = [shortened]
    elif rest[-1].kind == Kind.SAME:
        # One text ends here: its blank now parts the other's words from these.
        kept = [Run(Kind.SAME, rest.pop().words[:-1]), Run(last.kind, " " + shortened.words)]
    else:
        out = rest.pop()
        kept = [Run(out.kind, out.words[:-1]), shortened]
    return [run for run in [*rest, *kept] if run.words]


def compare_paragraphs(before: list[str], after: list[str]) -> list[list[Run]]:
    """
    Compare two texts: a list of runs for each paragraph of either. One that stayed is a
    single SAME run; a changed one is compared with its counterpart; one that has none went
    or came as a whole.
    """
    compared: list[list[Run]] = []
    most = reach_of(before, after)
    at = 0
    for gap in gaps(before, after, most):
        compared += ([Run(Kind.SAME, words)] for words in before[at : gap.start])
        compared += _compare_gap(
            before[gap.start : gap.stop], after[gap.new_start : gap.new_stop], most
        )
        at = gap.stop
    return [*compared, *([Run(Kind.SAME, words)] for words in before[at:])]


def reach_of(before: list[str], after: list[str]) -> int:
    """Give how many differences to look for in two texts' paragraphs and words."""
    return reach(sum(len(words(paragraph)) + 1 for paragraph in (*before, *after)))


def _compare_gap(before: list[str], after: list[str], most: int) -> Iterator[list[Run]]:
    """Compare each paragraph of a changed stretch with its counterpart."""
    for old, new in counterparts(before, after):
        if old is not None and new is not None:
            yield compare(before[old], after[new], most)
        elif old is not None:
            yield [Run(Kind.OUT, before[old])]
        elif new is not None:
            yield [Run(Kind.IN, after[new])]


def counterparts(before: list[str], after: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """
    Pair the paragraphs of a changed stretch, in order: the places, in both, of two that are
    versions of one; None for the other's where one went, or came, as a whole.
    """
    if len(before) + len(after) > CROWD:
        yield from ((old, None) for old in range(len(before)))
        yield from ((None, new) for new in range(len(after)))
        return
    bags = [_bag(paragraph) for paragraph in before]
    came: list[int] = []
    at = 0
    for place, paragraph in enumerate(after):
        ahead = _counterpart(_bag(paragraph), bags[at : at + AHEAD])
        if ahead is None:
            came.append(place)
            continue
        yield from ((old, None) for old in range(at, at + ahead))
        yield from ((None, new) for new in came)
        yield at + ahead, place
        at, came = at + ahead + 1, []
    yield from ((old, None) for old in range(at, len(before)))
    yield from ((None, new) for new in came)


def _counterpart(bag: Counter, bags: list[Counter]) -> int | None:
    """Give the place of the most alike; None where none is."""
    likeness = [_likeness(bag, other) for other in bags]
    best = max(likeness, default=0)
    return likeness.index(best) if best >= ALIKE else None


def alike(one: str, other: str) -> bool:
    """Say whether two texts have enough words in common to be versions of one."""
    return _likeness(_bag(one), _bag(other)) >= ALIKE


def _bag(text: str) -> Counter:
    return Counter(words(f"{text} "))


def _likeness(one: Counter, other: Counter) -> float:
    """Give the share of words that both have: 0 for none, 1 for all."""
    common = sum(min(count, other[word]) for word, count in one.items() if word in other)
    return 2 * common / max(one.total() + other.total(), 1)


def changed_only(compared: Iterable[list[Run]]) -> list[list[Run]]:
    """Leave out of `compare_paragraphs` what stayed as it was."""
    return [runs for runs in compared if any(run.kind != Kind.SAME for run in runs)]


def words_changed(before: list[str], after: list[str]) -> int:
    """
    Count the words that readers saw change; one replaced by another counts once. Where a
    paragraph begins makes no difference.
    """
    most = reach_of(before, after)
    return sum(
        _words_changed(before[gap.start : gap.stop], after[gap.new_start : gap.new_stop], most)
        for gap in gaps(before, after, most)
    )


def _words_changed(before: list[str], after: list[str], most: int) -> int:
    # Neither counts too few. As one, a text of which much changed is another text; paragraph
    # by paragraph, the half of a parted one is new.
    as_one = compare(" ".join(before), " ".join(after), most)
    by_paragraph = chain.from_iterable(_compare_gap(before, after, most))
    return min(_count(as_one), _count(by_paragraph))


def _count(runs: Iterable[Run]) -> int:
    """Count the words of runs that changed, of those side by side the larger."""
    count = 0
    for is_same, group in groupby(runs, key=lambda run: run.kind == Kind.SAME):
        if not is_same:
            sizes: Counter[Kind] = Counter()
            for run in group:
                sizes[run.kind] += len(words(run.words.strip()))
            count += max(sizes.values())
    return count
