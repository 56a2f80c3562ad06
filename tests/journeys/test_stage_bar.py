"""The stage bar as people use it: by one click, by the keyboard alone, and without JavaScript."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import Act, Article
from articles.workflow import Stage
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-demo-word"


@pytest.fixture
def editor():
    # A test before may have emptied the tables.
    call_command("migrate", verbosity=0)
    return make_user(username="ines", password=PASSWORD)


@pytest.fixture
def opened(live_server, editor, new_page):
    """Open a story's form as the editor, in a browser of one's choice."""

    def open_form(article, **browser):
        page = new_page(**browser)
        page.goto(f"{live_server.url}{reverse('admin:articles_article_change', args=[article.pk])}")
        page.get_by_label("Username").fill("ines")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        return page

    return open_form


def stage():
    return Article.objects.get().stage


def test_one_click_saves_and_moves_also_without_javascript(opened):
    page = opened(make_article(stage=Stage.SUBMITTED), java_script_enabled=False)

    page.get_by_label("Headline").fill("Second")
    page.get_by_role("button", name="Take for subbing").click()

    page.get_by_text("Taken for subbing.", exact=False).first.wait_for()
    assert page.locator("[aria-current=step]").inner_text() == "Subbing"
    assert (stage(), Article.objects.get().headline) == (Stage.SUBBING, "Second")


def test_a_note_is_written_by_the_keyboard_alone(opened):
    page = opened(make_article(stage=Stage.SUBBING))

    page.locator("summary", has_text="Send back").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Who says so?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.locator("[aria-current=step]", has_text="Draft").wait_for()
    assert (stage(), Act.objects.get().reason) == (Stage.DRAFT, "Who says so?")


def test_the_enter_key_in_a_field_saves_and_moves_nothing(opened):
    page = opened(make_article(stage=Stage.SUBBING))

    page.get_by_label("Slugline").fill("ferry-two")
    page.get_by_label("Slugline").press("Enter")

    page.get_by_text("was changed successfully").wait_for()
    assert (stage(), Article.objects.get().slugline) == (Stage.SUBBING, "ferry-two")
    assert not Act.objects.exists()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_bar_fits_and_its_buttons_can_be_hit(opened, width, color_scheme):
    article = make_article(stage=Stage.LEGAL, is_flagged=True)

    page = opened(article, width=width, color_scheme=color_scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for button in page.locator(".stage-bar .button:visible").all():
        box = button.bounding_box()
        assert box["height"] >= 24  # CSS pixels: WCAG 2.2, 2.5.8
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
