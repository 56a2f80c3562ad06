"""The library of pictures: what comes in, what it is used by, and how it leaves."""

import pytest

from articles.desk import pictures
from articles.models import Picture, picture_files
from articles.pictures import Unusable
from tests.factories import make_jpeg, make_library_picture, make_upload, make_user

pytestmark = pytest.mark.django_db


def test_a_file_becomes_a_picture_with_its_original_and_previews():
    by, data = make_user(), make_jpeg(size=(1200, 800))

    filed = pictures.file_picture(make_upload(data), by=by)

    picture = Picture.objects.get()
    assert (filed.picture, filed.is_new) == (picture, True)
    assert (picture.width, picture.height, picture.format) == (1200, 800, "JPEG")
    assert (picture.uploaded_by, picture.confirmed_at) == (by, None)
    with picture_files.opened(picture.original.name) as original:
        assert original.read() == data
    assert all(map(picture_files.exists, picture.files()))


def test_a_storage_that_does_not_answer_is_told_of_and_nothing_is_filed(monkeypatch):
    def fail(*_args):
        raise ConnectionError

    monkeypatch.setattr(picture_files, "store", fail)

    with pytest.raises(Unusable, match="storage does not answer"):
        pictures.file_picture(make_upload(), by=make_user())

    assert not Picture.objects.exists()


def test_the_same_bytes_are_the_same_picture():
    data = make_jpeg()
    picture = make_library_picture(data=data)

    filed = pictures.file_picture(make_upload(data, name="again.jpg"), by=make_user())

    assert (filed.picture, filed.is_new) == (picture, False)
    assert Picture.objects.count() == 1


def test_the_same_new_file_twice_at_once_is_taken_once(monkeypatch):
    picture, data = make_library_picture(), make_jpeg(colour="navy")
    editor, look = make_user(), pictures.demand_unknown
    pictures.replace_file(picture, make_upload(data), by=editor)

    # The second looked before the first had replaced it.
    monkeypatch.setattr(pictures, "demand_unknown", late(look))
    with pytest.raises(pictures.Known):
        pictures.replace_file(picture, make_upload(data), by=editor)

    assert all(map(picture_files.exists, Picture.objects.get().files()))


def late(look):
    """Look at nothing the first time."""
    looked = []
    return lambda examined: look(examined) if looked else looked.append(1)
