import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import paragraphs
from articles.text.erasing import ERASED, erased, erased_html, stands_in
from articles.text.markup import sanitise

LETTERS = st.sampled_from("aAbß éE\u0301\u00a0\u00ad'’.-_ſs海ก็[]<&\n") | st.sampled_from(
    [ERASED, "erased"]
)
TEXT = st.lists(LETTERS | st.characters(codec="utf-8"), max_size=30).map("".join)
WORDS = st.lists(LETTERS, min_size=1, max_size=4).map("".join)
MARKUP = st.lists(
    LETTERS
    | st.sampled_from("<em> </em> <br> <p> </p> <li> <ol> </ol> a b ab &lt; </a>".split())
    | st.sampled_from(
        ['<a href="/a-b/">', '<a title="ab">', '<ol type="a b">', "<a href='/%61b'>"]
    ),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(
    "text, left",
    [
        ("Ada Marsh ran.", "[erased] ran."),
        ("ADA MARSH ran; ada marsh hid.", "[erased] ran; [erased] hid."),
        ("Ada\u00a0\n Marsh", "[erased]"),
        ("Ada Marsh’s boat, (Ada Marsh)", "[erased]’s boat, ([erased])"),
        ("Ada\u00adMarsh, A\u00adda Mar\u200bsh", "Ada\u00adMarsh, [erased]"),
        ("Granada Marsh, Ada Marshall, Ada Marsh2", "Granada Marsh, Ada Marshall, Ada Marsh2"),
        ("Ada, Marsh", "Ada, Marsh"),
        ("艾Ada Marsh海", "艾[erased]海"),
        ("", ""),
    ],
)
def test_words_erased_from_text(text, left):
    assert erased(text, "Ada Marsh") == left
    assert stands_in(text, "Ada Marsh") == (text != left)


@pytest.mark.parametrize(
    "text, words, left",
    [
        ("Zoe\u0308 Lark", "Zoë Lark", ERASED),
        ("Zoë Lark", "ZOE\u0308  LARK ", ERASED),
        ("Zoë Lark", "Zoe Lark", "Zoë Lark"),
        ("Herr Groß", "herr GROSS", f"{ERASED}"),
        ("Groß", "Gros", "Groß"),
        ("O’Neill", "O'Neill", ERASED),
        ("今天安娜来了", "安娜", f"今天{ERASED}来了"),
        ("a (b) c", "(b)", f"a {ERASED} c"),
        ("(a+)+$ aaa", "(a+)+$", f"{ERASED} aaa"),
        ("erased [erased]", "erased", f"{ERASED} {ERASED}"),
        ("Ada", "", "Ada"),
        ("Ada", " \u00ad", "Ada"),
    ],
)
def test_spellings_that_readers_take_for_the_same(text, words, left):
    assert erased(text, words) == left


@pytest.mark.parametrize(
    "html, left",
    [
        ("<p>Ada <em>Marsh</em> ran.</p>", "<p>[erased]<em></em> ran.</p>"),
        (
            "<p>A<strong>da</strong>&nbsp;Marsh &amp; co</p>",
            "<p>[erased]<strong></strong> &amp; co</p>",
        ),
        ("<p>Ada<br>Marsh</p>", "<p>[erased]<br></p>"),
        ("<p>Ada</p><p>Marsh</p>", "<p>Ada</p><p>Marsh</p>"),
        ('<p><a href="https://x.test/people/ada-marsh/">She</a> ran.</p>', "<p>She ran.</p>"),
        ('<p><a href="https://x.test/?q=Ada%20Marsh">She</a></p>', "<p>She</p>"),
        ('<p><a href="mailto:adamarsh@x.test">She</a></p>', "<p>She</p>"),
        ('<p><a href="/x/" title="Ada Marsh">She</a></p>', "<p>She</p>"),
        ('<p><a href="/canada-marshes/">It</a></p>', '<p><a href="/canada-marshes/">It</a></p>'),
        (
            '<p><a href="/x/">It</a> <a href="/ada-marsh/"></a></p>',
            '<p><a href="/x/">It</a> </p>',
        ),
        ('<p><a href="/ada-marsh/"></a></p>', ""),
        ("<p>10 &lt; 20&nbsp;km: Ada Marsh</p>", "<p>10 &lt; 20&nbsp;km: [erased]</p>"),
        ("<ul><li><p>Ada Marsh</p></li></ul>", "<ul><li><p>[erased]</p></li></ul>"),
    ],
)
def test_words_erased_from_copy(html, left):
    assert erased_html(sanitise(html), "Ada Marsh") == left


def test_an_address_without_accents_names_the_words():
    html = '<p><a href="/zoe-lark/">She</a></p>'

    assert erased_html(html, "Zoë Lark") == "<p>She</p>"


@given(TEXT, WORDS)
def test_erased_words_stand_no_more(text, words):
    left = erased(text, words)

    assert not stands_in(left, words)
    assert erased(left, words) == left


@given(MARKUP, WORDS)
def test_words_erased_from_copy_stand_no_more(html, words):
    # Twice: accents that a dropped tag kept from their letter are composed then.
    left = erased_html(sanitise(str(sanitise(html))), words)

    assert sanitise(str(left)) == left
    assert not any(stands_in(line, words) for line in paragraphs(left))
    assert erased_html(left, words) == left


@given(TEXT, WORDS)
def test_composition_makes_no_difference(text, words):
    composed, decomposed = (unicodedata.normalize(form, words) for form in ("NFC", "NFD"))

    assert stands_in(text, composed) == stands_in(text, decomposed)


@pytest.mark.parametrize(
    "text, words",
    [
        ("a" * 400_000, "a" * 100),
        ("a " * 200_000, "a " * 100 + "b"),
        ("( " * 200_000, "( " * 100 + "b"),
        ("é" * 400_000, "é" * 100),
        ("e" + "\u0301" * 400_000, "é"),
        (ERASED * 50_000, "erased " * 30),
        ("Ada Marsh " * 40_000, "Ada Marsh"),
    ],
    ids=["letter", "word", "brackets", "accents", "signs", "marks", "names"],
)
def test_no_text_takes_long(text, words):
    begun = time.perf_counter()
    erased(text, words)
    erased_html(sanitise(f"<p>{text}</p>"), words)

    assert time.perf_counter() - begun < 8
