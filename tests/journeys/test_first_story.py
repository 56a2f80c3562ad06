"""The first story's way, as people go it: from the queue of the demo to a stranger's screen."""

import re
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.processes import ROOT

HEADLINE = "Officers may walk where they used to drive"
WORDS = "This paragraph was written on the desk."
#: Words of the seed story that no page of an empty paper has.
SEED = ["unleash", "Cressida", "Martin Evans", "Metropolitan", "Crime", "Telegraph"]
TAG = "Night walks"

SURFACES = [
    *("/", "/feed/", "/sitemap.xml"),
    *("/crime/", "/crime/feed/"),
    *("/topic/night-walks/", "/topic/night-walks/feed/", "/topic/london/"),
    *("/by/martin-evans/", "/by/martin-evans/feed/"),
]


@pytest.fixture
def site(site_env):
    """The address of a site that the README's first command serves."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    env = {**site_env, "DEMO_PASSWORD": "a-long-demo-word"}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL) as demo:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
        demo.terminate()


def wait_for(url, *, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return urlopen(url)
        except URLError:
            time.sleep(0.2)
    raise TimeoutError(url)


@pytest.fixture
def desk(site, new_page):
    """The editor's page, logged in, with the seed story's form open."""
    page = new_page()
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a-long-demo-word")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Articles", exact=True).first.click()
    page.get_by_role("link", name=re.compile("Met prepares")).click()
    return page


@pytest.fixture
def read(site, new_page):
    """What a stranger without JavaScript gets at a path: the text of the answer."""
    stranger = new_page(java_script_enabled=False)
    return lambda path: stranger.context.request.get(site + path).text()


def seen(read, words):
    """The surfaces on which a stranger finds any of these words."""
    return [path for path in SURFACES if any(word in read(path) for word in words)]


def write(desk, *, headline, words):
    desk.get_by_label("Headline").fill(headline)
    desk.locator(".ProseMirror").click()
    desk.keyboard.press("Control+Home")
    desk.keyboard.type("NEW: ")
    desk.keyboard.press("Control+End")
    desk.wait_for_timeout(200)  # ms: the editor hears of a moved cursor a little later
    desk.keyboard.press("Enter")
    desk.keyboard.type(words)


def add_tag(desk, name):
    desk.locator(".field-tags .select2-search__field").type(name)
    desk.locator(".select2-results__option", has_text=name).first.wait_for()
    desk.keyboard.press("Enter")


def test_the_seed_story_goes_out(site, desk, read):
    assert seen(read, SEED) == []

    write(desk, headline=HEADLINE, words=WORDS)
    add_tag(desk, TAG)
    desk.get_by_role("button", name="Save and proof").click()
    assert desk.get_by_role("heading", name=HEADLINE).is_visible()
    assert desk.get_by_text(WORDS).is_visible()
    assert desk.get_by_role("link", name=TAG).is_visible()
    assert seen(read, [*SEED, HEADLINE, WORDS, TAG]) == []

    desk.go_back()
    desk.get_by_role("link", name="Publish…").click()
    desk.get_by_role("button", name="Publish").click()
    live = desk.get_by_role("link", name="Read it on the site").get_attribute("href")

    assert seen(read, [HEADLINE, live]) == SURFACES
    page = read(live)
    assert all(words in page for words in (HEADLINE, WORDS, TAG, "Martin Evans", "NEW: SCOTLAND"))

    desk.get_by_role("link", name="Proof", exact=True).click()
    desk.go_back()  # and on with the same story
    write(desk, headline="Words that are not out", words="Nor are these.")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_text("was changed successfully").wait_for()

    assert seen(read, ["Words that are not out", "Nor are these"]) == []
    assert seen(read, [HEADLINE, live]) == SURFACES
    assert read(live) == page


def test_typed_words_are_stored_as_typed(desk):
    write(desk, headline=HEADLINE, words='He said "no" -- and it\'s final.')
    desk.get_by_role("button", name="Save and continue editing").click()
    desk.get_by_text("was changed successfully").wait_for()

    body = desk.locator("textarea[name=body]").input_value()

    assert "<p>He said “no” – and it’s final.</p>" in body
    assert "&nbsp;" not in body
    assert "\u00a0" not in body


def test_a_story_is_begun_saved_and_published_without_javascript(site, new_page, read):
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/admin/login/?next=/admin/articles/article/add/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a-long-demo-word")
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Headline").fill("Plain words get through")
    page.locator("textarea[name=body]").fill("<p>Typed as HTML.</p>")
    page.get_by_label("Section:").select_option(label="Crime")
    page.get_by_role("button", name="Save and publish").click()
    page.get_by_role("button", name="Publish").click()

    assert "Plain words get through" in read("/crime/")


def test_a_tag_that_is_typed_and_left_is_kept(desk):
    desk.locator(".field-tags .select2-search__field").type(TAG)
    desk.get_by_label("Headline").click()
    add_tag(desk, "London walks")
    desk.get_by_role("button", name="Save and continue editing").click()
    desk.get_by_text("was changed successfully").wait_for()

    tags = desk.locator(".field-tags .select2-selection__choice").all_inner_texts()
    assert {text.strip("×\n ") for text in tags} >= {TAG, "London walks", "London"}
    assert len(tags) == 7
