"""The file of a picture is replaced while readers have it, and nobody's page breaks."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from articles.models import Picture
from tests.factories import make_jpeg, make_library_picture, make_live, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(storage, live_server, client, page):
    """A story that readers have, with a picture on top that is green; an editor is logged in."""
    client.force_login(make_user())
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([cookie | {"url": live_server.url}])
    data = make_jpeg(size=(640, 480), colour="green")
    picture = make_library_picture(data=data, crops={"1:1": [0, 0, 0.75, 1]})
    return make_live(lead_picture=picture)


def shown(page, live_server, story):
    """The address of the picture that a page of the paper shows, and its colour."""
    page.goto(live_server.url + story.edition.path)
    picture = page.locator("article picture img").first
    address = picture.evaluate("img => img.decode().then(() => img.currentSrc)")
    return address, colour(page.request.get(address).body())


def colour(data):
    """What a file is the colour of, as a word."""
    red, green, blue = Image.open(BytesIO(data)).convert("RGB").getpixel((20, 20))
    return max((red, "red"), (green, "green"), (blue, "blue"))[1]


def replace(page, live_server, data, *, at_once=False):
    """Replace the file on its page, with the progress that is told; give what is said after."""
    path = reverse("admin:articles_picture_replace", args=[Picture.objects.get().pk])
    page.goto(live_server.url + path)
    page.locator("[name=file]").set_input_files(
        {"name": "new.jpg", "mimeType": "image/jpeg", "buffer": data}
    )
    page.locator(".replace__new canvas").wait_for()
    page.get_by_label("Nobody may see the old one any more").set_checked(at_once)
    page.get_by_role("button", name="Replace").click()
    page.locator(".messagelist .success").first.wait_for()
    return page.locator(".messagelist").inner_text()


@pytest.mark.parametrize("storage", ["local", "s3"], indirect=True)
def test_readers_get_the_new_file_and_open_pages_keep_the_old(
    storage, story, page, live_server, complaints
):
    first, was = shown(page, live_server, story)
    assert was == "green"

    told = replace(page, live_server, make_jpeg(size=(480, 640), colour="red"))

    assert "Drawn by hand, and gone, as they do not fit the new file: 1:1." in told
    second, now = shown(page, live_server, story)
    assert (now, second != first) == ("red", True)
    assert colour(page.request.get(first).body()) == "green"

    replace(page, live_server, make_jpeg(size=(480, 640), colour="blue"), at_once=True)

    third, now = shown(page, live_server, story)
    assert now == "blue"
    assert [page.request.get(each).status for each in (first, second, third)] == [404, 404, 200]


def test_what_is_refused_is_said_where_it_was_chosen(story, page, live_server, complaints):
    complaints.allow("400")
    data = make_jpeg()
    make_library_picture(data=data, headline="Gulls over the quay")
    picture = Picture.objects.earliest("pk")
    page.goto(live_server.url + reverse("admin:articles_picture_replace", args=[picture.pk]))

    page.locator("[name=file]").set_input_files(
        {"name": "new.jpg", "mimeType": "image/jpeg", "buffer": data}
    )
    page.get_by_role("button", name="Replace").click()

    page.get_by_role("link", name="Gulls over the quay").wait_for()
    assert page.get_by_role("button", name="Replace").is_enabled()
    page.locator("[name=file]").set_input_files(
        {"name": "new.heic", "mimeType": "image/heic", "buffer": b"\0\0\0\x18ftypheic" + b"\0" * 99}
    )
    page.get_by_text("your browser cannot show it").wait_for()
    page.get_by_role("button", name="Replace").click()
    page.locator(".replace__refused", has_text="HEIC").wait_for()


def test_who_was_logged_out_is_told(story, page, live_server):
    picture = Picture.objects.get()
    page.goto(live_server.url + reverse("admin:articles_picture_replace", args=[picture.pk]))
    page.context.clear_cookies(name="sessionid")

    page.locator("[name=file]").set_input_files(
        {"name": "new.jpg", "mimeType": "image/jpeg", "buffer": make_jpeg()}
    )
    page.get_by_role("button", name="Replace").click()

    page.get_by_text("You are no longer logged in.").wait_for()
    assert Picture.objects.get().sha256 == picture.sha256


def test_it_needs_no_script(story, new_page, page, live_server):
    plain = new_page(java_script_enabled=False)
    plain.context.add_cookies(page.context.cookies())
    picture = Picture.objects.get()
    plain.goto(live_server.url + reverse("admin:articles_picture_replace", args=[picture.pk]))

    plain.locator("[name=file]").set_input_files(
        {"name": "new.jpg", "mimeType": "image/jpeg", "buffer": make_jpeg(colour="red")}
    )
    plain.get_by_role("button", name="Replace").click()

    assert "The file is replaced." in plain.locator(".messagelist").inner_text()
    assert shown(page, live_server, story)[1] == "red"
