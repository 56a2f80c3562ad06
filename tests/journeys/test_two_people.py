"""Two people in one story, each in a browser of their own: nothing that either types is lost."""

import pytest
from django.urls import reverse

from articles.models import Article, Clash
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND, THIRD = (
    "<p>The boat left the quay at nine.</p>",
    "<p>Nobody was on it that day.</p>",
    "<p>It came back in the evening.</p>",
)


@pytest.fixture
def article():
    return make_article(headline="Ferry leaves", body=FIRST + SECOND + THIRD, tags=["ferries"])


@pytest.fixture
def sit_down(new_page, live_server, complaints):
    """Log somebody new in, in a browser of their own, and open a story's form."""
    # What a browser says of a form that comes back.
    complaints.allow("status of 4[0-9]{2}")

    def open_form(name, article, **options):
        make_user(username=name, first_name=name.title(), password="a-long-demo-word")
        page = new_page(**options)
        form = live_server.url + reverse("admin:articles_article_change", args=[article.pk])
        page.goto(f"{live_server.url}/admin/login/?next={form.removeprefix(live_server.url)}")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill("a-long-demo-word")
        page.get_by_role("button", name="Log in").click()
        page.locator("[name=headline]").wait_for()
        return page

    return open_form


def type_after(page, words, typed):
    """Put the cursor after some words of the body, and type."""
    page.locator(".ProseMirror p", has_text=words).click()
    page.keyboard.press("End")
    page.wait_for_timeout(200)  # ms: the editor hears of a moved cursor a little later
    page.keyboard.type(typed)


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()


def choose(page, field, choice):
    place = page.get_by_role("group", name=field)
    place.get_by_label(choice).click()


def test_what_each_typed_elsewhere_is_in_the_story(sit_down, article):
    ines, joe = sit_down("ines", article), sit_down("joe", article)
    ines.locator("[name=headline]").fill("Ferry sails")
    type_after(ines, "nine", " Ines was there.")
    joe.get_by_label("Kicker").fill("At sea")
    type_after(joe, "evening", " Joe was not.")

    save(ines)
    ines.get_by_text("was changed successfully").wait_for()
    save(joe)
    joe.get_by_text("Saved meanwhile: Ines. Both their changes and yours").wait_for()

    newest = Article.objects.get().newest()
    assert (newest.number, newest.headline, newest.kicker) == (3, "Ferry sails", "At sea")
    assert newest.body == (
        "<p>The boat left the quay at nine. Ines was there.</p>"
        f"{SECOND}"
        "<p>It came back in the evening. Joe was not.</p>"
    )
    assert newest.tags == ["ferries"]
    assert [line["name"] for line in newest.bylines] == ["Odile Marsh"]
    assert joe.locator("[name=headline]").input_value() == "Ferry sails"
    assert not Clash.objects.exists()

    joe.get_by_role("link", name="See what came of both").click()
    joe.locator("ins", has_text="Ines was there.").wait_for()
    joe.locator("ins", has_text="Joe was not.").wait_for()


def test_what_both_typed_in_one_place_is_settled_by_clicks(sit_down, article):
    ines, joe = sit_down("ines", article), sit_down("joe", article)
    for page, word in ((ines, "sails"), (joe, "stays")):
        page.locator("[name=headline]").fill(f"Ferry {word}")
        type_after(page, "Nobody", f" The ferry {word}.")
    type_after(joe, "nine", " Joe was there.")

    save(ines)
    ines.get_by_text("was changed successfully").wait_for()
    save(joe)
    joe.get_by_role("heading", name="2 places to settle").wait_for()

    assert joe.locator(".clash input:checked").count() == 0
    assert joe.locator("[name=headline]").input_value() == "Ferry stays"
    assert Clash.objects.get().contents["headline"] == "Ferry stays"

    choose(joe, "Headline", "Keep mine")
    choose(joe, "Body", "Keep theirs")
    joe.get_by_role("button", name="Save with these choices").click()
    joe.get_by_text("was changed successfully").wait_for()

    newest = Article.objects.get().newest()
    assert (newest.number, newest.headline) == (3, "Ferry stays")
    assert "Nobody was on it that day. The ferry sails." in newest.body
    assert "Joe was there." in newest.body
    joe.get_by_role("link", name="Copy kept from 1 clash").click()
    joe.locator("ins", has_text="stays.").wait_for()


def test_a_clash_is_settled_on_a_telephone_without_javascript(sit_down, article):
    ines = sit_down("ines", article, java_script_enabled=False)
    joe = sit_down("joe", article, java_script_enabled=False, width=390)
    for page, word in ((ines, "sails"), (joe, "stays")):
        page.locator("textarea[name=body]").fill(f"{FIRST}{SECOND}{THIRD}<p>The ferry {word}.</p>")
    joe.get_by_label("Kicker").fill("At sea")

    save(ines)
    save(joe)
    assert joe.evaluate("document.documentElement.scrollWidth") <= 390
    choose(joe, "Body", "Keep both")
    joe.get_by_role("button", name="Save with these choices").click()

    newest = Article.objects.get().newest()
    assert newest.body.endswith("<p>The ferry sails.</p><p>The ferry stays.</p>")
    assert newest.kicker == "At sea"


def test_who_publishes_from_an_old_form_sees_what_changed(sit_down, article):
    ines, joe = sit_down("ines", article), sit_down("joe", article)
    type_after(ines, "Nobody", " Ines was.")
    joe.locator("[name=headline]").fill("Ferry sails")

    save(ines)
    ines.get_by_text("was changed successfully").wait_for()
    joe.get_by_role("button", name="Save and publish").click()
    joe.get_by_role("heading", name="From Revision 1, which you saw, to Revision 2").wait_for()

    joe.locator(".clash ins", has_text="Ines was.").wait_for()
    assert joe.locator("[name=headline]").input_value() == "Ferry sails"
    assert Article.objects.get().headline == "Ferry leaves"

    save(joe)
    joe.get_by_text("Saved meanwhile: Ines.").wait_for()
    newest = Article.objects.get().newest()
    assert newest.headline == "Ferry sails"
    assert "Ines was." in newest.body
