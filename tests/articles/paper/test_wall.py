"""While a public page is made, no SQL touches a table of the desk."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from articles.models import Act, Article, ArticleTag, Byline, Revision
from articles.paper import urls
from tests.factories import make_article, make_live, make_user

DESK = {model._meta.db_table for model in (Article, ArticleTag, Byline, Revision, Act)}
STAFF = {"newsroom_user", "django_session", "auth_group", "auth_permission"}


def public_urls(article):
    """An address for each of the paper's URL patterns, and the answer it should give."""
    section, *_date, _slug = article.edition.path.strip("/").split("/")
    return {
        "front": "/",
        "front_feed": "/feed/",
        "robots": "/robots.txt",
        "sitemap": "/sitemap.xml",
        "topic": "/topic/ferries/",
        "topic_feed": "/topic/ferries/feed/",
        "correspondent": "/by/odile-marsh/",
        "correspondent_feed": "/by/odile-marsh/feed/",
        "section": f"/{section}/",
        "section_feed": f"/{section}/feed/",
        "article": article.edition.path,
    }


def tables(sql):
    return set(re.findall(r'"(\w+)"', sql))


def test_every_public_pattern_has_an_address_to_fetch():
    class Anybody:
        class edition:
            path = "/harbour/2027/03/28/ferry/"

    assert {pattern.name for pattern in urls.urlpatterns} == set(public_urls(Anybody))


def test_the_paper_has_no_other_door():
    names = {str(pattern.pattern) for pattern in get_resolver().url_patterns}

    assert names == {"admin/", "favicon.ico", ""}


@pytest.mark.django_db
def test_no_public_page_reads_a_table_of_the_desk(client):
    article = make_live(standfirst="In brief.", tags=("ferries", "tides"))
    make_article(headline="Not yet out", tags=("secrets",))
    client.force_login(make_user())  # not even for one of the staff

    missing = ["/nowhere/", "/topic/secrets/", "/harbour/2027/03/28/not-yet-out/"]
    for url in [*public_urls(article).values(), *missing]:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)

        assert response.status_code == (404 if url in missing else 200), url
        for query in queries:
            assert not tables(query["sql"]) & (DESK | STAFF), query["sql"]


@pytest.mark.django_db
def test_the_wall_notices_a_page_that_looks_over_it():
    article = make_live()

    with CaptureQueriesContext(connection) as queries:
        _headline = article.editions.select_related("article").get().article.headline

    assert any(tables(query["sql"]) & DESK for query in queries)
