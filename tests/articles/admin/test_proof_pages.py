"""What people outside get by a proof link: the proof, or word that there is none."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import press
from articles.desk import moves, proof_links
from articles.models import ProofLink, ProofOpening
from articles.paper import moment
from tests.articles.admin.paperwork import words
from tests.factories import edit, make_article, make_live, make_proof_link, make_user

pytestmark = pytest.mark.django_db

UNSEEN = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


@pytest.fixture
def reader():
    """Somebody without an account, who must be answered whatever they send."""
    return Client(raise_request_exception=False)


@pytest.fixture
def hold_clock(monkeypatch):
    def hold(at):
        monkeypatch.setattr(moment, "timezone", SimpleNamespace(now=lambda: at))

    return hold


def address(link):
    return reverse("proof", args=[proof_links.token(link)])


def demand_unseen(response):
    assert {name: response.get(name) for name in UNSEEN} == UNSEEN
    assert not {"ETag", "Last-Modified", "Expires", "Vary"} & set(response.headers)
    assert not response.cookies
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def demand_nothing(response):
    """See to it that an answer tells nothing of any story."""
    demand_unseen(response)
    page = response.content.decode()
    assert response.status_code == 404
    for told in ("Ferry", "general surprise", "Odile", "Ines", "revision", "/admin/"):
        assert told not in page, told


# --- a link that is open ---


def test_it_shows_the_papers_page_with_a_stamp(reader):
    article = make_article(headline="Ferry sinks")
    ends = datetime(2027, 7, 1, 9, 30, tzinfo=UTC)
    made = ends - timedelta(days=2)
    link = make_proof_link(article, revision=article.newest(), at=made, expires_at=ends)
    ProofLink.objects.update(expires_at=timezone.now() + timedelta(days=1))

    response = reader.get(address(link))

    assert response.status_code == 200
    assert "paper/article.html" in [template.name for template in response.templates]
    assert "Ferry sinks" in words(response)
    stamp = re.search(r'<p class="proof" role="note">(.*?)</p>', response.content.decode())[1]
    ends = timezone.localtime(ProofLink.objects.get().expires_at)
    assert stamp == (
        "Proof for <bdi>Ines Halloran</bdi>, revision 1, not for publication; until "
        f"{ends.day} {ends:%B %Y, %H:%M %Z}."
    )


def test_it_says_until_when_by_the_papers_clock(reader, hold_clock):
    ends = datetime(2027, 7, 1, 9, 30, tzinfo=UTC)
    made = ends - timedelta(days=2)
    link = make_proof_link(make_article(), at=made, expires_at=ends)
    hold_clock(made)

    assert "until 1 July 2027, 10:30 BST." in words(reader.get(address(link)))


def test_it_is_seen_by_nobody_else_and_leads_nowhere_into_the_desk(reader):
    article = make_live(headline="Ferry sinks")
    link = make_proof_link(edit(article, headline="Ferry floats"))

    response = reader.get(address(link))

    demand_unseen(response)
    page = response.content.decode()
    for told in ("/admin/", "canonical", "og:", "ld+json", article.edition.path, "<form"):
        assert told not in page, told


def test_it_needs_no_session_and_looks_at_none(reader):
    editor = make_user()
    link = make_proof_link(make_article(), by=editor)
    reader.force_login(editor)
    before = list(Session.objects.values())

    with CaptureQueriesContext(connection) as queries:
        response = reader.get(address(link))

    assert not [q["sql"] for q in queries if "django_session" in q["sql"] or "_user" in q["sql"]]
    assert not response.cookies
    assert list(Session.objects.values()) == before


def test_it_escapes_whom_it_is_for(reader):
    link = make_proof_link(make_article(), recipient="<script>Ines</script> {0} & {recipient}")

    page = reader.get(address(link)).content.decode()

    assert "&lt;script&gt;Ines&lt;/script&gt; {0} &amp; {recipient}</bdi>" in page


def test_it_follows_the_newest_or_does_not(reader):
    article = make_article(headline="First")
    pinned, following = (
        make_proof_link(article, revision=article.newest()),
        make_proof_link(article),
    )
    press.publish(edit(article, headline="Second"), by=make_user())
    edit(article, headline="Third")

    assert "First" in words(reader.get(address(pinned)))
    assert "Third" in words(reader.get(address(following)))


def test_each_opening_is_noted_and_the_address_of_nobody(reader):
    article = make_article()
    link = make_proof_link(article)

    reader.get(address(link), HTTP_USER_AGENT="Lynx/2.9", REMOTE_ADDR="192.0.2.7")
    reader.get(address(link))

    first, second = ProofOpening.objects.order_by("pk")
    assert (first.link, first.revision, first.agent) == (link, article.newest(), "Lynx/2.9")
    assert second.agent == ""
    assert "192.0.2.7" not in str(ProofOpening.objects.values())


def test_a_look_at_the_headers_is_no_opening(reader):
    link = make_proof_link(make_article())

    response = reader.head(address(link))

    assert response.status_code == 200
    assert {name: response.get(name) for name in UNSEEN} == UNSEEN
    assert not ProofOpening.objects.exists()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_nothing_else_can_be_done_with_it(reader, method):
    link = make_proof_link(make_article())

    assert getattr(reader, method)(address(link)).status_code == 405
    assert not ProofOpening.objects.exists()


def test_conditions_make_no_difference(reader):
    link = make_proof_link(make_article())

    for condition in ({"HTTP_IF_NONE_MATCH": "*"}, {"HTTP_IF_MODIFIED_SINCE": "0"}):
        assert reader.get(address(link), **condition).status_code == 200


def test_a_story_without_section_or_headline_is_shown_as_far_as_it_goes(reader):
    article = make_article(headline="", slugline="bridge", section=None, bylines=[], tags=[])

    assert "general surprise" in words(reader.get(address(make_proof_link(article))))


def test_it_costs_few_queries_however_much_it_was_used(reader):
    article = make_article(bylines=["Odile Marsh", "Kit Lowe"], tags=["ferries", "tides"])
    link = make_proof_link(article)
    with CaptureQueriesContext(connection) as first:
        reader.get(address(link))
    edit(article, headline="Second")
    make_proof_link(article)

    with CaptureQueriesContext(connection) as second:
        reader.get(address(link))

    assert len(second) == len(first) <= 14


# --- a link that is not ---


def ended_by(end):
    article = make_live(headline="Ferry sinks")
    link = make_proof_link(edit(article, headline="Ferry floats"))
    end(article, link)
    return link


def expire(article, link):
    ProofLink.objects.update(expires_at=timezone.now())


def revoke(article, link):
    proof_links.revoke(link, by=make_user())


def kill(article, link):
    press.kill(article, by=make_user(), notice="We took it down.")


def embargo(article, link):
    press.embargo(article, by=make_user(), reason="Report", source="The ministry")


def spike(article, link):
    press.withdraw(article, by=make_user())
    moves.move(article, "spike", by=make_user())


ENDS = {
    expire: "This proof link has expired. Ask the desk for a new one.",
    revoke: "This proof link was taken back. If you still need it, ask the desk for a new one.",
    kill: "This proof cannot be read at present. Ask the desk about it.",
    embargo: "This proof cannot be read at present. Ask the desk about it.",
    spike: "This proof cannot be read at present. Ask the desk about it.",
}


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_link_that_ended_says_what_to_do_and_nothing_of_the_story(reader, end):
    link = ended_by(end)

    response = reader.get(address(link))

    demand_nothing(response)
    assert ENDS[end] in words(response)
    assert not ProofOpening.objects.exists()


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_link_that_ended_has_no_head_either(reader, end):
    response = reader.head(address(ended_by(end)))

    assert response.status_code == 404
    assert {name: response.get(name) for name in UNSEEN} == UNSEEN


def test_it_ends_on_its_moment(reader, hold_clock):
    ends = datetime(2027, 7, 1, 9, 30, tzinfo=UTC)
    link = make_proof_link(make_article(), at=ends - timedelta(days=2), expires_at=ends)

    hold_clock(ends - timedelta(microseconds=1))
    assert reader.get(address(link)).status_code == 200
    hold_clock(ends)
    assert reader.get(address(link)).status_code == 404


ODD = """
    x . .. a.b %ff%fe %C3%28 %0d%0aSet-Cookie:x=y %E2%80%AE %ED%A0%80 %25 ' " <script> {0} %2e%2e
""".split()


@pytest.mark.parametrize("token", [*ODD, "9" * 8_000, "%F0%9F%9A%A2" * 500])
def test_a_token_of_nobody_is_told_so(reader, token):
    make_live()

    response = reader.get(f"/proof/{token}/")

    demand_nothing(response)
    assert "This is not a whole proof link." in words(response)


def test_half_a_token_is_told_so(reader):
    link = make_proof_link(make_article())

    for half in (address(link)[:-2] + "/", address(link)[:50] + "/"):
        demand_nothing(reader.get(half))


@pytest.mark.parametrize("path", ["/proof/%00/", "/proof/a%00b.c/", "/proof/x/?a=%00"])
def test_nul_is_refused(reader, path):
    assert reader.get(path).status_code == 400


@pytest.mark.parametrize("path", ["/proof/", "/proof/feed/", "/proof/a/b/", "/proof//"])
def test_what_is_no_address_of_a_link_is_not_found(reader, path):
    assert reader.get(path).status_code == 404


def test_a_link_without_its_last_slash_leads_to_itself(reader):
    link = make_proof_link(make_article())

    assert reader.get(address(link).rstrip("/"), follow=True).status_code == 200


def test_that_there_is_none_costs_few_queries(reader):
    with CaptureQueriesContext(connection) as queries:
        reader.get("/proof/x/")

    assert len(queries) == 2  # what stands around every page


# --- nobody is led to it ---


def test_no_public_page_tells_of_a_link(reader):
    article = make_live(headline="Ferry sinks")
    link = make_proof_link(edit(article, headline="Ferry floats"), recipient="Ines Halloran")
    path = article.edition.path

    for page in ("/", "/feed/", "/sitemap.xml", "/robots.txt", path, "/harbour/", "/corrections/"):
        told = reader.get(page).content.decode()
        for secret in ("proof", link.uid.hex, str(link.uid), "Ines", "Ferry floats"):
            assert secret not in told, (page, secret)


def test_it_leaves_what_caches_have_of_the_story_as_it_is(reader):
    article = make_live()
    path = article.edition.path
    before = reader.get(path)
    reader.get(address(make_proof_link(edit(article, headline="Ferry floats"))))

    after = reader.get(path)

    assert after["ETag"] == before["ETag"]
    assert after.content == before.content
