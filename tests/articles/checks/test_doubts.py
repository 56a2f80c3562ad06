"""What an import was not sure of stays with the story."""

from pathlib import Path

import pytest

from articles.checks.doubts import doubts
from articles.checks.reading import Reading
from articles.models import Act
from articles.text.hyphens import Mend
from articles.wire import clipping
from articles.wire.filing import file_copy
from tests.factories import edit

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[2] / "samples" / "clippings"


def told(article):
    reading = Reading(article.newest())
    return [(reading.where(each)["quote"], each.message) for each in doubts(reading)]


@pytest.fixture
def ropeway():
    return file_copy(clipping.parse((SAMPLES / "ropeway.txt").read_bytes())).article


def test_a_doubt_of_the_import_is_told_where_it_is(ropeway):
    [(quote, said)] = told(ropeway)

    assert quote == "co-operation"
    assert "took “co- operation” for this: could be “cooperation”" in said


def test_it_is_settled_when_the_words_are_others(ropeway):
    edit(ropeway, body=ropeway.body.replace("co-operation", "help"))

    assert told(ropeway) == []


def test_bringing_it_in_again_leaves_no_second_record(ropeway):
    file_copy(clipping.parse((SAMPLES / "ropeway.txt").read_bytes()))

    assert Act.objects.filter(verb="file").count() == 1


@pytest.mark.parametrize("mend", [Mend("a- b", "a-b", "could be “ab”"), Mend("x", "y", "z: → w")])
def test_a_mend_is_read_as_it_was_written(mend):
    assert Mend.read(str(mend)) == mend


@pytest.mark.parametrize("line", ["", "nothing", "a → b", "→ : "])
def test_what_is_no_mend_is_none(line):
    assert Mend.read(line) is None
