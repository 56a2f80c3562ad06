"""The receipt of a kill, on its page."""

import pytest

from articles import press
from articles.models import Receipt
from tests.articles.admin.paperwork import at_desk, use, words
from tests.factories import make_live, make_user

pytestmark = pytest.mark.django_db


def receipt_url(article):
    return f"/admin/articles/article/{article.pk}/receipt/"


@pytest.fixture
def killed():
    article = make_live(headline="Ferry leaves")
    press.kill(article, by=make_user(), notice="We took it down.")
    return article


def receive(article, *, fault=""):
    line = {"surface": "front", "url": "/", "status": 200, "at": "2027-07-01T09:00:05+00:00"}
    return Receipt.objects.create(
        act=article.acts.get(verb="kill"), lines=[line | {"fault": fault}], is_clean=not fault
    )


def test_a_kill_leads_to_it(client):
    at_desk(client)
    article = make_live()

    response = use(client, "kill", article, answer="gone")

    assert response["Location"] == receipt_url(article)


def test_it_shows_what_each_surface_answered(client, killed):
    at_desk(client)
    receive(killed)

    page = words(client.get(receipt_url(killed)))

    assert "✓ clean front / 200 10:00:05" in page
    assert "It shows nowhere." in page
    assert "We took it down." in page


def test_a_fault_is_a_cross_and_says_what(client, killed):
    at_desk(client)
    receive(killed, fault="<b>headline</b>")

    page = words(client.get(receipt_url(killed)))

    assert "✗ &lt;b&gt;headline&lt;/b&gt; front / 200" in page
    assert "It still shows somewhere" in page


def test_there_may_be_none_yet(client, killed):
    at_desk(client)

    assert "No receipt has been taken yet." in words(client.get(receipt_url(killed)))


def test_another_one_is_taken(client, killed):
    at_desk(client)

    response = client.post(receipt_url(killed))

    assert response["Location"] == receipt_url(killed)
    assert Receipt.objects.get().act == killed.acts.get(verb="kill")
    assert Receipt.objects.get().is_clean


def test_looking_takes_none(client, killed):
    at_desk(client)

    client.get(receipt_url(killed))

    assert not Receipt.objects.exists()


def test_a_reinstated_story_has_no_new_one(client, killed):
    at_desk(client)
    press.reinstate(killed, by=make_user())

    assert client.get(receipt_url(killed)).status_code == 200
    assert client.post(receipt_url(killed)).status_code == 409
    assert not Receipt.objects.exists()


def test_a_story_never_killed_has_none(client):
    at_desk(client)

    assert client.get(receipt_url(make_live())).status_code == 404


def test_it_is_for_those_who_may_kill(client, killed):
    killed.shared_with.add(at_desk(client, "Reporter"))

    assert client.get(receipt_url(killed)).status_code == 403
    assert client.post(receipt_url(killed)).status_code == 403
    assert not Receipt.objects.exists()
