"""A stranger looks for words that are not out, everywhere and in every way, and finds none."""

from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from articles import press
from articles.models import Article, Picture, Rendition
from articles.paper.paging import PAGE
from articles.pictures.drawing import PREVIEWS
from articles.surfaces.reader import Reader
from articles.surfaces.register import NO_RENDITION, SURFACES
from articles.surfaces.story import tell
from tests.articles.surfaces import hidden
from tests.articles.surfaces.hidden import ANSWERING, CHANGES, FORMER, HIDDEN, MARK, NOBODY
from tests.factories import make_live, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user(username="editor")


@contextmanager
def held(at):
    """Hold the clock: two pages are then of one moment."""
    with mock.patch.object(timezone, "now", lambda: at):
        yield


@pytest.fixture
def soon():
    """A moment at which all that a test does has begun, and nothing that it plans."""
    return timezone.now() + timedelta(seconds=50)


def kinds(functions):
    return pytest.mark.parametrize("kind", functions, ids=lambda kind: kind.__name__)


def both(kind, editor):
    """Two stories of a kind: one in a section of its own, one where others are."""
    name = kind.__name__
    return kind(f"{name}a", editor), kind(f"{name}b", editor, is_apart=False)


def addresses(*articles):
    """Every address of every surface at which some stories could show."""
    stories = [tell(article) for article in articles]
    found = [address for s in SURFACES for story in stories for address in s.addresses(story)]
    return list(dict.fromkeys(found))


def variants(address):
    """An address as people mistype it, and with a question that we know nothing of."""
    path, mark, query = address.partition("?")
    yield address
    yield path.rstrip("/") + mark + query
    yield path.upper() + mark + query
    yield f"{path}?{query + '&' if query else ''}preview=1"


def asked_every_way(reader, address):
    yield reader.read(address, method="HEAD")
    yield reader.read(address, HTTP_IF_NONE_MATCH="*")
    for variant in variants(address):
        yield reader.read(variant)


def answer(reading):
    """All that a stranger can compare: status, headers, body."""
    # The desk's pages have expired when they are made, by the machine's own clock.
    clocks = {"Date", "Expires"} if "private" in reading.header("Cache-Control") else {"Date"}
    headers = [(name, value) for name, value in reading.headers if name not in clocks]
    return reading.status, headers, reading.body


def echo_free(reading):
    """What a reading tells beyond the address that was asked for."""
    path = reading.address.partition("?")[0]
    return reading.text.replace(path.rstrip("/"), "").casefold()


def fetch(addresses, *, at):
    """What each address answers at a moment."""
    reader = Reader()
    with held(at):
        return {address: answer(reader.read(address)) for address in addresses}


def of_nobody(address):
    """The same address in words that no story has."""
    return address.replace(MARK, NOBODY)


def in_words_of_nobody(said):
    status, headers, body = said
    headers = [(name, of_nobody(value)) for name, value in headers]
    return status, headers, body.replace(MARK.encode(), NOBODY.encode())


# --- no word is found ---


@kinds(HIDDEN)
def test_no_word_of_a_hidden_story_is_found(kind, editor):
    make_live()
    articles = both(kind, editor)
    reader = Reader()

    for address in addresses(*articles):
        for reading in asked_every_way(reader, address):
            assert MARK not in echo_free(reading), reading.address
            assert not reading.fault, reading.address


@kinds([*CHANGES, *FORMER])
def test_no_hidden_word_of_a_live_story_is_found(kind, editor):
    article = hidden.live(kind.__name__)
    press.publish(article, by=editor)
    kind(article, kind.__name__, editor)
    reader = Reader()

    for address in addresses(Article.objects.get()):
        for reading in asked_every_way(reader, address):
            assert MARK not in echo_free(reading), reading.address
            assert not reading.fault, reading.address


def test_a_word_that_is_out_is_found(editor):
    article = hidden.published("published", editor)
    reader = Reader()

    telling = {a for a in addresses(article) if MARK in echo_free(reader.read(a))}

    assert {a for s in SURFACES for a in s.addresses(tell(article)) if s.name in SHOWING} <= telling


#: Where a live story shows.
SHOWING = {
    *("paper:article", "paper:front", "paper:front_feed", "paper:section", "paper:section_feed"),
    *("paper:topic", "paper:topic_feed", "paper:correspondent", "paper:correspondent_feed"),
    "paper:sitemap",
}


# --- what is hidden answers as what never was ---


@kinds(HIDDEN)
def test_a_hidden_story_answers_as_one_that_never_was(kind, editor, soon):
    make_live()
    article = kind(kind.__name__, editor)
    own = set(tell(article).paths) if kind in ANSWERING else set()
    marked = [address for address in addresses(article) if MARK in address]
    asked = {variant for address in marked for variant in variants(address)}
    said = fetch(asked, at=soon)
    said_of_nobody = fetch(map(of_nobody, asked), at=soon)

    for address in asked:
        if address.partition("?")[0] in own:
            assert said[address][0] == ANSWERING[kind]
        else:
            assert in_words_of_nobody(said[address]) == said_of_nobody[of_nobody(address)], address


@kinds(HIDDEN)
def test_no_file_of_a_hidden_story_is_sent(kind, editor, soon):
    make_live()
    article = kind(kind.__name__, editor)
    pictures = Picture.objects.filter(headline__startswith=MARK)
    renditions = Rendition.objects.all()
    private = [picture.original.name for picture in pictures]
    private += [
        f"previews/{picture.preview_key}-{side}.webp" for picture in pictures for side in PREVIEWS
    ]
    asked = [f"/media/pictures/{rendition.file_name}" for rendition in renditions]
    asked += [f"/media/{name}" for name in [*private, *(each.path for each in renditions)]]
    asked += [f"/admin/articles/picture/{each.pk}/preview/480/" for each in pictures]
    nothing = fetch([NO_RENDITION], at=soon)[NO_RENDITION]

    said = fetch([*asked, *tell(article).renditions], at=soon)

    assert len(private) == 6
    for address, (status, headers, body) in said.items():
        if address.startswith("/admin/"):
            assert (status, body) == (302, b"")
        else:
            assert (status, headers, body) == nothing, address


@kinds([hidden.expired, hidden.withdrawn, hidden.gone, hidden.moved, hidden.vanished])
def test_what_was_kept_of_a_story_is_never_still_good(kind, editor, monkeypatch):
    make_live()
    reader, kept = Reader(), {}

    def keep(act_on):
        def verb(article, **details):
            for address in addresses(article):
                reading = reader.read(address)
                if MARK in echo_free(reading):
                    kept[address] = reading
            return act_on(article, **details)

        return verb

    for name in ("expire", "withdraw", "kill"):
        monkeypatch.setattr(press, name, keep(getattr(press, name)))

    kind(kind.__name__, editor)

    assert len(kept) >= len(SHOWING)
    for address, reading in kept.items():
        tag = reading.header("ETag")
        for conditions in (
            {"HTTP_IF_NONE_MATCH": tag},
            {"HTTP_IF_NONE_MATCH": f"W/{tag}"},
            {"HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT"},
        ):
            again = reader.read(address, **conditions)

            assert again.status == reader.read(address).status != 304, address
            assert not tag or again.header("ETag") != tag


# --- other pages are the same with it and without ---


@kinds(HIDDEN)
def test_other_pages_are_the_same_without_a_hidden_story(kind, editor, soon):
    control = [make_live(by=editor) for _number in range(PAGE + 2)]
    for article in control:
        press.correct(article, by=editor, kind="correction", note="It left late.")
    asked = addresses(control[0], control[-1])
    before = fetch(asked, at=soon)

    both(kind, editor)

    assert fetch(asked, at=soon) == before


@kinds(CHANGES)
def test_pages_are_the_same_without_a_hidden_change(kind, editor, soon):
    make_live()
    article = hidden.live(kind.__name__)
    press.publish(article, by=editor)
    asked = addresses(article)
    before = fetch(asked, at=soon)

    kind(article, kind.__name__, editor)

    assert fetch(asked, at=soon) == before


def test_a_story_appears_and_leaves_nothing_when_it_is_hidden_again(editor, soon):
    make_live()
    article = hidden.draft("draft", editor)
    asked = addresses(article)
    before = fetch(asked, at=soon)

    press.publish(article, by=editor)
    during = fetch([*asked, *tell(article).paths], at=soon)
    press.withdraw(article, by=editor)

    assert fetch(asked, at=soon) == before
    for surface in SURFACES:
        if surface.name in SHOWING:
            shown = [during[a] for a in surface.addresses(tell(article)) if a in during]
            assert any(MARK.encode() in body for _status, _headers, body in shown), surface.name
