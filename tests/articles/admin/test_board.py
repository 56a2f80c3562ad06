"""The admin's first page: the newsroom."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.desk import visits
from articles.models import Article
from articles.workflow import Label, Stage
from tests.articles.admin.paperwork import at_desk, form_url, words
from tests.factories import edit, make_article, make_live, make_section, make_user, next_minute

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def put(article, **fields):
    Article.objects.filter(pk=article.pk).update(**fields)
    return article


def part(page, name):
    """The HTML of a part of the page, by its heading's id."""
    html = page.content.decode()
    return re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', html, re.DOTALL)[0]


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def hours(moment):
    return f"{timezone.localtime(moment):%H:%M}"


def test_a_card_says_what_a_desk_asks(client):
    at_desk(client)
    ana = make_user(first_name="Ana", last_name="Ferro")
    article = make_article(
        by=ana,
        headline="Ferry <sinks>",
        slugline="ferry",
        label=Label.OPINION,
        body="<p>One two</p>",
    )
    due = timezone.now() - timedelta(minutes=1)
    put(article, assignee=ana, due_at=due, commissioned_length=300, is_flagged=True)
    press.embargo(article, by=make_user(), reason="Report", source="The ministry")
    visits.here(article, by=ana)

    card = text(part(client.get("/admin/"), "stage-draft"))

    said = "Harbour · ferry Ferry &lt;sinks&gt; Unread Opinion Legal flag Embargo"
    assert f"{said} Ana Ferro · 2 of 300 words Late : due" in card
    assert "In it now: Ana Ferro" in card
    assert f'href="{form_url(article)}"' in part(client.get("/admin/"), "stage-draft")


def test_a_plain_card_says_little(client):
    user = at_desk(client)
    make_article(by=user, headline="", slugline="ferry", section=None, body="<p>Ferries.</p>")

    card = text(part(client.get("/admin/"), "stage-draft"))

    assert card == "Draft No section ferry Nobody has it · 1 word All at “Draft”"


def test_a_card_says_what_waits_and_what_readers_have(client):
    at_desk(client)
    article, at = make_live(), next_minute()
    press.publish(edit(article, headline="Other words"), by=make_user(), at=at)

    page = client.get("/admin/")

    card, coming = text(part(page, "stage-draft")), text(part(page, "coming-heading"))
    assert " Unread Live " in card
    assert f"New words {hours(at)}" in card
    assert f"{hours(at)} Other words New words in " in coming


def test_what_comes_off_is_told(client):
    at_desk(client)
    article, at = make_live(headline="Ferry sinks"), next_minute()
    press.expire(article, by=make_user(), at=at)

    coming = text(part(client.get("/admin/"), "coming-heading"))

    assert f"Goes out next {hours(at)} Ferry sinks Comes off in " in coming


def test_what_is_late_says_how_late_and_who_has_it(client):
    at_desk(client)
    ana = make_user(first_name="Ana", last_name="Ferro")
    now = timezone.now()
    put(make_article(headline="First"), due_at=now - HOUR * 3, assignee=ana)
    put(make_article(headline="Second", by=None), due_at=now - HOUR)

    late = text(part(client.get("/admin/"), "late-heading"))

    assert re.search(
        "Second 1 hour late , Draft, Harbour , nobody has it .*"
        "First 3 hours late , Draft, Harbour , Ana Ferro",
        late,
    )


def test_links_lead_to_lists_that_work(client):
    at_desk(client)
    article = put(make_article(), due_at=timezone.now() - HOUR)
    page = client.get("/admin/").content.decode()

    lists = set(re.findall(r'href="(/admin/articles/article/\?[^"]+)"', page))

    assert len(lists) == 7  # each stage, what is late, and mine
    found = {url for url in lists if article in client.get(url).context["cl"].result_list}
    assert {url.partition("?")[2] for url in found} == {"stage__exact=draft", "due=late"}


def test_the_chart_says_its_numbers(client):
    at_desk(client)
    make_live(section=make_section("Tides"))
    make_section("Town")

    chart = part(client.get("/admin/"), "output-heading")

    titles = re.findall(r"<title[^>]*>(.*?)</title>", chart)
    assert [re.findall(r"\d", title) for title in titles] == [list("0000001"), list("0000000")]
    assert text(re.sub(r"<title.*?</title>", "", chart)).endswith("Tides 1 Town 0")
    assert re.findall(r'height="(\d+)"></rect>', chart)[6:8] == ["19", "0"]
    assert "style=" not in chart


def test_an_empty_newsroom_says_what_to_do(client):
    at_desk(client)

    page = client.get("/admin/")

    assert "No story is being worked on. Begin one: new story ." in words(page)
    assert "Nothing is late." in words(page)
    assert "All at" not in words(page)


def test_whoever_may_not_write_is_not_asked_to(client):
    at_desk(client, "Picture editor")

    page = words(client.get("/admin/"))

    assert "No story is being worked on. What is handed in" in page
    assert "New story" not in page


def test_whoever_has_no_role_gets_a_page_without_a_board(client):
    user = make_user(role=None)
    type(user).objects.filter(pk=user.pk).update(is_staff=True)
    client.force_login(user)
    make_article(headline="Ferry sinks")

    page = client.get("/admin/")

    assert page.status_code == 200
    assert "Ferry" not in words(page)
    assert "On the desk" not in words(page)


@pytest.mark.parametrize("role", ["Reporter", "Section editor"])
def test_of_what_is_out_of_reach_nothing_shows(client, role):
    at_desk(client, role)
    article, at = make_article(headline="Secret ferry"), next_minute()
    put(article, due_at=timezone.now() - HOUR)
    visits.here(article, by=make_user(first_name="Ana", last_name="Ferro"))
    press.publish(article, by=make_user(), at=at)

    page = words(client.get("/admin/"))

    assert "Secret" not in page
    assert "Ana" not in page
    assert "Harbour" not in page


def test_the_admin_s_own_lists_are_below(client):
    at_desk(client)

    page = client.get("/admin/").content.decode()

    assert page.index('class="board"') < page.index('id="all-screens"') < page.index("app-articles")


def test_the_page_costs_the_same_whatever_there_is(client):
    user, counts = at_desk(client), set()
    for number in (1, 40):
        for each in range(number):
            article = make_article(by=make_user(), section=make_section(f"Section {each % 12}"))
            put(article, stage=[*Stage][each % 5], due_at=timezone.now() - HOUR, assignee=user)
            visits.here(article, by=article.owner)
            if each % 2:
                press.publish(article, by=user, at=next_minute())
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        counts.add(len(queries))

    assert len(counts) == 1
