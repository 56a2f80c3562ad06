"""The form of a picture: what it saves, what it refuses, where it is used, and how it goes."""

import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from articles import press
from articles.models import Picture, picture_files
from tests.factories import (
    edit,
    make_article,
    make_library_picture,
    make_section,
    make_user,
    next_minute,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("Editor")
    client.force_login(user)
    return user


def change(picture):
    return reverse("admin:articles_picture_change", args=[picture.pk])


def delete(picture):
    return reverse("admin:articles_picture_delete", args=[picture.pk])


def unchanged(answer):
    """What a picture's form would send as it opened."""
    sent = {}
    for field in answer.context["adminform"].form:
        value = field.value()
        if field.name == "crops":
            sent["crops"] = value if isinstance(value, str) else json.dumps(value or {})
        elif value is not False and value is not None:
            sent[field.name] = field.field.widget.format_value(value) or ""
    return sent


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def shown_by(picture, **fields):
    return make_article(lead_picture=picture, lead_alt="A ferry", **fields)


# --- saving ---


def test_a_picture_is_changed_and_so_confirmed(client, editor):
    picture = make_library_picture(confirmed_at=None)
    sent = unchanged(client.get(change(picture)))

    client.post(change(picture), sent | {"caption": "Ferry late", "keywords": "ferry, late"})

    picture.refresh_from_db()
    assert (picture.caption, picture.keywords) == ("Ferry late", ["ferry", "late"])
    assert picture.confirmed_at is not None


def test_a_form_that_is_sent_as_it_opened_changes_nothing(client, editor):
    picture = make_library_picture(
        keywords=["ferry", "quay"],
        taken_at=timezone.now(),
        licensed_until=next_minute(),
        crops={"1:1": [0.0, 0.0, 0.5, 0.75]},
    )
    kept = Picture.objects.values().get()

    client.post(change(picture), unchanged(client.get(change(picture))))

    now = Picture.objects.values().get()
    for row in (kept, now):
        row["taken_at"] = row["taken_at"].replace(microsecond=0)
        del row["updated_at"]
    assert now == kept


def test_what_somebody_saved_meanwhile_is_not_overwritten_unseen(client, editor):
    picture = make_library_picture(caption="As it was")
    sent = unchanged(client.get(change(picture))) | {"caption": "Mine"}
    picture.caption = "Theirs"
    picture.save()

    refused = client.post(change(picture), sent)

    picture.refresh_from_db()
    assert picture.caption == "Theirs"
    assert "Saved meanwhile: “Theirs”" in refused.text
    again = unchanged(refused)
    assert again["caption"] == "Mine"
    client.post(change(picture), again)
    picture.refresh_from_db()
    assert picture.caption == "Mine"


def test_a_change_of_what_readers_have_reaches_its_pages_and_is_told(client, editor):
    picture = make_library_picture(credit="Odile Marsh")
    press.publish(shown_by(picture), by=editor)
    sent = unchanged(client.get(change(picture)))
    until = next_minute(5)

    answer = client.post(
        change(picture),
        sent
        | {
            "credit": "Odo Marsh",
            "licensed_until": timezone.localtime(until).strftime("%Y-%m-%dT%H:%M"),
        },
    )

    printed = picture.editions.get()
    assert (printed.credit, printed.until) == ("Odo Marsh", until)
    assert "1 story that readers have shows it as it is now." in told(answer)


# --- its use ---


def test_a_picture_says_where_it_is_used(client, editor):
    picture = make_library_picture()
    live = shown_by(picture, headline="Ferry is out")
    press.publish(live, by=editor)
    press.publish(shown_by(picture, headline="Ferry waits"), by=editor, at=next_minute(60))
    edit(shown_by(picture, headline="Ferry had it"), lead_picture=None)

    uses = client.get(change(picture)).context["uses"]

    assert [edition.headline for edition in uses.live] == ["Ferry is out"]
    assert [edition.headline for edition in uses.waiting] == ["Ferry waits"]
    assert {story.headline for story in uses.stories} == {"Ferry is out", "Ferry waits"}


def test_stories_out_of_reach_are_counted_and_not_named(client):
    client.force_login(make_user("Reporter"))
    picture = make_library_picture()
    secret = shown_by(picture, headline="Ferry in secret", section=make_section("Sport"))
    press.publish(secret, by=make_user(), at=next_minute(60))

    page = client.get(change(picture))

    assert "Ferry in secret" not in page.text
    assert (page.context["uses"].stories_elsewhere, page.context["uses"].waiting_elsewhere) == (
        1,
        1,
    )
    assert "1 story that you may not see" in page.text


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("live", ["live"]),
        ("waiting", ["waits"]),
        ("desk", ["desk", "waits", "live"]),
        ("none", ["none", "once"]),
    ],
)
def test_the_grid_is_narrowed_down_by_use(client, editor, choice, names):
    made = {name: make_library_picture(headline=name) for name in ("live", "waits", "desk")}
    once, _none = (make_library_picture(headline=name) for name in ("once", "none"))
    press.publish(shown_by(made["live"]), by=editor)
    press.publish(shown_by(made["waits"]), by=editor, at=next_minute(60))
    shown_by(made["desk"])
    edit(shown_by(once), lead_picture=None)

    cl = client.get("/admin/articles/picture/", {"use": choice}).context["cl"]

    assert [picture.headline for picture in cl.result_list] == names


# --- going ---


def test_what_nothing_shows_is_deleted_with_its_files(
    client, editor, django_capture_on_commit_callbacks
):
    picture = make_library_picture()
    original = picture.original.name

    with django_capture_on_commit_callbacks(execute=True):
        client.post(delete(picture), {"post": "yes"})

    assert not Picture.objects.exists()
    assert not picture_files.exists(original)


@pytest.mark.parametrize("is_past", [False, True])
def test_what_a_revision_shows_stays_and_the_page_says_why(client, editor, is_past):
    picture = make_library_picture()
    story = shown_by(picture, headline="Ferry at the quay wall")
    if is_past:
        edit(story, lead_picture=None)

    asked, answer = client.get(delete(picture)), client.post(delete(picture), {"post": "yes"})

    assert "Withdraw it instead" in asked.text
    assert ("Ferry at the quay wall" in asked.text) != is_past
    assert answer.status_code == 200
    assert Picture.objects.exists()
