"""The pages of what keeps a story in order: readdress and erase."""

import pytest

from tests.articles.admin.cases import live
from tests.articles.admin.paperwork import at_desk, press_url, use, words

pytestmark = pytest.mark.django_db


def test_the_address_to_change_is_the_present_one(client):
    at_desk(client)

    page = client.get(press_url(live(), "readdress"))

    assert page.context["form"]["slug"].value() == "ferry-leaves-on-time"


def test_erasing_says_that_it_cannot_be_undone(client):
    at_desk(client)
    article = live()

    page = words(client.get(press_url(article, "erase")))
    response = use(client, "erase", article, words="general surprise")

    assert "It cannot be undone." in page
    assert response.status_code == 400
    assert "general surprise" in article.newest().body
