"""Nothing that is typed into a story's form is lost, whatever happens: in a browser."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from articles.models import Article, Revision, Unsaved
from tests.factories import edit, make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-demo-word"
ADD = reverse("admin:articles_article_add")

#: Milliseconds: more than typing has to stop for before it is kept, and than two signs of life.
KEPT, SIGN_OF_LIFE = 15_000, 40_000


@pytest.fixture
def article():
    return make_article(headline="Ferry leaves on time", tags=["ferries"])


@pytest.fixture
def sit_down(new_page, live_server, complaints):
    """Log somebody in, in a browser of their own, with a story's form open (None: a new one)."""
    # What a browser says of the answer to who is logged out, and of the form that is refused.
    complaints.allow("status of 40[0-9]")
    complaints.allow("ERR_INTERNET_DISCONNECTED")

    def open_form(name, article, **options):
        make_user(username=name, first_name=name.title(), password=PASSWORD)
        page = new_page(**options)
        page.goto(f"{live_server.url}/admin/login/?next={form(article)}")
        log_in(page, name)
        page.get_by_label("Headline").wait_for()
        return page

    return open_form


def settled(page):
    """Wait until a form has all that it loads, the editor's modules too."""
    page.locator(".ProseMirror").wait_for()
    page.wait_for_load_state("networkidle")


def form(article):
    return reverse("admin:articles_article_change", args=[article.pk]) if article else ADD


def log_in(page, name):
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def another(page, article, live_server):
    """Open a story's form in another window of the same browser."""
    page = page.context.new_page()
    page.goto(live_server.url + form(article))
    return page


def headline(page):
    return page.get_by_label("Headline")


def type_body(page, words):
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.wait_for_timeout(200)  # ms: the editor hears of a moved cursor a little later
    page.keyboard.type(words)


def wait_kept(page, milliseconds=KEPT):
    page.get_by_text(re.compile(r"Kept at \d\d:\d\d")).wait_for(timeout=milliseconds)


def wait_copied(page, words):
    """Wait until the browser has a copy of some words."""
    page.wait_for_function(
        "words => Object.values(localStorage).some(text => text.includes(words))", arg=words
    )


def copies(page):
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('unsaved'))")


def bring_back(page):
    page.get_by_role("link", name=re.compile("^Bring it back")).first.click()
    page.get_by_text("It is not saved yet.").wait_for()


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_text("was changed successfully").wait_for()


def offer(page):
    return page.get_by_role("heading", name="You typed something here that is not saved")


def test_what_was_typed_in_a_tab_that_is_killed_comes_back(sit_down, article, live_server):
    page = sit_down("ines", article)
    headline(page).fill("Ferry sinks")
    type_body(page, " It went down.")
    page.locator(".field-tags .select2-search__field").type("Wrecks,")
    page.locator("#id_bylines-1-name").fill("Tom Reeve")
    wait_kept(page)
    page.close(run_before_unload=False)

    page = another(page, article, live_server)
    offer(page).wait_for()
    assert page.locator("#offers ins").first.inner_text() != ""
    bring_back(page)

    assert headline(page).input_value() == "Ferry sinks"
    assert "general surprise. It went down." in page.locator(".ProseMirror").inner_text()
    assert page.locator("#id_bylines-1-name").input_value() == "Tom Reeve"
    save(page)
    newest = Article.objects.get().newest()
    assert (newest.number, newest.headline) == (2, "Ferry sinks")
    assert newest.tags == ["ferries", "wrecks"]
    assert [line["name"] for line in newest.bylines] == ["Odile Marsh", "Tom Reeve"]
    assert not offer(page).is_visible()


def test_what_was_typed_a_moment_before_comes_back_from_the_browser(sit_down, article, live_server):
    page = sit_down("ines", article)
    settled(page)
    page.context.set_offline(True)  # as if it had been too soon for the server
    type_body(page, " A last word.")
    wait_copied(page, "A last word.")
    page.close(run_before_unload=False)
    assert not Unsaved.objects.exists()
    page.context.set_offline(False)

    page = another(page, article, live_server)
    offer(page).wait_for(timeout=KEPT)
    assert "A last word." in page.locator("#offers").inner_text()
    assert copies(page) == []
    bring_back(page)

    assert "A last word." in page.locator(".ProseMirror").inner_text()


def test_a_story_that_is_begun_comes_back(sit_down, live_server):
    page = sit_down("ines", None)
    headline(page).fill("Ferry sinks")
    type_body(page, "It went down.")
    wait_kept(page)
    page.close(run_before_unload=False)

    page = another(page, None, live_server)
    bring_back(page)
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_text("was added successfully").wait_for()

    assert Article.objects.get().body == "<p>It went down.</p>"
    page.goto(live_server.url + ADD)
    assert not offer(page).is_visible()


def test_what_was_typed_when_the_log_in_ended_is_there_after_the_next(sit_down, article):
    page = sit_down("ines", article)
    settled(page)
    Session.objects.all().delete()
    headline(page).fill("Ferry sinks")
    page.get_by_role("button", name="Save and continue editing").click()
    log_in(page, "ines")

    offer(page).wait_for(timeout=KEPT)
    bring_back(page)

    assert headline(page).input_value() == "Ferry sinks"
    save(page)
    assert Article.objects.get().headline == "Ferry sinks"
    assert copies(page) == []


def test_who_is_logged_out_is_told_and_logs_in_beside_the_form(sit_down, article):
    page = sit_down("ines", article)
    Session.objects.all().delete()
    headline(page).fill("Ferry sinks")
    page.get_by_text("You are no longer logged in.").wait_for(timeout=KEPT)

    with page.expect_popup() as popup:
        page.get_by_role("link", name="Log in in a new window").click()
    log_in(popup.value, "ines")
    popup.value.get_by_role("heading", name="The desk", exact=True).wait_for()
    page.bring_to_front()

    wait_kept(page, SIGN_OF_LIFE)
    save(page)
    assert Article.objects.get().headline == "Ferry sinks"


def test_what_was_typed_without_a_network_is_sent_when_it_is_back(sit_down, article):
    page = sit_down("ines", article)
    settled(page)
    page.context.set_offline(True)
    headline(page).fill("Ferry sinks")
    page.get_by_text("No connection: kept in this browser").wait_for(timeout=KEPT)
    assert not Unsaved.objects.exists()

    page.context.set_offline(False)
    wait_kept(page, SIGN_OF_LIFE)

    assert Unsaved.objects.get().fields["headline"] == ["Ferry sinks"]
    assert copies(page) == []


def test_two_windows_of_one_person_do_not_overwrite_each_other(sit_down, article, live_server):
    one = sit_down("ines", article)
    two = another(one, article, live_server)
    headline(one).fill("From one")
    headline(two).fill("From two")
    wait_kept(one)
    wait_kept(two)
    assert {row.fields["headline"][0] for row in Unsaved.objects.all()} == {"From one", "From two"}

    save(one)
    offer(one).wait_for()

    assert "From two" in one.locator("#offers").inner_text()
    assert Article.objects.get().headline == "From one"


def test_what_one_person_typed_is_not_offered_to_the_next_in_the_same_browser(
    sit_down, article, live_server
):
    page = sit_down("ines", article)
    settled(page)
    page.context.set_offline(True)
    headline(page).fill("Ines wrote this")
    wait_copied(page, "Ines wrote this")
    # Logged out before the line is back: a closing window still sends what it can.
    page.context.clear_cookies()
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    make_user(username="joe", password=PASSWORD)

    page = page.context.new_page()
    page.goto(f"{live_server.url}/admin/login/?next={form(article)}")
    log_in(page, "joe")
    headline(page).wait_for()
    page.wait_for_load_state("networkidle")

    assert not offer(page).is_visible()
    assert len(copies(page)) == 1
    assert not Unsaved.objects.exists()


def test_keeping_is_no_save_and_nobody_is_in_the_way(sit_down, article):
    ines, joe = sit_down("ines", article), sit_down("joe", article)
    headline(ines).fill("Ferry sinks")
    wait_kept(ines)

    joe.get_by_label("Kicker").fill("At sea")
    save(joe)
    save(ines)

    newest = Article.objects.get().newest()
    assert (newest.number, newest.kicker, newest.headline) == (3, "At sea", "Ferry sinks")
    assert Revision.objects.count() == 3


def test_what_was_thrown_away_is_gone_and_the_form_stays(sit_down, article, live_server):
    page = sit_down("ines", article)
    headline(page).fill("Thrown away")
    wait_kept(page)
    page.close(run_before_unload=False)
    page = another(page, article, live_server)
    page.get_by_label("Kicker").fill("Typed since")

    page.get_by_role("button", name=re.compile("^Throw it away")).click()
    offer(page).wait_for(state="detached")

    assert page.get_by_label("Kicker").input_value() == "Typed since"
    assert not [row for row in Unsaved.objects.all() if row.fields["headline"] == ["Thrown away"]]


def test_words_taken_back_are_not_offered(sit_down, article):
    page = sit_down("ines", article)
    headline(page).fill("Ferry sinks")
    wait_kept(page)

    headline(page).fill("Ferry leaves on time")
    page.get_by_text("Kept at").wait_for(state="hidden", timeout=KEPT)

    assert not Unsaved.objects.exists()


def test_opening_a_form_keeps_nothing_and_leaving_it_asks_nothing(sit_down, article, live_server):
    page = sit_down("ines", article)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator(".ProseMirror").click()
    page.wait_for_timeout(3_000)
    assert not Unsaved.objects.exists()

    headline(page).fill("Ferry sinks")
    page.goto(f"{live_server.url}/admin/")

    assert asked == []
    page.goto(live_server.url + form(article))
    offer(page).wait_for(timeout=KEPT)


def test_who_else_is_here_is_told_and_gone_without_a_reload(sit_down, article):
    ines, joe = sit_down("ines", article), sit_down("joe", article)

    assert joe.get_by_text("Also here: Ines").is_visible()
    ines.get_by_text("Also here: Joe").wait_for(timeout=SIGN_OF_LIFE)

    joe.goto("about:blank")
    ines.get_by_text("Also here: Joe").wait_for(state="hidden", timeout=SIGN_OF_LIFE)


def test_who_saves_meanwhile_is_told_without_a_reload(sit_down, article):
    page = sit_down("ines", article)
    edit(article, headline="Second")

    page.get_by_text("Somebody saved revision 2 meanwhile.").wait_for(timeout=SIGN_OF_LIFE)


def test_what_was_typed_is_offered_and_brought_back_without_javascript(sit_down, article):
    page = sit_down("ines", article, java_script_enabled=False)
    headline(page).fill("Ferry sinks")
    page.get_by_text("Publication and rights").click()
    page.get_by_label("Language").fill("no language at all")
    page.get_by_role("button", name="Save and continue editing").click()
    page.goto(page.url)

    bring_back(page)
    assert headline(page).input_value() == "Ferry sinks"
    page.go_back()
    page.get_by_role("button", name=re.compile("^Throw it away")).click()

    page.get_by_text("Thrown away.").wait_for()
    assert not Unsaved.objects.exists()
