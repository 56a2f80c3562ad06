"""Pictures are made ready while the page is read that asks whether to publish."""

import pytest
from playwright.sync_api import expect

from articles.models import Edition, Rendition
from tests.factories import make_article, make_library_picture, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_whoever_publishes_before_all_are_ready_waits(storage, live_server, client, page):
    client.force_login(make_user())
    shown = [make_library_picture(size=(48, 32)) for _each in range(3)]
    figures = "".join(f'<figure data-picture="{each.pk}"></figure>' for each in shown)
    article = make_article(body=f"<p>The boat left.</p>{figures}")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([cookie | {"url": live_server.url}])
    held, is_open = [], []
    page.route("**/prepare/", lambda route: route.continue_() if is_open else held.append(route))
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/publish/")
    said = page.locator(".preparing__said")

    expect(said).to_have_text("Pictures made ready: 0 of 3")
    page.get_by_role("button", name="Publish").click()
    expect(said).to_contain_text("It goes on by itself")
    assert not Edition.objects.exists()
    is_open.append(True)
    held.pop().continue_()

    expect(page.locator(".messagelist .success")).to_contain_text("Published.")
    assert Edition.objects.get().pictures.count() == 3
    assert Rendition.objects.filter(crop="").exists()
