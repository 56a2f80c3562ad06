"""What a story's page tells machines of it."""

import json
import re

import pytest

from articles import press
from articles.models import Correspondent, Edition, Masthead
from tests.articles.admin.paperwork import at_desk
from tests.factories import edit, make_live, make_user

pytestmark = pytest.mark.django_db

ELEMENT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = "</script><script>alert('x')</script><!-- & \u2028 “more”"


def structured(client, path):
    [data] = ELEMENT.findall(client.get(path).content.decode())
    return json.loads(data)


def test_a_story_is_described_as_a_news_article(client):
    Masthead.objects.create(name="The Quay")
    story = make_live(headline="Fog", standfirst="In brief.", bylines=["Odile Marsh", "Our Staff"])
    Correspondent.objects.filter(name="Our Staff").update(kind="collective")
    at = story.edition.published_at.isoformat()

    assert structured(client, story.edition.path) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": f"http://testserver{story.edition.path}",
        "headline": "Fog",
        "description": "In brief.",
        "datePublished": at,
        "dateModified": at,
        "author": [
            {
                "@type": "Person",
                "name": "Odile Marsh",
                "url": "http://testserver/by/odile-marsh/",
            },
            {
                "@type": "Organization",
                "name": "Our Staff",
                "url": "http://testserver/by/our-staff/",
            },
        ],
        "articleSection": "Harbour",
        "inLanguage": "en-GB",
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "The Quay",
            "url": "http://testserver/",
        },
        "correction": [],
    }


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("news", "NewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("sponsored", "AdvertiserContentArticle"),
    ],
)
def test_a_story_is_described_as_what_its_label_says(client, label, kind):
    story = make_live(label=label)

    assert structured(client, story.edition.path)["@type"] == kind


def test_corrections_are_in_it_and_silent_changes_are_not(client):
    editor = make_user()
    story = make_live(by=editor)
    note = press.correct(story, by=editor, kind="correction", note="It was ten.")
    press.publish(edit(story, body="<p>Comma, added.</p>"), by=editor, is_silent=True)

    data = structured(client, story.edition.path)

    at = note.live_from.isoformat()
    assert data["dateModified"] == at
    assert data["correction"] == [
        {"@type": "CorrectionComment", "text": "It was ten.", "datePublished": at}
    ]


def test_no_copy_can_break_out_of_it(client):
    editor = make_user()
    story = make_live(by=editor, headline=HOSTILE, standfirst=HOSTILE)
    Edition.objects.update(bylines=[{"name": HOSTILE, "role": "", "correspondent": ""}])
    press.correct(story, by=editor, kind="correction", note=HOSTILE)

    page = client.get(story.edition.path).content.decode()

    assert page.count("<script") == page.count("</script>") == 1
    assert "<!--" not in page
    data = structured(client, story.edition.path)
    assert data["headline"] == data["description"] == " ".join(HOSTILE.split())
    assert data["correction"][0]["text"] == HOSTILE


def test_a_proof_has_none(client):
    at_desk(client)
    story = make_live()

    page = client.get(f"/admin/articles/article/{story.pk}/proof/").content.decode()

    assert "application/ld+json" not in page


@pytest.mark.django_db(transaction=True)
def test_the_browser_takes_it_for_data(page, live_server, client):
    story = make_live(headline=HOSTILE)

    page.goto(f"{live_server.url}{story.edition.path}")

    # A breach of the Content-Security-Policy would be a complaint, which fails the test.
    assert page.locator("h1").last.inner_text() == " ".join(HOSTILE.split())
    assert page.locator("script").count() == 1
