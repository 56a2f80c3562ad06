"""All checks together: how much each weighs where, and that one cannot harm the others."""

import random
from time import thread_time

import pytest
from django.db import DatabaseError

from articles.checks import register
from articles.checks.register import MOST, OF_STORY, OF_WORDS, OUT, PLACES, findings
from articles.workflow import Level, Stage
from tests.articles.checks.cases import make_revision
from tests.factories import make_article

pytestmark = pytest.mark.django_db

LONG_READ = 5_000  # words

#: What has made expressions take the square of their length, or a search start over and over.
HOSTILE = [
    *("a- ", "a- and ", "-", "“", "”", "‘a ", '"', "a  ", " ", "TK ", "X", "[", "[check ", "{"),
    *("1", "1,000", "1 ", "twenty-", "hundred ", "this article is ", "sponsored by ", "&amp;"),
    *("a<br>", "a-<br>", "</p><p>a", '<a href="/x/">y</a> ', "Aa", "John Hartley ", "\n ", "é"),
]


def levels(revision, stage):
    return {each.check: each.level for each in findings(revision, stage=stage)}


def test_each_check_has_a_level_for_each_place():
    for check, letters in (OF_WORDS | OF_STORY).items():
        assert len(letters) == max(PLACES.values()) + 1, check
        assert set(letters) <= {*register.LEVELS, "."}, check
    assert {*Stage, OUT} == set(PLACES)


def test_a_mark_is_a_note_while_one_writes_and_an_error_once_it_is_ready():
    revision = make_revision("The boat left TK.")

    assert [levels(revision, stage)["marks"] for stage in PLACES] == [
        *(Level.NOTE, Level.NOTE, Level.NOTE),
        *(Level.WARNING, Level.WARNING),
        *(Level.ERROR, Level.ERROR),
    ]


def test_no_section_is_an_error_only_before_readers():
    revision = make_revision("The boat left.", headline="Boat leaves")

    assert levels(revision, Stage.DRAFT)["wholeness"] == Level.NOTE
    assert levels(revision, Stage.SUBBING)["wholeness"] == Level.WARNING
    assert levels(revision, OUT)["wholeness"] == Level.ERROR


def test_a_silent_check_says_nothing():
    assert "standfirst" not in levels(make_revision(), Stage.DRAFT)


def test_what_the_other_tests_publish_has_no_error():
    found = findings(make_article().newest(), stage=OUT)

    assert [each for each in found if each.level == Level.ERROR] == []


def test_a_finding_says_where(settings):
    [found] = [
        each
        for each in findings(make_revision("TK left. TK came."), stage=OUT)
        if each.check == "marks" and each.nth == 1
    ]

    assert (found.field, found.quote, found.level) == ("body", "TK", Level.ERROR)


def test_a_story_of_nothing_but_faults_is_told_of_the_first():
    found = findings(make_revision("TK " * 900), stage=OUT)

    marks = [each.message for each in found if each.check == "marks"]
    assert len(marks) == MOST + 1
    assert marks[-1] == "There are more like these."


def test_a_check_that_fails_is_told_and_the_others_go_on(monkeypatch, caplog):
    def broken(reading):
        raise ZeroDivisionError

    monkeypatch.setitem(OF_WORDS, broken, "nnwwwE")

    found = findings(make_revision("TK left."), stage=OUT)

    assert [each.message for each in found if each.check == "broken"] == [
        "The check “broken” failed: look for yourself."
    ]
    assert [each.quote for each in found if each.check == "marks"] == ["TK"]
    assert "ZeroDivisionError" in caplog.text


def test_a_database_that_fails_is_no_matter_of_a_check(monkeypatch):
    def broken(reading):
        raise DatabaseError

    monkeypatch.setitem(OF_WORDS, broken, "nnwwwE")

    with pytest.raises(DatabaseError):
        findings(make_revision(), stage=OUT)


@pytest.mark.parametrize("stage", PLACES)
def test_no_check_fails_on_odd_copy(stage, caplog):
    chance = random.Random(7)
    pieces = [*HOSTILE, "<h2>", "</h2>", "<li>", "</p>", "’", "—", "Zoë ", "3", ".", "\u00a0", "“ "]
    for _time in range(60):
        body = "".join(chance.choices(pieces, k=chance.randrange(60)))
        language = chance.choice(["en-GB", "de", "fr", "sv", "ar"])
        revision = make_revision(body, headline=body[:80], language=language)
        for finding in findings(revision, stage=stage):
            assert finding.message

    assert caplog.text == ""


def test_a_long_read_takes_no_time_to_speak_of():
    """Measured: 60 ms of work for 5,000 words on a machine of 2026."""
    chance = random.Random(7)
    words = "the boat left at nine, and “Imke Tarrant” had 1,200 of Tolland Bay’s men".split()
    lines = [" ".join(chance.choices(words, k=50)) for _line in range(LONG_READ // 50)]
    revision = make_revision("".join(f"<p>{line}.</p>" for line in lines), headline="Three die")
    findings(revision, stage=OUT)  # loads the list of words

    start = thread_time()
    findings(revision, stage=OUT)

    assert thread_time() - start < 0.15 * 2  # others may be at work on the same machine


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_copy_takes_time_in_proportion(piece):
    took = []
    for length in (60_000, 240_000):
        revision = make_revision("<p>x" + piece * (length // len(piece)) + "</p>", headline="Three")
        start = thread_time()
        findings(revision, stage=OUT)
        took.append(thread_time() - start)

    # The square would be sixteen times as much.
    assert took[1] < max(0.5, 9 * took[0])
