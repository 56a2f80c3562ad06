"""A picture is taken from all pages, given back or erased, by pages that ask why."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import press
from articles.models import Picture
from tests.factories import (
    make_article,
    make_library_picture,
    make_live,
    make_section,
    make_section_editor,
    make_user,
    next_minute,
)

pytestmark = pytest.mark.django_db

VERBS = ["withdraw", "release", "erase"]


@pytest.fixture
def picture(client):
    client.force_login(make_user())
    return make_library_picture(size=(400, 300))


def address(verb, picture):
    return reverse(f"admin:articles_picture_{verb}", args=[picture.pk])


def offered(client, picture):
    """The verbs that the form of a picture leads to."""
    answer = client.get(reverse("admin:articles_picture_change", args=[picture.pk]))
    return [verb for verb in VERBS if address(verb, picture) in answer.text]


def send(client, verb, picture, reason="The agency called it back."):
    return client.post(address(verb, picture), {"reason": reason})


def test_it_is_withdrawn_and_released_with_a_reason(client, picture):
    story = make_live(lead_picture=picture)
    row = story.edition.pictures.get()
    assert offered(client, picture) == ["withdraw", "erase"]

    assert send(client, "withdraw", picture).status_code == 302

    picture.refresh_from_db()
    row.refresh_from_db()
    assert picture.withdrawal_reason == "The agency called it back."
    assert not row.is_shown(timezone.now())
    assert offered(client, picture) == ["release", "erase"]

    assert send(client, "release", picture, reason="A mistake.").status_code == 302

    row.refresh_from_db()
    assert row.is_shown(timezone.now())


def test_an_erased_picture_shows_that_it_was_and_no_file(client, picture):
    assert send(client, "erase", picture, reason="By order of a court.").status_code == 302

    picture.refresh_from_db()
    answer = client.get(reverse("admin:articles_picture_change", args=[picture.pk]))
    assert picture.erased_at
    assert (answer.status_code, offered(client, picture)) == (200, [])
    assert reverse("admin:articles_picture_preview", args=[picture.pk, 1600]) not in answer.text
    assert "By order of a court." in answer.text
    assert client.get(address("withdraw", picture)).status_code == 200


def test_the_page_says_who_loses_it(client):
    harbour, sport = make_section("Harbour"), make_section("Sport")
    editor = make_section_editor(harbour)
    editor.user_permissions.add(*make_user("Picture editor").groups.get().permissions.all())
    editor.user_permissions.remove(*editor.user_permissions.filter(codename="reach_every_article"))
    client.force_login(editor)
    picture = make_library_picture(size=(400, 300))
    make_live(lead_picture=picture, headline="Ferry aground", section=sport)
    for headline, section in [("Ferry afloat", harbour), ("Secret of the cup", sport)]:
        waiting = make_article(lead_picture=picture, headline=headline, section=section)
        press.publish(waiting, by=make_user(), at=next_minute(60))
    make_live(headline="Gulls")

    answer = client.get(address("withdraw", picture))

    assert all(words in answer.text for words in ("Ferry aground", "Ferry afloat"))
    assert "1 story that you may not see" in answer.text
    assert not any(words in answer.text for words in ("Secret of the cup", "Gulls"))


def test_without_a_reason_nothing_is_done(client, picture):
    answer = send(client, "withdraw", picture, reason=" ")

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["reason"]
    assert Picture.objects.get().withdrawn_at is None


def test_what_somebody_did_meanwhile_is_said(client, picture):
    press.withdraw_picture(picture, by=make_user(), reason="Called back.")

    answer = send(client, "withdraw", picture)

    assert answer.status_code == 409
    assert "withdrawn already" in answer.text
    assert Picture.objects.get().withdrawal_reason == "Called back."


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Reporter", []),
        ("Sub-editor", []),
        ("Section editor", []),
        ("Picture editor", ["withdraw"]),
        ("Editor", ["withdraw", "erase"]),
    ],
)
def test_who_may(client, picture, role, may):
    client.force_login(make_user(role))

    assert offered(client, picture) == may
    for verb in ("withdraw", "erase"):
        allowed = verb in may
        assert client.get(address(verb, picture)).status_code == (200 if allowed else 403)
        if not allowed:
            assert send(client, verb, picture).status_code == 403
    picture.refresh_from_db()
    assert (picture.withdrawn_at, picture.erased_at) == (None, None)
