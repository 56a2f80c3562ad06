"""
Each cell of the table of who may do what with pictures (tests/articles/picture_matrix.txt), by
its address and by what is sent there: what is refused changes nothing, what is allowed is done.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import press
from articles.models import Picture
from tests.articles.matrix import PICTURE_PEOPLE, PICTURE_ROWS
from tests.factories import make_article, make_library_picture, make_live, make_upload, make_user

pytestmark = pytest.mark.django_db

ROLES = {
    "R": "Reporter",
    "S": "Sub-editor",
    "P": "Picture editor",
    "E": "Editor",
    "So": "Section editor",
}

#: Acts that only look: their address answers, and nothing is sent.
LOOKING = {"view": "preview", "download": "original"}

CELLS = [
    pytest.param(row.act, code, may, id=f"{row.act}-{code}")
    for row in PICTURE_ROWS
    for code, may in row.may.items()
]


def person(code):
    if code != "N":
        return make_user(ROLES.get(code) or ROLES[code[0]])
    outsider = make_user(role=None)
    type(outsider).objects.filter(pk=outsider.pk).update(is_staff=True)
    return outsider


def picture_for(act, code, by):
    picture = make_library_picture(by=by if code in {"Ro", "Rp"} else make_user())
    if code == "Rp":
        press.publish(make_article(lead_picture=picture, lead_alt="A ferry"), by=make_user())
    if act == "release":
        Picture.objects.filter(pk=picture.pk).update(withdrawn_at=timezone.now())
    return picture


def address(act, picture):
    if act == "add":
        return reverse("admin:articles_picture_upload")
    if act == "view":
        return reverse("admin:articles_picture_preview", args=[picture.pk, 480])
    return reverse(f"admin:articles_picture_{LOOKING.get(act, act)}", args=[picture.pk])


def sends(act, picture):
    return {
        "add": {"files": [make_upload()]},
        "change": {"seen": picture.updated_at.isoformat(), "headline": "Late", "crops": "{}"}
        | {"focus_x": "50", "focus_y": "50"},
        "replace": {"file": make_upload()},
        "delete": {"post": "yes"},
    }.get(act, {"reason": "The agency asks for it"})


def looked_at(client, address):
    answer = client.get(address)
    if answer.streaming:  # a file, which is closed at its end
        list(answer.streaming_content)
    return answer.status_code


def kept():
    return list(Picture.objects.order_by("pk").values())


@pytest.mark.parametrize(("act", "code", "may"), CELLS)
def test_a_cell_of_the_table_of_pictures(client, act, code, may):
    by = person(code)
    picture = picture_for(act, code, by)
    client.force_login(by)
    picture.refresh_from_db()
    before = kept()

    seen = looked_at(client, address(act, picture))
    if act in LOOKING:
        assert seen == (200 if may else 403)
        return
    answer = client.post(address(act, picture), sends(act, picture))

    # Whoever may look at a picture sees its form, too, without fields.
    assert (seen == 200) == (may or (act == "change" and code != "N"))
    assert answer.status_code == (302 if may else 403)
    assert (kept() != before) == may


def test_every_kind_of_person_is_tried():
    assert {code for _act, code, _may in (cell.values for cell in CELLS)} == set(PICTURE_PEOPLE)


@pytest.mark.parametrize(
    "name", ["changelist", "upload", "confirm", "choose", "ending", "change", "delete"]
)
def test_nobody_without_a_right_sees_the_library(client, name):
    client.force_login(person("N"))
    numbers = [make_library_picture().pk] if name in {"change", "delete"} else []

    assert client.get(reverse(f"admin:articles_picture_{name}", args=numbers)).status_code == 403


@pytest.mark.parametrize("name", ["upload", "choose", "ending", "preview", "original"])
def test_strangers_are_led_to_the_log_in(client, name):
    numbers = {"preview": [1, 480], "original": [1]}.get(name, [])
    address = reverse(f"admin:articles_picture_{name}", args=numbers)

    assert client.get(address)["Location"] == f"/admin/login/?next={address}"


@pytest.mark.parametrize("name", ["change", "delete", "preview", "original"])
def test_a_picture_that_is_not_there_answers_404(client, name):
    client.force_login(make_user())
    numbers = [987, 480] if name == "preview" else [987]

    assert client.get(reverse(f"admin:articles_picture_{name}", args=numbers)).status_code == 404


def test_what_was_ever_printed_is_no_more_its_uploader_s(client):
    reporter, editor = make_user("Reporter"), make_user()
    picture = make_library_picture(by=reporter)
    story = make_live(lead_picture=picture)
    press.kill(story, by=editor, reason="A court order")
    client.force_login(reporter)
    address = reverse("admin:articles_picture_change", args=[picture.pk])

    assert client.post(address, {"credit": "Mine"}).status_code == 403

    press.reinstate(story, by=editor)
    assert set(story.editions.values_list("pictures__credit", flat=True)) <= {picture.credit, None}
