"""What is swept of the files of pictures, on a disk and in a bucket, and what stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles import press
from articles.models import EditionPicture, Picture, Rendition, picture_files
from articles.models.rendition import GRACE
from articles.press import renditions, sweeping
from tests.articles.paper.hanging import hang
from tests.factories import make_jpeg, make_library_picture, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

on_both = pytest.mark.parametrize("storage", ["local", "s3"], indirect=True)

TOMORROW = timedelta(days=1, minutes=1)


@pytest.fixture
def picture(storage):
    """A small picture of the library, shown by a live edition of `picture.story`."""
    picture = make_library_picture(data=make_jpeg(size=(48, 32)))
    picture.story = make_live()
    hang(picture.story.edition, picture)
    return picture


def replace(picture, *, at):
    """Have all renditions of a picture be replaced, as pages have others."""
    picture.renditions.update(replaced_at=at)
    EditionPicture.objects.filter(picture=picture).update(renditions={})


def files():
    folders = ["renditions/", "previews/", "originals/", "directory/"]
    return {name for folder in folders for name in picture_files.names(folder)}


def found(at):
    return {row.path for row in sweeping.replaced(at=at)}


@on_both
def test_a_replaced_rendition_goes_a_day_later_with_its_file(picture):
    at, path = timezone.now(), picture.renditions.first().path
    replace(picture, at=at)

    assert found(at + GRACE - timedelta(seconds=1)) == set()
    assert found(at + GRACE) == {row.path for row in picture.renditions.all()}
    [*rows] = sweeping.replaced(at=at + GRACE)
    assert all(sweeping.remove(row, at=at + TOMORROW) for row in rows)
    assert not Rendition.objects.exists()
    assert not picture_files.exists(path)


def test_a_file_that_was_drawn_again_a_moment_ago_stays(picture):
    at = timezone.now()
    replace(picture, at=at - 2 * GRACE)
    [*rows] = sweeping.replaced(at=at)

    assert all(sweeping.remove(row, at=at) for row in rows)

    assert all(picture_files.exists(row.path) for row in rows)


def test_what_was_drawn_ahead_of_a_change_is_called_replaced(storage):
    picture, at = make_library_picture(data=make_jpeg(size=(48, 32))), timezone.now()
    renditions.make(picture, [""])
    Picture.objects.update(credit="Another")
    renditions.make(Picture.objects.get(), [""])

    for row in sweeping.outdated(at=at):
        sweeping.retire(row, at=at)

    told = set(Rendition.objects.values_list("recipe", "replaced_at"))
    now = renditions.recipe(Picture.objects.get(), "")
    assert told == {(now, None), (renditions.recipe(picture, ""), at)}


def test_what_is_printed_is_not_outdated(picture):
    assert not list(sweeping.outdated(at=timezone.now()))


def test_what_is_not_replaced_stays(picture):
    assert found(timezone.now() + 10 * GRACE) == set()


def test_a_rendition_that_came_back_stays(picture):
    at = timezone.now()
    replace(picture, at=at)
    [*rows] = sweeping.replaced(at=at + GRACE)
    picture.renditions.update(replaced_at=None)

    assert not any(sweeping.remove(row, at=at + TOMORROW) for row in rows)
    assert picture_files.exists(rows[0].path)


@pytest.mark.parametrize(
    ("deed", "stays"),
    [
        (lambda story, by: None, True),
        (lambda story, by: press.expire(story, by=by, at=next_minute()), True),
        (lambda story, by: press.withdraw(story, by=by), False),
    ],
    ids=["live", "live-yet", "off"],
)
def test_what_a_live_edition_names_stays_though_it_is_called_replaced(picture, deed, stays):
    at = timezone.now() - 2 * GRACE
    picture.renditions.update(replaced_at=at)
    deed(picture.story, make_user())

    assert bool(found(timezone.now())) != stays


def test_what_a_waiting_edition_names_stays(storage):
    picture, story = make_library_picture(data=make_jpeg(size=(48, 32))), make_live()
    story.headline = "Ferry leaves again"
    press.withdraw(story, by=make_user())
    EditionPicture.objects.all().delete()
    edition = press.publish(story, by=make_user(), at=next_minute())
    hang(edition, picture)
    picture.renditions.update(replaced_at=timezone.now() - 2 * GRACE)

    assert found(timezone.now()) == set()


@on_both
def test_old_files_that_no_row_names_are_strays(picture):
    kept = files()
    strays = {
        "originals/nobody/a.jpg",
        f"{picture.original.name}.x7.part",
        "previews/nobody-480.webp",
        f"previews/{picture.preview_key}-480.webp.x7.part",
        f"previews/{picture.preview_key}-99.webp",
        "renditions/ab/abc.avif",
        f"{picture.renditions.first().path}.x7.part",
        "directory/nobody.jpg",
    }
    for name in strays:
        picture_files.store(name, b"half of it")
    now = timezone.now()

    assert set(sweeping.strays(at=now)) == set()
    assert set(sweeping.strays(at=now + TOMORROW)) == strays
    assert files() == kept | strays


def test_nothing_is_swept_where_nothing_was_ever_kept(storage):
    assert list(sweeping.strays(at=timezone.now())) == []


def test_the_query_count_does_not_grow_with_the_files(picture, django_assert_num_queries):
    for number in range(3):
        picture_files.store(f"renditions/ab/{number}.avif", b"")

    with django_assert_num_queries(3):  # one for each folder that has some
        assert len(list(sweeping.strays(at=timezone.now() + TOMORROW))) == 3


def test_uploads_that_broke_off_are_found_when_they_are_old(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    for name in ("old.upload.jpg", "new.upload.jpg", "old.jpg"):
        (tmp_path / name).touch()
    past = (timezone.now() - TOMORROW).timestamp()
    for name in ("old.upload.jpg", "old.jpg"):
        os.utime(tmp_path / name, (past, past))

    assert list(sweeping.broken_uploads(at=timezone.now())) == [Path(tmp_path / "old.upload.jpg")]
