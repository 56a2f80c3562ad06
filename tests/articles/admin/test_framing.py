"""How a picture is cut: what its form takes from a browser, and what it refuses."""

import json

import pytest
from django.urls import reverse

from articles.models import Picture
from tests.factories import make_library_picture, make_user

pytestmark = pytest.mark.django_db

LEFT = [0, 0, 0.6, 1]  # 900 × 1000 pixels
SQUARE = [0, 0, 1000 / 1500, 1]


@pytest.fixture
def picture(client):
    client.force_login(make_user())
    return make_library_picture(size=(1500, 1000))


def address(picture):
    return reverse("admin:articles_picture_change", args=[picture.pk])


def send(client, picture, **framing):
    """Save the form of a picture as it is, but for what is given. A refused one has `errors`."""
    form = client.get(address(picture)).context["adminform"].form
    data = {"seen": form["seen"].value(), "focus_x": "50", "focus_y": "50", "crops": "{}"}
    answer = client.post(address(picture), data | framing)
    answer.errors = answer.context["adminform"].form.errors if answer.context else {}
    return answer


def test_focal_point_and_crops_are_saved(client, picture):
    crops = json.dumps({"1:1": SQUARE})

    answer = send(client, picture, focus_x="33.3", focus_y="0", crops=crops)

    picture.refresh_from_db()
    assert answer.status_code == 302
    assert (picture.focus_x, picture.focus_y) == (0.333, 0)
    assert picture.crops == {"1:1": SQUARE}


@pytest.mark.parametrize("wrong", ["", "-1", "100.1", "nan", "inf", "left", "1e999"])
def test_a_focal_point_outside_the_picture_is_refused(client, picture, wrong):
    answer = send(client, picture, focus_x=wrong)

    assert answer.status_code == 200
    assert list(answer.errors) == ["focus_x"]


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "crops",
        "null",
        "7",
        '"16:9"',
        '["16:9"]',
        '{"3:2": [0, 0, 1, 1]}',
        '{"16:9": null}',
        '{"16:9": {}}',
        '{"16:9": []}',
        '{"16:9": [0, 0, 1]}',
        '{"16:9": [0, 0, 1, NaN]}',
        '{"16:9": [0, 0, 1, 1e999]}',
        '{"16:9": ["a", 0, 1, 1]}',
        '{"16:9": [[0], 0, 1, 1]}',
        '{"16:9": [0.5, 0, 0.2, 1]}',
        '{"16:9": [-1, 0, 1, 1]}',
        '{"16:9": [0, 0, 1%s, 1]}' % ("0" * 400),
        "[" * 100_000,
    ],
)
def test_what_is_no_crop_is_refused(client, picture, hostile):
    answer = send(client, picture, crops=hostile)

    assert answer.status_code == 200
    assert answer.errors["crops"] == [
        "The crops that your browser sent cannot be read. Draw them again."
    ]
    assert Picture.objects.get().crops == {}


@pytest.mark.parametrize(
    ("drawn", "why"),
    [
        (LEFT, "1:1: This crop has not the shape of 1:1. Draw it again."),
        ([0.4, 0.4, 0.6, 0.7], "1:1: This crop is too small. Draw it at least 320 pixels wide."),
        (
            [0, 0, 0.4, 0.6],
            "1:1: The focal point is outside this crop. Move one of the two.",
        ),
    ],
)
def test_a_crop_that_cannot_be_is_refused_with_what_to_do(client, picture, drawn, why):
    answer = send(client, picture, crops=json.dumps({"1:1": drawn}), focus_x="50", focus_y="50")

    assert answer.status_code == 200
    assert answer.errors["crops"] == [why]


def test_a_crop_may_follow_the_focal_point_again_without_a_script(client, picture):
    Picture.objects.update(crops={"1:1": SQUARE, "4:5": [0, 0, 800 / 1500, 1]})
    crops = json.dumps(Picture.objects.get().crops)

    send(client, picture, crops=crops, **{"crops-1:1": "focus", "crops-4:5": "hand"})

    picture.refresh_from_db()
    assert list(picture.crops) == ["4:5"]


def test_the_form_shows_what_each_crop_shows(client, picture):
    Picture.objects.update(focus_x=0.1, crops={"1:1": SQUARE})

    answer = client.get(address(picture))

    for box in ("0 78 1500 844", "0 0 1333 1000", "0 0 1000 1000", "0 0 800 1000"):
        assert f'viewBox="{box}"' in answer.text
    assert 'x="10%" y="50%"' in answer.text
