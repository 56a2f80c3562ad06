from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.workflow import Stage
from tests.articles.admin.paperwork import at_desk
from tests.factories import make_article, make_live, make_section, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


def found(client, **query):
    """The sluglines that the list shows."""
    result = client.get(LIST, query).context["cl"].result_list
    return {article.slugline for article in result}


def soon(**delta):
    return (timezone.now() + timedelta(**delta)).replace(second=0, microsecond=0)


def test_a_row_says_what_the_story_is_and_where(client):
    at_desk(client)
    make_live(headline="Ferry sinks", bylines=["Odile Marsh", "Tom Reeve"], stage=Stage.READY)

    page = client.get(LIST).content.decode()

    for words in ("Ferry sinks", "Harbour", "Odile Marsh, Tom Reeve", "Ready", "Live"):
        assert words in page


def test_a_story_without_a_headline_goes_by_its_slugline(client):
    at_desk(client)
    make_article(headline="", slugline="bridge-inquest")

    assert "bridge-inquest" in client.get(LIST).content.decode()


def test_as_many_queries_for_thirty_rows_as_for_one(client):
    at_desk(client)
    counts = []

    for rows in (1, 2, 27):
        for _ in range(rows):
            make_article(bylines=["Odile Marsh", "Tom Reeve"])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2]


def test_the_list_does_not_fetch_bodies(client):
    at_desk(client)
    make_article()

    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)

    assert not any('"articles_article"."body"' in query["sql"] for query in queries)


@pytest.mark.parametrize("word", ["sinks", "ferry-two", "Marsh"])
def test_search_looks_at_headline_slugline_and_bylines(client, word):
    at_desk(client)
    make_article(headline="Ferry sinks", slugline="ferry-two", bylines=["Odile Marsh"])
    make_article(headline="Nothing happens", slugline="other", bylines=["Tom Reeve"])

    assert found(client, q=word) == {"ferry-two"}


def test_search_finds_a_story_of_two_bylines_once(client):
    at_desk(client)
    make_article(slugline="once", bylines=["Ines Marsh", "Odile Marsh"])

    result = client.get(LIST, {"q": "Marsh"}).context["cl"].result_list

    assert len(result) == 1


def test_filters_by_section_and_stage(client):
    at_desk(client)
    sport = make_section("Sport")
    make_article(slugline="a", section=sport)
    make_article(slugline="b", stage=Stage.READY)

    assert found(client, section__id__exact=sport.pk) == {"a"}
    assert found(client, stage__exact="ready") == {"b"}


def test_filters_by_standing_as_the_workflow_has_it(client):
    editor = at_desk(client)
    make_article(slugline="never_out")
    make_live(slugline="live")
    press.publish(make_article(slugline="scheduled"), by=editor, at=soon(hours=2))
    press.withdraw(make_live(slugline="expired"), by=editor)

    for standing in ("never_out", "live", "scheduled", "expired"):
        assert found(client, standing=standing) == {standing}
    assert found(client, standing="killed") == set()


def test_nothing_is_deleted_here(client):
    client.force_login(make_user(is_superuser=True))
    article = make_article()

    response = client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert type(article).objects.filter(pk=article.pk).exists()


def test_strangers_are_sent_to_the_login(client):
    response = client.get(LIST)

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_accounts_that_are_no_staff_are_sent_to_the_login(client):
    client.force_login(make_user(role=None))

    assert client.get(LIST).status_code == 302
