import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.diff import (
    Kind,
    Run,
    changed_only,
    compare,
    compare_paragraphs,
    words_changed,
)

SAME, OUT, IN = Kind.SAME, Kind.OUT, Kind.IN

WORDS = st.lists(
    st.sampled_from("the boat boats sank fog rose 海 港 ก็ <b> a,".split()), max_size=12
)
LINE = WORDS.map(" ".join)
LINES = st.lists(LINE, max_size=6)


def joined(runs, *kinds):
    return "".join(run.words for run in runs if run.kind in kinds)


def side(compared, kind):
    """The paragraphs of one side of a comparison."""
    return [
        joined(runs, SAME, kind) for runs in compared if {run.kind for run in runs} - OTHER[kind]
    ]


OTHER = {OUT: {IN}, IN: {OUT}}


@pytest.mark.parametrize(
    "before, after, runs",
    [
        ("", "", []),
        ("The fog lifted", "The fog lifted", [(SAME, "The fog lifted")]),
        ("", "Fog", [(IN, "Fog")]),
        ("Fog", "", [(OUT, "Fog")]),
        ("Fog", "Rain", [(OUT, "Fog"), (IN, "Rain")]),
        (
            "Nine boats sank",
            "Ten boats sank",
            [(OUT, "Nine "), (IN, "Ten "), (SAME, "boats sank")],
        ),
        ("The fog", "The fog lifted", [(SAME, "The fog"), (IN, " lifted")]),
        ("The fog lifted", "The fog", [(SAME, "The fog"), (OUT, " lifted")]),
        ("The fog", "The rain", [(SAME, "The "), (OUT, "fog"), (IN, "rain")]),
        (
            "海港重新开放",
            "海港再次开放",
            [(SAME, "海港"), (OUT, "重新"), (IN, "再次"), (SAME, "开放")],
        ),
    ],
)
def test_words_compared(before, after, runs):
    assert compare(before, after) == [Run(*run) for run in runs]


@given(LINE | st.text(), LINE | st.text())
def test_a_comparison_gives_both_sides_back(before, after):
    runs = compare(before, after)

    assert joined(runs, SAME, OUT) == before
    assert joined(runs, SAME, IN) == after


@given(LINE)
def test_words_compared_with_themselves_stay(line):
    assert all(run.kind == SAME for run in compare(line, line))


@given(LINES, LINES)
def test_a_comparison_of_paragraphs_gives_both_sides_back(before, after):
    compared = compare_paragraphs(before, after)

    assert side(compared, OUT) == before
    assert side(compared, IN) == after


def test_paragraphs_are_aligned_before_their_words():
    before = ["Fog fell on the harbour.", "Nine boats sank.", "Nobody was hurt."]
    after = ["Fog fell on the harbour.", "The ferry waited.", "Ten boats sank.", "Nobody was hurt."]

    compared = compare_paragraphs(before, after)

    assert compared == [
        [Run(SAME, "Fog fell on the harbour.")],
        [Run(IN, "The ferry waited.")],
        [Run(OUT, "Nine "), Run(IN, "Ten "), Run(SAME, "boats sank.")],
        [Run(SAME, "Nobody was hurt.")],
    ]
    assert changed_only(compared) == compared[1:3]


def test_paragraphs_with_nothing_in_common_go_and_come_as_wholes():
    assert compare_paragraphs(["Fog fell.", "Rain fell."], ["Prices rose."]) == [
        [Run(OUT, "Fog fell.")],
        [Run(OUT, "Rain fell.")],
        [Run(IN, "Prices rose.")],
    ]


@pytest.mark.parametrize(
    "before, after, count",
    [
        (["One two three"], ["One two three"], 0),
        (["One two three"], ["One four three"], 1),
        (["One two three"], ["One four five three"], 2),
        (["One two three"], [], 3),
        ([], ["One two"], 2),
        (["One two three four"], ["One two", "three four"], 0),
        (["One two", "three four"], ["One two", "three five"], 1),
        (["海港开放"], ["海港再开放"], 1),
        (["Fog fell."], ["Prices rose again."], 3),
        (["Fog fell.", "Rain fell."], ["Prices rose."], 4),
    ],
)
def test_changed_words_counted(before, after, count):
    assert words_changed(before, after) == count


def story(count, change_every=None):
    """A story of 5,000 words in `count` paragraphs."""
    size = 5_000 // count
    return [
        " ".join(
            f"new{at}" if change_every and at % change_every == 0 else f"word{at % 700}"
            for at in range(start, start + size)
        )
        for start in range(0, 5_000, size)
    ]


@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.parametrize("change_every", [3, 50, 1000])
def test_a_long_story_compares_at_once(count, change_every):
    begun = time.process_time()
    compared = compare_paragraphs(story(count), story(count, change_every))

    assert time.process_time() - begun < 1
    assert side(compared, IN) == story(count, change_every)


HOSTILE = {
    "one word": ("a " * 10_000, "a " * 10_001),
    "one word within": ("x " + "a " * 10_000 + "y", "z " + "a " * 10_001 + "w"),
    "no blanks": ("x" * 100_000, "y" * 100_000),
    "no blanks in Chinese": ("海港" * 50_000, "港海" * 49_000 + "开"),
    "all different": (
        " ".join(f"a{n}" for n in range(20_000)),
        " ".join(f"b{n}" for n in range(20_000)),
    ),
    "backwards": (
        " ".join(f"a{n}" for n in range(20_000)),
        " ".join(f"a{n}" for n in range(20_000, 0, -1)),
    ),
    "long slides": (
        " ".join("ax"[n % 40 == 0] + str(n // 40 if n % 40 == 0 else "") for n in range(20_000)),
        " ".join("ax"[n % 41 == 0] + str(n // 41 if n % 41 == 0 else "") for n in range(20_000)),
    ),
}


@pytest.mark.parametrize("before, after", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long(before, after):
    begun = time.process_time()
    runs = compare(before, after)
    changed = words_changed([before], [after])

    assert time.process_time() - begun < 4
    assert changed > 0
    assert joined(runs, SAME, OUT) == before


@pytest.mark.parametrize(
    "before, after",
    [
        ([f"a{n}" for n in range(8_000)], [f"b{n}" for n in range(8_000)]),
        (["a b " * 250] * 250, ["b a " * 250] * 240),
        (["a"] * 8_000, ["a b"] * 8_000),
        ([f"a {n} b c" for n in range(5_000)], [f"c b a {n} d" for n in range(5_000)]),
    ],
)
def test_no_paragraphs_take_long(before, after):
    begun = time.process_time()
    compared = compare_paragraphs(before, after)

    assert time.process_time() - begun < 4
    assert side(compared, OUT) == before
