"""The receipt of a kill lists every surface, and is true."""

from itertools import cycle

import pytest
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import get_resolver
from django.utils import timezone

from articles import press
from articles.desk.proof_links import token
from articles.models import Act, EditionPicture, ProofOpening, Receipt
from articles.surfaces import receipts
from articles.surfaces.inspection import Round
from articles.surfaces.register import SURFACES
from articles.surfaces.story import tell
from articles.workflow import Answer
from tests.factories import (
    make_library_picture,
    make_live,
    make_proof_link,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

HEADLINE = "Lamplighter counts seven herons on the weir"
BODY = "<p>Nobody else had seen more than <em>four</em> of them before the ice came &amp; went.</p>"


@pytest.fixture
def killed(django_capture_on_commit_callbacks):
    """A story with a note and another address, killed; beside it one of the same kind is live."""
    shared = {"tags": ["herons"], "bylines": ["Odile Marsh"], "section": make_section("Rivers")}
    make_live(headline="Ferry leaves on time", **shared)
    by = make_user()
    article = make_live(headline=HEADLINE, body=BODY, standfirst="A cold count.", by=by, **shared)
    press.correct(article, by=by, kind="correction", note="It was the weir and not the lock.")
    press.readdress(article, by=by, slug="seven-herons")
    make_proof_link(article, revision=article.newest())
    press.kill(article, by=by, notice="This story is here no more.")
    return article


def kill_of(article):
    return Act.objects.get(article=article, verb="kill")


def crosses(receipt):
    return {line["surface"] for line in receipt.lines if line["fault"]}


UNWRITTEN = {
    *("paper:history", "paper:about", "paper:contact", "paper:picture", "paper:rendition"),
    "proof_picture",
}


def also_seen(surface):
    """
    The other surfaces on which the fault of one is seen: a killed story has no history, and
    nobody has written the paper's own pages.
    """
    return UNWRITTEN if surface.name == "404" else set()


#: What a surface could still show of a story.
WAYS = {
    "path": lambda story: HttpResponse(f'<a href="{story.paths[0]}">…</a>'),
    "headline": lambda story: HttpResponse(f"<h2>{HEADLINE.upper()}</h2>"),
    "body": lambda story: HttpResponse(
        "than <b>four</b> of them before the ice came &amp;amp; went"
    ),
    "header": lambda story: HttpResponse(headers={"Link": f"<{story.paths[-1]}>; rel=next"}),
    "json": lambda story: HttpResponse(
        r'{"headline": "Lamplighter counts seven herons\u0020on the weir"}'
    ),
}


def surface_of(name):
    return next(surface for surface in SURFACES if surface.name == name)


@pytest.fixture
def misbehave(monkeypatch):
    """Replace the view of a surface, until the end of the test."""

    def replace(name, view):
        if name == "404":
            monkeypatch.setattr("newsroom.urls.handler404", view)
        else:
            monkeypatch.setattr(pattern_of(name), "callback", view)

    return replace


def pattern_of(name, resolver=None):
    """The URL pattern of a name such as paper:front."""
    *namespaces, name = name.split(":")
    patterns = (resolver or get_resolver()).url_patterns
    for namespace in namespaces:
        patterns = next(
            p for p in patterns if getattr(p, "namespace", "") == namespace
        ).url_patterns
    return found(patterns, name)


def found(patterns, name):
    for pattern in patterns:
        if getattr(pattern, "name", None) == name:
            return pattern
        if inner := found(getattr(pattern, "url_patterns", []), name):
            return inner
    return None


def test_a_kill_leaves_a_clean_receipt_of_every_surface(django_capture_on_commit_callbacks):
    article = make_live(headline=HEADLINE, body=BODY)

    with django_capture_on_commit_callbacks(execute=True):
        press.kill(article, by=make_user(), notice="Gone.")

    receipt = Receipt.objects.get()
    assert receipt.act == kill_of(article)
    assert {line["surface"] for line in receipt.lines} >= {
        surface.name for surface in SURFACES if list(surface.addresses(tell(article)))
    }
    assert crosses(receipt) == set()
    assert receipt.is_clean


def test_the_receipt_lists_every_surface(killed):
    receipt = receipts.take(kill_of(killed))

    assert {line["surface"] for line in receipt.lines} == {surface.name for surface in SURFACES}
    assert [line for line in receipt.lines if line["fault"]] == []


def test_the_proofs_that_people_outside_have_are_asked_and_their_links_not_kept(killed):
    signature = token(killed.proof_links.get()).partition(".")[2]

    receipt = receipts.take(kill_of(killed))

    [proof] = [line for line in receipt.lines if line["surface"] == "proof"]
    assert (proof["status"], proof["fault"]) == (404, "")
    assert proof["url"] == f"/proof/{killed.proof_links.get().uid.hex}…/"
    assert signature not in str(receipt.lines)
    assert not ProofOpening.objects.exists()


#: Each surface shows the story in a way of its own, and the front in every way.
SHOWN = [*zip(SURFACES, cycle(WAYS)), *((surface_of("paper:front"), way) for way in WAYS)]


@pytest.mark.parametrize(
    "surface, way", SHOWN, ids=[f"{surface.name}-{way}" for surface, way in SHOWN]
)
def test_a_surface_that_still_shows_the_story_has_a_cross(killed, misbehave, surface, way):
    answer = WAYS[way](tell(killed))
    misbehave(surface.name, lambda *args, **kwargs: answer)

    receipt = receipts.take(kill_of(killed))

    assert crosses(receipt) == {surface.name} | also_seen(surface)
    assert not receipt.is_clean


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.name)
def test_a_surface_that_breaks_has_a_cross(killed, misbehave, surface):
    def breaks(*args, **kwargs):
        raise ValueError("no page today")

    misbehave(surface.name, breaks)

    receipt = receipts.take(kill_of(killed))

    assert crosses(receipt) == {surface.name} | also_seen(surface)


@pytest.mark.parametrize(
    "answer, status", [(Answer.GONE, 410), (Answer.MOVED, 301), (Answer.VANISHED, 404)]
)
def test_a_story_is_to_answer_as_its_kill_says(answer, status, misbehave):
    other, article = make_live(), make_live(headline=HEADLINE)
    target = other.edition.path if answer == Answer.MOVED else ""
    press.kill(article, by=make_user(), answer=answer, target=target)

    receipt = receipts.take(kill_of(article))
    misbehave("paper:article", lambda *args, **kwargs: HttpResponse(status=302))
    other_receipt = receipts.take(kill_of(article))

    own = [line for line in receipt.lines if line["surface"] == "paper:article"]
    assert [(line["status"], line["fault"]) for line in own] == [(status, "")]
    assert receipt.is_clean
    assert "paper:article" in crosses(other_receipt)


@pytest.mark.parametrize("wrong", ["/", "/elsewhere/"])
def test_a_story_that_leads_to_the_wrong_page_has_a_cross(misbehave, wrong):
    make_live()
    article = make_live(headline=HEADLINE)
    press.kill(article, by=make_user(), answer=Answer.MOVED, target="/harbour/")
    misbehave("paper:article", lambda *args, **kwargs: HttpResponsePermanentRedirect(wrong))

    assert crosses(receipts.take(kill_of(article))) == {"paper:article"}


def with_picture(picture, **fields):
    figure = f'<figure data-picture="{picture.pk}"><figcaption>{CAPTION}</figcaption></figure>'
    return make_live(body=f"<p>It froze.</p>{figure}", lead_picture=picture, **fields)


CAPTION = "Seven herons stand on the weir in a row"


def test_pictures_are_gone_with_their_story_unless_another_shows_them(misbehave):
    """Neither the files nor their captions have a cross where a live story has them too."""
    picture = make_library_picture(size=(160, 120), caption=CAPTION)
    article, other = (with_picture(picture, headline=f"{HEADLINE} {n}") for n in (1, 2))
    answers = {}

    for story in (article, other):
        make_proof_link(story)
        press.kill(story, by=make_user())
        receipt = receipts.take(kill_of(story))
        assert receipt.is_clean, receipt.lines
        files = [line for line in receipt.lines if line["surface"] == "paper:rendition"]
        answers[story] = [line["status"] for line in files]
    assert answers == {article: [200], other: [404]}

    misbehave("paper:rendition", lambda *args, **kwargs: HttpResponse())
    assert crosses(receipts.take(kill_of(other))) == {"paper:rendition"}


def test_the_caption_of_a_picture_that_ended_has_a_cross_where_it_shows(misbehave):
    picture = make_library_picture(size=(160, 120), caption=CAPTION)
    article = with_picture(picture)
    assert not any(line.fault for line in Round().inspect(article))

    EditionPicture.objects.update(until=timezone.now())
    assert not any(line.fault for line in Round().inspect(article))

    misbehave("paper:section", lambda *args, **kwargs: HttpResponse(CAPTION))
    faulty = [line for line in Round().inspect(article) if line.fault]
    assert {line.surface.name for line in faulty} == {"paper:section"}


def test_a_receipt_that_fails_does_not_undo_the_kill(
    monkeypatch, caplog, django_capture_on_commit_callbacks
):
    article = make_live()
    monkeypatch.setattr(receipts, "Round", None)

    with django_capture_on_commit_callbacks(execute=True):
        press.kill(article, by=make_user(), notice="Gone.")

    assert not Receipt.objects.exists()
    assert "No receipt could be taken" in caplog.text
    assert article.standing(at=kill_of(article).at) == "killed"
