import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import paragraphs
from articles.text.lines import Mark, lines
from articles.text.markup import sanitise
from articles.text.plain import one_line

TAGS = "p h2 h3 ul ol li blockquote strong em a".split()
PARTS = st.sampled_from(
    [f"<{name}>" for name in TAGS]
    + [f"</{name}>" for name in TAGS]
    + ['<a href="https://example.org/">', "<br>", "fog", " ", "&amp;", "&nbsp;", "\n", "&lt;b&gt;"]
)
HTML = st.lists(PARTS, max_size=30).map("".join).map(sanitise)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", []),
        ("fog", [(("p",), "fog")]),
        ("<p>Fog &amp; rain</p><p></p><h2>Then</h2>", [(("p",), "Fog & rain"), (("h2",), "Then")]),
        ("<p> Fog \n and\t rain </p>", [(("p",), "Fog and rain")]),
        ("<p>Ten&nbsp;boats</p>", [(("p",), "Ten\xa0boats")]),
        ("<p><br>Fog<br> rain<br></p>", [(("p",), "Fog\nrain")]),
        ("<ul><li><p>Fog</p><p>and</p></li></ul>", [(("ul", "li"), "Fog"), (("ul",), "and")]),
        ("<ol><li>Fog</li><li>Rain</li></ol>", [(("ol", "li"), "Fog"), (("ol", "li"), "Rain")]),
        (
            "<blockquote><p>Fog</p><ul><li>rain</li></ul></blockquote>",
            [(("blockquote",), "Fog"), (("blockquote", "ul", "li"), "rain")],
        ),
        (
            '<figure><img src="/a.jpg" alt="A quay"><figcaption>Ours</figcaption></figure>',
            [(("figure", "img"), "A quay"), (("figure", "figcaption"), "Ours")],
        ),
        (
            '<p>Fog <img src="/a.jpg"> rain</p>',
            [*[(("p",), "Fog")], (("img",), "/a.jpg"), (("p",), "rain")],
        ),
        ("<aside><poll>Fog</poll></aside>", [(("aside", "poll"), "Fog")]),
        ("</p>Fog</em> < rain</li>", [(("p",), "Fog < rain")]),
    ],
)
def test_html_in_lines(html, found):
    assert [(line.kind, line.words) for line in lines(html)] == found


@given(HTML)
def test_the_words_of_lines_are_those_of_paragraphs(html):
    assert [one_line(line.words) for line in lines(html)] == paragraphs(html)


@given(st.lists(PARTS, max_size=30).map("".join) | st.text())
def test_whatever_it_is_given_it_reads(html):
    for line in lines(html):
        assert line.words.strip(" \n") == line.words != ""
        assert line.spans[-1][0] == len(line.words)


def marks_of(html):
    [line] = lines(html)
    return [([mark.name for mark in marks], end) for end, marks in line.spans]


def test_marks_lie_on_their_words():
    html = "<p>The <em>big <strong>boat</strong></em> sank</p>"

    assert marks_of(html) == [([], 4), (["em"], 8), (["em", "strong"], 12), ([], 17)]


def test_which_mark_is_within_which_makes_no_difference():
    one, other = "<p><em><strong>Fog</strong></em></p>", "<p><b><i>Fog</i></b></p>"

    assert lines(one) == lines(other)


def test_links_and_pictures_tell_their_targets():
    link = lines('<p><a href="https://example.org/?a=1&amp;b=2" title="Fog">it</a></p>')
    picture = lines('<img src="/a.jpg" alt="A quay">')

    assert link[0].spans == ((2, (Mark("a", "https://example.org/?a=1&b=2 “Fog”"),)),)
    assert picture[0].spans == ((6, (Mark("img", "/a.jpg"),)),)
