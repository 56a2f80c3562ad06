"""Pictures in copy: they pass whole or not at all, and whoever shows them puts them in place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import blocks, paragraphs
from articles.text.erasing import erased_html, erased_typed_html
from articles.text.figures import (
    LONGEST_ALT,
    Figure,
    figures,
    pictures,
    with_alts,
    with_figures,
    without_figures,
)
from articles.text.lines import lines
from articles.text.marked import Change, compare_html
from articles.text.markup import plain, sanitise
from articles.text.merge import merge_body
from articles.text.threeway import Clash
from tests.articles.text.test_boxes import HTML

FERRY = (
    '<figure data-picture="7" data-alt="A ferry">'
    "<figcaption>The <em>ferry</em></figcaption></figure>"
)
BARE = '<figure data-picture="8"></figure>'
FOG = '<figure data-picture="9" data-decorative="true"><figcaption>Fog</figcaption></figure>'
GALLERY = f'<aside class="gallery">{FERRY}{BARE}{FOG}</aside>'
COPY = f"<p>One.</p>{FOG}<p>Two.</p>{GALLERY}"


@pytest.mark.parametrize("html", [FERRY, BARE, FOG, GALLERY, COPY])
def test_a_whole_picture_stays(html):
    assert sanitise(html) == html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>Fog</p><img src=x alt=y>", "<p>Fog</p>"),
        ("<figure><img src=x><figcaption>Fog</figcaption></figure>", "<p>Fog</p>"),
        *(
            (f"<figure data-picture='{number}'><figcaption>Fog</figcaption></figure>", "<p>Fog</p>")
            for number in ("", "0", "-7", "7.0", "7 or 8", "٧", "0x7", "../7", "9" * 19)
        ),
        ('<figure data-picture="07"></figure>', '<figure data-picture="7"></figure>'),
        ('<figure data-picture="8" data-alt=" "></figure>', BARE),
        ('<figure data-picture="8"><figcaption> <em></em></figcaption></figure>', BARE),
        ('<figure data-picture="8" data-decorative="yes" class=x style=x onload=x></figure>', BARE),
        (
            '<figure data-decorative="true" data-alt="x" data-picture="8"></figure>',
            BARE.replace(">", ' data-decorative="true">', 1),
        ),
        ('<figure data-picture="8"><p>Fog</p></figure>', "<p>Fog</p>"),
        (f"<blockquote><p>Fog</p>{FERRY}</blockquote>", None),
        (
            f'<aside class="factbox"><p>Fog</p>{BARE}</aside>',
            '<aside class="factbox"><p>Fog</p></aside>',
        ),
        (f"<ul><li>{BARE}<p>Fog</p></li></ul>", "<ul><li><p>Fog</p></li></ul>"),
        (f'<aside class="gallery">{FERRY}</aside>', FERRY),
        ('<p>Fog</p><aside class="gallery"></aside>', "<p>Fog</p>"),
        (
            f'<aside class="gallery"> {FERRY}\n{FOG} </aside>',
            f'<aside class="gallery">{FERRY}{FOG}</aside>',
        ),
        (f'<aside class="gallery"><p>Fog</p>{FERRY}{BARE}</aside>', f"<p>Fog</p>{FERRY}{BARE}"),
        (f'<aside class="gallery">{GALLERY}{FERRY}</aside>', None),
        (f'<aside class="gallery factbox">{FERRY}{BARE}</aside>', "<p>The <em>ferry</em></p>"),
    ],
)
def test_what_is_not_whole_leaves_its_words(html, left):
    clean = sanitise(html)

    assert clean == left or left is None
    assert "data-picture" not in clean or figures(clean)
    assert sanitise(str(clean)) == clean


def test_an_alternative_text_is_one_line_of_so_many_characters():
    [figure] = figures(
        sanitise(f'<figure data-picture="7" data-alt="\n A\t{"b" * 2000}"></figure>')
    )

    assert figure.alt.startswith("A bb")
    assert len(figure.alt) == LONGEST_ALT


@given(st.text(max_size=40), st.booleans())
def test_whatever_is_said_of_a_picture_is_read_as_it_was_said(alt, is_decorative):
    html = Figure(7, alt, is_decorative).html()

    [figure] = figures(sanitise(html))

    words = " ".join(sanitise("").join([alt]).split())
    assert sanitise(html) == figure.html()
    assert is_decorative or not words.isalnum() or figure.alt == words


@given(HTML)
def test_figures_of_sanitised_copy_are_put_back_as_they_were(html):
    clean = sanitise(html)

    assert with_figures(clean, Figure.html) == clean
    assert sanitise(with_alts(clean, {7: 'A "<ferry>"', 8: ""})) == with_alts(
        clean, {7: 'A "<ferry>"'}
    )
    assert "data-picture" not in without_figures(clean)
    assert clean.count("data-picture=") == len(figures(clean))


def test_hostile_figures_take_no_time():
    start = time.monotonic()

    sanitise('<aside class="gallery"><figure data-picture="7"><figcaption>' * 160)
    html = sanitise(f'<aside class="gallery">{BARE * 9000}</aside>')

    assert len(figures(html)) == 9000
    assert with_alts(html, {8: "x"}).count("data-alt") == 9000
    assert time.monotonic() - start < 5


def test_figures_are_read_in_their_order():
    assert figures(COPY) == [
        Figure(9, "", is_decorative=True, caption="Fog"),
        Figure(7, "A ferry", caption="The <em>ferry</em>", is_in_gallery=True),
        Figure(8, None, is_in_gallery=True),
        Figure(9, "", is_decorative=True, caption="Fog", is_in_gallery=True),
    ]
    assert pictures(COPY) == [9, 7, 8]


def test_the_library_speaks_where_nobody_else_did():
    assert with_alts(GALLERY, {7: "x", 8: "A quay", 9: "x"}) == GALLERY.replace(
        BARE, '<figure data-picture="8" data-alt="A quay"></figure>'
    )


def test_a_gallery_left_with_one_is_that_one_and_with_none_goes():
    assert with_figures(GALLERY, lambda each: "[7]" if each.picture == 7 else "") == "[7]"
    assert without_figures(COPY) == "<p>One.</p><p>Two.</p>"


def test_captions_are_words_of_copy_and_blocks_are_whole():
    assert plain(COPY) == "One. Fog Two. The ferry Fog"
    assert paragraphs(COPY) == ["One.", "Fog", "Two.", "The ferry", "Fog"]
    assert blocks(COPY) == ["<p>One.</p>", FOG, "<p>Two.</p>", GALLERY]


def test_lines_name_pictures_and_say_what_is_said_of_them():
    assert [(line.kind, line.words) for line in lines(GALLERY, {7: "Ferry at the quay"})] == [
        (("gallery", "picture"), "Ferry at the quay"),
        (("gallery", "picture", "alt"), "A ferry"),
        (("gallery", "picture", "figcaption"), "The ferry"),
        (("gallery", "picture"), "Picture 8"),
        (("gallery", "picture"), "Picture 9"),
        (("gallery", "picture", "alt"), "None: it is decorative"),
        (("gallery", "picture", "figcaption"), "Fog"),
    ]
    assert [line.kind for line in lines(f"{FERRY}<p>On.</p>")][-1] == ("p",)


def test_another_picture_and_other_words_for_it_are_changes():
    picture, alt, caption = compare_html(FERRY, FERRY.replace('"7"', '"8"'))
    assert (picture.change, alt.change, caption.change) == (
        Change.CHANGED,
        Change.SAME,
        Change.SAME,
    )

    picture, alt, caption = compare_html(FERRY, FERRY.replace("A ferry", "A late ferry"))
    assert (picture.change, alt.change, caption.change) == (
        Change.SAME,
        Change.CHANGED,
        Change.SAME,
    )


def test_a_moved_picture_is_seen_as_moved():
    before, after = f"{BARE}<p>One.</p><p>Two.</p>", f"<p>One.</p><p>Two.</p>{BARE}"

    moved = [block for block in compare_html(before, after) if block.is_moved]

    assert [(block.change, block.words) for block in moved] == [
        (Change.OUT, "Picture 8"),
        (Change.IN, "Picture 8"),
    ]


def test_caption_and_alternative_text_merge_and_two_texts_clash():
    ours, theirs = FERRY.replace("A ferry", "A boat"), FERRY.replace("The", "Our")

    assert merge_body(FERRY, ours, theirs) == ours.replace("The", "Our")
    with pytest.raises(Clash):
        merge_body(FERRY, ours, FERRY.replace("A ferry", "A ship"))


def test_a_gallery_that_both_added_to_is_left_to_a_person():
    more = GALLERY.replace("</aside>", f"{BARE}</aside>")

    with pytest.raises(Clash):
        merge_body(GALLERY, more, GALLERY.replace("</aside>", f"{FERRY}</aside>"))
    assert merge_body(GALLERY, more, f"{GALLERY}<p>On.</p>") == f"{more}<p>On.</p>"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("A ferry", FERRY.replace("A ferry", "[erased]")),
        ("The ferry", FERRY.replace("The <em>ferry</em>", "[erased]<em></em>")),
        ("7", FERRY),
        ("ferry", FERRY.replace("A ferry", "A [erased]").replace(">ferry<", ">[erased]<")),
    ],
)
def test_words_are_erased_from_captions_and_alternative_texts(words, left):
    assert erased_html(sanitise(FERRY), words) == sanitise(left)


def test_words_are_erased_from_what_is_too_much_to_read():
    html = '<figure data-picture="7" data-alt="Ada Marsh"></figure>' + "x" * 500_000

    assert erased_typed_html(html, "Ada Marsh") == "[erased]"
    assert erased_typed_html(html, "Odile Marsh") == html
