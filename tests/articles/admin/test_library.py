"""The library in the admin: its grid, what it is narrowed down to, and what it hands out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Picture, PictureText
from tests.factories import make_library_picture, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/picture/"


@pytest.fixture
def editor(client):
    user = make_user("Editor")
    client.force_login(user)
    return user


def shown(client, **asked):
    """The pictures that the grid shows, by their headlines."""
    return [picture.headline for picture in client.get(LIST, asked).context["cl"].result_list]


def test_the_grid_shows_the_latest_first(client, editor):
    make_library_picture(headline="First")
    make_library_picture(headline="Second")

    assert shown(client) == ["Second", "First"]


def test_a_card_has_a_small_picture_of_known_size_and_words_for_it(client, editor):
    picture = make_library_picture(size=(1200, 800), alt="A white ferry")

    answer = client.get(LIST)

    thumb = reverse("admin:articles_picture_preview", args=[picture.pk, 480])
    assert (
        f'<img src="{thumb}" width="480" height="320" alt="A white ferry" loading="lazy"'
        in answer.text
    )


def test_a_page_costs_the_same_queries_whatever_is_on_it(client, editor):
    make_library_picture()
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _each in range(2):
        make_library_picture()

    with CaptureQueriesContext(connection) as three:
        client.get(LIST)

    assert len(three) == len(one)


def test_a_page_has_thirty_and_a_way_to_the_next(client, editor):
    Picture.objects.bulk_create(
        Picture(sha256=str(n), preview_key="k", format="JPEG", size=1, width=3, height=2)
        for n in range(31)
    )

    cl = client.get(LIST).context["cl"]

    assert (len(cl.result_list), cl.has_next) == (30, True)
    assert len(client.get(LIST, {"p": 2}).context["cl"].result_list) == 1
    assert "There is no such page" in client.get(LIST, {"p": 9}).text


# --- the search ---


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Zephyr over the bay"),
        ("caption", "A zephyr."),
        ("alt", "The zephyr at dawn"),
        ("credit", "Zephyr Agency"),
        ("byline", "Odo Zephyr"),
        ("keywords", ["harbour", "zephyr"]),
        ("place", "Zephyr Point"),
        ("file_name", "zephyr-01.jpg"),
    ],
)
def test_the_search_reads_all_that_is_said_of_a_picture(client, editor, field, value):
    found = make_library_picture(**{field: value})
    make_library_picture()

    cl = client.get(LIST, {"q": "zeph"}).context["cl"]

    assert cl.result_list == [found]


def test_what_a_picture_no_longer_says_is_not_found(client, editor):
    picture = make_library_picture(headline="Zephyr")
    picture.headline = "Ferry"
    picture.save()

    assert shown(client, q="zephyr") == []
    assert PictureText.objects.count() == 1


# --- the filters ---


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("fine", {"fine", "soon"}),
        ("ending", {"soon"}),
        ("ended", {"lapsed"}),
        ("withdrawn", {"withdrawn"}),
        ("unconfirmed", {"new"}),
    ],
)
def test_the_grid_is_narrowed_down_by_rights(client, editor, choice, names):
    now, day = timezone.now(), timedelta(days=1)
    make_library_picture(headline="fine", licensed_until=now + 30 * day)
    make_library_picture(headline="soon", licensed_until=now + 13 * day)
    make_library_picture(headline="lapsed", licensed_until=now - day)
    make_library_picture(headline="withdrawn", withdrawn_at=now)
    make_library_picture(headline="new", confirmed_at=None)

    assert set(shown(client, rights=choice)) == names


def test_the_grid_is_narrowed_down_by_shape(client, editor):
    for name, size in [("landscape", (60, 40)), ("portrait", (40, 60)), ("square", (50, 50))]:
        make_library_picture(headline=name, size=size)

    for name in ("landscape", "portrait", "square"):
        assert shown(client, orientation=name) == [name]


def test_the_grid_is_narrowed_down_by_credit_and_days(client, editor):
    now, day = timezone.now(), timedelta(days=1)
    make_library_picture(headline="old", credit="Agency & Sons", taken_at=now - 500 * day)
    Picture.objects.update(uploaded_at=now - 400 * day)
    make_library_picture(headline="new", credit="Odile Marsh")

    assert shown(client, credit="Agency & Sons") == ["old"]
    assert shown(client, uploaded="today") == ["new"]
    assert shown(client, uploaded="older") == ["old"]
    assert shown(client, taken="older") == ["old"]
    assert shown(client, taken="unknown") == ["new"]


# --- what it hands out ---


def test_a_preview_is_inert_and_asked_for_each_time(client, editor):
    picture = make_library_picture()
    address = reverse("admin:articles_picture_preview", args=[picture.pk, 480])

    answer = client.get(address)

    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer.content[8:12] == b"WEBP"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get(address.replace("480", "999")).status_code == 404


def test_the_original_is_downloaded_and_never_shown(client, editor):
    picture = make_library_picture(name="../../harbour \u202egpj.jpg")

    answer = client.get(reverse("admin:articles_picture_original", args=[picture.pk]))

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="harbour gpj.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"


def test_pictures_to_choose_from_are_searched_and_marked(client, editor):
    make_library_picture(headline="Ferry")
    lapsed = make_library_picture(headline="Pier", licensed_until=timezone.now())

    answer = client.get(reverse("admin:articles_picture_choose"), {"q": "pier"}).json()

    assert answer["next"] is None
    [row] = answer["results"]
    assert (row["id"], row["headline"], row["is_usable"]) == (lapsed.pk, "Pier", False)
    assert row["rights"].startswith("Licence ended")


@pytest.mark.parametrize("asked", ["?q=", "?page=0", "?page=-1", "?page=99999999999999", "?id=x"])
def test_whatever_is_asked_of_the_choice_it_answers(client, editor, asked):
    make_library_picture()

    assert client.get(reverse("admin:articles_picture_choose") + asked).status_code == 200
