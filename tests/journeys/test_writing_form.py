"""The form that one writes in, in a real browser: what it tells, and what the keyboard does."""

import re

import pytest
from django.urls import reverse

from articles.models import Article, Revision
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-demo-word"
BODY = "<p>The boat <em>left</em> the quay.<br>Nobody</p><h2>After</h2><ul><li><p>was</p></li></ul>"


@pytest.fixture
def opened(live_server, new_page):
    """Open a story's form as an editor, in a browser of one's choice."""

    def open_form(article, **browser):
        make_user(username="ines", password=PASSWORD)
        page = new_page(**browser)
        page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
        page.get_by_label("Username").fill("ines")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.locator("[name=headline]").wait_for()
        return page

    return open_form


def test_length_and_fit_follow_what_one_types_as_the_server_counts(opened):
    article = make_article(body=BODY)
    page = opened(article)
    says = page.locator(".length__says")
    assert says.inner_text() == f"{article.length} words"

    page.get_by_label("Commissioned length").fill("6")
    page.get_by_text(f"{article.length} of 6 words, {article.length - 6} over").wait_for()
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.wait_for_timeout(200)  # ms: the editor hears of a moved cursor a little later
    page.keyboard.type(" late")
    page.get_by_text(f"{article.length + 1} of 6 words").wait_for()
    page.get_by_label("Headline").fill("Ferry leaves the quay " * 4)
    verdicts = page.locator(".slot__verdict").all_inner_texts()
    assert verdicts[0] == "fits"
    assert verdicts[1].startswith("cut off after “")

    page.keyboard.press("Control+s")
    page.get_by_text("was changed successfully").wait_for()
    assert Article.objects.get().length == article.length + 1
    assert says.inner_text() == f"{article.length + 1} of 6 words, {article.length - 5} over"


def test_a_key_that_is_held_saves_once(opened):
    page = opened(make_article())
    posts = []
    page.on("request", lambda request: posts.append(request.url) if is_save(request) else None)

    page.get_by_label("Headline").fill("Second")
    for _press in range(3):
        page.keyboard.press("Control+s")
    page.get_by_text("was changed successfully").wait_for()

    assert len(posts) == 1
    assert Revision.objects.count() == 2


def is_save(request):
    return request.method == "POST" and request.is_navigation_request()


def test_the_keys_are_listed_and_the_single_one_can_be_switched_off(opened):
    page = opened(make_article())
    dialog = page.get_by_role("dialog", name="Shortcuts")
    heading = page.locator("h1")

    page.get_by_label("Slugline").press("?")
    assert not dialog.is_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    dialog.wait_for()
    assert "Save, and go on writing" in dialog.inner_text()
    page.get_by_label(re.compile("alone")).uncheck()
    page.keyboard.press("Escape")
    heading.click()
    page.keyboard.press("?")
    assert not dialog.is_visible()
    page.keyboard.press("Alt+Shift+M")
    assert page.evaluate("document.activeElement.id") == "id_note-new"


@pytest.mark.parametrize("width", [390, 1100])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_it_fits_the_screen_and_hides_no_field_that_has_the_focus(opened, width, color_scheme):
    page = opened(make_article(), width=width, color_scheme=color_scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for label in ("Slugline", "Standfirst", "Dateline", "Commissioned length"):
        field = page.get_by_label(label).first
        field.focus()
        box, buttons = field.bounding_box(), page.locator(".submit-row").bounding_box()
        assert box["y"] + box["height"] <= buttons["y"], label


def test_without_javascript_all_of_it_can_be_filled_and_saved(opened):
    page = opened(make_article(body=BODY), java_script_enabled=False, width=390)

    assert not page.get_by_role("button", name="Shortcuts").is_visible()
    assert not page.locator("#fits").is_visible()
    page.get_by_label("Standfirst").fill("All are well.")
    page.get_by_role("button", name="Save and continue editing").click()

    page.get_by_text("was changed successfully").wait_for()
    assert Article.objects.get().standfirst == "All are well."
