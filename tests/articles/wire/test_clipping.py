from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire.clipping import BREAKS, LIMIT, parse
from articles.wire.copy import Block, Credit, Mend, Unreadable

SAMPLES = Path(__file__).parents[2] / "samples" / "clippings"

HEAD = "The Osmund Argus\n\nBell comes home\n\n- By Ann Lark\n\n"
STORY = "A BELL that was taken in 1985 is back on its tower."


def sample(name):
    return parse((SAMPLES / name).read_bytes())


def cutting(text):
    return parse(text.encode())


def test_what_stands_above_the_copy():
    copy = sample("ropeway.txt")

    assert copy.publication == "The Kelder Valley Courier"
    assert copy.headline == "Ropeway to carry its first passengers since the flood"
    assert copy.standfirst == ""
    assert copy.credits == (
        Credit("Ottoline Marsh", "Transport Correspondent"),
        Credit("Bram Oduya"),
    )


def test_broken_words_and_paragraphs_are_mended():
    copy = sample("ropeway.txt")

    assert [block.kind for block in copy.blocks] == ["p", "p", "h", "p", "li", "li"]
    assert copy.blocks[0].text == (
        "KELDER COUNCIL is preparing to reopen the ropeway that has hung still above the town "
        "for three years, and will test one- and two-seat cabins at weekends until the autumn."
    )
    assert copy.blocks[1].text.endswith(
        "is now deciding how the upper station could be used as a shelter in the winter months."
    )
    assert copy.blocks[4:] == (
        Block("li", "Under-12s will ride free."),
        Block("li", "A season ticket - the blue one - stays at £40."),
    )


def test_repairs_are_told_and_doubts_among_them():
    copy = sample("ropeway.txt")

    assert Mend("pas- sengers", "passengers") in copy.mended
    assert copy.doubts == (Mend("co- operation", "co-operation", "could be “cooperation”"),)
    assert copy.doubts[0] in copy.mended


def test_footers_give_language_and_country_and_are_no_copy():
    copy = sample("ropeway.txt")

    assert (copy.language, copy.country) == ("en-GB", "GB")
    assert "Newspapers" not in copy.body


def test_an_unknown_footer_is_a_doubt():
    copy = cutting(f"{HEAD}{STORY}\n\nNewspapers in English\nNewspapers from Ruritania")

    assert (copy.language, copy.country) == ("en", "")
    assert [doubt.printed for doubt in copy.doubts] == ["Newspapers from Ruritania"]


def test_windows_1252_with_an_agency_and_a_dateline():
    copy = sample("bell.txt")

    assert copy.headline == "Bell thief “sorry” after 40 years"
    assert copy.credits == (
        Credit("Teodor Vance"),
        Credit("Harbourline News Agency", kind="agency"),
    )
    assert copy.dateline == "LOWMOOR"
    assert copy.language == "en-IE"
    assert copy.body == (
        "<p>The bell of St Brannoc’s chapel was left on its doorstep on Sunday with a note and "
        "€20 for the polish…</p><p>“I was nine, and it was shiny,” it said. The verger’s judgment "
        "was that this would do.</p>"
    )


def test_wrapped_lines_under_a_head_without_blank_lines():
    copy = sample("choir.txt")

    assert copy.publication == "Skerry Island Record"
    assert copy.headline == "Choir that cannot sing wins prize for listening"
    assert copy.credits == (Credit("Our Own Staff", kind="collective", place="Port Skerry"),)
    assert [block.text for block in copy.blocks] == [
        "A CHOIR whose members cannot hold a note has won the island's prize for listening, "
        "after sitting through eleven hours of other choirs without a cough.",
        '"We were well-prepared," said Agnes Rook, 81, its conductor, who told Radio Skerry '
        "that silence is harder than it looks - much harder - and pays better.",
    ]
    assert (copy.language, copy.country) == ("", "")


def test_a_story_without_byline_keeps_its_first_paragraph():
    copy = cutting(f"The Argus\n\nBell comes home\n\n{STORY}")

    assert copy.credits == ()
    assert copy.blocks == (Block("p", STORY),)


def test_a_story_without_its_paper():
    copy = cutting(f"Bell comes home\n\n{STORY}\n\nIt rang.")

    assert (copy.publication, copy.headline) == ("", "Bell comes home")
    assert len(copy.blocks) == 2


def test_a_line_between_headline_and_byline_is_the_standfirst():
    copy = cutting(HEAD.replace("- By", "Forty years on, it rings\n\n- By") + STORY)

    assert (copy.headline, copy.standfirst) == ("Bell comes home", "Forty years on, it rings")


def test_body_is_escaped_html_with_lists():
    copy = cutting(f"{HEAD}{STORY}\n\nTea & <b>cake</b>\n\n{STORY}\n\n• One\n\n• Two")

    assert copy.body == (
        f"<p>{STORY}</p><h2>Tea &amp; &lt;b&gt;cake&lt;/b&gt;</h2><p>{STORY}</p>"
        "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"
    )


def test_the_same_story_has_the_same_source_id_however_it_is_stored():
    text = f"{HEAD}“{STORY}”\n"
    ids = {
        parse(data).source_id
        for data in (
            text.encode(),
            text.encode("cp1252"),
            text.encode("utf-16"),
            text.replace("\n", "\r\n").encode("utf-8-sig"),
            text.replace(" ", "  ").encode(),
        )
    }

    assert len(ids) == 1
    assert ids != {cutting(f"{HEAD}{STORY}\n").source_id}
    assert cutting(text).source == "clipping"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("The Osmund Argus", "no story"),
        ("The Osmund Argus\n\nBell comes home", "no story"),
        (HEAD, "no story"),
        (f"{HEAD}* * *\n\nNewspapers in English", "no story"),
        ("Newspapers in English", "no headline"),
        (f"- By Ann Lark\n\n{STORY}", "no headline"),
        (f"{STORY * 9}\n\n{STORY}", "no headline"),
        (HEAD + "x" * LIMIT, "1 MB"),
        (HEAD + "x\n" * BREAKS, "50,000"),
    ],
)
def test_what_is_no_cutting_is_refused(text, says):
    with pytest.raises(Unreadable, match=says):
        cutting(text)


@given(st.text(st.sampled_from("aB1 \n-.•“”’,\u00ad\x00é"), max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        copy = cutting(f"{HEAD}{text}")
    except Unreadable:
        return

    assert all(block.text.strip() for block in copy.blocks)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        parse(data)
    except Unreadable:
        pass


@pytest.mark.parametrize(
    "unit",
    ["a", "-", "- ", "a\t", "a, and ", "“", "”", "PARIS — A ", "x" * 59 + "- ", "\u0301\u0316"],
)
def test_a_hostile_megabyte_takes_no_longer_than_two_seconds(unit):
    data = (HEAD + unit * (LIMIT // len(unit))).encode()[:LIMIT].decode(errors="ignore").encode()
    start = process_time()

    try:
        parse(data)
    except Unreadable:
        pass

    assert process_time() - start < 2
