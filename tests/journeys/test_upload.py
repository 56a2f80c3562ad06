"""Many pictures come into the library at once, are described, and are found: in a browser."""

import pytest
from playwright.sync_api import expect

from articles.models import Picture, picture_files
from tests.factories import make_jpeg, make_library_picture, make_picture, make_user

pytestmark = pytest.mark.django_db(transaction=True)

everywhere = pytest.mark.parametrize("storage", ["local", "s3"], indirect=True)

FILES = [
    ("harbour.jpg", make_jpeg(size=(900, 600))),
    ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>"),
    ("quay.png", make_picture(kind="PNG")),
    ("cut.jpg", make_jpeg()[:400]),
    ("ferry.jpg", make_jpeg(colour="navy")),
]


def sent(files):
    return [{"name": name, "mimeType": "", "buffer": data} for name, data in files]


@pytest.fixture
def reporter():
    return make_user("Reporter")


@pytest.fixture
def open_page(storage, live_server, client, reporter):
    """Open a page of the library as a reporter, in a browser's page."""
    client.force_login(reporter)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}

    def at(page, where=""):
        page.context.add_cookies([cookie | {"url": live_server.url}])
        page.goto(f"{live_server.url}/admin/articles/picture/{where}", wait_until="networkidle")
        return page

    return at


@everywhere
def test_five_files_are_sent_and_three_described_and_found(page, open_page, reporter):
    open_page(page)
    page.get_by_role("link", name="Add pictures").click()
    page.locator("#files").set_input_files(sent(FILES))

    expect(page.get_by_role("status")).to_have_text(
        "5 of 5 files are done. 2 were refused.", timeout=30_000
    )

    refused = page.locator(".upload__file--refused")
    assert [row.locator("bdi").inner_text() for row in refused.all()] == ["drawing.svg", "cut.jpg"]
    assert "SVG" in refused.first.inner_text()
    page.get_by_role("link", name="Describe these pictures").click()
    for number, box in enumerate(page.get_by_role("textbox", name="Alternative text").all()):
        box.fill(f"A quay, number {number}")
    page.get_by_role("group", name="The same for all").get_by_label("Credit line").fill("Odo Marsh")
    page.get_by_role("button", name="Save and confirm all").click()
    expect(page.locator(".messagelist")).to_have_text("3 pictures are described.")
    page.locator("#searchbar").fill("odo number 1")
    page.get_by_role("button", name="Search").click()

    found = Picture.objects.get(alt="A quay, number 1")
    image = page.locator(".picture img")
    expect(image).to_have_attribute("alt", "A quay, number 1")
    assert image.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    assert (found.uploaded_by, found.credit) == (reporter, "Odo Marsh")
    assert all(picture_files.exists(row.original.name) for row in Picture.objects.all())
    assert Picture.objects.filter(confirmed_at__isnull=False).count() == 3


def test_a_file_that_is_there_already_leads_to_its_picture(page, open_page):
    data = make_jpeg()
    picture = make_library_picture(data=data, headline="Ferry at the quay")
    open_page(page, "upload/")
    page.locator("#files").set_input_files(sent([("again.jpg", data)]))

    page.get_by_role("link", name="Ferry at the quay").click()

    expect(page.get_by_text(picture.file_name).first).to_be_visible()
    assert Picture.objects.count() == 1


def test_pictures_are_dropped_and_the_page_is_not_left_meanwhile(page, open_page):
    open_page(page, "upload/")
    held = []
    page.route("**/upload/", lambda route: held.append(route))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    drop = """(names) => {
        const carried = new DataTransfer();
        for (const name of names) { carried.items.add(new File(["x"], name)); }
        document.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, cancelable: true }));
    }"""
    page.evaluate(drop, ["one.jpg", "two.jpg", "three.jpg"])
    expect(page.get_by_text("Waits")).to_have_count(1)  # two at a time

    page.get_by_role("link", name="Home").click()

    expect(page.locator(".upload__file")).to_have_count(3)
    assert (asked, len(held)) == (["beforeunload"], 2)
    while held:
        held.pop().fulfill(json={"why": "This is no picture that can be read."})
        page.wait_for_timeout(50)
    expect(page.locator(".upload__file--refused")).to_have_count(3)


def test_without_a_script_all_are_sent_at_once(new_page, open_page):
    page = open_page(new_page(java_script_enabled=False), "upload/")
    page.get_by_label("Choose pictures").set_input_files(sent(FILES))
    page.get_by_role("button", name="Upload").click()

    expect(page.get_by_role("heading", name="Describe pictures")).to_be_visible()

    told = page.locator(".messagelist .error").all_inner_texts()
    assert [words.split(":")[0] for words in told] == ["“drawing.svg”", "“cut.jpg”"]
    assert Picture.objects.count() == 3
