from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from articles import press
from articles.desk import visits
from articles.models import Article
from articles.workflow import Stage
from tests.articles.admin.paperwork import at_desk, words
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

    for said in ("Ferry sinks", "Harbour", "Odile Marsh, Tom Reeve", "Ready", "Live"):
        assert said in page


def test_a_story_without_a_headline_goes_by_its_slugline(client):
    at_desk(client)
    make_article(headline="", slugline="bridge-inquest")

    assert "bridge-inquest" in client.get(LIST).content.decode()


def test_as_many_queries_for_three_hundred_rows_as_for_one(client):
    at_desk(client)
    counts = []

    for rows in (1, 29, 270):
        for _ in range(rows):
            article = make_article(bylines=["Odile Marsh", "Tom Reeve"], assignee=make_user())
            visits.here(article, by=article.assignee)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2]


@pytest.mark.parametrize("query", [{}, {"q": "ferry"}, {"p": "2"}, {"standing": "live"}])
def test_nothing_is_counted(client, query):
    at_desk(client)
    for _ in range(52):
        make_live()

    with CaptureQueriesContext(connection) as queries:
        client.get(LIST, query)

    counting = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert not any("articles_article" in sql for sql in counting)


@pytest.mark.parametrize("role", ["Reporter", "Section editor", "Editor"])
def test_as_many_queries_for_twelve_sections_as_for_one(client, role):
    user = at_desk(client, role)
    counts = []

    for number in range(12):
        section = make_section(f"Section {number}")
        section.editors.add(user)
        make_article(section=section, assignee=user, due_at=soon(days=1))
        if number in (0, 11):
            with CaptureQueriesContext(connection) as queries:
                assert len(client.get(LIST).context["cl"].result_list) == number + 1
            counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_list_does_not_fetch_bodies(client):
    at_desk(client)
    make_article()

    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)

    assert not any('"articles_article"."body"' in query["sql"] for query in queries)


@pytest.mark.parametrize("word", ["sinks", "ferry-two", "Marsh", "kittiw", "sinks -other"])
def test_search_looks_at_headline_slugline_bylines_and_copy(client, word):
    at_desk(client)
    body = "<p>A <strong>kittiwake</strong></p>"
    make_article(headline="Ferry sinks", slugline="ferry-two", bylines=["Odile Marsh"], body=body)
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


def test_a_row_says_who_has_it_by_when_and_how_long_it_is(client):
    at_desk(client)
    make_article(
        headline="Planned",
        assignee=make_user("Reporter", first_name="Tom", last_name="Reeve"),
        due_at=soon(days=1),
        commissioned_length=400,
    )

    page = words(client.get(LIST))

    assert "Tom Reeve" in page
    assert date_format(timezone.localtime(soon(days=1)), "j M, H:i") in page
    assert "10 / 400" in page
    assert "Late: " not in page


@pytest.mark.parametrize(
    ("stage", "is_late"),
    [(stage, stage not in {Stage.READY, Stage.SPIKED}) for stage in Stage],
)
def test_what_is_late_is_told_in_words_until_it_is_done_with(client, stage, is_late):
    at_desk(client)
    make_article(slugline="a", stage=stage, due_at=soon(hours=-1))

    assert ("Late: " in words(client.get(LIST))) == is_late
    assert found(client, due="late") == ({"a"} if is_late else set())


def test_filters_by_when_it_is_due(client):
    at_desk(client)
    midday = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    make_article(slugline="today", due_at=midday, stage=Stage.READY)
    make_article(slugline="soon", due_at=timezone.now() + timedelta(days=5))
    make_article(slugline="later", due_at=timezone.now() + timedelta(days=9))
    make_article(slugline="never")

    assert found(client, due="today") == {"today"}
    assert found(client, due="week") - {"today"} == {"soon"}
    assert found(client, due="never") == {"never"}
    assert found(client, due="x") == {"today", "soon", "later", "never"}


def test_filters_by_who_has_it(client):
    me, other = at_desk(client), make_user("Reporter")
    make_article(slugline="given", assignee=me)
    make_article(slugline="own", by=me)
    make_article(slugline="given-away", by=me, assignee=other)
    make_article(slugline="nobodys")

    assert found(client, assignee="mine") == {"given", "own"}
    assert found(client, assignee="nobody") == {"own", "nobodys"}
    assert found(client, assignee=other.pk) == {"given-away"}
    assert len(found(client, assignee="9" * 30)) == 4


def test_the_filter_names_nobody_whose_stories_are_out_of_reach(client):
    at_desk(client, "Reporter")
    make_article(assignee=make_user("Reporter", first_name="Hush"))

    assert "Hush" not in client.get(LIST).text


def test_the_list_shows_what_is_within_reach(client):
    user = at_desk(client, "Section editor")
    make_section("Harbour").editors.add(user)
    sport = make_section("Sport")
    make_article(slugline="mine")
    make_article(slugline="own", section=sport, by=user)
    make_article(slugline="given", section=sport, assignee=user)
    make_article(slugline="shared", section=sport).shared_with.add(user)
    make_article(slugline="hush", section=sport)

    assert found(client) == {"mine", "own", "given", "shared"}


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


# --- pages, days, order ---


def numbered(number):
    """Stories saved one hour after another, the first one last."""
    for hours in range(number):
        at = timezone.now() - timedelta(hours=hours)
        make_article(slugline=str(hours), at=at)


def shown(client, **query):
    """The sluglines that the list shows, in their order."""
    result = client.get(LIST, query).context["cl"].result_list
    return [article.slugline for article in result]


def test_a_page_leads_to_the_next_one_and_back(client):
    at_desk(client)
    numbered(101)

    assert shown(client) == [str(number) for number in range(50)]
    assert shown(client, p=2) == [str(number) for number in range(50, 100)]
    assert shown(client, p=3) == ["100"]
    first, second, third = (client.get(LIST, {"p": number}).text for number in (1, 2, 3))
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert 'href="?p=3" rel="next"' in second and 'href="?p=1" rel="prev"' in second
    assert 'rel="next"' not in third


@pytest.mark.parametrize("page", ["0", "-5", "x", "9", "9" * 30, "1.5", ""])
def test_any_page_may_be_asked_for(client, page):
    at_desk(client)
    make_article()

    answer = client.get(LIST, {"p": page})

    assert answer.status_code == 200
    assert ("There is no such page" in answer.text) == page.startswith("9")


def test_the_deepest_page_is_the_first_of_the_other_order(client):
    at_desk(client)
    numbered(3)
    column = list(client.get(LIST).context["cl"].list_display).index("updated")

    assert shown(client, o=str(column)) == ["2", "1", "0"]
    assert shown(client, o=f"-{column}") == ["0", "1", "2"]


def test_by_due_date_stands_what_has_one(client):
    at_desk(client)
    make_article(slugline="late", due_at=soon(days=2))
    make_article(slugline="early", due_at=soon(days=1))
    make_article(slugline="never")
    column = list(client.get(LIST).context["cl"].list_display).index("due")

    assert shown(client, o=str(column)) == ["early", "late"]
    assert shown(client, o=f"-{column}") == ["late", "early"]


def test_the_list_is_drilled_down_by_day(client):
    at_desk(client)
    make_article(slugline="old", at=datetime(2024, 3, 31, 22, 30, tzinfo=UTC))
    make_article(slugline="older", at=datetime(2024, 3, 31, 23, 30, tzinfo=UTC))  # 1 April here
    make_article(slugline="new")

    def choices(**query):
        dates = client.get(LIST, query).context["cl"].dates
        return [choice["title"] for choice in dates["choices"]]

    year, month = {"updated_at__year": "2024"}, {"updated_at__month": "3"}
    assert choices()[-1] == "2024"
    assert (choices(**year)[0], choices(**year)[-1]) == ("March", "December")
    assert choices(**year, **month)[-1] == "31"
    assert set(shown(client, **year)) == {"old", "older"}
    assert shown(client, **year, **month) == ["old"]
    assert shown(client, **year, **month, updated_at__day="31") == ["old"]
    assert shown(client, **year, **month, updated_at__day="30") == []


@pytest.mark.parametrize(
    "query",
    [
        {"updated_at__year": "0"},
        {"updated_at__year": "9999", "updated_at__month": "12"},
        {"updated_at__year": "2024", "updated_at__month": "13"},
        {"updated_at__year": "2024", "updated_at__month": "2", "updated_at__day": "30"},
        {"updated_at__year": "2024", "updated_at__day": "30"},
        {"updated_at__year": "x"},
        {"updated_at__month": "3"},
        {"updated_at__year": "1"},
        {"updated_at__year": "99999"},
    ],
)
def test_any_day_may_be_asked_for(client, query):
    at_desk(client)
    make_article()

    assert client.get(LIST, query).status_code in {200, 302, 400}


def test_a_list_of_nothing_is_answered(client):
    at_desk(client)

    assert "No story is found" in client.get(LIST).text


# --- who is in it ---


def test_a_row_says_who_has_the_story_open(client):
    at_desk(client)
    article = make_article()
    visits.here(article, by=make_user("Reporter", first_name="Tom", last_name="Reeve"))
    gone = make_user("Reporter", first_name="Ines", last_name="Halloran")
    visits.here(article, by=gone, at=timezone.now() - timedelta(hours=1))

    page = words(client.get(LIST))

    assert "Open with: Tom Reeve" in page
    assert "Ines Halloran" not in page


# --- whose ---


@pytest.mark.parametrize("role", ["Reporter", "Section editor", "Editor"])
def test_the_list_and_for_editor_agree(client, role):
    user = at_desk(client, role)
    harbour, sport = make_section("Harbour"), make_section("Sport")
    harbour.editors.add(user)
    for section in (harbour, sport, None):
        for fields in ({}, {"by": user}, {"assignee": user}):
            make_article(section=section, **fields)
        make_article(section=section).shared_with.add(user)

    found = {article.pk for article in client.get(LIST).context["cl"].result_list}

    assert found == {article.pk for article in Article.objects.for_editor(user)}
    assert len(found) == {"Editor": 12}.get(role, 10)


@pytest.mark.parametrize("query", [{"q": "harbour"}, {"assignee": "nobody"}, {"stage": "draft"}])
def test_what_narrows_a_list_down_widens_no_reach(client, query):
    user = at_desk(client, "Section editor")
    make_section("Harbour").editors.add(user)
    make_article(slugline="mine", headline="Harbour")
    make_article(slugline="hush", headline="Harbour", section=make_section("Sport"))
    query = {"stage__exact" if name == "stage" else name: text for name, text in query.items()}

    assert found(client, **query) == {"mine"}
