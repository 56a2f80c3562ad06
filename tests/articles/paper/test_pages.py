"""What a stranger gets: what is live, and nothing else, whatever they ask for."""

import re
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils import timezone

from articles import press
from articles.desk import saving
from articles.models import Edition, Masthead
from articles.models.section import is_not_reserved
from articles.paper.paging import PAGE
from articles.text.slugs import RESERVED
from articles.workflow import Answer
from tests.factories import (
    make_article,
    make_correspondent,
    make_live,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SURFACES = ["/", "/feed/", "/sitemap.xml", *("/harbour/", "/harbour/feed/")]
CORRECTIONS = ["/corrections/", "/corrections/feed/"]
SURFACES += ["/topic/ferries/", "/topic/ferries/feed/"]
SURFACES += ["/by/odile-marsh/", "/by/odile-marsh/feed/"]


def words(client, url):
    return client.get(url).content.decode()


def test_a_live_story_is_on_every_surface(client):
    article = make_live(headline="Walrus in the lock")

    for url in [*SURFACES, article.edition.path]:
        assert "walrus" in words(client, url).lower(), url


def test_a_draft_is_on_none(client):
    make_live()
    make_article(headline="Walrus in the lock", tags=["ferries", "walrus"])

    for url in SURFACES:
        assert "walrus" not in words(client, url).lower(), url
    assert client.get("/topic/walrus/").status_code == 404


def test_edits_that_are_not_published_are_on_none(client):
    article = make_live(headline="Walrus in the lock")
    article.headline, article.body = "Narwhal in the lock", "<p>Narwhal.</p>"
    saving.save(article, by=None)

    for url in [*SURFACES, article.edition.path]:
        assert "narwhal" not in words(client, url).lower(), url
    assert "Walrus in the lock" in words(client, article.edition.path)


def test_a_withdrawn_story_is_on_none(client):
    editor = make_user()
    article = make_live(by=editor, headline="Walrus in the lock")
    make_live(by=editor)
    press.withdraw(article, by=editor)

    for url in SURFACES:
        assert "walrus" not in words(client, url).lower(), url
    assert client.get(article.edition.path).status_code == 404


def test_a_hidden_story_is_answered_as_one_that_never_was(client, hold_clock):
    editor = make_user()
    today = f"{timezone.localdate():%Y/%m/%d}"
    make_live(by=editor)
    make_article(headline="Walrus")  # a draft
    scheduled = press.publish(
        make_article(headline="Narwhal", section=make_section("Secret")),
        by=editor,
        at=(timezone.now() + timezone.timedelta(days=2)).replace(second=0, microsecond=0),
    )
    withdrawn = make_live(by=editor, headline="Porpoise")
    press.withdraw(withdrawn, by=editor)
    vanished = make_live(by=editor, headline="Dolphin")
    press.kill(vanished, by=editor, answer=Answer.VANISHED)
    hold_clock()
    never = client.get(f"/harbour/{today}/never-was/")

    hidden = [
        f"/harbour/{today}/walrus/",
        scheduled.path,
        withdrawn.edition.path,
        vanished.edition.path,
        *(f"{path}history/" for path in (scheduled.path, vanished.edition.path)),
        "/secret/",
        "/secret/feed/",
        "/topic/nothing/",
    ]
    for url in hidden:
        answer = client.get(url)
        assert answer.status_code == never.status_code == 404, url
        assert answer.headers == never.headers, url
        assert answer.content == never.content, url


def test_a_stranger_gets_no_cookie_and_the_same_page_as_everybody(client):
    article = make_live()

    for url in [*SURFACES, *CORRECTIONS, article.edition.path, "/nowhere/"]:
        answer = client.get(url)
        assert not answer.cookies, url
        assert "Cookie" not in answer.headers.get("Vary", ""), url


def test_every_page_has_a_strict_policy(client):
    article = make_live()

    for url in [*SURFACES, "/robots.txt", article.edition.path, "/nowhere/"]:
        policy = client.get(url).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, url
        assert "unsafe" not in policy, url


def test_pages_hold_no_script_and_no_inline_style(client):
    article = make_live(body="<p onclick='x()' style='color:red'>Words<script>x()</script></p>")

    for url in ["/", "/harbour/", article.edition.path, "/nowhere/"]:
        # Structured data is in a script element, and is no script.
        page = words(client, url).replace('<script type="application/ld+json">', "")
        assert not re.search(r"<script|<style| style=| on\w+=", page), url


def test_headlines_are_escaped_everywhere(client):
    article = make_live(headline="<script>alert('x')</script> & “more”", standfirst="<b>x</b>")

    for url in [*SURFACES, article.edition.path]:
        assert "<script>alert" not in words(client, url), url
        assert "<b>x</b>" not in words(client, url), url


# --- Listings --------------------------------------------------------------------------------


def test_paging_shows_every_story_once_latest_first(client):
    editor = make_user()
    paths = [make_live(by=editor).edition.path for _story in range(2 * PAGE + 3)]
    # Some began at one moment: the story number tells them apart.
    Edition.objects.filter(path__in=paths[5:30]).update(
        published_at=Edition.objects.get(path=paths[5]).published_at
    )

    seen, url = [], "/harbour/"
    while url:
        answer = client.get(url)
        seen += [edition.path for edition in answer.context["editions"]]
        url = answer.context["older"] and f"/harbour/{answer.context['older']}"

    assert seen == paths[::-1]


@pytest.mark.parametrize(
    "before",
    [
        *("rubbish", "", "x" * 10_000),
        *("20270101T000000.000000Z-", "99999999T000000.000000Z-1", "٢٠٢٧٠١٠١T000000.000000Z-1"),
        "20270101T000000.000000Z-" + "9" * 19,
    ],
)
def test_a_page_mark_that_none_of_our_links_has_is_404(client, before):
    make_live()

    assert client.get("/harbour/", {"before": before}).status_code == 404


def test_a_page_older_than_all_is_empty_and_right(client):
    make_live()

    answer = client.get("/harbour/", {"before": "19000101T000000.000000Z-1"})

    assert (answer.status_code, answer.context["editions"]) == (200, [])


def test_unknown_parameters_are_ignored(client):
    article = make_live()

    for url in ["/", "/harbour/", article.edition.path]:
        assert client.get(url, {"preview": "1", "p": "7", "page": "-1"}).status_code == 200


# --- Addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/harbour/2026/02/31/fog/",
        "/harbour/2026/13/01/fog/",
        "/harbour/10000/01/01/fog/",
        "/harbour/2026/1/1/fog/",
        "/harbour/2026/01/01/%ff%fe/",
        "/harbour/2026/01/01/fog/feed/",
        "/HARBOUR/",
        "/harbour//",
    ],
)
def test_addresses_that_are_none_are_404(client, path):
    make_live()

    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/%00/", "/topic/%00/", "/harbour/2026/01/01/a%00b/", "/harbour/?before=%00"]
)
def test_an_address_with_a_nul_is_400(client, path):
    make_live()

    assert client.get(path).status_code == 400


def test_an_address_without_its_last_slash_leads_to_the_page(client):
    article = make_live()

    answer = client.get(article.edition.path.rstrip("/"))

    assert (answer.status_code, answer.headers["Location"]) == (301, article.edition.path)


def test_only_reading_is_allowed(client):
    article = make_live()

    for url in [*SURFACES[:1], "/harbour/", article.edition.path, "/sitemap.xml"]:
        assert client.head(url).status_code == 200, url
        assert client.post(url).status_code == 405, url


def test_a_host_that_is_not_ours_is_400(client):
    make_live()

    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def first_segments(patterns):
    for pattern in patterns:
        first = str(pattern.pattern).partition("/")[0]
        yield from [first] if first else first_segments(getattr(pattern, "url_patterns", []))


def test_no_section_can_have_an_address_of_the_sites_own():
    own = {first for first in first_segments(get_resolver().url_patterns) if "<" not in first}

    assert {"admin", "topic", "by", "feed"} <= own <= RESERVED
    for slug in own:
        with pytest.raises(ValidationError, match="own address"):
            is_not_reserved(slug)


# --- Feeds and the sitemap -------------------------------------------------------------------


def test_a_feed_has_the_whole_story_under_an_id_that_lasts(client):
    Masthead.objects.create(name="The Quay")
    article = make_live(headline="Fog & mist", body="<p>It came in <strong>thick</strong>.</p>")

    feed = ElementTree.fromstring(client.get("/harbour/feed/").content)

    assert feed.find(f"{ATOM}title").text == "The Quay: Harbour"
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}id").text == article.uid.urn
    assert entry.find(f"{ATOM}title").text == "Fog & mist"
    assert entry.find(f"{ATOM}content").text == "<p>It came in <strong>thick</strong>.</p>"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{article.edition.path}"
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Odile Marsh"


def test_words_that_look_like_markup_are_words_in_a_feed(client):
    make_live(standfirst="<img src=x onerror=alert(1)> a < b")

    feed = ElementTree.fromstring(client.get("/feed/").content)

    summary = feed.find(f"{ATOM}entry/{ATOM}summary")
    assert summary.text == "&lt;img src=x onerror=alert(1)&gt; a &lt; b"  # in HTML: the words


def test_control_characters_break_no_feed(client):
    Masthead.objects.create(name="The\x01 Quay", strapline="\x02")
    make_correspondent("Odile\x01 Marsh", slug="odile-marsh")
    make_live(
        section=make_section("Har\x01bour", slug="harbour"),
        bylines=["Odile Marsh"],
        publication=make_publication("The\x01 Chronicle"),
    )

    for url in [url for url in SURFACES if url.endswith("feed/")]:
        assert ElementTree.fromstring(client.get(url).content).find(f"{ATOM}entry") is not None


def test_the_front_holds_more_sections_than_one_query_can(client):
    editor = make_user()
    for number in range(60):
        make_live(by=editor, section=make_section(f"Quay {number}"))

    assert client.get("/").status_code == 200


def test_an_excerpt_is_cut_between_words(client):
    make_live(body="<p>" + "harbour " * 100 + "</p>")

    assert "harbour harbour…" in words(client, "/")


def test_the_sitemap_names_what_is_in_print(client):
    article = make_live(tags=["tides"])
    make_correspondent("Nobody Yet")

    paths = re.findall(r"<loc>http://testserver(.*?)</loc>", words(client, "/sitemap.xml"))

    assert set(paths) == {article.edition.path, "/harbour/", "/topic/tides/", "/by/odile-marsh/"}


def test_an_empty_paper_has_a_front_and_a_feed(client):
    for url in ["/", "/feed/", "/sitemap.xml", "/robots.txt"]:
        assert client.get(url).status_code == 200


def test_front_leads_with_the_latest_story(client):
    editor = make_user()
    make_live(by=editor, section=make_section("Town"))
    latest = make_live(by=editor)

    front = client.get("/")

    assert front.context["lead"] == latest.edition
    assert [entry.name for entry, _stories in front.context["blocks"]] == ["Town"]
