import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.hyphens import Mend, mend, vocabulary


@pytest.mark.parametrize(
    ("printed", "taken"),
    [
        ("al- lowing", "allowing"),
        ("neigh- bour’s", "neighbour’s"),
        ("twenty- five", "twenty-five"),
        ("stop- and-search", "stop-and-search"),
        ("state- of- the- art", "state-of-the-art"),
        ("counter-terror- ism", "counter-terrorism"),
        ("Anglo- Dutch", "Anglo-Dutch"),
        ("under- 18s", "under-18s"),
        ("14- page", "14-page"),
        ("SCOT- LAND", "SCOTLAND"),
        ("pota- to", "potato"),
        ("“yes- terday.”", "“yesterday.”"),
        ("al\u2010 lowing", "allowing"),
    ],
)
def test_a_broken_word_is_mended_without_a_doubt(printed, taken):
    mended = mend(printed)

    assert mended.text == taken
    assert not any(one.doubt for one in mended.mends)


@pytest.mark.parametrize(
    "text",
    [
        "two- and three-deck vessels",
        "one- or two-hour",
        "under- and overspending",
        "the scheme - the first - will",
        "2026-27 - a year",
        "it was-- well",
        "£61\u00a0000",
        "a  b",
        "-",
        "x-",
        "",
    ],
)
def test_what_is_not_broken_stays_as_it_is(text):
    mended = mend(text)

    assert mended.text == text
    assert mended.mends == ()


@pytest.mark.parametrize(
    ("elsewhere", "printed", "taken"),
    [
        ("the co-operation", "co- operation", "co-operation"),
        ("the co-operation’s end", "Co- operation", "Co-operation"),
        ("the timetable", "time- table", "timetable"),
        ("it was re-signed", "re- signed", "re-signed"),
        ("un-found", "un- found", "un-found"),
        ("at Quillside", "Quill- side", "Quillside"),
    ],
)
def test_the_text_itself_is_the_best_evidence(elsewhere, printed, taken):
    mended = mend(printed, vocabulary(f"{elsewhere} and {printed}"))

    assert mended.text == taken
    assert mended.mends == (Mend(printed, taken),)


def test_a_text_that_spells_both_ways_keeps_the_hyphen_and_a_doubt():
    mended = mend("short- list", vocabulary("a short-list is a shortlist"))

    assert mended.mends == (Mend("short- list", "short-list", "“shortlist” is in the text too"),)


@pytest.mark.parametrize(
    ("printed", "taken", "doubt"),
    [
        ("grown- up", "grown-up", "could be “grownup”"),
        ("re- signed", "resigned", "could be “re-signed”"),
        ("Sain- sbury", "Sain-sbury", "“sbury” is no word of the list"),
        ("thous- and", "thousand", "could be “thous- and”"),
    ],
)
def test_a_guess_is_reported(printed, taken, doubt):
    assert mend(printed).mends == (Mend(printed, taken, doubt),)


def test_mends_are_in_reading_order():
    mended = mend("He com- pels trans- port, end- ing it.")

    assert mended.text == "He compels transport, ending it."
    assert [one.printed for one in mended.mends] == ["com- pels", "trans- port", "end- ing"]


@given(st.text("abEé1- ’“.\u2010\u00a0", max_size=60))
def test_only_hyphens_and_blanks_are_ever_lost(text):
    kept = mend(text, vocabulary(text)).text

    assert [c for c in kept if c not in "- \u2010"] == [c for c in text if c not in "- \u2010"]
