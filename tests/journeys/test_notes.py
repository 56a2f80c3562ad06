"""Notes on a story, as people write them: in a browser."""

import re

import pytest

from articles.desk import notes
from articles.models import Note, Notice
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "Typed into the headline and not saved"


@pytest.fixture
def open_form(live_server, client):
    """Open a story's form in a page, as somebody who is logged in."""

    def open_it(page, article, user):
        client.force_login(user)
        page.context.add_cookies(
            [
                {
                    "name": "sessionid",
                    "value": client.cookies["sessionid"].value,
                    "url": live_server.url,
                }
            ]
        )
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        return page

    return open_it


def log_out(page):
    cookies = [each for each in page.context.cookies() if each["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)


def test_a_note_is_sent_without_leaving_the_form(new_page, open_form):
    article, ana = make_article(), make_user(username="ana")
    page = open_form(new_page(), article, make_user())
    page.get_by_label("Headline").fill(TYPED)
    page.get_by_label("A new note").fill("Who says so, @ana? <b>")
    page.get_by_role("button", name="Send the note").click()

    page.locator(".note--written").wait_for()

    [note] = Note.objects.all()
    assert page.evaluate("document.activeElement.id") == f"note-{note.pk}"
    assert page.locator(".note .words").inner_text() == "Who says so, @ana? <b>"
    assert page.get_by_label("Headline").input_value() == TYPED
    assert page.get_by_label("A new note").input_value() == ""
    assert Notice.objects.get().to == ana


def test_an_answer_is_sent_and_what_else_was_typed_stays(new_page, open_form):
    article = make_article()
    first = notes.write(article, "First", by=make_user())
    page = open_form(new_page(), article, make_user())
    page.get_by_label("A new note").fill("Half a")
    page.get_by_text(re.compile("^Answer")).click()
    page.get_by_label("Your answer").fill("An answer")
    page.get_by_role("button", name="Send the answer").click()

    page.locator(".answers .note--written").wait_for()

    assert Note.objects.get(text="An answer").thread == first
    assert page.get_by_label("A new note").input_value() == "Half a"


def test_a_refused_note_comes_back_with_the_reason(new_page, open_form, complaints):
    complaints.allow("400")
    page = open_form(new_page(), make_article(), make_user())
    page.get_by_label("Headline").fill(TYPED)
    page.get_by_label("A new note").fill("Ask @nobody")
    page.get_by_role("button", name="Send the note").click()

    page.get_by_text("Not sent: There is nobody called @nobody on the desk.").wait_for()

    assert page.get_by_label("A new note").input_value() == "Ask @nobody"
    assert page.evaluate("document.activeElement.id") == "id_note-new"
    assert page.get_by_label("Headline").input_value() == TYPED


def test_a_typed_note_outlasts_the_story_being_saved(new_page, open_form):
    page = open_form(new_page(), make_article(), make_user())
    page.get_by_label("A new note").fill("To be sent when it is saved")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_text("was changed successfully").wait_for()

    assert page.get_by_label("A new note").input_value() == "To be sent when it is saved"
    page.get_by_role("button", name="Send the note").click()
    page.locator(".note--written").wait_for()
    page.reload()
    assert page.get_by_label("A new note").input_value() == ""


def test_a_note_outlasts_the_network_and_the_log_in(new_page, open_form, complaints):
    complaints.allow("ERR_INTERNET_DISCONNECTED|403|Content-Security-Policy")
    article, writer = make_article(), make_user()
    page = open_form(new_page(), article, writer)
    lament = page.get_by_text("The note was not sent; it is still here.")
    send = page.get_by_role("button", name="Send the note")
    page.get_by_label("A new note").fill("It is here")

    page.context.set_offline(True)
    send.click()
    lament.wait_for()
    page.context.set_offline(False)
    log_out(page)
    send.click()
    page.wait_for_timeout(500)
    lament.wait_for()
    assert not Note.objects.exists()

    open_form(page.context.new_page(), article, writer).close()
    send.click()
    page.locator(".note--written").wait_for()
    assert Note.objects.get().text == "It is here"


def test_a_token_of_before_the_log_in_is_renewed(new_page, open_form, complaints):
    complaints.allow("403")
    page = open_form(new_page(), make_article(), make_user())
    page.get_by_label("Headline").fill(TYPED)
    page.get_by_label("A new note").fill("It is here")
    page.evaluate("""for (const each of document.getElementsByName("csrfmiddlewaretoken"))
        { each.value = "x".repeat(64); }""")
    page.get_by_role("button", name="Send the note").click()

    page.locator(".note--written").wait_for()

    assert Note.objects.get().text == "It is here"
    assert page.get_by_label("Headline").input_value() == TYPED
    assert "xxx" not in page.locator("[name=csrfmiddlewaretoken]").first.input_value()


def test_without_javascript_it_works_too(new_page, open_form, complaints):
    complaints.allow("400")
    article = make_article()
    notes.write(article, "First", by=make_user())
    page = open_form(new_page(java_script_enabled=False), article, make_user())
    page.get_by_text(re.compile("^Answer")).click()
    page.get_by_label("Your answer").fill("Ask @nobody")
    page.get_by_role("button", name="Send the answer").click()

    assert "There is nobody called @nobody" in page.locator(".errornote").inner_text()
    assert page.get_by_label("Your answer").input_value() == "Ask @nobody"
    page.get_by_label("Your answer").fill("Ask somebody")
    page.get_by_role("button", name="Send the answer").click()

    note = Note.objects.get(text="Ask somebody")
    assert page.url.endswith(f"/{article.pk}/change/#note-{note.pk}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_screen(new_page, open_form, live_server, width, scheme):
    article, writer = make_article(), make_user(username="ana")
    first = notes.write(article, "https://paper.example/" + "x" * 300, by=make_user())
    notes.write(article, "@ana " + "y" * 500, by=make_user(), answers=first)
    notes.write(make_article(headline="Ferry" * 30), "@ana", by=make_user())
    page = open_form(new_page(width=width, color_scheme=scheme), article, writer)

    for path in (None, "/admin/", "/admin/notices/"):
        if path:
            page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
