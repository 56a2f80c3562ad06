"""Pictures in copy, as people put them there: found in the library, said in words, put in order."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles import press
from articles.models import Article, PictureUse
from articles.text.markup import sanitise
from tests.factories import make_article, make_library_picture, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor():
    return make_user()


@pytest.fixture
def desk(new_page, live_server, client, editor):
    """A story's form (by default that of a new one) in a page of an editor's browser."""
    client.force_login(editor)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}

    def open_form(article=None, **options):
        page = new_page(**options)
        page.context.add_cookies([cookie | {"url": live_server.url}])
        name, args = ("change", [article.pk]) if article else ("add", [])
        page.goto(live_server.url + reverse(f"admin:articles_article_{name}", args=args))
        page.locator(".prose-menubar button").first.wait_for()
        return page

    return open_form


def body(page):
    """The body as the desk would save it."""
    return sanitise(page.locator("textarea[name=body]").input_value())


def body_becomes(page, expected):
    """Wait until the body, as the desk would save it, is this."""
    for _tries in range(50):
        if body(page) == expected:
            break
        page.wait_for_timeout(100)
    assert body(page) == expected


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator(".messagelist .success").wait_for()


def at_end(page):
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")


def search(page, words, count):
    """Search in the open dialog until so many pictures are there."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Words of a picture").fill(words)
    expect(dialog.locator(".picture-picker li")).to_have_count(count)
    return dialog


def drag(page, thumb, other):
    """Drag a picture to the upper half of another one."""
    thumb.scroll_into_view_if_needed()
    start, end = thumb.bounding_box(), other.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 40, steps=4)
    page.mouse.move(end["x"] + 30, end["y"] + 10, steps=4)
    page.mouse.up()


def test_a_picture_is_found_put_in_captioned_marked_and_copied(desk, live_server):
    ferry = make_library_picture(headline="Ferry at the quay")
    make_library_picture(headline="Mayor on the steps", caption="", alt="")
    story = make_article(headline="Ferry leaves", body="<p>It left.</p>")
    page = desk(story)

    at_end(page)
    page.keyboard.press("Alt+Shift+G")
    search(page, "quay", 1)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for(state="detached")
    page.keyboard.type("Look: ")

    figure = f'<figure data-picture="{ferry.pk}" data-alt="{ferry.alt}">'
    caption = f"<figcaption>Look: {ferry.caption}</figcaption></figure>"
    body_becomes(page, f"<p>It left.</p>{figure}{caption}")
    page.locator(".ProseMirror").get_by_label("Decorative").check()
    body_becomes(
        page, f'<p>It left.</p><figure data-picture="{ferry.pk}" data-decorative="true">{caption}'
    )
    save(page)
    assert list(PictureUse.objects.values_list("picture", "revision__number")) == [(ferry.pk, 2)]

    # Copied from there into another story.
    copied = body(page)
    for key in ("Control+a", "Control+c"):
        page.locator(".ProseMirror").press(key)
    page.goto(live_server.url + reverse("admin:articles_article_add"))
    page.locator(".prose-menubar button").first.wait_for()
    page.locator(".ProseMirror").press("Control+v")
    body_becomes(page, copied)


def test_a_gallery_of_three_is_put_in_order_by_keyboard(desk):
    three = [make_library_picture(headline=f"Quay {n}", caption=f"No. {n}", alt="") for n in "abc"]
    a, b, c = (
        f'<figure data-picture="{each.pk}"><figcaption>{each.caption}</figcaption></figure>'
        for each in three
    )
    story = make_article(headline="Ferry leaves", body="<p>It left.</p>")
    page = desk(story)

    at_end(page)
    page.keyboard.press("Alt+Shift+G")
    search(page, "quay", 3)
    for key in ["ArrowDown", "Space", "ArrowRight", "Space", "ArrowRight", "Enter"]:
        page.keyboard.press(key)
    # The latest came first.
    body_becomes(page, f'<p>It left.</p><aside class="gallery">{c}{b}{a}</aside>')

    page.keyboard.press("Alt+Shift+ArrowDown")
    body_becomes(page, f'<p>It left.</p><aside class="gallery">{b}{c}{a}</aside>')
    last = page.locator(".gallery .picture").nth(2)
    last.get_by_role("button", name="Earlier in the gallery").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Now number 2.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Now number 1.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is the first.")).to_be_visible()
    body_becomes(page, f'<p>It left.</p><aside class="gallery">{a}{b}{c}</aside>')

    drag(page, page.locator(".picture__thumb").nth(1), page.locator(".picture__thumb").nth(0))
    body_becomes(page, f'<p>It left.</p><aside class="gallery">{b}{a}{c}</aside>')

    page.locator(".gallery .picture").nth(1).get_by_role(
        "button", name="Remove the picture"
    ).click()
    page.locator(".gallery .picture").nth(1).get_by_role(
        "button", name="Remove the picture"
    ).click()
    body_becomes(page, f"<p>It left.</p>{b}")


def test_the_lead_picture_is_chosen_said_in_words_and_read(desk, new_page, live_server, editor):
    ferry = make_library_picture(headline="Ferry at the quay")
    gone = make_library_picture(headline="Quay in the fog", withdrawn_at=timezone.now())
    story = make_article(headline="Ferry leaves")
    page = desk(story)

    expect(page.locator("#id_lead_caption")).to_be_hidden()
    page.get_by_role("button", name="Choose a picture…").click()
    dialog = search(page, "quay", 2)
    dialog.get_by_role("radio", name="Quay in the fog").click()
    expect(dialog.get_by_text("“Quay in the fog” cannot be shown: Withdrawn.")).to_be_visible()
    dialog.get_by_role("radio", name="Ferry at the quay").check()
    dialog.get_by_role("button", name="Choose", exact=True).click()

    expect(page.locator("#id_lead_caption")).to_have_value(ferry.caption)
    expect(page.locator("#id_lead_alt")).to_have_value(ferry.alt)
    page.locator("#id_lead_caption").fill("The ferry, late")
    save(page)
    story = Article.objects.get()
    assert (story.lead_picture, story.lead_caption) == (ferry, "The ferry, late")
    expect(page.locator(".lead__thumb")).to_have_attribute("alt", ferry.alt)
    assert not gone.uses.exists()
    reader = new_page()
    reader.goto(live_server.url + press.publish(story, by=editor).path)
    expect(reader.get_by_role("img", name=ferry.alt)).to_be_visible()
    expect(reader.get_by_text("The ferry, late")).to_be_visible()

    page.get_by_role("button", name="Remove the picture").click()
    save(page)
    assert Article.objects.get().lead_picture is None
