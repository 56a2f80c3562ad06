"""Figures of the headline and the body."""

import pytest

from articles.checks.numbers import numbers
from tests.articles.checks.cases import found, quotes


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Three die", "It killed 3 people."),
        ("3 die", "It killed three people."),
        ("21 boats lost", "Of twenty-one boats none came back."),
        ("1,200 homes dark", "Some 1.2 thousand homes were dark."),
        ("£1.2m bridge", "It cost £1.2 million."),
        ("£1.2m bridge", "It cost £1,200,000."),
        ("£3bn plan", "A plan of 3 billion pounds."),
        ("Nearly 2,000 sign", "It was signed by 1,987 people."),
        ("Two million see it", "It was seen by 1.97 million."),
        ("Dozen boats lost", "Twelve boats sank."),
        ("No one on M25 near B52", "The road was empty."),
        ("One of them", "He left."),
        ("Win 2-1", "The 2 goals came late."),
    ],
)
def test_figures_that_agree(headline, body):
    assert quotes(numbers, body, headline=headline, language="en-GB") == []


@pytest.mark.parametrize(
    ("headline", "body", "quote"),
    [
        ("Three die", "It killed 4 people.", "Three"),
        ("1,200 homes dark", "Some 1,300 homes were dark.", "1,200"),
        ("£1.2m bridge", "It cost £1.2 billion.", "1.2m"),
        ("40 years on", "It was nine years.", "40"),
        ("Twenty-one lost", "Twenty were lost.", "Twenty-one"),
    ],
)
def test_figures_that_do_not(headline, body, quote):
    assert found(numbers, body, headline=headline, language="en-GB") == [("headline", quote, 0)]


def test_the_standfirst_is_read_too():
    told = {"standfirst": "Five boats sank", "language": "en"}

    assert found(numbers, "Four boats sank.", **told) == [("standfirst", "Five", 0)]


def test_other_languages_go_by_digits():
    german = {"headline": "1.200 Häuser, drei Boote", "language": "de"}

    assert quotes(numbers, "Es sind 1200 Häuser.", **german) == []
    assert quotes(numbers, "Es sind 1300 Häuser.", **german) == ["1.200"]


def test_a_story_without_a_body_is_another_check_s():
    assert quotes(numbers, headline="Three die", language="en") == []
