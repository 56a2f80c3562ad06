"""Blanks and quotation marks as they are set."""

import pytest

from articles.checks.typography import double_spaces, straight_quotes
from tests.articles.checks.cases import found, quotes


@pytest.mark.parametrize("blanks", ["  ", "   ", "\u00a0 ", "&nbsp;&nbsp;"])
def test_two_spaces_are_found_with_the_words_around(blanks):
    [quote] = quotes(double_spaces, f"<p>The boat{blanks}left. It sank.</p>")

    assert quote.split() == ["boat", "left."]


def test_a_line_of_the_source_is_no_blank_of_the_copy():
    assert quotes(double_spaces, "<p>The boat \n   left.</p>  \n <p>It sank.</p>") == []


def test_each_place_is_its_own():
    assert found(double_spaces, "<p>A  b. A  b.</p>") == [
        ("body", "A  b.", 0),
        ("body", "A  b.", 1),
    ]


@pytest.mark.parametrize(
    ("words", "quote"),
    [("It's late.", "It's"), ('She said "no" to it.', '"no"'), ("the dogs' home", "dogs'")],
)
def test_straight_marks_are_found_once_a_word(words, quote):
    assert quotes(straight_quotes, words) == [quote]


@pytest.mark.parametrize("words", ["It’s “late”.", "He is 6'2\" tall.", "At 51° 28' 38\" N."])
def test_curly_marks_and_measures_are_left_alone(words):
    assert quotes(straight_quotes, words) == []


def test_every_field_is_read():
    assert found(straight_quotes, headline="It's late") == [("headline", "It's", 0)]
    line = {"name": "Odile O'Hara", "role": "", "correspondent": ""}
    assert found(straight_quotes, bylines=[line]) == [("bylines", "O'Hara", 0)]
