"""A story that somebody paid for, without its label."""

import pytest

from articles.checks.sponsors import sponsored
from articles.workflow import Label
from tests.articles.checks.cases import found, quotes


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"kicker": "Advertisement feature"}, ("kicker", "Advertisement feature", 0)),
        ({"credit": "Paid for by Halloran & Co"}, ("credit", "Paid for by", 0)),
        (
            {"standfirst": "In association with us"},
            ("standfirst", "In association with", 0),
        ),
        ({"tags": ["ferries", "sponsored-content"]}, ("label", "", 0)),
        (
            {"body": "<p>The ferry left.</p><p>Sponsored by Quay Foods</p>"},
            ("body", "Sponsored by Quay Foods", 0),
        ),
        (
            {"body": "This article was paid for by us."},
            ("body", "This article was paid for", 0),
        ),
    ],
)
def test_its_signs_are_found_unless_readers_are_told(fields, place):
    assert found(sponsored, **fields) == [place]
    assert found(sponsored, **fields, label=Label.SPONSORED) == []


@pytest.mark.parametrize(
    "words",
    [
        "The race, sponsored by Quay Foods, begins at nine.",
        "Sponsored by a local baker for the third year running, the regatta of the islands begins.",
        "The bill was brought to the house in partnership with the council.",
        "The fine was paid for by his brother.",
    ],
)
def test_news_of_sponsors_is_news(words):
    assert quotes(sponsored, words) == []
