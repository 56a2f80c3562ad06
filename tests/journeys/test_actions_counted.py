"""
How much it takes to do what is done every day: clicks and page loads together, as the browser
itself reports them. Typing, and the keys that one types with, are free.
"""

import re

import pytest
from django.urls import reverse

from articles.models import Article, Edition
from tests.factories import make_correspondent, make_live, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-demo-word"

#: Tells each click of a pointer, and each page that has loaded. The click that the Enter key
#: makes of itself has no detail.
LISTEN = """
addEventListener("click", ({ isTrusted, detail }) => {
    if (isTrusted && detail) { counted("click"); }
}, { capture: true });
addEventListener("load", () => { counted("load"); });
"""


@pytest.fixture
def counted(new_page):
    """A page, and the list of what was counted in it: "click" or "load", in order."""
    page, actions = new_page(), []
    page.context.expose_function("counted", lambda action: actions.append(action))
    page.context.add_init_script(LISTEN)
    return page, actions


def log_in(page, name, *, at):
    page.goto(at)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def told(page, words):
    page.locator(".messagelist", has_text=words).wait_for()
    page.wait_for_load_state("load")


def add_tag(page, name):
    page.keyboard.type(name)
    page.locator(".select2-results__option", has_text=name).first.wait_for()
    page.keyboard.press("Enter")


def test_a_new_story_is_out_after_twelve_actions(counted, live_server):
    make_user(username="ines", password=PASSWORD)
    make_section("Harbour")
    page, actions = counted

    log_in(page, "ines", at=f"{live_server.url}/admin/")
    page.locator("a[href$='/articles/article/add/']").first.click()
    page.locator(".ProseMirror").wait_for()
    page.keyboard.type("Ferry leaves on time")  # the cursor waits in the headline
    page.locator("#id_bylines-0-name").click()
    page.keyboard.type("Odile Marsh")
    page.locator(".ProseMirror").click()
    page.keyboard.type("The boat left at nine.\nNobody was late.\nIt came back at noon.")
    page.locator("#id_section").click()
    page.keyboard.type("Harb")
    page.keyboard.press("Enter")
    page.locator(".field-tags .select2-search__field").click()
    add_tag(page, "Ferries")
    add_tag(page, "Quays")
    page.get_by_role("button", name="Save and publish").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    told(page, "Published")

    edition = Edition.objects.get()
    assert (edition.headline, edition.section.name) == ("Ferry leaves on time", "Harbour")
    assert edition.body.count("<p>") == 3
    assert [byline["name"] for byline in edition.bylines] == ["Odile Marsh"]
    assert {tag.name for tag in Article.objects.get().tags.all()} == {"Ferries", "Quays"}
    assert len(actions) <= 12, actions


@pytest.fixture
def many():
    """A live story with a slip of the pen, among 20,000."""
    story = make_live(headline="Ferry laeves on time", section=make_section(), by=make_user())
    make_correspondent()
    Article.objects.bulk_create(
        Article(headline=f"Quay {number} is mended", body="<p>It was.</p>", length=2)
        for number in range(20_000)
    )
    return story


def test_a_word_in_a_live_story_is_mended_after_six_actions(counted, live_server, many):
    make_user(username="ines", password=PASSWORD)
    page, actions = counted
    log_in(page, "ines", at=live_server.url + reverse("admin:articles_article_changelist"))
    page.locator("#result_list").wait_for()
    page.wait_for_load_state("load")
    actions.clear()

    page.locator("#searchbar").focus()
    page.keyboard.type("laeves")
    page.keyboard.press("Enter")
    page.locator("#result_list").get_by_role("link", name=re.compile("laeves")).first.click()
    page.get_by_label("Headline").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Ferry leaves on time")
    page.get_by_role("button", name="Save and publish now").click()
    told(page, "Saved and published")

    newest = Edition.objects.latest("pk")
    assert (newest.article_id, newest.headline) == (many.pk, "Ferry leaves on time")
    assert len(actions) <= 6, actions
