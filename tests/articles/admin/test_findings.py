"""What the checks say beside a story's form, and of what is typed into it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Byline, Correspondent, Revision, Tag, Unsaved
from articles.text.markup import TooMuch
from articles.workflow import Stage
from tests.articles.admin.paperwork import at_desk, form_url, opened, rows, send, words
from tests.factories import make_article, make_correspondent, make_section, make_user

pytestmark = pytest.mark.django_db

NO_STANDFIRST = "It lacks a standfirst"
NO_HEADLINE = "It lacks a headline"
MARK = "“TK” is a mark of the desk"
TYPED = "<p>The boat left TK, and TK it came back.</p>"


def url(article=None):
    if article is None:
        return reverse("admin:articles_article_add_findings")
    return reverse("admin:articles_article_findings", args=[article.pk])


def ask(client, article=None, **typed):
    """Ask what the checks say of a story's form with some fields changed."""
    return client.post(url(article), opened(client, article) | typed)


def everything():
    """All rows that a form writes."""
    models = (Article, Byline, Correspondent, Revision, Tag, Unsaved)
    return [list(model.objects.values()) for model in models]


# --- asked while one types ---


def test_what_is_typed_is_checked_and_nothing_of_it_is_kept(client):
    at_desk(client)
    article = make_article()
    sent = opened(client, article) | {"headline": "TK", "body": TYPED, "tags": ["ferries", "new"]}
    before = everything()

    answer = client.post(url(article), sent)

    groups = answer.json()["groups"]
    assert answer.status_code == 200
    assert groups.count(MARK) == 3
    assert 'data-field="body" data-quote="TK" data-nth="1"' in groups
    assert 'href="#id_headline" ' in groups
    assert everything() == before


def test_so_is_a_story_that_is_begun(client):
    at_desk(client)
    before = everything()

    answer = ask(client, headline="TK", body=TYPED)

    assert answer.json()["groups"].count(MARK) == 3
    assert everything() == before


def test_all_that_a_whole_story_has_is_read_from_the_form(client):
    at_desk(client)
    section, writer = make_section(), make_correspondent()
    make_article(section=section)
    typed = {
        "headline": "Ferry leaves on time",
        "standfirst": "At nine.",
        "body": "<p>It did.</p>",
        "section": section.pk,
        "tags": ["ferries", "new"],
        **rows((1, writer, "", "")),
    }

    groups = ask(client, **typed).json()["groups"]

    assert "It lacks" not in groups


def test_a_flag_counts_before_it_is_saved(client):
    at_desk(client)
    article = make_article()

    assert "A lawyer has to clear" in ask(client, article, is_flagged="on").json()["groups"]
    assert "A lawyer has to clear" not in ask(client, article).json()["groups"]


def test_what_the_form_would_refuse_is_checked_as_it_is_saved(client):
    at_desk(client)
    article = make_article(headline="TK", body=TYPED)
    refused = {"headline": "x" * 301, "body": "x" * (TooMuch.LENGTH + 1)}

    answer = ask(client, article, **refused)

    assert answer.json()["groups"].count(MARK) == 3


def test_it_says_how_many_there_are_in_words(client):
    at_desk(client)
    article = make_article(standfirst="At nine.", stage=Stage.READY, headline="TK")

    assert ask(client, article).json()["summary"] == "1 error"
    assert ask(client, article, standfirst="").json()["summary"] == "1 error and 1 warning"
    assert ask(client, article, headline="On time").json()["summary"] == "Nothing found"


# --- who is answered ---


@pytest.mark.parametrize(
    ("role", "status"), [("Reporter", 404), ("Picture editor", 403), (None, 403)]
)
def test_who_may_not_change_a_story_is_told_nothing_of_it(client, role, status):
    at_desk(client)
    article = make_article(headline="TK", body=TYPED)
    sent = opened(client, article)
    if role:
        at_desk(client, role)
    else:
        client.logout()

    answer = client.post(url(article), sent)

    assert answer.status_code == status
    assert MARK not in answer.text


def test_who_logged_in_instead_is_told_so(client):
    at_desk(client)
    article = make_article()

    answer = ask(client, article, _kept_by=make_user().pk)

    assert answer.status_code == 403
    assert "This browser is now logged in as" in answer.json()["says"]


def test_it_is_asked_by_post_alone(client):
    at_desk(client)

    assert client.get(url(make_article())).status_code == 405
    assert client.get(url()).status_code == 405


HOSTILE = [
    {"seen": "x", "language": "x" * 90, "label": "x", "publication": "9" * 40},
    {"section": "9" * 40, "due_at": "x", "assignee": "x", "shared_with": ["x", "9" * 40]},
    {"body": "\x00<p>" * 2_000, "headline": "\x00\ufffe", "tags": ["\x00", ",", "x" * 5_000]},
    {"body": "<p>" + "TK " * 50_000, "standfirst": "“" * 1_000},
    {"bylines-TOTAL_FORMS": "x"},
    {"bylines-TOTAL_FORMS": "-1"},
    {"bylines-TOTAL_FORMS": "99999"},
    {**rows((1, None, "", "Role")), "bylines-0-correspondent": "x", "bylines-0-place": "x"},
    {**rows((1, None, "x" * 400, "")), "bylines-0-DELETE": "on", "_move": "x", "_stage": "x"},
]


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("is_begun", [True, False])
def test_whatever_is_sent_is_answered_and_not_kept(client, typed, is_begun):
    at_desk(client)
    article = None if is_begun else make_article()
    sent = opened(client, article)
    before = everything()

    whole = client.post(url(article), sent | typed)
    alone = client.post(url(article), typed)

    assert {whole.status_code, alone.status_code} <= {200, 400}
    assert everything() == before


def test_more_than_any_form_sends_is_refused(client, settings):
    at_desk(client)
    article = make_article()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000

    answer = ask(client, article, body="x" * 20_000)

    assert 400 <= answer.status_code < 500


# --- as the form opens, without a script ---


def test_the_form_opens_with_what_is_found_in_the_saved_copy(client):
    at_desk(client)
    article = make_article(headline="TK")

    page = client.get(form_url(article))

    assert MARK in words(page)
    assert '<a href="#id_headline" data-level=' in page.text
    assert f'data-url="{url(article)}"' in page.text


def test_who_may_not_change_it_reads_what_is_found_and_has_nowhere_to_go(client):
    at_desk(client, "Picture editor")
    article = make_article(headline="TK")

    page = client.get(form_url(article))

    assert f"Headline: {MARK}" in words(page)
    assert 'href="#id_headline"' not in page.text
    assert url(article) not in page.text


def test_a_new_story_is_told_nothing_yet(client):
    at_desk(client)

    page = client.get(form_url())

    assert "Nothing found" in words(page)
    assert f'data-url="{url()}"' in page.text


def test_a_form_that_comes_back_is_checked_as_it_was_typed(client):
    at_desk(client)
    article = make_article()

    page = send(client, article, headline="TK", language="")

    assert f"Headline: {MARK}" in words(page)


def test_the_queries_do_not_grow_with_what_is_found(client):
    at_desk(client)
    whole, faulty = make_article(), make_article(headline="TK " * 30, body=TYPED * 30)
    counted = {}

    for article in (whole, faulty):
        sent = opened(client, article)
        for name, act in [("form", client.get), ("asked", client.post)]:
            where = form_url(article) if name == "form" else url(article)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = act(where, sent) if name == "asked" else act(where)
            assert answer.status_code == 200
            counted.setdefault(name, []).append(len(queries))

    assert counted["form"][0] == counted["form"][1]
    assert counted["asked"][0] == counted["asked"][1]
