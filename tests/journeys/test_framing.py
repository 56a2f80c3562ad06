"""A picture is framed on its form: by click and drag, by keyboard, and without a script."""

import random
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from articles.models import Picture, picture_files
from articles.pictures import framing
from articles.press import renditions
from tests.factories import make_library_picture, make_user

pytestmark = pytest.mark.django_db(transaction=True)

everywhere = pytest.mark.parametrize("storage", ["local", "s3"], indirect=True)


def graded():
    """The bytes of a picture that is redder to the right, and greener to the bottom."""
    down = Image.linear_gradient("L")
    bands = [down.rotate(90), down, Image.new("L", down.size, 60)]
    data = BytesIO()
    Image.merge("RGB", bands).resize((1500, 1000)).save(data, "PNG")
    return data.getvalue()


@pytest.fixture
def opened(storage, live_server, client):
    """Open the form of a picture as an editor, in a page; give the picture."""
    client.force_login(make_user())
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    picture = make_library_picture(data=graded())

    def at(page):
        page.context.add_cookies([cookie | {"url": live_server.url}])
        path = reverse("admin:articles_picture_change", args=[picture.pk])
        page.goto(live_server.url + path, wait_until="networkidle")
        return picture

    return at


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator(".messagelist .success").first.wait_for()


def card(page, crop):
    return page.get_by_role("group", name=crop, exact=True)


def shown(page, crop):
    """The (left, top, right, bottom) that the preview of a crop shows."""
    numbers = card(page, crop).locator("svg").get_attribute("viewBox").split()
    left, top, width, height = map(int, numbers)
    return left, top, left + width, top + height


def stored(picture, crop):
    """What readers would get of a crop, as the press cuts it."""
    picture.refresh_from_db()
    return framing.box(
        picture.width,
        picture.height,
        crop,
        focus=(picture.focus_x, picture.focus_y),
        drawn=picture.crops.get(crop),
    )


def looks_as_shown(picture, crop, page):
    """Tell whether what readers get of a crop looks, at two corners, as its preview does."""
    card(page, crop).locator("svg").scroll_into_view_if_needed()
    preview = Image.open(BytesIO(card(page, crop).locator("svg").screenshot()))
    [_width, name] = renditions.make(picture, [crop])[crop]["sources"]["jpg"][-1]
    with picture_files.opened(picture.renditions.get(name=name.split(".")[0]).path) as file:
        drawn = Image.open(file).convert("RGB").resize(preview.size)
    last = preview.width - 4, preview.height - 4
    return all(
        abs(ours - theirs) <= 6
        for corner in [(3, 3), last]
        for ours, theirs in zip(drawn.getpixel(corner), preview.getpixel(corner)[:3], strict=True)
    )


def focus(picture):
    picture.refresh_from_db()
    return picture.focus_x, picture.focus_y


def click_stage(page, x, y):
    """Click on a picture at fractions of it."""
    frame = page.locator(".framing__stage").bounding_box()
    page.mouse.click(frame["x"] + x * frame["width"], frame["y"] + y * frame["height"])


def drag(page, element, x, y):
    """Drag an element by fractions of the picture."""
    element.scroll_into_view_if_needed()
    box, frame = element.bounding_box(), page.locator(".framing__stage").bounding_box()
    start = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + x * frame["width"], start[1] + y * frame["height"], steps=5)
    page.mouse.up()


@everywhere
def test_the_focal_point_is_set_by_click_and_by_keyboard(opened, page):
    picture = opened(page)
    fields = page.locator("#id_focus_x"), page.locator("#id_focus_y")

    page.locator(".framing__stage").scroll_into_view_if_needed()
    click_stage(page, 0.25, 0.8)

    x, y = (float(field.input_value()) for field in fields)
    assert (x, y) == (pytest.approx(25, abs=0.5), pytest.approx(80, abs=0.5))
    assert shown(page, "1:1")[0] == 0  # as far to the left as it goes

    marker = page.get_by_role("slider", name="Focal point")
    marker.press("ArrowRight")
    marker.press("ArrowUp")
    marker.press("Shift+ArrowRight")
    assert [field.input_value() for field in fields] == [f"{x + 6:g}", f"{y - 1:g}"]
    assert marker.get_attribute("aria-valuetext").startswith(f"{round(x + 6)}% from the left")

    fields[0].fill("70.5")
    assert page.locator(".framing__marker").get_attribute("x") == "70.5%"
    seen = {crop: shown(page, crop) for crop in framing.RATIOS}
    save(page)
    assert focus(picture) == (0.705, pytest.approx((y - 1) / 100))
    assert {crop: stored(picture, crop) for crop in framing.RATIOS} == seen
    assert {crop: shown(page, crop) for crop in framing.RATIOS} == seen


@everywhere
def test_a_crop_is_drawn_by_hand(opened, page):
    picture = opened(page)
    card(page, "4:5").get_by_label("Drawn by hand").check()
    crop = page.get_by_role("slider", name="Crop 4:5")

    drag(page, page.locator(".framing__grip--se"), -0.2, -0.3)
    left, top, right, bottom = shown(page, "4:5")
    assert (right - left) / (bottom - top) == pytest.approx(0.8, abs=0.005)
    assert right - left < 700

    before = shown(page, "4:5")
    crop.press("ArrowLeft")
    crop.press("ArrowDown")
    assert shown(page, "4:5") == (before[0] - 15, before[1] + 10, before[2] - 15, before[3] + 10)
    crop.press("-")
    assert shown(page, "4:5")[2] - shown(page, "4:5")[0] == before[2] - before[0] - 15
    crop.press("Shift+ArrowRight")
    crop.press("+")
    assert shown(page, "4:5")[2] - shown(page, "4:5")[0] == before[2] - before[0] + 15
    assert "pixels" in crop.get_attribute("aria-valuetext")

    drag(page, crop, -0.9, 0)  # no further than the focal point
    assert shown(page, "4:5")[2] == 750
    told = page.locator(".framing__told")
    assert "focal point inside" in told.inner_text()

    seen = {crop: shown(page, crop) for crop in framing.RATIOS}
    save(page)
    assert {crop: stored(picture, crop) for crop in framing.RATIOS} == seen
    assert list(picture.crops) == ["4:5"]
    assert all(looks_as_shown(picture, crop, page) for crop in ("4:5", "16:9"))


def test_a_drawn_crop_gives_way_to_the_focal_point_and_may_follow_it_again(opened, page):
    picture = opened(page)
    card(page, "1:1").get_by_label("Drawn by hand").check()
    crop = page.get_by_role("slider", name="Crop 1:1")
    for _step in range(60):
        crop.press("-")
    assert "cannot be smaller" in page.locator(".framing__told").inner_text()
    assert shown(page, "1:1") == (590, 340, 910, 660)

    page.locator(".framing__tools").get_by_label("Focal point").check()
    page.locator("#id_focus_x").fill("64")
    assert shown(page, "1:1") == (640, 340, 960, 660)
    assert page.locator(".framing__told").inner_text().endswith("inside: 1:1.")
    save(page)
    assert stored(picture, "1:1") == (640, 340, 960, 660)

    card(page, "1:1").get_by_label("Follows the focal point").check()
    save(page)
    assert stored(picture, "1:1") == (460, 0, 1460, 1000)
    assert picture.crops == {}


def test_a_refused_form_keeps_what_was_drawn(opened, page):
    opened(page)
    card(page, "1:1").get_by_label("Drawn by hand").check()
    page.get_by_role("slider", name="Crop 1:1").press("ArrowLeft")
    before = shown(page, "1:1")
    page.locator("#id_focus_x").fill("120")

    page.get_by_role("button", name="Save and continue editing").click()

    page.get_by_text("Give a number from 0 to 100.").wait_for()
    assert shown(page, "1:1") == before == (235, 0, 1235, 1000)
    assert card(page, "1:1").get_by_label("Drawn by hand").is_checked()


def test_a_finger_does_it(opened, new_page):
    page = new_page(width=390, has_touch=True, is_mobile=True)
    picture = opened(page)
    stage = page.locator(".framing__stage")
    stage.scroll_into_view_if_needed()
    frame = stage.bounding_box()
    assert frame["x"] >= 0 and frame["x"] + frame["width"] <= 390

    page.touchscreen.tap(frame["x"] + 0.5 * frame["width"], frame["y"] + 0.25 * frame["height"])

    assert page.locator("#id_focus_y").input_value().startswith("2")
    save(page)
    assert focus(picture) == (pytest.approx(0.5, abs=0.01), pytest.approx(0.25, abs=0.01))


def test_it_needs_no_script(opened, new_page):
    page = new_page(java_script_enabled=False)
    picture = opened(page)
    page.locator("#id_focus_x").fill("20")
    page.get_by_role("button", name="Save and continue editing").click()
    assert focus(picture) == (0.2, 0.5)
    assert page.locator(".framing__marker").get_attribute("x") == "20%"
    assert shown(page, "1:1") == (0, 0, 1000, 1000)

    Picture.objects.update(crops={"1:1": [0, 0, 1000 / 1500, 1]})
    page.reload()
    card(page, "1:1").get_by_label("Follows the focal point").check()
    page.get_by_role("button", name="Save and continue editing").click()
    picture.refresh_from_db()
    assert picture.crops == {}


def cases(number=300):
    """Pictures, focal points and crops as they come: [[width, height, crop, focus, drawn], …]."""
    dice = random.Random(7)
    for _case in range(number):
        width, height = (dice.choice([1, 2, 7, 319, 640, 1001, 4000, 9999]) for _side in "wh")
        focus = [dice.choice([0, 1, 0.5, 0.29, dice.random()]) for _axis in "xy"]
        edges = [
            sorted(dice.sample([0, 1, *(dice.random() for _edge in range(4))], 2)) for _ in "xy"
        ]
        drawn = [edges[0][0], edges[1][0], edges[0][1], edges[1][1]]
        crop = dice.choice(list(framing.RATIOS))
        yield width, height, crop, focus, dice.choice([None, drawn])


def test_the_browser_cuts_as_the_press_does(opened, page):
    opened(page)
    asked = [
        [{"width": width, "height": height, "focus": focus}, framing.RATIOS[crop], drawn]
        for width, height, crop, focus, drawn in cases()
    ]

    found = page.evaluate("asked => asked.map((each) => cropping.box(...each))", asked)

    expected = [
        list(framing.box(width, height, crop, focus=focus, drawn=drawn))
        for width, height, crop, focus, drawn in cases()
    ]
    assert found == expected
