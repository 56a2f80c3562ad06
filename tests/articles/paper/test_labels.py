"""What a story is, told to readers wherever it is not plain news."""

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from articles import press
from articles.models import Edition
from articles.workflow import Label
from tests.articles.admin.paperwork import at_desk, words
from tests.factories import edit, make_live, make_user

LABELLED = pytest.mark.parametrize(
    ("label", "says"),
    [
        ("opinion", "Opinion"),
        ("analysis", "Analysis"),
        ("review", "Review"),
        ("sponsored", "Sponsored"),
    ],
)
LISTINGS = ["/", "/harbour/", "/topic/ferries/", "/by/odile-marsh/"]
ATOM = "{http://www.w3.org/2005/Atom}"

pytestmark = pytest.mark.django_db


def told(client, path):
    """The labels that stand on a page, in order."""
    page = client.get(path).content.decode()
    return re.findall(r'<p class="label label--\w+" lang="en-gb">(\w+)</p>', page)


def entry(client, path):
    """The title and the categories of a feed's first entry."""
    first = ElementTree.fromstring(client.get(path).content).find(f"{ATOM}entry")
    categories = [category.get("term") for category in first.findall(f"{ATOM}category")]
    return first.findtext(f"{ATOM}title"), categories


@LABELLED
def test_a_label_stands_over_the_headline_on_every_page(client, label, says):
    story = make_live(label=label)

    for path in [story.edition.path, *LISTINGS]:
        page = client.get(path).content.decode()
        stands = page.index(f'<p class="label label--{label}" lang="en-gb">{says}</p>')
        assert stands < page.index(story.headline, page.index("<main"))


@LABELLED
def test_a_feed_says_it_in_the_title_and_as_a_category(client, label, says):
    make_live(label=label, headline="Fog")

    for path in LISTINGS:
        assert entry(client, f"{path}feed/") == (f"{says}: Fog", ["Harbour", says])


@pytest.mark.parametrize("label", ["news", ""])
def test_plain_news_has_no_label(client, label):
    story = make_live(headline="Fog")
    Edition.objects.update(label=label)  # as one that was printed before there were labels

    assert [told(client, path) for path in [story.edition.path, *LISTINGS]] == [[]] * 5
    assert entry(client, "/feed/") == ("Fog", ["Harbour"])


def test_an_edition_keeps_the_label_that_it_was_printed_with(client):
    story = edit(make_live(label="opinion"), label="news")

    assert told(client, story.edition.path) == ["Opinion"]


def test_a_proof_has_its_label(client):
    at_desk(client)
    story = make_live(label="sponsored")

    assert told(client, f"/admin/articles/article/{story.pk}/proof/") == ["Sponsored"]


def test_another_label_is_a_change_that_readers_are_told_of(client):
    editor = make_user()
    story = make_live(by=editor)

    edition = press.publish(edit(story, label=Label.SPONSORED), by=editor)

    assert (edition.revised_at, edition.words_changed) == (edition.live_from, 0)
    assert "What changed" in words(client.get(edition.path))
    changes = words(client.get(f"{edition.path}history/"))
    assert "Label removed: News end of removed words added: Sponsored" in changes


def test_what_somebody_paid_for_does_not_lead_the_front(client):
    news = make_live()
    sponsored = make_live(label=Label.SPONSORED)

    assert client.get("/").context["lead"] == news.edition

    press.withdraw(news, by=make_user())
    assert client.get("/").context["lead"] == sponsored.edition


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_somebody_paid_for_is_on_paper_of_its_own(new_page, live_server, scheme):
    story = make_live(label=Label.SPONSORED)
    page = new_page(width=390, color_scheme=scheme)

    for path, piece in [(story.edition.path, ".story"), ("/", ".teaser"), ("/harbour/", ".teaser")]:
        page.goto(f"{live_server.url}{path}")
        expect(page.locator(f"{piece} .label")).to_have_text("Sponsored")
        paper, own = (background(page, element) for element in ("html", piece))
        assert own not in (paper, "rgba(0, 0, 0, 0)")


def background(page, selector):
    return page.locator(selector).evaluate("e => getComputedStyle(e).backgroundColor")
