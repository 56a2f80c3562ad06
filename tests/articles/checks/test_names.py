"""Names spelt two ways."""

import pytest

from articles.checks.names import names
from tests.articles.checks.cases import found, quotes


@pytest.mark.parametrize(
    ("usual", "rarer"),
    [
        ("John Hartley", "Jon Hartley"),
        ("Sarah Quill", "Sara Quill"),
        ("Phillip Osgood", "Philip Osgood"),
        ("Imke Tarrant", "Imke Tarant"),
        ("Katherine Bell", "Katharine Bell"),
        ("Zoë Marsh", "Zoe Marsh"),
        ("Jean-Paul", "Jean-paul"),
        ("MacLeod", "Macleod"),
    ],
)
def test_the_rarer_spelling_is_found(usual, rarer):
    words = f"We met {usual} at noon. Later {usual} left, and {rarer}’s dog too."

    [quote] = quotes(names, words)

    assert quote in rarer


@pytest.mark.parametrize(
    "words",
    [
        "Mark Smith and Mary Smith; Tom Jones, Tim Jones; Paul Reed, Paula Reed.",
        "Harry Lark and Larry Lark sing.",
        "The Club met. Clubs meet. Rotary Club, Rotary Clubs.",
        "Well, We’ll go. Its boat is late. It’s late. Hell. He’ll go.",
        "East Street, West Street, North Road, South Road.",
        "Russian Airlines flew to Russia. East German art, East Germany.",
        "The council said. They Council. When John left, Then John left.",
        "The BBC and the Bbc; NATO, Nato.",
        "John Hartley’s boat; John Hartley.",
        "The Minister Hall and the Ministry Hall.",
        "Mr Hartley and Mrs Hartley.",
    ],
)
def test_two_names_are_two(words):
    assert quotes(names, words) == []


def test_the_byline_counts():
    line = {"name": "Jon Hartley", "role": "", "correspondent": ""}
    body = "John Hartley writes. John Hartley reads."

    assert found(names, body, bylines=[line]) == [("bylines", "Jon Hartley", 0)]
