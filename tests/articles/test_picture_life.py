"""The life of a picture from its upload to its end, with its files on a disk and in a bucket."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from articles import press
from articles.desk.pictures import replace_file
from articles.models import EditionPicture, Picture, picture_files
from articles.press import sweeping
from tests.factories import make_article, make_jpeg, make_upload, make_user

DAY = timedelta(days=1, minutes=1)


def upload(client, data):
    client.post(reverse("admin:articles_picture_upload"), {"files": make_upload(data)})
    return Picture.objects.get()


def addresses(picture):
    """Where readers find what pages show of a picture."""
    [row] = EditionPicture.objects.filter(picture=picture, edition__live_until=None)
    cuts = row.renditions.values()
    files = [
        file for cut in cuts for sources in cut["sources"].values() for _width, file in sources
    ]
    return [reverse("paper:rendition", args=[file]) for file in files]


def answers(client, paths):
    return {fetch(client, path).status_code for path in paths}


def fetch(client, path):
    answer = client.get(path)
    answer.data = answer.getvalue()  # to its end, which closes the file
    return answer


def sweep(at):
    for rendition in sweeping.replaced(at=at):
        sweeping.remove(rendition, at=at)
    for name in sweeping.strays(at=at):
        picture_files.drop(name)


def kept():
    folders = ["originals/", "previews/", "renditions/"]
    return [sum(1 for _name in picture_files.names(folder)) for folder in folders]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("storage", ["local", "s3"], indirect=True)
def test_a_picture_comes_in_goes_out_is_replaced_and_ends(storage, client):
    editor, desk = make_user(), type(client)()
    desk.force_login(make_user("Picture editor"))
    picture = upload(desk, make_jpeg(size=(90, 60)))
    story = make_article(lead_picture=picture)
    preview = reverse("admin:articles_picture_preview", args=[picture.pk, 480])
    original = reverse("admin:articles_picture_original", args=[picture.pk])

    # It is the desk's alone.
    assert (answers(desk, [preview, original]), answers(client, [preview, original])) == (
        {200},
        {302},
    )
    assert kept() == [1, 2, 0]

    press.publish(story, by=editor)
    first = addresses(picture)
    assert answers(client, first) == {200}
    answer = fetch(client, next(path for path in first if path.endswith(".avif")))
    assert (answer["Content-Type"], answer.data[4:12]) == ("image/avif", b"ftypavif")
    assert kept() == [1, 2, len(first)]

    # Another file takes its place under other names; the first ones are kept a day.
    replace_file(picture, ContentFile(make_jpeg(size=(90, 60)), "new.jpg"), by=editor)
    press.reprint_picture(picture, by=editor)
    second, now = addresses(picture), timezone.now()
    assert not set(first) & set(second)
    assert answers(client, first + second) == {200}
    sweep(now)
    assert kept() == [1, 2, len(first) + len(second)]
    sweep(now + DAY)
    assert (answers(client, first), answers(client, second)) == ({404}, {200})
    assert kept() == [1, 2, len(second)]

    press.kill(story, by=editor, reason="A court order", notice="Withdrawn.")
    assert answers(client, second) == {404}
