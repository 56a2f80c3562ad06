"""Pull quotes, fact boxes and embeds: whole they pass, by whichever door; else their words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import blocks, paragraphs
from articles.text.erasing import erased_html
from articles.text.lines import lines
from articles.text.marked import Change, compare_html
from articles.text.markup import plain, sanitise
from articles.text.merge import merge_body
from articles.text.places import body_parts
from articles.text.threeway import Clash

QUOTE = (
    '<aside class="pullquote"><p>It <em>rained</em>.</p><p>A lot.</p><cite>Ann Lark</cite></aside>'
)
UNFRAMED = "<p>It <em>rained</em>.</p><p>A lot.</p><p>Ann Lark</p>"
FACTS = (
    '<aside class="factbox"><h3>The quay</h3><p>Built in 1811.</p><ul><li><p>Granite</p></li></ul>'
    "<blockquote><p>“Ours.”</p></blockquote></aside>"
)
BARE = '<figure data-embed="https://vimeo.com/76979871"></figure>'
FILM = BARE.replace("</figure>", "<figcaption>The <em>quay</em></figcaption></figure>")

FERRY = '<figure data-picture="7" data-alt="A ferry"><figcaption>The ferry</figcaption></figure>'
FOG = '<figure data-picture="8" data-decorative="true"></figure>'
GALLERY = f'<aside class="gallery">{FERRY}{FOG}</aside>'

PARTS = st.sampled_from(
    [
        f"<{name}>"
        for name in "p h2 h3 ul ol li blockquote strong em cite figcaption aside a".split()
    ]
    + [
        f"</{n}>"
        for n in "p h2 h3 ul ol li blockquote strong em cite figcaption aside figure a".split()
    ]
    + ['<aside class="pullquote">', '<aside class="factbox">', '<aside class="factbox pullquote">']
    + ['<figure data-embed="https://vimeo.com/1">', '<figure data-embed="https://x.example/1">']
    + ["<figure>", '<figure data-embed="javascript:x()">', '<a href="https://x.example/">', "<br>"]
    + ['<figure data-picture="7">', '<figure data-picture="7" data-alt="&quot;A&quot; &lt;b>">']
    + ['<aside class="gallery">', '<figure data-picture="x" data-decorative="true">', "<img src=x>"]
    + [FERRY, GALLERY]
    + [QUOTE, FACTS, FILM, "fog", " ", "&amp;", "&nbsp;", "&lt;aside&gt;"]
)
HTML = st.lists(PARTS, max_size=25).map("".join)


@pytest.mark.parametrize(
    "html",
    [
        QUOTE,
        FACTS,
        FILM,
        BARE,
        FERRY,
        GALLERY,
        f"<p>One.</p>{QUOTE}{FACTS}{FILM}<p>Two.</p>{FERRY}",
    ],
)
def test_a_whole_box_stays(html):
    assert sanitise(html) == html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<aside class="advert"><p>Fog</p></aside>', "<p>Fog</p>"),
        ("<aside><p>Fog</p></aside>", "<p>Fog</p>"),
        ('<aside class="pullquote factbox"><p>Fog</p></aside>', "<p>Fog</p>"),
        (
            '<aside class="pullquote x" id=y onclick=z()><p>Fog</p></aside>',
            QUOTE[:25] + "<p>Fog</p></aside>",
        ),
        ('<aside class="pullquote"></aside>', ""),
        ('<p>Fog</p><aside class="pullquote"><p></p></aside>', "<p>Fog</p><p></p>"),
        ('<aside class="pullquote">Fog</aside>', "Fog"),
        ('<aside class="pullquote"><h2>Fog</h2></aside>', "<h2>Fog</h2>"),
        ('<aside class="pullquote"><cite>Ann</cite><p>Fog</p></aside>', "<p>Ann</p><p>Fog</p>"),
        (
            '<aside class="pullquote"><p>Fog</p><cite></cite></aside>',
            QUOTE[:25] + "<p>Fog</p></aside>",
        ),
        (
            '<aside class="factbox"><h2>Fog</h2><p>Rain</p></aside>',
            FACTS[:23] + "<h3>Fog</h3><p>Rain</p></aside>",
        ),
        (f'<aside class="factbox">{QUOTE}</aside>', f'<aside class="factbox">{UNFRAMED}</aside>'),
        (f"<blockquote>{QUOTE}</blockquote>", f"<blockquote>{UNFRAMED}</blockquote>"),
        ("<cite>Ann</cite><p>Fog</p>", "Ann<p>Fog</p>"),
        ("<figcaption>Fog</figcaption>", "<p>Fog</p>"),
        ("<figure><figcaption>Fog</figcaption></figure>", "<p>Fog</p>"),
        ('<figure data-embed="javascript:x()"><figcaption>Fog</figcaption></figure>', "<p>Fog</p>"),
        ('<figure data-embed="data:text/html,x"></figure>', ""),
        ('<figure data-embed="//vimeo.com/1"></figure>', ""),
        (
            '<figure data-embed="https://vimeo.com/1" style="x" onload="x()" class="y"></figure>',
            '<figure data-embed="https://vimeo.com/1"></figure>',
        ),
        (
            '<figure data-embed="https://evil.example/a?b=1&amp;c=%22"><figcaption>Fog</figcaption></figure>',
            '<p><a href="https://evil.example/a?b=1&amp;c=%22">https://evil.example/a?b=1&amp;c=%22</a></p><p>Fog</p>',
        ),
        (
            '<figure data-embed="https://youtu.be/dQw4w9WgXcQ?si=x"></figure>',
            '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>',
        ),
        (
            f'<a href="https://x.example/">{FILM}</a>',
            '<a href="https://x.example/"><p>The <em>quay</em></p></a>',
        ),
        (
            '<figure data-embed="https://vimeo.com/1"><p>Fog</p></figure>',
            '<p><a href="https://vimeo.com/1">https://vimeo.com/1</a></p><p>Fog</p>',
        ),
        (
            '<figure data-embed="https://vimeo.com/1"><iframe src="https://vimeo.com/1"></iframe></figure>',
            '<figure data-embed="https://vimeo.com/1"></figure>',
        ),
    ],
)
def test_what_is_not_whole_loses_its_frame(html, left):
    clean = sanitise(html)

    assert clean == left
    assert sanitise(str(clean)) == clean


@given(HTML)
def test_sanitising_twice_is_sanitising_once_with_boxes_too(html):
    once = sanitise(html)

    assert sanitise(str(once)) == once
    assert "".join(blocks(once)) == once
    assert all(word not in once for word in ("javascript", "onclick"))


@given(HTML, HTML, HTML)
def test_whatever_is_merged_is_sound_with_boxes_too(base, ours, theirs):
    base, ours, theirs = map(sanitise, (base, ours, theirs))
    try:
        merged = merge_body(base, ours, theirs)
    except Clash:
        assert body_parts(base, ours, theirs)
    else:
        assert sanitise(str(merged)) == merged


def test_hostile_nesting_takes_no_time():
    assert sanitise('<aside class="factbox"><figure data-embed="x">' * 200) == ""


def test_boxes_are_blocks_of_their_own():
    assert blocks(f"<p>One.</p>{QUOTE}{FILM}{FACTS}") == ["<p>One.</p>", QUOTE, FILM, FACTS]


def test_words_of_boxes_count_and_their_addresses_do_not():
    told = [
        "It rained.",
        "A lot.",
        "Ann Lark",
        "The quay",
        "Built in 1811.",
        "Granite",
        "“Ours.”",
        "The quay",
    ]

    assert paragraphs(QUOTE + FACTS + FILM) == told
    assert plain(QUOTE + FACTS + FILM) == " ".join(told)


def test_lines_of_boxes_say_what_they_are():
    assert [(line.kind, line.words) for line in lines(QUOTE + FACTS + FILM)] == [
        (("pullquote",), "It rained."),
        (("pullquote",), "A lot."),
        (("pullquote",), "Ann Lark"),
        (("factbox", "h3"), "The quay"),
        (("factbox",), "Built in 1811."),
        (("factbox", "ul", "li"), "Granite"),
        (("factbox", "blockquote"), "“Ours.”"),
        (("embed",), "Vimeo"),
        (("embed", "figcaption"), "The quay"),
    ]


def test_a_paragraph_that_became_a_pull_quote_is_a_change():
    [block] = compare_html(
        "<p>It rained.</p>", '<aside class="pullquote"><p>It rained.</p></aside>'
    )

    assert (block.change, block.had, block.kind) == (Change.CHANGED, ("p",), ("pullquote",))


def test_another_film_is_a_change():
    film, caption = compare_html(FILM, FILM.replace("76979871", "1"))

    assert (film.change, caption.change) == (Change.CHANGED, Change.SAME)


def test_changes_of_two_boxes_merge_and_of_one_box_word_by_word():
    base = f"{QUOTE}<p>Fog.</p>{FACTS}"
    ours = base.replace("Ann Lark", "Ann Reeve").replace("1811", "1812")
    theirs = base.replace("A lot.", "A great lot.").replace("Granite", "Slate")

    assert merge_body(base, ours, theirs) == (
        ours.replace("A lot.", "A great lot.").replace("Granite", "Slate")
    )


def test_a_box_that_one_took_away_and_the_other_changed_is_left_to_a_person():
    base = f"<p>Fog.</p>{QUOTE}<p>Rain.</p>"

    with pytest.raises(Clash):
        merge_body(base, "<p>Fog.</p><p>Rain.</p>", base.replace("rained", "snowed"))


@pytest.mark.parametrize(
    ("html", "words", "left"),
    [
        (QUOTE, "Ann Lark", QUOTE.replace("Ann Lark", "[erased]")),
        (FILM, "The quay", FILM.replace("The <em>quay</em>", "[erased]<em></em>")),
        (
            FILM.replace("https://vimeo.com/76979871", "https://soundcloud.com/ada-marsh/fog"),
            "Ada Marsh",
            "<p>The <em>quay</em></p>",
        ),
    ],
)
def test_words_are_erased_from_boxes(html, words, left):
    assert erased_html(sanitise(html), words) == left
