import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.markup import TooMuch, plain, sanitise


@pytest.mark.parametrize(
    "html",
    [
        "<p>A <strong>bold</strong> and <em>slanted</em> line<br>and another.</p>",
        "<h2>Subhead</h2><ul><li><p>One</p></li></ul><ol><li><p>Two</p></li></ol>",
        "<blockquote><p>“Curly,” she said.</p></blockquote>",
        '<p><a href="https://example.org/?a=1&amp;b=2">Out</a> and <a href="/harbour/">in</a></p>',
    ],
)
def test_what_copy_is_made_of_stays(html):
    assert sanitise(html) == html


@pytest.mark.parametrize(
    "html, kept",
    [
        ("<p>a<script>b</script>c</p>", "<p>ac</p>"),
        ("<p onclick=x() style='color:red' class=x id=y>a</p>", "<p>a</p>"),
        ("<a href='javascript:x()'>a</a>", "<a>a</a>"),
        ("<a href='java\tscript:x()'>a</a>", "<a>a</a>"),
        ("<a href='data:text/html,x'>a</a>", "<a>a</a>"),
        ("<img src=x onerror=x()>", ""),
        ("<svg><script>x()</script></svg>", ""),
        ("<math><mi><style><img src=x onerror=x()></style></mi></math>", ""),
        ("<iframe src=//example.org></iframe><form><input></form>", ""),
        ("<p>a<!-- b -->c</p>", "<p>ac</p>"),
        ("<p>unclosed", "<p>unclosed</p>"),
        ("<p></p>", ""),
        ("\n<p></p> ", ""),
        ("\x00<p>a\x00b</p>", "<p>ab</p>"),
        (None, ""),
    ],
)
def test_the_rest_goes(html, kept):
    assert sanitise(html) == kept


@pytest.mark.parametrize(
    "link, kept",
    [
        ("example.org/page", "https://example.org/page"),
        ("www.example.org", "https://www.example.org"),
        ("http://example.org", "http://example.org"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("/harbour/", "/harbour/"),
        ("#part", "#part"),
    ],
)
def test_a_link_without_a_scheme_gets_one(link, kept):
    assert sanitise(f'<a href="{link}">x</a>') == f'<a href="{kept}">x</a>'


@pytest.mark.parametrize(
    "html",
    ["x" * (TooMuch.LENGTH + 1), "<blockquote>" * 5_000, "<b>" * 5_000 + "</i>" * 5_000],
    ids=["long", "deep", "unclosed"],
)
def test_what_would_take_minutes_is_refused_at_once(html):
    with pytest.raises(TooMuch):
        sanitise(html)


def test_a_long_story_is_not_too_much():
    story = "<p>One <em>and</em> two.<br>Three.</p><ul><li><p>Four</p></li></ul>" * 2_000

    assert sanitise(story) == story


ODD = st.text(st.sampled_from("<>/&;#\"'= aopsx8\u0338\u0301!-\x00") | st.characters())


@given(ODD)
def test_sanitising_twice_is_sanitising_once(html):
    once = sanitise(html)

    assert sanitise(once) == once


@pytest.mark.parametrize(
    "html, words",
    [
        ("<p>The <em>Skerrin Light</em>, painted.</p>", "The Skerrin Light, painted."),
        ("<p>One.</p><p>Two.<br>Three.</p>", "One. Two. Three."),
        ("<ul><li><p>Fish &amp; chips</p></li></ul>", "Fish & chips"),
        ("", ""),
    ],
)
def test_plain_words_of_copy(html, words):
    assert plain(html) == words
