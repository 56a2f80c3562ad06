"""Sections, topics and correspondents under addresses that they had."""

from xml.etree import ElementTree

import pytest

from articles import press
from articles.desk import renaming
from articles.models import Correspondent, FormerAddress, Section, Tag
from articles.refusals import BadTarget
from articles.workflow import Answer
from tests.factories import make_live, make_user

pytestmark = pytest.mark.django_db

NOUNS = [
    (Section, "/harbour/", "/quays/"),
    (Tag, "/topic/ferries/", "/topic/quays/"),
    (Correspondent, "/by/odile-marsh/", "/by/quays/"),
]


@pytest.fixture
def story():
    story = make_live()
    for model, _old, _new in NOUNS:
        noun = model.objects.get()
        noun.slug = "quays"
        renaming.save(noun)
    return story


def answer(client, path):
    response = client.get(path)
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize(("model", "old", "new"), NOUNS)
def test_a_former_address_leads_to_that_of_today_with_all_below(client, story, model, old, new):
    assert answer(client, old) == (301, new)
    assert answer(client, f"{old}feed/") == (301, f"{new}feed/")
    mark = "before=20270101T000000.000000Z-1&x=%C3%A9"
    assert answer(client, f"{old}?{mark}") == (301, f"{new}?{mark}")
    assert answer(client, new) == (200, None)
    assert ElementTree.fromstring(client.get(f"{new}feed/").content) is not None


@pytest.mark.parametrize(("model", "old", "new"), NOUNS)
def test_it_leads_nowhere_once_nothing_is_in_print(client, story, hold_clock, model, old, new):
    press.withdraw(story, by=make_user())
    hold_clock()
    never = client.get("/topic/never-was/")

    for path in (old, new, f"{old}feed/", f"{old}?before=20270101T000000.000000Z-1"):
        hidden = client.get(path)
        assert hidden.status_code == never.status_code == 404
        assert (hidden.headers, hidden.content) == (never.headers, never.content)


def test_an_address_of_a_topic_leads_to_no_correspondent(client, story):
    FormerAddress.objects.filter(path="/topic/ferries/").delete()

    assert answer(client, "/topic/ferries/") == (404, None)
    assert answer(client, "/by/odile-marsh/") == (301, "/by/quays/")


@pytest.mark.parametrize("script", ["/topic/fähren/", "/topic/паромы/"])
def test_slugs_in_letters_of_any_script_are_kept(client, story, script):
    tag = Tag.objects.get()
    tag.slug = script.split("/")[2]
    renaming.save(tag)
    tag.slug = "quays"
    renaming.save(tag)

    assert answer(client, script) == (301, "/topic/quays/")
    assert answer(client, f"{script}feed/?x=1") == (301, "/topic/quays/feed/?x=1")


@pytest.mark.parametrize(("model", "old", "new"), NOUNS)
def test_a_moved_story_leads_to_where_a_page_is_now(client, story, model, old, new):
    editor = make_user()
    article = make_live(by=editor, section=Section.objects.get())
    press.kill(article, by=editor, answer=Answer.MOVED, target=old)

    assert answer(client, article.edition.path) == (301, new)


@pytest.mark.parametrize("slug", ["quays", "ferries", "harbours", "never-was"])
def test_a_story_may_be_moved_to_what_readers_find_and_nowhere_else(client, story, slug):
    # Two at one address, as no verb leaves it: what is in print counts.
    Tag.objects.create(name="Harbours", slug="harbours")
    FormerAddress.objects.create(path="/topic/harbours/", tag=Tag.objects.get(slug="quays"))
    editor = make_user()
    article, path = make_live(by=editor, section=Section.objects.get(), tags=[]), f"/topic/{slug}/"

    if client.get(path).status_code == 404:
        with pytest.raises(BadTarget):
            press.kill(article, by=editor, answer=Answer.MOVED, target=path)
    else:
        press.kill(article, by=editor, answer=Answer.MOVED, target=path)
        assert answer(client, article.edition.path) == (301, "/topic/quays/")
