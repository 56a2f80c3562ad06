"""What the story's form tells beside the copy, and the button that publishes from it."""

import pytest

from articles import press
from articles.admin.length import said
from articles.models import Article, Edition
from articles.text.slots import CARD, FRONT
from tests.articles.admin.paperwork import at_desk, form_url, opened, send, told
from tests.factories import edit, make_article, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

BUTTON = 'name="_publish_now"'


def page(client, article):
    return client.get(form_url(article)).content.decode()


def test_the_page_is_called_by_the_storys_name(client):
    at_desk(client)

    shown = page(client, make_article(headline="Ferry leaves on time"))

    assert "<title>Ferry leaves on time — change article | Newsroom</title>" in shown
    assert shown.count("<h1>") == 1


@pytest.mark.parametrize(
    ("words", "wanted", "says"),
    [
        (1, None, "1 word"),
        (412, 600, "412 of 600 words, 188 to write"),
        (623, 600, "623 of 600 words, 23 over"),
        (600, 600, "600 of 600 words, as commissioned"),
    ],
)
def test_the_length_is_told_against_the_commission(words, wanted, says):
    assert said(words, wanted) == says


def test_a_headline_fits_up_to_the_last_character():
    assert CARD.fits("f" * CARD.characters)
    assert not CARD.fits("f" * (CARD.characters + 1))
    assert FRONT.fits("f" * FRONT.characters)


def test_a_live_story_is_saved_and_published_by_one_button(client):
    at_desk(client)
    article = make_live(headline="Ferry laeves")

    response = send(client, article, headline="Ferry leaves", _publish_now="1")

    assert response.status_code == 302
    assert Edition.objects.latest("pk").headline == "Ferry leaves"
    assert told(response)[0].startswith("Saved and published.")


def test_what_the_press_refuses_is_saved_and_asked_about(client):
    at_desk(client)
    article = make_live()

    response = send(client, article, headline="Second", section="", _publish_now="1")

    assert response["Location"].endswith("/publish/")
    assert Article.objects.get().headline == "Second"
    assert Edition.objects.count() == 1


def test_who_may_not_publish_saves_nothing_by_that_button(client):
    reporter = at_desk(client, "Reporter")
    article = make_live(headline="First")
    article.shared_with.add(reporter)

    response = send(client, article, headline="Second", _publish_now="1")

    assert response.status_code == 403
    assert (Article.objects.get().headline, Edition.objects.count()) == ("First", 1)


def test_nothing_goes_out_that_the_person_did_not_see(client):
    at_desk(client)
    article = make_live()
    data = opened(client, article)
    edit(article, standfirst="Somebody else wrote this.")

    response = send(client, article, data, headline="Second", _publish_now="1")

    assert response.status_code == 409
    assert Edition.objects.count() == 1


def test_the_button_is_for_what_is_plainly_live(client):
    at_desk(client)
    live, begun = make_live(), make_article()

    assert BUTTON in page(client, live)
    assert BUTTON not in page(client, begun)
    press.expire(live, by=make_user(), at=next_minute())
    assert BUTTON not in page(client, live)
