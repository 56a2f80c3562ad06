"""Whatever an address asks of a list, it gets an answer."""

import pytest

from articles.models import Tag
from tests.articles.admin.paperwork import at_desk
from tests.factories import make_article, make_live, make_user

pytestmark = pytest.mark.django_db

SEARCHED = [
    *("articles/article", "articles/correspondent", "articles/section", "articles/tag"),
    *("articles/publication", "articles/edition", "articles/act", "newsroom/user", "auth/group"),
]

LONG = ["ferry " * 1_200, "f" * 60_000, '"' + "ferry " * 1_200, "ﷺ" * 60_000]


@pytest.mark.parametrize("term", LONG)
@pytest.mark.parametrize("noun", SEARCHED)
def test_a_search_may_be_of_any_length(client, noun, term):
    client.force_login(make_user(is_superuser=True))

    assert client.get(f"/admin/{noun}/", {"q": term}).status_code == 200


@pytest.mark.parametrize("term", LONG)
def test_so_may_what_is_typed_into_a_field(client, term):
    at_desk(client)
    field = {"app_label": "articles", "model_name": "article", "field_name": "publication"}

    assert client.get("/admin/autocomplete/", field | {"term": term}).status_code == 200
    assert client.get("/admin/articles/tag/names/", {"term": term}).status_code == 200


def test_a_search_is_cleaned_as_copy_is(client):
    at_desk(client)
    make_article(headline="The café sinks")
    make_article(headline="Nothing happens")

    rows = client.get("/admin/articles/article/", {"q": " cafe\u0301\t\x07"}).context["cl"]

    assert [str(row) for row in rows.result_list] == ["The café sinks"]


@pytest.mark.parametrize(
    ("noun", "lookup", "value"),
    [
        ("article", "headline__regex", "("),
        ("article", "headline__iregex", "("),
        ("article", "section__name__regex", "("),
        ("article", "headline__contains", "f" * 60_000),
        ("article", "stage__exact", "f" * 60_000),
        ("act", "at__year", "99999"),
        ("edition", "live_from__year__gte", "99999"),
    ],
)
def test_what_no_filter_asks_is_refused(client, noun, lookup, value):
    at_desk(client)

    assert client.get(f"/admin/articles/{noun}/", {lookup: value}).status_code == 400


@pytest.mark.parametrize(
    ("noun", "lookup", "value"),
    [
        ("article", "section__exact", "9" * 30),
        ("article", "section__id__exact", "x"),
        ("act", "at__gte", "yesterday"),
        ("edition", "live_from__lt", "9999-12-31 23:59-05:00"),
    ],
)
def test_what_no_row_can_have_is_answered_with_the_list(client, noun, lookup, value):
    at_desk(client)
    make_live()

    # PostgreSQL knows larger numbers and older days, and finds no row; SQLite's list of all
    # comes back by way of Django's ?e=1.
    answer = client.get(f"/admin/articles/{noun}/", {lookup: value}, follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain in ([], [(f"/admin/articles/{noun}/?e=1", 302)])


@pytest.mark.parametrize(("noun", "field"), [("act", "at"), ("edition", "live_from")])
def test_no_year_and_month_is_too_far_off(client, noun, field):
    at_desk(client)
    query = {f"{field}__year": "9999", f"{field}__month": "12"}

    assert client.get(f"/admin/articles/{noun}/", query).status_code == 400


@pytest.mark.parametrize("noun", ["article", "publication", "correspondent", "edition", "act"])
def test_each_filter_that_a_list_offers_works(client, noun):
    at_desk(client)
    make_live()
    url = f"/admin/articles/{noun}/"
    shown = client.get(url).context["cl"]

    offered = [c["query_string"] for spec in shown.filter_specs for c in spec.choices(shown)]

    assert offered
    for query in offered:
        assert client.get(url + query).status_code == 200, query


@pytest.mark.parametrize(
    "source",
    [
        {},
        {"app_label": "articles", "model_name": "byline", "field_name": "article"},
        {"app_label": "newsroom", "model_name": "user", "field_name": "groups"},
    ],
)
def test_names_of_tags_are_all_that_their_address_gives(client, source):
    at_desk(client, "Reporter")
    make_article(headline="Ferries sink", tags=["ferries"])

    answer = client.get("/admin/articles/tag/names/", source | {"term": "ferr"})

    assert answer.json()["results"] == [{"id": "ferries", "text": "ferries"}]


def test_names_of_tags_are_for_those_who_may_see_tags(client):
    reporter = at_desk(client, "Reporter")
    reporter.groups.clear()
    Tag.objects.named(["ferries"])

    assert client.get("/admin/articles/tag/names/").status_code == 403
