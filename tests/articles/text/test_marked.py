import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.lines import lines
from articles.text.marked import Change, Kind, Run, compare_html, compare_line, stretches
from tests.articles.text.test_diff import LINE
from tests.articles.text.test_lines import HTML
from tests.benchmarks import bench_compare

SAME, OUT, IN, FORMATTED = Kind.SAME, Kind.OUT, Kind.IN, Kind.FORMATTED


def told(before, after):
    """What changed in a paragraph: [(kind, words, tags of now, tags of before), …]."""
    [block] = compare_html(f"<p>{before}</p>", f"<p>{after}</p>")
    return [
        (run.kind, run.words, [m.name for m in run.marks], [m.name for m in run.had])
        for run in block.runs
    ]


def shape(before, after):
    """What became of each block: [(its words, its change), …]."""
    return [(block.words, block.change) for block in compare_html(before, after)]


def letters(runs, marks):
    return [(letter, getattr(run, marks)) for run in runs for letter in run.words]


def lettered(line):
    starts = [0, *(end for end, _marks in line.spans)]
    spans = zip(starts, line.spans, strict=False)
    return [(letter, m) for start, (end, m) in spans for letter in line.words[start:end]]


@given(HTML, HTML)
def test_a_comparison_gives_both_sides_back(before, after):
    blocks = compare_html(before, after)

    olds = [block for block in blocks if block.change != Change.IN]
    news = [block for block in blocks if block.change != Change.OUT]
    assert [letters(b.before, "had") for b in olds] == [lettered(x) for x in lines(before)]
    assert [letters(b.after, "marks") for b in news] == [lettered(x) for x in lines(after)]
    assert [b.had for b in olds] == [x.kind for x in lines(before)]
    assert [b.kind for b in news] == [x.kind for x in lines(after)]


@given(HTML)
def test_html_compared_with_itself_stays(html):
    assert all(block.change == Change.SAME for block in compare_html(html, html))


@given(HTML, HTML)
def test_what_is_the_same_is_the_same_on_both_sides(before, after):
    for block in compare_html(before, after):
        for run in block.runs:
            assert (run.marks != run.had) == (run.kind == FORMATTED) or run.words.isspace()


@given(LINE | st.text(), LINE | st.text())
def test_so_does_one_of_plain_lines(before, after):
    block = compare_line(before, after)

    assert "".join(run.words for run in block.before) == before
    assert "".join(run.words for run in block.after) == after
    assert (block.change == Change.SAME) == (before == after)


def test_emphasis_that_came_and_went_shows():
    assert told("The <em>boat</em> sank", "The boat <strong>sank</strong>") == [
        (SAME, "The ", [], []),
        (FORMATTED, "boat", [], ["em"]),
        (SAME, " ", [], []),
        (FORMATTED, "sank", ["strong"], []),
    ]


def test_emphasis_of_half_a_word_shows():
    assert told("unbelievable", "un<em>believ</em>able") == [
        (SAME, "un", [], []),
        (FORMATTED, "believ", ["em"], []),
        (SAME, "able", [], []),
    ]


def test_emphasis_on_a_blank_is_no_change():
    assert {kind for kind, *_ in told("The <em>boat</em> sank", "The <em>boat </em>sank")} == {SAME}


def test_words_that_came_keep_their_emphasis():
    assert told("The boat", "The boat <em>sank</em>") == [
        (SAME, "The boat", [], []),
        (IN, " ", [], []),
        (IN, "sank", ["em"], ["em"]),
    ]


@pytest.mark.parametrize(
    ("before", "after", "had", "has"),
    [
        ("it", '<a href="https://b.example/">it</a>', [], ["https://b.example/"]),
        ('<a href="https://a.example/">it</a>', "it", ["https://a.example/"], []),
        (
            '<a href="https://a.example/">it</a>',
            '<a href="https://b.example/">it</a>',
            ["https://a.example/"],
            ["https://b.example/"],
        ),
    ],
)
def test_links_that_came_went_or_lead_elsewhere_show(before, after, had, has):
    [block] = compare_html(before, after)
    [run] = block.runs

    assert (block.change, run.kind) == (Change.CHANGED, FORMATTED)
    assert [mark.target for mark in run.had] == had
    assert [mark.target for mark in run.marks] == has


def test_a_paragraph_that_became_a_subhead_shows():
    [block] = compare_html("<p>Fog on the river</p>", "<h2>Fog on the river</h2>")

    assert (block.change, block.had, block.kind) == (Change.CHANGED, ("p",), ("h2",))
    assert block.runs == [Run(SAME, "Fog on the river")]


def test_another_picture_with_the_same_words_shows():
    before = '<figure><img src="/a.jpg" alt="Quay"><figcaption>Fog</figcaption></figure>'
    picture, caption = compare_html(before, before.replace("/a.jpg", "/b.jpg"))

    assert (picture.change, caption.change) == (Change.CHANGED, Change.SAME)


def test_a_block_that_no_copy_has_yet_is_compared_like_any_other():
    before = "<poll><p>Fog?</p><choice>Yes</choice></poll>"

    assert shape(before, before.replace("Yes", "No")) == [
        ("Fog?", Change.SAME),
        ("Yes", Change.OUT),
        ("No", Change.IN),
    ]


def test_a_paragraph_that_moved_is_known_at_both_places():
    first, second, third = "<p>Fog fell.</p>", "<p>Nine boats sank.</p>", "<p>Nobody was hurt.</p>"
    blocks = compare_html(first + second + third, second + third + first)

    assert [(block.words, block.change, block.is_moved) for block in blocks] == [
        ("Fog fell.", Change.OUT, True),
        ("Nine boats sank.", Change.SAME, False),
        ("Nobody was hurt.", Change.SAME, False),
        ("Fog fell.", Change.IN, True),
    ]


def test_what_went_twice_and_came_once_moved_once():
    before = "<p>Fog.</p><p>Fog.</p><p>Rain.</p><p>Hail.</p>"
    blocks = compare_html(before, "<p>Rain.</p><p>Hail.</p><p>Fog.</p>")

    assert [block.is_moved for block in blocks] == [True, False, False, False, True]


def test_blocks_far_from_any_change_are_folded():
    before = [f"<p>Paragraph {n}.</p>" for n in range(12)]
    after = [*before[:6], "<p>Something else entirely happened.</p>", *before[7:]]

    parts = stretches(compare_html("".join(before), "".join(after)))

    assert [(part.is_folded, len(part.blocks)) for part in parts] == [
        (True, 4),
        (False, 6),
        (True, 3),
    ]


def test_where_nothing_changed_all_is_folded():
    [part] = stretches(compare_html("<p>Fog.</p>", "<p>Fog.</p>"))

    assert part.is_folded
    assert stretches([]) == []


@pytest.mark.parametrize("case", bench_compare.CASES)
def test_a_long_story_compares_at_once(case):
    chance = bench_compare.random.Random(4)
    before = bench_compare.story(chance)
    after = bench_compare.CASES[case](before, chance)

    begun = time.process_time()
    compare_html("".join(before), "".join(after))

    assert time.process_time() - begun < 1


#: Ten times as much as a long read.
HOSTILE = {
    "letters": ("<p>a</p>" * 30_000, "<p>b</p>" * 30_000),
    "half of it": ("<p>a b</p>" * 25_000, "<p>a c</p>" * 25_000),
    "bold letters": ("<em>a</em>b" * 20_000, "<em>b</em>a" * 20_000),
    "plain for bold": ("<em>a</em> " * 20_000, "a " * 20_000),
    "deep": ("<blockquote>" * 499 + "<p>a</p>" * 25_000, "<blockquote>" * 9 + "<p>b</p>" * 25_000),
    "deep marks": ("<strong>" * 499 + "<em>a</em>" * 20_000, "<em>b</em>" * 20_000),
    "no words": ("x" * 500_000, "y" * 500_000),
    "blanks": (" " * 500_000, "\n" * 500_000),
}


@pytest.mark.parametrize(("before", "after"), HOSTILE.values(), ids=HOSTILE)
def test_no_copy_takes_long(before, after):
    begun = time.process_time()
    compare_html(before, after)

    assert time.process_time() - begun < 4
