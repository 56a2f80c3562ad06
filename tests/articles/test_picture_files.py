"""Where the files of pictures are kept: the same on a disk and in a bucket."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import picture_files

pytestmark = pytest.mark.parametrize("storage", ["local", "s3"], indirect=True)

NAME = "originals/1/a.jpg"


def read(name):
    with picture_files.opened(name) as file:
        return file.read()


def test_a_file_is_kept_under_the_name_it_is_given(storage):
    picture_files.store(NAME, ContentFile(b"a picture"))
    picture_files.store("previews/a.webp", b"a preview")

    assert read(NAME) == b"a picture"
    assert read("previews/a.webp") == b"a preview"
    assert default_storage.listdir("originals/1") == ([], ["a.jpg"])


def test_a_file_stored_again_takes_the_others_place(storage):
    picture_files.store(NAME, b"half of")
    picture_files.store(NAME, b"all of it")

    assert read(NAME) == b"all of it"
    assert default_storage.listdir("originals/1") == ([], ["a.jpg"])


def test_an_opened_file_can_be_read_from_anywhere(storage):
    picture_files.store(NAME, b"head, middle, tail")

    with picture_files.opened(NAME) as file:
        file.seek(6)
        middle, head = file.read(6), file.seek(0) or file.read(4)

    assert (middle, head) == (b"middle", b"head")


def test_a_dropped_file_is_gone_and_may_be_dropped_again(storage):
    picture_files.store(NAME, b"a picture")
    assert picture_files.exists(NAME)

    picture_files.drop(NAME)
    picture_files.drop(NAME)

    assert not picture_files.exists(NAME)
    with pytest.raises(FileNotFoundError):
        read(NAME)


def test_no_file_has_an_address_of_its_own(storage):
    picture_files.store(NAME, b"a picture")

    with pytest.raises(ValueError):
        default_storage.url(NAME)
