"""Words that a column of print broke."""

import pytest

from articles.checks.broken_words import broken_words
from tests.articles.checks.cases import found, quotes, says


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("The govern- ment fell.", "govern- ment"),
        ("The pas-  sengers wait.", "pas-  sengers"),
        ("A weather- beaten crew.", "weather- beaten"),
        ("In SCOT- LAND it rained.", "SCOT- LAND"),
        ("It was thous- and upon thousand.", "thous- and"),
    ],
)
def test_a_broken_word_is_found(words, quote):
    assert quotes(broken_words, words) == [quote]


@pytest.mark.parametrize(
    "words",
    [
        "One- and two-seat cabins.",
        "Both pre- and post-war houses.",
        "A long-term plan - the best - is made.",
        "The ferry – late – left.",
        "It cost 10 -20 pounds.",
        "The govern-ment.",
    ],
)
def test_what_is_as_it_should_be_is_left_alone(words):
    assert quotes(broken_words, words) == []


def test_it_says_what_the_word_is():
    assert says(broken_words, "The govern- ment.") == [
        "“govern- ment” is broken: write “government”."
    ]


def test_it_says_why_it_is_not_sure():
    [said] = says(broken_words, "The co- operation of all.")

    assert "“co-operation”, or not (could be “cooperation”)?" in said


def test_a_line_that_ends_in_half_a_word_is_found():
    assert quotes(broken_words, "<p>The some-<br>thing.</p>") == ["some-"]
    assert quotes(broken_words, "<p>The some-</p><p>thing else.</p>") == ["some-"]


def test_the_place_is_told_from_others_like_it():
    words = "A govern- ment is a govern- ment."

    assert found(broken_words, words) == [
        ("body", "govern- ment", 0),
        ("body", "govern- ment", 1),
    ]


def test_the_headline_is_read_too():
    assert found(broken_words, headline="Pas- sengers wait") == [("headline", "Pas- sengers", 0)]


def test_other_languages_go_by_their_own_text_alone():
    german = {"language": "de"}

    assert quotes(broken_words, "Die Vor- und Nachteile der Regie- rung.", **german) == []
    assert quotes(broken_words, "Die Regierung. Der Regie- rung.", **german) == ["Regie- rung"]
