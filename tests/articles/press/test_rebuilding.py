"""Pictures drawn again: where a file lacks, or what is drawn now would look otherwise."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import press
from articles.models import Act, EditionPicture, picture_files
from articles.pictures import drawing
from articles.press.rebuilding import rebuild, shown_pictures
from tests.factories import make_article, make_jpeg, make_library_picture, make_user, next_minute

pytestmark = pytest.mark.django_db

NOTHING, DRAWN = (False, None), (True, None)


@pytest.fixture
def editor():
    return make_user()


def make_shown(editor, **when):
    """A small picture on top of a story that readers have."""
    picture = make_library_picture(data=make_jpeg(size=(48, 32)))
    picture.story = make_article(lead_picture=picture)
    press.publish(picture.story, by=editor, **when)
    return picture


def outcome(*pictures, by, since=None):
    done = rebuild([picture.pk for picture in pictures], by=by, since=since)
    return [(is_drawn, why) for _number, is_drawn, why in done]


def printed(picture):
    [row] = EditionPicture.objects.filter(picture=picture)
    return row.renditions


def paths(picture):
    return [row.path for row in picture.renditions.current().order_by("pk")]


def test_the_pictures_of_live_and_waiting_pages_are_found(editor):
    live, waits = make_shown(editor), make_shown(editor, at=next_minute())
    gone, ended = make_shown(editor), make_shown(editor)
    press.withdraw(gone.story, by=editor)
    press.withdraw_picture(ended, by=editor, reason="Not ours")
    make_library_picture(data=make_jpeg(size=(48, 32)))

    assert shown_pictures(at=timezone.now()) == [live.pk, waits.pk]


def test_what_is_whole_is_left(editor):
    picture = make_shown(editor)
    before = [picture_files.stored_at(path) for path in paths(picture)]

    assert outcome(picture, by=editor) == [NOTHING]
    assert [picture_files.stored_at(path) for path in paths(picture)] == before
    assert not Act.objects.filter(verb="reprint_picture").exists()


@pytest.mark.parametrize("storage", ["local", "s3"], indirect=True)
def test_a_lost_file_is_drawn_again_under_its_name(storage, editor):
    picture = make_shown(editor)
    before, lost = printed(picture), paths(picture)
    for path in lost[:2]:
        picture_files.drop(path)

    assert outcome(picture, by=editor) == [DRAWN]
    assert all(map(picture_files.exists, lost))
    assert printed(picture) == before
    assert outcome(picture, by=editor) == [NOTHING]


def test_what_a_new_version_draws_otherwise_is_printed_anew(editor, monkeypatch):
    picture = make_shown(editor)
    before = printed(picture)
    monkeypatch.setattr(drawing, "RECIPE", drawing.RECIPE + 1)

    assert outcome(picture, by=editor) == [DRAWN]
    assert printed(picture).keys() == before.keys()
    assert printed(picture) != before
    assert outcome(picture, by=editor) == [NOTHING]


def test_all_is_drawn_anew_that_is_older_than_was_said(editor):
    picture = make_shown(editor)
    before, since = printed(picture), timezone.now()

    assert outcome(picture, by=editor, since=since - timedelta(hours=1)) == [NOTHING]
    assert outcome(picture, by=editor, since=since) == [DRAWN]
    assert outcome(picture, by=editor, since=since) == [NOTHING]
    assert printed(picture) == before


def test_a_picture_that_cannot_be_drawn_does_not_stop_the_others(editor):
    lost, well = make_shown(editor), make_shown(editor)
    for picture in (lost, well):
        picture_files.drop(paths(picture)[0])
    picture_files.drop(lost.original.name)

    [(is_drawn, why), other] = outcome(lost, well, by=editor)

    assert (is_drawn, "cannot be read" in str(why)) == (False, True)
    assert other == DRAWN


def test_who_may_not_change_pictures_prints_none_anew(monkeypatch, editor):
    picture = make_shown(editor)
    monkeypatch.setattr(drawing, "RECIPE", drawing.RECIPE + 1)

    [(is_drawn, why)] = outcome(picture, by=make_user("Reporter"))

    assert (is_drawn, "picture editor" in str(why)) == (False, True)
