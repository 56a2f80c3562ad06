"""How long others may keep what readers got, and how they ask whether it is still so."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import press
from articles.models import Masthead
from articles.paper.lifetimes import seconds_left
from articles.workflow import Answer
from tests.articles.admin.paperwork import at_desk
from tests.articles.paper.test_wall import public_urls
from tests.factories import edit, make_article, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

MINUTE = datetime(2099, 3, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def story():
    Masthead.objects.create(about="<p>Us.</p>", contact="<p>Here.</p>")
    story = make_live()
    press.correct(edit(story, body="<p>Ten.</p>"), by=make_user(), kind="update", note="Ten.")
    return story


def pages(story):
    """The addresses of the paper's pages. A picture is none: it never changes."""
    files = {"picture", "rendition"}
    return [url for name, url in public_urls(story).items() if name not in files]


@pytest.mark.parametrize(
    ("past", "left"),
    [(0, 60), (0.000001, 59), (1, 59), (1.5, 58), (58.999999, 1), (59, 1), (59.000001, 0)],
)
def test_a_lifetime_ends_by_the_next_whole_minute(past, left):
    assert seconds_left(MINUTE + timedelta(seconds=past)) == left


def test_every_page_has_the_same_lifetime_and_a_tag_and_no_date(client, story, hold_clock):
    hold_clock(MINUTE + timedelta(seconds=18.5))

    for url in pages(story):
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=41", url
        assert answer.headers["ETag"].startswith('"'), url
        assert "Last-Modified" not in answer.headers, url
        assert "Cookie" not in answer.headers.get("Vary", ""), url
        assert not answer.cookies, url


def test_answers_without_a_page_have_that_lifetime_and_no_tag(client, story, hold_clock):
    editor = make_user()
    old = story.edition.path
    press.readdress(story, by=editor, slug="elsewhere")
    killed = make_live(by=editor)
    press.kill(killed, by=editor)
    at = hold_clock()

    for url, status in {old: 301, killed.edition.path: 410, "/nowhere/": 404}.items():
        answer = client.get(url)
        assert answer.status_code == status
        assert answer.headers["Cache-Control"] == f"public, max-age=0, s-maxage={seconds_left(at)}"
        assert "ETag" not in answer.headers
        assert "Last-Modified" not in answer.headers


def test_what_waits_changes_no_header(client, story, hold_clock):
    hold_clock()
    urls = pages(story)
    before = {url: client.get(url).headers for url in urls}

    press.schedule(edit(story, headline="Later"), by=make_user(), at=next_minute())
    press.schedule(make_article(), by=make_user(), at=next_minute())

    assert {url: client.get(url).headers for url in urls} == before


def test_who_has_the_page_already_gets_304(client, story, hold_clock):
    at = hold_clock()

    for url in pages(story):
        tag = client.get(url).headers["ETag"]
        for method in (client.get, client.head):
            answer = method(url, headers={"if-none-match": tag})
            assert (answer.status_code, answer.content) == (304, b""), url
            assert (
                answer.headers["Cache-Control"] == f"public, max-age=0, s-maxage={seconds_left(at)}"
            )
        assert client.get(url, headers={"if-none-match": '"other"'}).status_code == 200


def test_no_date_gets_304(client, story):
    since = {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}

    for url in pages(story):
        assert client.get(url, headers=since).status_code == 200, url


@pytest.mark.parametrize(
    ("take", "status"),
    [
        (press.withdraw, 404),
        (press.kill, 410),
        (lambda story, by: press.kill(story, by=by, answer=Answer.VANISHED), 404),
        (lambda story, by: press.kill(story, by=by, answer=Answer.MOVED, target="/"), 301),
    ],
)
def test_an_old_tag_never_gets_304_for_what_is_gone(client, story, take, status):
    tags = {url: client.get(url).headers["ETag"] for url in ("/", story.edition.path)}

    take(story, by=make_user())

    gone = client.get(story.edition.path, headers={"if-none-match": tags[story.edition.path]})
    assert gone.status_code == status
    assert client.get(story.edition.path, headers={"if-none-match": "*"}).status_code == status
    assert client.get("/", headers={"if-none-match": tags["/"]}).status_code == 200


def test_every_part_of_a_page_is_of_one_moment(client, hold_clock):
    make_live()
    hold_clock(MINUTE)

    for url in ("/", "/harbour/", "/corrections/", "/nowhere/"):
        assert "Saturday 28 March 2099" in client.get(url).content.decode(), url


def test_an_empty_feed_is_of_the_same_moment(client, hold_clock):
    hold_clock(MINUTE)

    for url in ("/feed/", "/corrections/feed/"):
        assert "<updated>2099-03-28T09:00:00+00:00</updated>" in client.get(url).content.decode()


def test_errors_of_the_desk_are_kept_by_nobody(client):
    at_desk(client)

    missing = client.get("/admin/articles/article/999999/proof/")

    assert (missing.status_code, missing.headers["Cache-Control"]) == (404, "no-store")


def test_a_bad_request_is_kept_by_nobody(client):
    answer = client.get("/%00/")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (400, "no-store")


def test_a_forbidden_page_is_kept_by_nobody(client):
    reporter = make_user("Reporter")
    article = make_article(owner=reporter)
    client.force_login(reporter)

    answer = client.get(f"/admin/articles/article/{article.pk}/publish/")

    assert answer.status_code == 403
    assert "public" not in answer.headers["Cache-Control"]
