"""What gives a story away, and what does not."""

import pytest
from django.utils import timezone
from django.utils.functional import Promise

from articles import press
from articles.surfaces.evidence import PIECE, gather, pieces
from articles.surfaces.searching import words
from articles.surfaces.story import tell
from tests.factories import edit, make_article, make_live, make_user


def evidence(article):
    """The phrases that give a story away now: {phrase: what it is}."""
    at = timezone.now()
    current = article.editions.in_force(at=at).first()
    return gather(article, tell(article), current, at=at).phrases


@pytest.mark.django_db
def test_all_of_a_draft_is_evidence():
    article = make_article(headline="Herons on the weir", slugline="HERONS-COUNT", tags=["Wading"])

    found = evidence(article)

    assert found["herons on the weir"] == "the headline"
    assert found["herons count"] == "the slugline"
    assert found["the boat left the quay at nine to general surprise"] == "words of the body"
    assert found["/ topic / wading /"] == "a name"
    assert found[words(str(article.uid))] == "its address"


@pytest.mark.django_db
def test_what_it_is_called_is_in_the_language_of_whoever_reads_it():
    names = evidence(make_article(headline="Herons on the weir", tags=["Wading"])).values()

    assert [name for name in names if not isinstance(name, Promise)] == []


@pytest.mark.django_db
def test_what_readers_have_is_no_evidence():
    assert evidence(make_live(headline="Herons on the weir")) == {}


@pytest.mark.django_db
def test_of_a_live_story_the_words_that_are_not_out_are_evidence():
    article = edit(make_live(headline="Herons on the weir"), headline="Herons leave the weir")

    assert evidence(article) == {"herons leave the weir": "the headline"}


@pytest.mark.django_db
def test_what_a_page_of_a_killed_story_says_is_no_evidence():
    article = make_live(headline="Herons on the weir")
    press.kill(article, by=make_user(), notice="We took “Herons on the weir” away.")

    assert "herons on the weir" not in evidence(article)
    assert words(article.edition.path) in evidence(article)


def test_a_long_phrase_is_told_by_each_piece():
    found = list(pieces(" ".join(f"word{number}" for number in range(PIECE * 2 + 3))))

    assert [len(piece.split()) for piece in found] == [PIECE, PIECE + 3]


@pytest.mark.parametrize("text", ["", "Ferry", "— !"])
def test_what_could_be_anybodys_tells_nothing(text):
    assert list(pieces(text)) == []
