"""What the admin tells each person: the list, the first page, the count in the header."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk import notices
from articles.models import Article, Notice
from tests.articles.admin.paperwork import at_desk, form_url, words
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

Kind = Notice.Kind
LIST = "/admin/notices/"


def tell(user, article=None, *, kind=Kind.MENTIONED, by=None, text=""):
    [notice] = notices.tell(kind, article or make_article(), to=[user], by=by, text=text)
    return notice


def count(response):
    """What the header says: the text of its link to the list."""
    return re.search(r'<a href="/admin/notices/">(For you[^<]*)</a> /', response.content.decode())[
        1
    ]


def test_the_list_says_what_who_which_and_when(client):
    ben = make_user(username="ben", first_name="Ben", last_name="Hale")
    notice = tell(
        at_desk(client),
        make_article(headline="Ferry <sinks>"),
        kind=Kind.SENT_BACK,
        by=ben,
        text="Who says so?",
    )

    page = client.get(LIST)

    when = timezone.localtime(notice.at)
    said = (
        f"New Sent back to you , Ben Hale, {when.day} {when:%B %Y, %H:%M} Ferry &lt;sinks&gt; Who"
    )
    assert said in words(page)
    assert f'href="{form_url(notice.article)}"' in page.content.decode()


def test_nobody_has_anothers(client):
    at_desk(client)
    theirs = tell(make_user(), text="Not for you")

    pages = client.get(LIST), client.get("/admin/")
    client.post(f"{LIST}read/", {"seen": theirs.pk})

    assert not any("Not for you" in words(page) for page in pages)
    assert Notice.objects.get().read_at is None


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Editor"])
def test_opening_a_story_reads_what_one_was_told_of_it(client, role):
    ana, ben, article = at_desk(client, role), make_user(), make_article()
    article.shared_with.add(ana)
    other = make_article()
    other.shared_with.add(ana)
    for notice in ((ana, article), (ana, article, Kind.DUE), (ben, article), (ana, other)):
        tell(*notice[:2], kind=(*notice, Kind.MENTIONED)[2])

    page = client.get(form_url(article))

    unread = Notice.objects.filter(read_at=None).order_by("pk")
    assert [(each.to, each.article) for each in unread] == [(ben, article), (ana, other)]
    assert count(page) == "For you (1)"


def test_a_head_request_reads_nothing(client):
    ana, article = at_desk(client), make_article()
    tell(ana, article)

    client.head(form_url(article))

    assert notices.unread(ana) == 1


@pytest.mark.parametrize("kind", [Kind.MENTIONED, Kind.ANSWERED])
def test_one_of_a_note_leads_to_the_notes(client, kind):
    article = make_article()
    tell(at_desk(client), article, kind=kind)

    assert f'href="{form_url(article)}#notes"' in client.get(LIST).content.decode()


def test_of_a_story_out_of_sight_nothing_shows(client):
    ana, article = at_desk(client, "Reporter"), make_article(headline="Secret")
    article.shared_with.add(ana)
    tell(ana, article, text="So secret")
    seen = [words(client.get(url)) for url in (LIST, "/admin/")]

    article.shared_with.clear()

    pages = [client.get(url) for url in (LIST, "/admin/")]
    assert all("So secret" in page for page in seen)
    assert not any("ecret" in words(page) for page in pages)
    assert {count(page) for page in pages} == {"For you"}


def test_all_are_read_that_were_seen(client):
    ana = at_desk(client)
    tell(ana)
    tell(ana)
    page = client.get(LIST).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    missed = tell(ana)

    answer = client.post(f"{LIST}read/", {"seen": seen}, follow=True)

    assert notices.of(ana).get(read_at=None) == missed
    assert count(answer) == "For you (1)"


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "\x00", "٣"])
def test_no_number_is_refused(client, seen):
    ana = at_desk(client)
    tell(ana)

    assert client.post(f"{LIST}read/", {"seen": seen}).status_code == 400
    assert notices.unread(ana) == 1


def test_to_read_all_is_no_link(client):
    ana = at_desk(client)
    tell(ana)

    assert client.get(f"{LIST}read/").status_code == 405
    assert notices.unread(ana) == 1


def test_where_all_is_read_there_is_no_button(client):
    ana = at_desk(client)
    tell(ana)
    notices.read(notices.of(ana))

    assert b"Mark all as read" not in client.get(LIST).content


@pytest.mark.parametrize(("number", "says"), [(0, "For you"), (3, "For you (3)")])
def test_every_page_has_the_count(client, number, says):
    ana, article = at_desk(client), make_article()
    for _ in range(number):
        tell(ana, article)

    other = form_url(make_article())
    for url in ("/admin/", LIST, other, "/admin/articles/article/", "/admin/articles/"):
        assert count(client.get(url)) == says, url


def test_the_count_is_one_query_however_many(client):
    ana, article = at_desk(client), make_article()
    tell(ana, article)
    with CaptureQueriesContext(connection) as one:
        client.get("/admin/articles/")
    for _ in range(5):
        tell(ana, article)
    with CaptureQueriesContext(connection) as six:
        client.get("/admin/articles/")

    assert len(six) == len(one)
    assert sum("articles_notice" in query["sql"] for query in six) == 1


@pytest.mark.parametrize("url", ["/admin/", LIST])
def test_a_page_of_notices_costs_the_same_for_one_and_for_many(client, url):
    ana = at_desk(client)
    tell(ana, by=make_user())
    due(make_article(), ana)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _ in range(4):
        tell(ana, by=make_user())
        due(make_article(), ana)
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(one)


def due(article, assignee, **fields):
    fields = {"assignee": assignee, "due_at": timezone.now(), "stage": "draft"} | fields
    Article.objects.filter(pk=article.pk).update(**fields)


@pytest.mark.parametrize("url", ["/admin/", LIST])
def test_what_is_due_is_told(client, url):
    ana = at_desk(client)
    due(make_article(headline="Ferry"), ana)
    due(make_article(headline="Bridge"), ana, due_at=timezone.now() + timedelta(hours=20))
    due(make_article(headline="Tunnel"), ana, stage="ready")

    page = words(client.get(url)).partition("On the desk")[0]

    assert re.search(
        r"Late ,[^,]*, \d\d:\d\d , Draft Ferry Due ,[^,]*, \d\d:\d\d , Draft Bridge", page
    )
    assert "Tunnel" not in page


def test_the_first_page_has_a_few_and_the_list_has_all(client):
    ana, article = at_desk(client), make_article()
    for number in range(60):
        tell(ana, article, text=f"Notice {number}.")

    first, second = client.get(LIST), client.get(LIST, {"page": "2"})
    beyond = client.get(LIST, {"page": "99999999999999999999x"})

    assert words(client.get("/admin/")).count("Notice ") == 3
    assert (words(first).count("Notice "), words(second).count("Notice ")) == (50, 10)
    assert "Page 1 of 2" in words(first)
    assert beyond.status_code == 200


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Section editor"])
def test_everybody_on_the_desk_has_the_list(client, role):
    at_desk(client, role)

    assert "Nothing." in words(client.get(LIST))


def test_strangers_are_led_to_the_log_in(client):
    assert client.get(LIST).url == f"/admin/login/?next={LIST}"


def test_who_may_see_no_story_has_nothing(client):
    ana = at_desk(client)
    tell(ana, make_article(headline="Ferry"))
    ana.groups.clear()

    page = client.get(LIST)

    assert "Ferry" not in words(page)
    assert count(page) == "For you"
