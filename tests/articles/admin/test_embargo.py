"""The pages of embargo and lift."""

import pytest

from articles.models import Article
from tests.articles.admin.cases import (
    NEXT_WEEK,
    draft,
    embargoed,
    waiting,
)
from tests.articles.admin.paperwork import at_desk, form_url, press_url, told, typed, use, words

pytestmark = pytest.mark.django_db


def test_an_embargo_is_shown_with_reason_and_source(client):
    at_desk(client)
    article = embargoed()

    for url in (form_url(article), press_url(article, "publish")):
        page = words(client.get(url))
        for text in ("No end: until somebody lifts it", "Why: Report", "The ministry"):
            assert text in page
    assert press_url(article, "lift") in client.get(form_url(article)).text
    assert "Embargoed: no end" in words(client.get(form_url(article)))


@pytest.mark.parametrize(
    ("ends", "status"),
    [
        ({}, 400),
        ({"has_no_end": "on"}, 302),
        ({"until": typed(NEXT_WEEK)}, 302),
        ({"until": typed(NEXT_WEEK), "has_no_end": "on"}, 400),
    ],
)
def test_an_embargo_has_an_end_or_says_that_it_has_none(client, ends, status):
    at_desk(client)
    article = draft()

    response = use(client, "embargo", article, reason="Report", source="Ministry", **ends)

    assert response.status_code == status
    assert Article.objects.filter(embargoed_until=None).exists() == (status == 400)


def test_an_embargo_tells_what_it_withdrew(client):
    at_desk(client)
    article = waiting()

    response = use(client, "embargo", article, has_no_end="on", reason="Report", source="Ministry")

    assert "Withdrawn is what waited for:" in told(response)[0]


def test_an_embargo_that_holds_is_lengthened(client):
    at_desk(client)
    article = embargoed()

    page = client.get(press_url(article, "embargo"))
    form = page.context["form"]

    assert "Lengthen the embargo?" in words(page)
    assert (form["reason"].value(), form["source"].value()) == ("Report", "The ministry")
    assert "Put this story under an embargo?" in words(client.get(press_url(draft(), "embargo")))


def test_an_embargo_with_an_end_and_without_one_is_asked_which(client):
    at_desk(client)
    ends = {"until": typed(NEXT_WEEK), "has_no_end": "on"}

    response = use(client, "embargo", draft(), reason="Report", source="Ministry", **ends)

    assert "Give one of the two" in words(response)
