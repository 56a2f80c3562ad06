"""Marks of the desk that were left in."""

import pytest

from articles.checks.marks import marks
from tests.articles.checks.cases import found, quotes


@pytest.mark.parametrize(
    "mark",
    [
        *("TK", "TKTK", "XXX", "XXXX", "???", "£XXm", "[check]", "[CHECK this with Ines]"),
        *("[sub: cut here]", "[Sub?]", "[ed: too long]", "[pic]", "[todo]", "[to do]", "[TK]"),
        *("lorem ipsum", "Lorem Ipsum", "{name}", "more follows", "Note to subs", "TODO"),
    ],
)
def test_a_mark_is_found(mark):
    assert quotes(marks, f"The boat left {mark} at nine.") == [mark]


@pytest.mark.parametrize(
    "words",
    [
        "The till at TK Maxx was shut.",
        "“[Ed Miliband] said [sic] that [the editor] knew,” she said.",
        "A size XXL shirt, and XX chromosomes.",
        "Really?! What??",
        "[names of the dead were read]",
        "A TKO in the third round",
        "The subeditor checked the picture.",
    ],
)
def test_words_are_left_alone(words):
    assert quotes(marks, words) == []


def test_every_field_is_read():
    line = {"name": "TK", "role": "Reporter", "correspondent": ""}

    assert found(marks, headline="TK dies", bylines=[line], credit="[check]") == [
        ("headline", "TK", 0),
        ("credit", "[check]", 0),
        ("bylines", "TK", 0),
    ]
