"""Editions and acts: to be looked at, by those who may, and changed by nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import press
from articles.desk import tags
from articles.models import Act, Edition
from tests.articles.admin.paperwork import at_desk, form_url, words
from tests.articles.desk.test_tags import named
from tests.factories import make_article, make_live, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("noun", "model"), [("edition", Edition), ("act", Act)])
def test_they_are_read_and_never_changed(client, noun, model):
    client.force_login(make_user(is_superuser=True))
    make_live(headline="Ferry sinks", body="<p>It <em>did</em>.</p>")
    row = model.objects.get()

    page = client.get(f"/admin/articles/{noun}/{row.pk}/change/")

    assert "Ferry sinks" in client.get(f"/admin/articles/{noun}/").content.decode()
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.get(f"/admin/articles/{noun}/add/").status_code == 403
    for way in ("change", "delete"):
        assert (
            client.post(f"/admin/articles/{noun}/{row.pk}/{way}/", {"post": "yes"}).status_code
            == 403
        )
    assert model.objects.get() == row


def test_an_edition_is_shown_as_printed(client):
    at_desk(client)
    edition = make_live(body="<p>It <em>did</em>.</p>").edition

    page = client.get(f"/admin/articles/edition/{edition.pk}/change/").content.decode()

    assert "<p>It <em>did</em>.</p>" in page
    assert "Odile Marsh" in page
    assert edition.path in page


def test_an_edition_says_what_the_checks_found(client):
    at_desk(client)
    lacking = make_live(standfirst="").edition
    whole = make_live(standfirst="On time, too.").edition

    def page(edition):
        return words(client.get(f"/admin/articles/edition/{edition.pk}/change/"))

    assert "Warning: It lacks a standfirst" in page(lacking)
    assert "It lacks" not in page(whole)


@pytest.mark.parametrize("page", ["edition/", "act/", "article/{}/change/"])
def test_a_body_that_nobody_sees_is_not_fetched(client, page):
    editor = at_desk(client)
    article = make_live(by=editor)

    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/articles/" + page.format(article.pk))

    lists = [query["sql"] for query in queries if "LEFT OUTER JOIN" in query["sql"]]
    assert lists
    assert not [sql for sql in lists if '"body"' in sql]


@pytest.mark.parametrize("noun", ["edition", "act"])
def test_as_many_queries_for_three_rows_as_for_one(client, noun):
    editor = at_desk(client)
    counts = []

    for rows in (1, 2):
        for _ in range(rows):
            make_live(by=editor)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/admin/articles/{noun}/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_storys_form_tells_what_was_done_with_it(client):
    editor = at_desk(client)
    article = make_live(by=editor)
    press.withdraw(article, by=editor, reason="Wrong ferry")

    page = words(client.get(form_url(article)))

    for told in ("Published (Revision 1)", "Withdrawn", "Wrong ferry", "Expired"):
        assert told in page


def test_the_way_to_the_live_page_is_shown_while_there_is_one(client):
    at_desk(client)
    live, draft = make_live(), make_article()

    assert client.get(form_url(live)).context["absolute_url"] == live.edition.path
    assert client.get(form_url(draft)).context["absolute_url"] is None


def test_an_edition_without_words_is_listed_under_its_story(client):
    editor = at_desk(client)
    press.withdraw(make_live(headline="Ferry sinks"), by=editor)

    page = words(client.get("/admin/articles/edition/"))

    assert page.count(": Ferry sinks") == 2


def test_who_did_it_is_named_and_leads_nowhere(client):
    editor = at_desk(client)
    make_live(by=editor)
    merge = tags.merge(*named("boats", "ferries"), by=editor)

    for page in (f"act/{Act.objects.get().pk}", f"tagmerge/{merge.pk}"):
        text = client.get(f"/admin/articles/{page}/change/").text
        assert f'<div class="readonly">{editor}</div>' in text
        assert f"/user/{editor.pk}/" not in text
