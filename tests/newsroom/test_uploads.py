"""What somebody may send, and what becomes of the rest."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from tests.factories import make_user

#: What the library takes in these tests, and what a form may have: bytes.
PICTURE, FORM = 300_000, 100_000


def measure(request):
    """Tell each file that came, as a form sees it."""
    for file in request.FILES.getlist("file"):
        file.seek(0, 2)
        SEEN.append((file.name, file.size, file.tell(), blocks(file)))
    return HttpResponse("")


def blocks(file):
    """Bytes that a file takes on the disk."""
    return Path(file.temporary_file_path()).stat().st_blocks * 512


SEEN = []
urlpatterns = [path("measure/", measure)]


@pytest.fixture
def uploads(settings, tmp_path):
    """The folder of uploads on their way."""
    settings.PICTURE_BYTES = PICTURE
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = FORM
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    SEEN.clear()
    return tmp_path


def file(name, size):
    return SimpleUploadedFile(name, b"x" * size)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_of_a_file_that_is_too_large_its_length_arrives_and_the_others_are_whole(client, uploads):
    client.force_login(make_user())
    files = [file("a.jpg", 200_000), file("b.jpg", PICTURE + 1), file("c.jpg", PICTURE)]

    client.post(
        "/measure/", {"csrfmiddlewaretoken": client.cookies["csrftoken"].value, "file": files}
    )

    assert [seen[:3] for seen in SEEN] == [
        ("a.jpg", 200_000, 200_000),
        ("b.jpg", PICTURE + 1, PICTURE + 1),
        ("c.jpg", PICTURE, PICTURE),
    ]
    assert SEEN[1][3] < 10_000 < SEEN[2][3]
    assert list(uploads.iterdir()) == []


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_broken_upload_leaves_nothing(client, uploads):
    client.force_login(make_user())
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'

    client.raise_request_exception = False
    client.post(
        "/measure/",
        content_type="multipart/form-data; boundary=b",
        **{"wsgi.input": Breaking(body + b"x" * 200_000), "CONTENT_LENGTH": "250000"},
    )

    assert list(uploads.iterdir()) == []


class Breaking(BytesIO):
    """A connection that breaks where its data end."""

    def read(self, size=-1):
        if not (data := super().read(size)):
            raise OSError("the connection broke")
        return data


class Untouched(BytesIO):
    """A body that nobody may read."""

    def read(self, size=-1):
        raise AssertionError("This was read.")


@pytest.fixture
def client():
    """One whose forms are read to see whether they are ours, before who sends them is asked."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    return client


def post(client, length, address="admin:articles_article_add"):
    return client.post(
        reverse(address) if ":" in address else address,
        content_type="multipart/form-data; boundary=b",
        **{"wsgi.input": Untouched(), "CONTENT_LENGTH": str(length)},
    )


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["admin:articles_article_add", "admin:login", "/"])
def test_what_a_stranger_sends_is_refused_unread(client, uploads, address):
    answer = post(client, FORM + 1, address)

    assert answer.status_code == 413
    assert "That is more than we take at once" in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "most"), [(None, FORM), ("Reporter", FORM + 10 * PICTURE)])
def test_the_desk_may_send_some_pictures_at_once(client, uploads, role, most):
    client.force_login(make_user(role))

    with pytest.raises(AssertionError, match="This was read"):
        post(client, most)
    assert post(client, most + 1).status_code == 413
