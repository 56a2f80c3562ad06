"""Another file for a picture, by its page: what is kept, what is read anew, what is refused."""

import pytest
from django.urls import reverse
from PIL import Image

from articles.models import Picture, picture_files
from tests.factories import make_jpeg, make_library_picture, make_upload, make_user

# The old files go once it is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def picture(client, storage):
    client.force_login(make_user())
    return make_library_picture(
        size=(900, 600), crops={"1:1": [0, 0, 2 / 3, 1], "16:9": [0, 0, 1, 0.84375]}
    )


def address(picture):
    return reverse("admin:articles_picture_replace", args=[picture.pk])


def send(client, picture, data, *, name="new.jpg", **more):
    upload = make_upload(data, name=name)
    return client.post(address(picture), {"file": upload, **more}, follow=True)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def test_the_words_stay_and_the_file_goes(client, picture):
    old = picture.original.name

    answer = send(client, picture, make_jpeg(size=(1200, 800)), name="quay.jpg")

    new = Picture.objects.get()
    assert (new.width, new.height, new.file_name) == (1200, 800, "quay.jpg")
    assert (new.caption, new.confirmed_at) == (picture.caption, picture.confirmed_at)
    assert (new.uid, new.crops) == (picture.uid, picture.crops)
    assert picture_files.exists(new.original.name)
    assert not picture_files.exists(old)
    assert all(map(picture_files.exists, new.files()))
    assert told(answer) == ["The file is replaced. See whether its focal point still fits."]


def test_crops_that_do_not_fit_the_new_shape_go_and_that_is_said(client, picture):
    answer = send(client, picture, make_jpeg(size=(600, 900)))

    assert Picture.objects.get().crops == {}
    assert told(answer)[-1] == (
        "Drawn by hand, and gone, as they do not fit the new file: 1:1, 16:9."
    )


def described(words):
    """A picture that says something of itself."""
    exif = Image.Exif()
    exif[0x010E] = words
    return make_jpeg(size=(900, 600), exif=exif)


def test_what_the_new_file_says_is_taken_over_only_if_asked(client, picture):
    send(client, picture, described("A ferry in fog."))
    assert Picture.objects.get().caption == picture.caption
    assert Picture.objects.get().metadata["caption"] == "A ferry in fog."

    send(client, picture, described("A ferry at night."), reads="on")
    new = Picture.objects.get()
    assert (new.caption, new.credit) == ("A ferry at night.", picture.credit)
    assert new.confirmed_at is None


def test_a_file_that_the_library_has_is_refused_with_a_way_there(client, picture):
    data = make_jpeg()
    other = make_library_picture(data=data, headline="Gulls <b>")

    answer = send(client, picture, data)

    assert answer.status_code == 400
    there = reverse("admin:articles_picture_change", args=[other.pk])
    assert f'<a href="{there}">Gulls &lt;b&gt;</a>' in answer.text
    assert Picture.objects.get(pk=picture.pk).sha256 == picture.sha256


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.4", make_jpeg()[:500]])
def test_what_is_no_picture_is_refused_and_nothing_changes(client, picture, data):
    answer = send(client, picture, data)

    assert answer.status_code == 400
    assert answer.context["form"].errors["file"]
    assert Picture.objects.get().original.name == picture.original.name
    assert picture_files.exists(picture.original.name)


def test_without_a_file_nothing_is_replaced(client, picture):
    answer = client.post(address(picture))

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["file"]


def test_a_script_is_told_where_to_go(client, picture):
    headers = {"X-Requested-With": "XMLHttpRequest"}

    answer = client.post(address(picture), {"file": make_upload()}, headers=headers)

    assert answer.json() == {"then": reverse("admin:articles_picture_change", args=[picture.pk])}


def test_who_may_not_change_a_picture_may_not_replace_it(client, picture):
    client.force_login(make_user("Reporter"))

    assert client.get(address(picture)).status_code == 403
    assert client.post(address(picture), {"file": make_upload()}).status_code == 403
    assert Picture.objects.get().sha256 == picture.sha256


def test_an_erased_picture_takes_no_file(client, picture):
    Picture.objects.update(erased_at=picture.uploaded_at)

    assert client.get(address(picture)).status_code == 404
    assert client.post(address(picture), {"file": make_upload()}).status_code == 404
