import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import blocks, paragraphs
from articles.text.markup import sanitise

TAGS = "p em strong h2 ul li ol blockquote a br".split()
MARKUP = st.lists(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
    | st.sampled_from(["fog ", "&lt;", "&amp;", "\n", '<a href="/x?a=>&quot;">', '<ol start="3">'])
    | st.text(max_size=3)
).map("".join)


@pytest.mark.parametrize(
    "html, parts",
    [
        ("", []),
        ("<p>One</p><h2>Two</h2>", ["<p>One</p>", "<h2>Two</h2>"]),
        (
            "<p>One</p><ul><li><p>Two</p></li></ul>",
            ["<p>One</p>", "<ul><li><p>Two</p></li></ul>"],
        ),
        ("loose <em>words</em><p>One</p>", ["loose <em>words</em>", "<p>One</p>"]),
        ('<a href="/x"><p>One</p></a><p>Two</p>', ['<a href="/x"><p>One</p></a>', "<p>Two</p>"]),
    ],
)
def test_top_level_blocks(html, parts):
    assert blocks(html) == parts


@given(MARKUP)
def test_blocks_joined_are_the_html(html):
    html = sanitise(html)

    assert "".join(blocks(html)) == html


@pytest.mark.parametrize(
    "html, lines",
    [
        (
            "<p>One <em>and</em> a half</p><p> </p><p>Two<br>three</p>",
            ["One and a half", "Two three"],
        ),
        (
            '<ul><li><p>Fish &amp; chips</p><ol start="2"><li>Peas</li></ol></li></ul>',
            ["Fish & chips", "Peas"],
        ),
        ("<blockquote><p>One</p><h3>Two</h3></blockquote>loose", ["One", "Two", "loose"]),
    ],
)
def test_paragraphs_are_the_words_of_each_smallest_block(html, lines):
    assert paragraphs(html) == lines
