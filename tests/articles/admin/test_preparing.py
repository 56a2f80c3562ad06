"""Pictures are made ready before what shows them goes out, at whichever door."""

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import Edition, Rendition, picture_files
from articles.press import renditions
from tests.articles.admin.paperwork import at_desk, press_url, send, use, words
from tests.factories import make_article, make_library_picture, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(storage):
    shown = [make_library_picture(size=(48, 32)) for _each in range(2)]
    figures = "".join(f'<figure data-picture="{each.pk}"></figure>' for each in shown)
    return make_article(lead_picture=shown[0], body=f"<p>The boat left.</p>{figures}")


def prepare(client, article):
    return client.post(f"/admin/articles/article/{article.pk}/prepare/")


def test_the_page_makes_them_ready_one_by_one(client, article):
    at_desk(client)
    page = words(client.get(press_url(article, "publish")))

    answers = [prepare(client, article).json() for _each in range(3)]

    assert "yet to be made ready" in page
    assert answers == [{"done": done, "total": 2} for done in (1, 2, 2)]
    assert "yet to be made ready" not in words(client.get(press_url(article, "publish")))
    assert not Edition.objects.exists()


def test_publishing_does_not_need_it(client, article):
    at_desk(client)

    use(client, "publish", article)

    assert article.editions.get().pictures.count() == 2


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Sub-editor"])
def test_only_who_may_publish_has_them_made(client, article, role):
    client.force_login(make_user(role))

    assert prepare(client, article).status_code in {403, 404}
    assert not Rendition.objects.exists()


def test_it_wants_a_post_that_comes_from_the_page(client, article):
    editor = at_desk(client)
    address = f"/admin/articles/article/{article.pk}/prepare/"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert client.get(address).status_code == 405
    assert strict.post(address).status_code == 403
    assert not Rendition.objects.exists()


def test_a_lost_file_is_named_and_nothing_fails(client, article):
    at_desk(client)
    picture_files.drop(article.lead_picture.original.name)
    answers = [prepare(client, article) for _each in range(2)]

    page = use(client, "publish", article)

    assert {answer.status_code for answer in answers} <= {200, 409}
    assert "cannot be read" in answers[-1].json()["why"]
    assert page.status_code == 409
    assert "The file of “Ferry at the quay” cannot be read" in words(page)


def test_what_takes_too_long_is_published_on_the_page(client, article, monkeypatch):
    at_desk(client)
    monkeypatch.setattr("articles.admin.onward.LONGEST", -1)

    response = send(client, article, headline="Later", _publish_now="1")

    assert response["Location"] == press_url(article, "publish")
    assert not Edition.objects.exists()


def test_many_are_published_a_picture_at_a_time(client, article, monkeypatch):
    at_desk(client)
    monkeypatch.setattr("articles.admin.many.running.SLICE", -1)
    chosen = {"action": "publish", "_selected_action": [article.pk]}
    asked = client.post("/admin/articles/article/", chosen)

    client.post(asked["Location"])
    after_one = renditions.progress(article.newest())
    for _each in range(2):
        client.post(asked["Location"])

    assert (after_one.done, Edition.objects.count()) == (1, 1)


def test_the_command_makes_them_ready_first(article, capsys):
    editor = make_user()

    call_command("press", "publish", str(article.pk), "--by", editor.username)

    assert article.editions.get().pictures.count() == 2
