"""Words are found whatever a page has made of them."""

import pytest

from articles.surfaces.searching import Page, words

PHRASE = words("Herons & eels: “Who’s first?” on the weir")


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Herons &amp; eels: “Who’s first?” on the weir</h1>",
        "<p>HERONS &amp; EELS: “Who’s <em>fir</em>st?”\n on&nbsp;the <b>weir</b></p>",
        "<p>Herons &amp; eels:</p><p>“Who’s first?” on the<br>weir</p>",
        '<meta content="Herons &amp; eels: “Who’s first?” on the weir">',
        "<content>&lt;p&gt;Herons &amp;amp; eels: “Who’s first?” on &lt;em&gt;the&lt;/em&gt; weir",
        r'{"headline": "Herons \u0026 eels: \u201cWho\u2019s first?\u201d\non the weir"}',
        "</a?q=Herons%20%26%20eels:%20%E2%80%9CWho%E2%80%99s%20first?%E2%80%9D%20on%20the%20weir>",
    ],
)
def test_a_phrase_is_found(text):
    assert Page(text).has(PHRASE)


@pytest.mark.parametrize(
    "text", ["Herons & eels: “Who’s first?” on the weirs", "eels and herons", "", "<p></p>"]
)
def test_what_is_not_there_is_not_found(text):
    assert not Page(text).has(PHRASE)


def test_a_phrase_is_not_made_of_two_readings():
    assert not Page("<p>weir</p>").has("weir weir")


def test_an_address_is_found_percent_encoded():
    path = "/harbour/2027/03/28/été/"

    assert Page("<loc>https://a.example/harbour/2027/03/28/%C3%A9t%C3%A9/</loc>").has(words(path))


def test_an_address_is_not_found_in_a_longer_one():
    page = Page('<a href="/harbour/2027/03/28/ferry-2/">')

    assert page.has(words("/harbour/2027/03/28/ferry-2/"))
    assert not page.has(words("/harbour/2027/03/28/ferry/"))
