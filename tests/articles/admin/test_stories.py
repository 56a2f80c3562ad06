"""The search for stories to link to: what a person may see of the desk, and what readers have."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import press
from articles.desk import moves
from tests.articles.admin.paperwork import at_desk
from tests.factories import edit, make_article, make_live, make_section, make_user

pytestmark = pytest.mark.django_db

URL = "/admin/articles/article/stories/"


def found(client, **query):
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return answer.json()["results"]


def headlines(client, **query):
    return [story["headline"] for story in found(client, **query)]


def test_a_story_is_found_by_words_of_its_headline_or_slugline(client):
    at_desk(client)
    ferry = make_article(headline="Ferry is full at noon", slugline="boats-0412")
    make_article(headline="Bridge closes")

    assert headlines(client, q="noon FERRY") == headlines(client, q="0412") == [ferry.headline]
    assert found(client, q="ferry")[0] == {
        "key": str(ferry.uid),
        "headline": "Ferry is full at noon",
        "standing": "Never out",
        "section": "Harbour",
        "day": found(client, q="ferry")[0]["day"],
    }


def test_each_story_is_found_once_and_those_on_the_spike_are_not(client):
    editor = at_desk(client)
    live = make_live(by=editor, headline="Ferry is full")
    spiked = make_article(headline="Ferry sinks")
    moves.move(spiked, "spike", by=editor, reason="Untrue")

    assert [story["standing"] for story in found(client, q="ferry")] == ["Live"]
    assert headlines(client) == [live.headline]


def test_a_reporter_finds_their_own_and_what_readers_have(client):
    reporter = at_desk(client, "Reporter")
    own = make_article(by=reporter, headline="Ferry, by me")
    live = make_live(headline="Ferry for readers", slugline="secret-name")
    make_article(headline="Ferry, by a colleague")
    edit(live, headline="Ferry, but not yet said so")

    assert set(headlines(client, q="ferry")) == {own.headline, "Ferry for readers"}
    assert headlines(client, q="secret") == headlines(client, q="not yet") == []


def test_what_readers_have_no_more_is_not_found_by_those_who_may_not_see_it(client):
    editor = make_user()
    killed = make_live(by=editor, headline="Ferry libels mayor", section=make_section("Sport"))
    path = killed.edition.path
    press.kill(killed, by=editor, reason="Libel")
    at_desk(client, "Reporter")

    assert found(client, q="libels") == found(client, address=f"http://testserver{path}") == []


@pytest.mark.parametrize(
    ("address", "is_found"),
    [
        ("http://testserver{path}", True),
        ("https://testserver{path}?from=feed#end", True),
        ("http://TESTSERVER{path}", True),
        ("http://elsewhere.example{path}", False),
        ("{path}", False),
        ("http://testserver/no/2027/01/01/where/", False),
        ("http://[", False),
        ("http://testserver/%00/", False),
        ("http://testserver/" + "x" * 5_000, False),
    ],
)
def test_an_address_of_ours_names_its_story(client, address, is_found):
    at_desk(client)
    live = make_live()

    story = found(client, address=address.format(path=live.edition.path))

    assert [one["key"] for one in story] == [str(live.uid)] * is_found


def test_so_does_an_address_that_it_had(client):
    editor = at_desk(client)
    live = make_live(by=editor)
    old = live.edition.path
    press.readdress(live, by=editor, slug="another")

    assert found(client, address=f"http://testserver{old}")[0]["key"] == str(live.uid)


@pytest.mark.parametrize(
    "q", ["", "%", "_", "'", '"', "\\", "a " * 3_000, "x" * 60_000, "\x07", "ﷺ"]
)
def test_whatever_is_asked_is_answered(client, q):
    at_desk(client)
    make_article(headline="100% of it’s “fog”")

    assert isinstance(found(client, q=q), list)


def test_it_costs_the_same_for_one_story_and_for_thirty(client):
    editor = at_desk(client)
    make_live(by=editor)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            found(client, q="ferry")
        return len(captured)

    with_one = queries()
    for _each in range(29):
        make_live(by=editor)
    assert queries() == with_one
    assert len(found(client, q="ferry")) == 12


def test_strangers_and_those_without_a_right_find_nothing(client):
    make_live()
    nobody = make_user(role=None)
    type(nobody).objects.filter(pk=nobody.pk).update(is_staff=True)
    client.force_login(nobody)

    assert client.get(URL).status_code == 403
    assert Client().get(URL).status_code == 302
    assert client.post(URL).status_code == 405


def test_scripts_have_the_words_of_the_desk(client):
    at_desk(client)

    answer = client.get("/admin/jsi18n/")

    assert answer.status_code == 200
    assert "gettext" in answer.text
