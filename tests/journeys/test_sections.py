"""Sections are put in order: by dragging, by keyboard, and without a script."""

import pytest

from articles.models import Section
from tests.factories import make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ["Arts", "Crime", "Harbour", "Sport"]


@pytest.fixture
def desk(live_server, client):
    """Open the list of sections as an editor, in a page."""
    for position, name in enumerate(NAMES):
        make_section(name, position=position)
    client.force_login(make_user())
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}

    def at(page):
        page.context.add_cookies([cookie | {"url": live_server.url}])
        page.goto(f"{live_server.url}/admin/articles/section/")
        return page

    return at


def shown(page):
    return page.locator("#result_list th a").all_inner_texts()


def order():
    return list(Section.objects.values_list("name", flat=True))


def test_a_section_is_dragged_and_moved_by_keyboard(desk, page):
    desk(page)
    grips = page.locator(".order__grip")
    last, first = grips.nth(3).bounding_box(), grips.nth(0).bounding_box()

    with page.expect_response("**/section/move/"):
        page.mouse.move(last["x"] + 4, last["y"] + 4)
        page.mouse.down()
        page.mouse.move(first["x"] + 4, first["y"] + 60, steps=4)
        page.mouse.move(first["x"] + 4, first["y"] - 4, steps=4)
        page.mouse.up()

    page.get_by_text("Sport is number 1 now.").wait_for()
    assert shown(page) == order() == ["Sport", "Arts", "Crime", "Harbour"]

    with page.expect_response("**/section/move/"):
        page.get_by_label("Move Arts down").focus()
        page.keyboard.press("Enter")
    page.get_by_text("Arts is number 3 now.").wait_for()
    assert shown(page) == order() == ["Sport", "Crime", "Arts", "Harbour"]
    assert page.evaluate("document.activeElement.ariaLabel") == "Move Arts down"


def test_what_is_not_saved_is_said(desk, page, complaints):
    complaints.allow("403|Forbidden")
    desk(page)
    page.route("**/section/move/", lambda route: route.fulfill(status=403))

    page.get_by_label("Move Arts down").click()

    page.get_by_text("The order was not saved.").wait_for()
    assert order() == NAMES


def test_the_buttons_need_no_script(desk, new_page):
    page = desk(new_page(java_script_enabled=False, width=390))

    page.get_by_label("Move Sport up").click()

    assert shown(page) == order() == ["Arts", "Crime", "Sport", "Harbour"]
