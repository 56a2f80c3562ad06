import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from articles import press
from articles.desk import saving
from articles.models import Alias
from articles.workflow import Answer, Kind
from tests.articles.admin.paperwork import at_desk
from tests.factories import make_article, make_live, make_section, make_user

pytestmark = pytest.mark.django_db

FORM = "/admin/time-machine/"


def stood(client, at, path, **headers):
    """Ask for a page as of a moment."""
    return client.get(f"{FORM}{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{path}", headers=headers)


def words(response):
    """What a page says, without what stands around it; else where it leads, or its status."""
    if "Location" in response:
        return urlsplit(response["Location"]).path.partition("Z/")[2] or response["Location"][1:]
    if response.status_code == 404:
        return 404
    main = re.search(r"<main.*?>(.*)</main>", response.content.decode(), re.S)[1]
    return response.status_code, strip_tags(main).split()


class Clock:
    """The time that it is, which a test puts forward."""

    def __init__(self):
        self.now = timezone.now().replace(microsecond=0)

    def __call__(self):
        return self.now

    def later(self, **delta):
        self.now += timedelta(**delta)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


def whole_minute(at):
    return at.replace(second=0, microsecond=0)


def rewrite(article, **fields):
    article.refresh_from_db()
    for name, value in fields.items():
        setattr(article, name, value)
    saving.save(article, by=None)


def history(editor, clock):
    """Do to two stories, one step after the other, whatever changes what readers have."""
    story = make_article(headline="Ferry sinks", tags=["ferries"])
    other = make_article(headline="Quay closed", tags=["quays"], bylines=["Our Foreign Staff"])
    yield press.publish(story, by=editor)
    yield press.publish(other, by=editor)
    rewrite(story, body="<p>The boat left the quay at ten.</p>")
    yield press.correct(story, by=editor, kind=Kind.CORRECTION, note="It was ten, not nine.")
    yield press.readdress(story, by=editor, slug="the-boat-that-sank")
    yield press.withdraw(story, by=editor)
    yield press.reinstate(story, by=editor)
    yield press.kill(other, by=editor, notice="We took this story down.")
    yield press.reinstate(other, by=editor)
    yield press.kill(other, by=editor, answer=Answer.MOVED, target="/harbour/")
    soon = whole_minute(clock.now + timedelta(minutes=1))
    yield press.expire(story, by=editor, at=soon)
    clock.later(minutes=2)
    yield


def test_a_past_moment_is_shown_as_it_was_served(client, clock):
    editor = make_user()
    served = {}
    for _step in history(editor, clock):
        clock.later(seconds=30)
        pages = ["/", "/harbour/", "/topic/ferries/", "/topic/quays/", "/by/odile-marsh/"]
        paths = list(Alias.objects.values_list("path", flat=True))
        for path in [*pages, "/corrections/", *paths, *(f"{path}history/" for path in paths)]:
            served[clock.now, path] = words(client.get(path))
        clock.later(seconds=30)

    client.force_login(editor)
    shown = {(at, path): words(stood(client, at, path)) for at, path in served}

    assert shown == served
    assert len({str(one) for one in served.values()}) > 20


def test_a_moment_to_come_is_shown_as_it_will_be(client):
    editor = at_desk(client)
    story = make_article(headline="Ferry sinks")
    soon = whole_minute(timezone.now() + timedelta(minutes=5))
    edition = press.schedule(story, by=editor, at=soon)

    before, then = (stood(client, at, "/") for at in (soon - timedelta(seconds=1), soon))
    page = stood(client, soon, edition.path)

    assert "Ferry sinks" not in before.content.decode()
    assert "Ferry sinks" in then.content.decode()
    assert page.status_code == 200
    assert "is to stand on" in page.content.decode()


def test_links_lead_on_to_the_same_moment(client):
    at_desk(client)
    edition = make_live().edition
    moment = timezone.now().replace(microsecond=0) + timedelta(minutes=1)

    front = stood(client, moment, "/").content.decode()

    then = f"{FORM}{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    assert f'href="{then}{edition.path}"' in front
    assert f'href="{then}/harbour/"' in front
    assert f'href="{edition.path}"' not in front
    assert 'href="/feed/"' in front
    assert client.get(f"{then}{edition.path}").status_code == 200


def test_the_stamp_says_the_moment_and_leads_back_to_the_form(client):
    at_desk(client)
    make_live()

    page = stood(client, datetime(2026, 7, 1, 17, 4, 5, tzinfo=UTC), "/").content.decode()

    assert "as it stood on 1 July 2026, 18:04:05 (BST), for staff only." in page
    assert 'href="/admin/time-machine/?at=2026-07-01T18%3A04%3A05&amp;page=%2F"' in page


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/harbour/"])
def test_what_it_shows_is_kept_by_nobody(client, path):
    at_desk(client)
    make_live(section=make_section("Harbour"))

    response = stood(client, timezone.now() + timedelta(minutes=1), path)

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.has_header("ETag")
    assert not response.has_header("Last-Modified")


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_what_a_browser_has_is_no_answer(client, header):
    at_desk(client)
    at = (make_live().edition.live_from + timedelta(seconds=1)).replace(microsecond=0)
    value = {"If-None-Match": "*", "If-Modified-Since": "Mon, 28 Mar 2050 09:00:00 GMT"}[header]

    assert stood(client, at, "/", **{header: value}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/feed/", "/harbour/feed/", "/robots.txt", "/sitemap.xml", "/corrections/feed/"),
        *("/admin/", "/admin/time-machine/", "/favicon.ico", "/static/x.css", "//evil.example/"),
        *("/harbour", "/nowhere/", "/topic/%00/", "/topic/x/?page=1"),
    ],
)
def test_there_is_no_other_page(client, path):
    at_desk(client)
    make_live(section=make_section("Harbour"))

    response = stood(client, timezone.now() + timedelta(minutes=1), path)

    assert response.status_code in {400, 404}
    if response.status_code == 404:
        assert "admin/time_machine.html" in [template.name for template in response.templates]
        assert "Readers find no page here at that moment." in response.content.decode()


@pytest.mark.parametrize(
    "moment",
    [
        *("20271328T170400Z", "20270328T250400Z", "00010101T000000Z", "99991231T235959Z"),
        *("20270328T170400", "2027-03-28T17:04:00Z", "²0270328T170400Z", "now"),
    ],
)
def test_a_moment_that_is_none_is_not_found(client, moment):
    at_desk(client)

    assert client.get(f"{FORM}{moment}/").status_code == 404


def ask(client, at, page="/"):
    return client.get(FORM, {"at": at, "page": page, "show": "Show"})


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-07-01T18:04", "20260701T170400Z"),
        ("2026-07-01T18:04:05", "20260701T170405Z"),
        ("2026-12-01T18:04", "20261201T180400Z"),
        ("1999-12-31T23:59:59", "19991231T235959Z"),
    ],
)
def test_the_form_leads_to_a_moment_by_the_papers_clock(client, at, moment):
    at_desk(client)

    assert ask(client, at, "/harbour/").url == f"{FORM}{moment}/harbour/"


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("harbour/", "/harbour/"),
        ("https://paper.example/harbour/?x=1#y", "/harbour/"),
        ("//paper.example", "/"),
        ("/topic/أوديل/", "/topic/%D8%A3%D9%88%D8%AF%D9%8A%D9%84/"),
    ],
)
def test_the_form_takes_a_path_and_a_whole_address(client, page, path):
    at_desk(client)

    assert ask(client, "2026-07-01T18:04", page).url == f"{FORM}20260701T170400Z{path}"


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2027-03-28T01:30", "There is no 28 March 2027, 01:30"),
        ("2027-10-31T01:30", "shows 31 October 2027, 01:30 twice"),
        ("1066-10-14T09:00", "Give a year from 1900 on."),
        ("3027-03-28T09:00", "within the next ten years"),
        ("yesterday", "Enter a valid date/time."),
        ("", "This field is required."),
    ],
)
def test_a_moment_that_cannot_be_is_refused(client, at, says):
    at_desk(client)

    response = ask(client, at)

    assert response.status_code == 400
    assert says in response.content.decode()


@pytest.mark.parametrize("role", ["Reporter", "Section editor", "Sub-editor"])
def test_it_is_not_for_others(client, role):
    page = f"{FORM}20260701T170400Z/"
    assert client.get(page).status_code == 302

    client.force_login(make_user(role=None))
    assert client.get(page).status_code == 302

    # It shows what is to come, of every section: that takes the right to all of it.
    at_desk(client, role)
    assert client.get(page).status_code == 403
    assert client.get(FORM).status_code == 403
    assert "time-machine" not in client.get("/admin/").content.decode()


def test_it_only_looks(client):
    at_desk(client)

    assert client.post(FORM).status_code == 405
    assert client.post(f"{FORM}20260701T170400Z/").status_code == 405
    assert "/admin/time-machine/" in client.get("/admin/").content.decode()
