"""Quotations that are opened and not closed, by language."""

import pytest

from articles.checks.quotations import quotations
from tests.articles.checks.cases import quotes, says


def body(*paragraphs):
    return "".join(f"<p>{words}</p>" for words in paragraphs)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-GB", "She said: “It is late."),
        ("en-GB", "“He told me ‘no,” she said."),
        ("en-GB", "“It is late,” she said. “It is “very” late."),
        ("de", "Sie sagte: „Es ist spät."),
        ("fr-FR", "Elle dit : « Il est tard."),
        ("pl", "Mówi: „Jest późno."),
    ],
)
def test_a_quotation_left_open_is_found(language, words):
    [said] = says(quotations, words, language=language)

    assert said == "A quotation is opened here, and not closed."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-GB", "“It’s late,” she said. “The boys’ boat said ‘no’ to the ‘90s.”"),
        ("en-GB", "Rock ‘n’ roll, and ‘tis late."),
        ("de", "„Es ist ‚sehr‘ spät“, sagte sie."),
        ("de", "»Es ist spät«, sagte sie."),
        ("fr", "« Il est “tard” », dit-elle."),
        ("sv", "”Det är sent”, sa hon."),
    ],
)
def test_a_whole_quotation_is_left_alone(language, words):
    assert quotes(quotations, words, language=language) == []


def test_the_next_paragraph_may_open_it_anew():
    told = body("She said: “It is late.", "“It is very late.”", "He left.")

    assert quotes(quotations, told, language="en-GB") == []


def test_the_last_of_them_closes_it():
    told = body("She said: “It is late.", "“It is very late.", "He left.")

    assert quotes(quotations, told, language="en-GB") == ["“It is very late."]


def test_what_nothing_opens_is_found():
    assert quotes(quotations, "It is late,” she said.", language="en") == ["It is late,”"]
