"""Who gets a file of a picture: whoever reads a page that shows it, and nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.models import EditionPicture, Rendition, picture_files
from articles.models.rendition import GRACE
from articles.paper.lifetimes import seconds_left
from tests.articles.paper import hanging
from tests.factories import edit, make_library_picture, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

NEVER = f"/media/pictures/{'e' * 32}.jpg"
SMALL = (400, 300)


@pytest.fixture
def story():
    """A story that shows a picture in its copy: `shown` is the row of it."""
    story = make_live()
    story.shown = hanging.hang(story.edition, make_library_picture(size=SMALL))
    return story


def address(rendition):
    return f"/media/pictures/{rendition.file_name}"


def file_of(story, format="jpg"):
    return address(story.shown.picture.renditions.get(format=format))


def read(response):
    """An answer, with its file read and closed."""
    return response, response.getvalue()


def said(client, url):
    """All that a stranger can compare."""
    response, body = read(client.get(url))
    return response.status_code, dict(response.headers), body


# --- what is sent ---


@pytest.mark.parametrize(
    ("format", "kind"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")]
)
def test_a_file_that_a_page_shows_is_sent_as_what_it_is(client, story, hold_clock, format, kind):
    at = hold_clock()
    rendition = story.shown.picture.renditions.get(format=format)

    response, body = read(client.get(address(rendition)))

    with picture_files.opened(rendition.path) as file:
        assert (response.status_code, body) == (200, file.read())
    told = {
        "Content-Type": kind,
        "Content-Length": str(rendition.size),
        "Content-Disposition": "inline",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; img-src 'self'; sandbox",
        "Cache-Control": f"public, max-age=86400, s-maxage={seconds_left(at)}",
        "ETag": f'"{rendition.name}"',
    }
    assert told.items() <= dict(response.headers).items()
    assert not {"Set-Cookie", "Vary", "Last-Modified"} & response.headers.keys()


def test_who_has_it_already_gets_304_and_nobody_reads_it(client, story, monkeypatch):
    tag = client.head(file_of(story)).headers["ETag"]
    monkeypatch.setattr(picture_files, "opened", None)

    for ask in (client.get, client.head):
        response = ask(file_of(story), headers={"if-none-match": tag})

        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["Cache-Control"].startswith("public, max-age=86400, s-maxage=")
    assert client.head(file_of(story)).headers["Content-Length"] != "0"


def test_it_takes_one_query(client, story):
    url = file_of(story)

    with CaptureQueriesContext(connection) as queries:
        client.get(url).getvalue()

    assert len(queries) == 1


def test_the_web_server_sends_it_where_it_can(client, story, settings):
    settings.ACCEL_PREFIX = "/protected/"
    rendition = story.shown.picture.renditions.get(format="webp")

    response = client.get(address(rendition))

    assert response.headers["X-Accel-Redirect"] == f"/protected/{rendition.path}"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.content == b""


# --- what is not ---


def killed(story):
    press.kill(story, by=make_user())


def taken_off(story):
    press.withdraw(story, by=make_user())


def not_begun(story):
    """Shown by what waits alone."""
    press.schedule(edit(story, headline="Later"), by=make_user(), at=next_minute())
    waiting = story.editions.get(live_from__gt=timezone.now())
    EditionPicture.objects.filter(pk=story.shown.pk).update(edition=waiting)


def not_shown_now(story):
    """Shown by what readers had before."""
    press.publish(edit(story, headline="Without it"), by=make_user())


def ended(story):
    EditionPicture.objects.filter(pk=story.shown.pk).update(until=timezone.now())


def shown_by_nobody(story):
    EditionPicture.objects.filter(pk=story.shown.pk).delete()


def replaced(story):
    Rendition.objects.update(replaced_at=timezone.now() - GRACE)


def lost(story):
    for rendition in Rendition.objects.all():
        picture_files.drop(rendition.path)


@pytest.mark.parametrize(
    "hide",
    [killed, taken_off, not_begun, not_shown_now, ended, shown_by_nobody, replaced, lost],
)
def test_what_no_page_shows_answers_as_what_never_was(client, story, hold_clock, hide):
    url = file_of(story)
    kept = client.head(url).headers["ETag"]

    hide(story)
    hold_clock()

    assert said(client, url) == said(client, NEVER)
    if hide is not lost:  # which only the storage knows
        assert client.get(url, headers={"if-none-match": kept}).status_code == 404
        assert client.head(url).status_code == client.head(NEVER).status_code == 404


def test_names_in_other_forms_answer_as_what_never_was(client, story, hold_clock):
    hold_clock()
    rendition = story.shown.picture.renditions.get(format="jpg")
    picture = story.shown.picture
    other = [
        *(f"{rendition.name}.png", f"{rendition.name}.JPG", f"{rendition.name}.svg"),
        *(rendition.name, f"{rendition.name}.", f"{rendition.name[:-1]}.jpg", ".jpg", "%2e%2e"),
        *(f"{rendition.name}.webp.jpg", f"{rendition.name[:2]}/{rendition.file_name}"),
        f"..%2F{picture.original.name.replace('/', '%2F')}",
    ]

    for name in other:
        assert said(client, f"/media/pictures/{name}") == said(client, NEVER), name


def test_originals_and_previews_have_no_address(client, story, hold_clock):
    hold_clock()
    picture = story.shown.picture
    names = [picture.original.name, f"previews/{picture.preview_key}-480.webp"]
    names += [rendition.path for rendition in picture.renditions.all()]

    for name in names:
        assert picture_files.exists(name)
        for url in (f"/media/{name}", f"/{name}", f"/static/{name}", f"/media/directory/{name}"):
            assert said(client, url) == said(client, NEVER), url


# --- when ---


def test_it_ends_with_the_licence_and_no_job_runs(client, story, hold_clock):
    end = timezone.now() + timedelta(days=3)
    picture = story.shown.picture
    EditionPicture.objects.update(until=end)
    story.edition.body += hanging.figure(picture, "The mast goes up")
    story.edition.save()

    for at, is_there in ((end - timedelta(microseconds=1), True), (end, False)):
        hold_clock(at)
        page = client.get(story.edition.path).content.decode()

        assert client.head(file_of(story)).status_code == (200 if is_there else 404)
        assert ("The mast goes up" in page, file_of(story) in page) == (is_there, is_there)
        assert "The boat left the quay at nine" in page


def test_what_was_replaced_answers_for_a_day(client, story, hold_clock):
    at = timezone.now()
    Rendition.objects.update(replaced_at=at)

    for moment, status in ((at, 200), (at + GRACE - timedelta(seconds=1), 200), (at + GRACE, 404)):
        hold_clock(moment)

        assert client.head(file_of(story)).status_code == status


def test_it_stays_where_another_story_shows_it(client, story):
    other = make_live()
    EditionPicture.objects.create(
        edition=other.edition, picture=story.shown.picture, renditions=story.shown.renditions
    )

    press.kill(story, by=make_user())
    assert client.head(file_of(story)).status_code == 200

    press.kill(other, by=make_user())
    assert client.head(file_of(story)).status_code == 404


def test_what_is_public_is_what_editions_and_their_rows_say():
    start = timezone.now()
    story = make_live()
    row = hanging.hang(story.edition, make_library_picture(size=SMALL))
    steps = [timedelta(minutes=minutes) for minutes in range(-2, 8)]
    press.expire(story, by=make_user(), at=next_minute(3))
    story.edition.refresh_from_db()

    for until in (None, *(start + step for step in steps)):
        EditionPicture.objects.update(until=until)
        row.until = until
        for at in (start + step for step in steps):
            is_shown = row.is_shown(at) and story.edition.is_live(at)
            assert Rendition.objects.public(at=at).exists() == is_shown, (until, at)
