"""Writing in the editor, as people do: they type, paste, quote, embed and link. In a browser."""

from pathlib import Path

import pytest
from django.urls import reverse

from articles import press
from articles.models import Article
from articles.text.markup import sanitise
from tests.factories import make_article, make_live, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLES = Path(__file__).parent.parent / "samples" / "clipboard"
COPIED = sorted(path.stem for path in SAMPLES.glob("*.html") if "." not in path.stem)

#: Milliseconds: the editor hears of a moved cursor a little later.
A_LITTLE = 200

FILM = "https://vimeo.com/76979871"
FRAME = "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"


@pytest.fixture
def editor():
    return make_user()


@pytest.fixture
def desk(new_page, live_server, client, editor):
    """A story's form (by default that of a new one) in a page of an editor's browser."""
    client.force_login(editor)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page = new_page()
    page.context.add_cookies([cookie | {"url": live_server.url}])

    def open_form(article=None):
        name, args = ("change", [article.pk]) if article else ("add", [])
        page.goto(live_server.url + reverse(f"admin:articles_article_{name}", args=args))
        page.locator(".prose-menubar").wait_for()
        return page

    return open_form


def write(page, *typed):
    """Type words and press keys ("<Enter>") at the end of the body."""
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.wait_for_timeout(A_LITTLE)
    press_keys(page, *typed)


def press_keys(page, *typed):
    for words in typed:
        if words.startswith("<"):
            page.keyboard.press(words.strip("<>"))
            page.wait_for_timeout(50)
        else:
            page.keyboard.type(words)


def clear(page):
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.wait_for_timeout(A_LITTLE)


def body(page):
    """The body as the desk would save it."""
    return sanitise(page.locator("textarea[name=body]").input_value())


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator(".messagelist .success").wait_for()


COPY = """([html, text]) => {
    document.addEventListener("copy", (event) => {
        if (html) { event.clipboardData.setData("text/html", html); }
        event.clipboardData.setData("text/plain", text);
        event.preventDefault();
    }, { once: true });
    getSelection().selectAllChildren(document.body);
    document.execCommand("copy");
}"""


@pytest.fixture
def paste(live_server):
    """Paste into a page what another program has copied: by way of the real clipboard."""

    def paste_it(page, html="", text="x"):
        page.context.route(
            "**/program/",
            lambda route: route.fulfill(body="<p>Program</p>", content_type="text/html"),
        )
        program = page.context.new_page()
        program.goto(f"{live_server.url}/program/")
        program.evaluate(COPY, [html, text])
        program.close()
        page.bring_to_front()
        page.keyboard.press("Control+v")
        page.wait_for_timeout(A_LITTLE)

    return paste_it


def test_what_word_processors_copy_is_pasted_saved_and_printed_clean(desk, paste, client, editor):
    assert len(COPIED) == 4
    make_section()
    page = desk(make_article(headline="From elsewhere"))

    for name in COPIED:
        expected = (SAMPLES / f"{name}.expected.html").read_text().replace("\n", "")
        clear(page)
        paste(page, (SAMPLES / f"{name}.html").read_text())
        assert body(page) == expected, name

        save(page)
        article = Article.objects.get()
        assert article.body == expected, name
        edition = press.publish(article, by=editor, overrule="To see it printed")
        assert f'<div class="copy">{expected}</div>' in client.get(edition.path).text, name


def test_too_much_at_once_is_refused_and_nothing_typed_is_lost(desk, paste):
    page = desk()
    write(page, "Typed before. ")

    paste(page, "<p>" + "<span class=x>Ferry</span> " * 80_000 + "</p>")

    assert "too much to paste at once" in page.locator(".editor-says").inner_text()
    paste(page, f'<p>Seen. <img src="data:image/png;base64,{"A" * 2_000_000}"></p>')
    assert body(page) == "<p>Typed before. Seen.</p>"
    page.get_by_text("Pictures cannot be pasted or dropped here").wait_for()
    press_keys(page, "More.")
    assert page.locator(".editor-says").inner_text() == ""


def test_quotation_marks_are_set_as_one_types_by_language(desk):
    page = desk()

    write(page, """He said "no" -- it's 'final' in the '90s; rock 'n' roll... 6' 2" """)
    write(page, """"in 1990" https://x.example/?a='b' """)
    assert body(page) == (
        "<p>He said “no” – it’s ‘final’ in the ’90s; rock ’n’ roll… 6' 2\" "
        "“in 1990” https://x.example/?a='b' </p>"
    )

    for language, typed, becomes in [
        ("de", "\"Ja\", 'so' geht's", "„Ja“, ‚so‘ geht’s"),
        ("fr-FR", '"Oui", l\'eau', "«\u202fOui\u202f», l’eau"),
        ("es", '"Sí"', "«Sí»"),
        ("sv", "\"Ja\" och 'nej'", "”Ja” och ’nej’"),
    ]:
        # By hand: where the form folds the field away is no matter here.
        page.locator("#id_language").evaluate("(field, tag) => { field.value = tag; }", language)
        clear(page)
        press_keys(page, typed)
        assert body(page) == f"<p>{becomes}</p>"
        page.locator("#id_kicker").fill("")
        page.locator("#id_kicker").click()
        press_keys(page, typed)
        assert page.locator("#id_kicker").input_value() == becomes


def test_what_was_typed_comes_back_by_backspace_and_by_undo(desk):
    page = desk()

    write(page, 'a "', "<Backspace>", "b -", "-", "<Control+z>")
    assert body(page) == '<p>a "b --</p>'

    for name in ("headline", "standfirst"):
        box = page.locator(f"#id_{name}")
        box.click()
        press_keys(page, 'a "', "<Backspace>", "b...", "<Control+z>")
        assert box.input_value() == 'a "b...'


def test_boxes_embeds_and_links_are_made_by_keyboard_and_read_by_readers(
    desk, paste, new_page, live_server, editor
):
    target = make_live(by=editor, headline="Bridge closes for a week")
    make_section("Town")
    page = desk()
    page.get_by_label("Headline").first.fill("Harbour wall to be rebuilt")
    page.locator("#id_section").select_option(label="Town")

    write(
        page,
        "It fell.",
        "<Enter>",
        "<Alt+Shift+Q>",
        "So it did.",
        "<ArrowDown>",
        "Ann Lark",
        "<Enter>",
    )
    press_keys(
        page,
        "It stands.",
        "<Enter>",
        "<Alt+Shift+F>",
        "The wall",
        "<Enter>",
        "Old.",
        "<Control+Enter>",
    )
    embed(page, "https://film.example/1", FILM, "At spring tide")
    press_keys(page, "<Enter>", "See ")
    link(page, "bridge")
    press_keys(page, " or ")
    paste(page, text=f"{live_server.url}{target.edition.path}")
    page.locator('.ProseMirror a[href^="story:"]').nth(1).wait_for()
    to_target = f'<a href="story:{target.uid}">Bridge closes for a week</a>'

    assert body(page) == (
        '<p>It fell.</p><aside class="pullquote"><p>So it did.</p><cite>Ann Lark</cite></aside>'
        '<p>It stands.</p><aside class="factbox"><h3>The wall</h3><p>Old.</p></aside>'
        f'<figure data-embed="{FILM}"><figcaption>At spring tide</figcaption></figure>'
        f"<p>See {to_target} or {to_target}</p>"
    )
    typed = body(page)
    save(page)
    story = Article.objects.get(headline="Harbour wall to be rebuilt")
    assert story.body == typed
    assert body(page) == typed
    read(new_page(), f"{live_server.url}{press.publish(story, by=editor).path}", target)


def embed(page, refused, address, caption):
    """Try to embed from an address that is refused, then from one that is not."""
    press_keys(page, "<Alt+Shift+E>")
    dialog = page.get_by_role("dialog", name="Embed a video, sound or post")
    dialog.get_by_label("Address").fill(refused)
    press_keys(page, "<Enter>")
    assert "It can be from YouTube, Vimeo" in dialog.get_by_role("alert").inner_text()
    assert dialog.get_by_label("Address").input_value() == refused
    dialog.get_by_label("Address").fill(address)
    press_keys(page, "<Enter>")
    dialog.wait_for(state="detached")
    press_keys(page, caption)


def link(page, words):
    """Search for a story of ours, and link to it."""
    press_keys(page, "<Alt+Shift+K>")
    dialog = page.get_by_role("dialog", name="Link to a story of ours")
    dialog.get_by_role("combobox").fill(words)
    option = dialog.get_by_role("option")
    page.wait_for_function("document.querySelectorAll('.story-picker li').length === 1")
    assert "Live · Harbour" in option.inner_text()
    press_keys(page, "<ArrowDown>", "<Enter>")
    dialog.wait_for(state="detached")


def read(page, url, target):
    """Read the story as readers do: the film comes only when they ask for it."""
    asked = []
    page.route(
        "https://player.vimeo.com/**",
        lambda route: (asked.append(route.request.url), route.fulfill(body="Film")),
    )
    page.goto(url)
    card = page.locator("figure.embed")
    assert card.get_by_role("link", name="Watch on Vimeo").get_attribute("href") == FILM
    assert asked == []

    card.get_by_role("button", name="Play the video here").click()

    frame = card.locator("iframe")
    assert frame.get_attribute("title") == "Video: At spring tide"
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    assert page.frame_locator("iframe").locator("body").inner_text() == "Film"
    assert asked == [FRAME]
    page.get_by_role("link", name="Bridge closes for a week").first.click()
    assert page.url.endswith(target.edition.path)
