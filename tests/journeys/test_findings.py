"""The checks beside the form: found as one writes, gone to, mended; and overruled with a reason."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import Article, Edition
from articles.workflow import Stage
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-demo-word"
WHY = "TK is the name of the ship."
BODY = "<p>The boat left the quay at nine.</p><ul><li><p>It came back at ten.</p></li></ul>"


@pytest.fixture
def opened(live_server, new_page):
    """Open a story's form as an editor, in a browser of one's choice."""
    # A test before may have emptied the tables.
    call_command("migrate", verbosity=0)
    make_user(username="ines", password=PASSWORD)

    def open_form(article, **browser):
        page = new_page(**browser)
        page.goto(f"{live_server.url}{reverse('admin:articles_article_change', args=[article.pk])}")
        page.get_by_label("Username").fill("ines")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        return page

    return open_form


def marked():
    """Copy that two marks are in, of a story that is ready but for them."""
    article = make_article(headline="Ferry leaves TK", standfirst="At nine, TK.", body=BODY)
    Article.objects.update(stage=Stage.SUBBING)
    return article


def counted(page, says):
    page.locator(".findings__sum", has_text=says).wait_for()


def selected(page, selector):
    """The words that are selected in a field, if it has the focus."""
    return page.locator(selector).evaluate(
        "field => field === document.activeElement"
        " && field.value.slice(field.selectionStart, field.selectionEnd)"
    )


def around(page):
    """The words that are selected in the body, with those before and after."""
    return page.evaluate(
        """() => {
            const range = getSelection().getRangeAt(0), text = range.startContainer.textContent;
            const inView = range.getBoundingClientRect();
            const isSeen = inView.top > 100 && inView.bottom < innerHeight - 100;
            return [text.slice(0, range.startOffset), String(range), isSeen];
        }"""
    )


def test_marks_are_found_as_one_writes_gone_to_and_mended(opened):
    page = opened(marked())
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    counted(page, "2 warnings")
    body = page.locator(".ProseMirror")

    # Typed at the end of the body, in the last item of its list.
    body.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Some TK said that TK was late.")
    counted(page, "4 warnings")
    marks = page.locator("#findings a", has_text="Body: “TK”")
    marks.nth(1).click()
    assert around(page) == ["It came back at ten. Some TK said that ", "TK", True]
    assert page.evaluate("document.activeElement.matches('.ProseMirror')")

    # What is selected is written over; the marks that are left are found where they are then.
    page.keyboard.type("she")
    counted(page, "3 warnings")
    marks.nth(0).click()
    assert around(page) == ["It came back at ten. Some ", "TK", True]

    # By the keyboard: on to the next, and back to the list.
    page.locator("#findings summary").first.focus()
    page.keyboard.press("Alt+Shift+N")
    while selected(page, "#id_headline") is False:
        page.keyboard.press("Alt+Shift+N")
    assert selected(page, "#id_headline") == "TK"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").startswith("Headline: “TK”")
    page.keyboard.press("Enter")
    page.keyboard.type("late")
    counted(page, "2 warnings")
    assert page.get_by_label("Headline").input_value() == "Ferry leaves late"

    # Nothing is asked where nothing has changed.
    page.wait_for_timeout(900)
    before = len([url for url in asked if url.endswith("/findings/")])
    page.get_by_label("Headline").press("ArrowLeft")
    page.get_by_label("Headline").press("x")
    page.get_by_label("Headline").press("Backspace")
    page.wait_for_timeout(900)
    assert len([url for url in asked if url.endswith("/findings/")]) == before


def test_errors_stop_the_press_until_somebody_says_why(opened, complaints):
    complaints.allow("409")
    page = opened(marked(), width=390, color_scheme="dark")
    # Where there is little room, one line says how many there are.
    assert page.locator("#findings[open]").count() == 0
    page.locator("#findings > summary").click()
    page.get_by_label("Standfirst").fill("At nine.")
    counted(page, "1 warning")

    page.get_by_role("button", name="Publish…").click()
    page.get_by_text("Headline: “TK”").wait_for()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("The checks found errors, which stop this").wait_for()
    assert not Edition.objects.exists()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_label("Overrule, because").fill(WHY)
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Published.").wait_for()
    [mark] = [each for each in Edition.objects.get().findings if each["level"] == "error"]
    assert (mark["check"], mark["by"], mark["overruled"]) == ("marks", "ines", WHY)


def test_without_a_script_the_panel_is_there_and_its_links_lead_to_the_fields(opened):
    page = opened(marked(), java_script_enabled=False)

    counted(page, "2 warnings")
    page.get_by_role("link", name="Standfirst: “TK”").click()

    assert page.url.endswith("#id_standfirst")
