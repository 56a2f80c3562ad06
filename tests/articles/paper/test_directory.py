"""What the directory says of the paper and its people, and the pictures that it sends."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import pictures
from articles.models import Correspondent, Masthead
from articles.models.directory_pictures import STORAGE
from tests.articles.paper.test_structured import structured
from tests.factories import make_live, make_picture, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def made(make=pictures.portrait, **options):
    return make(ContentFile(make_picture(**options), "face.jpg"))


def make_face(slug="odile-marsh", **options):
    """Give a correspondent a portrait."""
    correspondent = Correspondent.objects.get(slug=slug)
    correspondent.portrait = made(**options)
    correspondent.save()
    return correspondent


# --- Pictures --------------------------------------------------------------------------------


def test_a_portrait_is_sent_for_ever(client):
    story = make_live()
    url = make_face().portrait.url

    response = client.get(url)

    assert response.content[:3] == b"\xff\xd8\xff"
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405
    assert f'src="{url}"' in client.get(story.edition.path).content.decode()


def test_nothing_else_is_sent(client, tmp_path):
    make_live()
    name = make_face().portrait.name
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    STORAGE.save("directory/stray.jpg", ContentFile(b"stray"))

    names = ["", "stray.jpg", "../secret.jpg", "..%2Fsecret.jpg", "nothing.jpg", f"{name}.jpg"]
    answers = {client.get(f"/media/directory/{each}").status_code for each in names}

    assert answers | {client.get("/media/").status_code} == {404}


def test_a_file_that_is_lost_is_not_found(client):
    make_live()
    face = make_face()
    STORAGE.delete(face.portrait.name)

    assert client.get(face.portrait.url).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_when_nobody_names_it_any_more(client):
    make_live(bylines=["Odile Marsh", "Tom Reeve"])
    odile, tom = make_face(), make_face("tom-reeve")
    name, url = odile.portrait.name, odile.portrait.url
    assert tom.portrait.name == name

    make_face(colour="navy")
    assert STORAGE.exists(name)  # Tom's still

    with transaction.atomic():
        make_face("tom-reeve", colour="navy")
        assert STORAGE.exists(name)  # it may be rolled back
    assert not STORAGE.exists(name)
    assert client.get(url).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_file_stays_when_the_change_was_rolled_back():
    make_live()
    name = make_face().portrait.name

    with transaction.atomic():
        make_face(colour="navy")
        transaction.set_rollback(True)

    assert STORAGE.exists(name)
    assert Correspondent.objects.get().portrait.name == name


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_with_its_correspondent():
    face = Correspondent.objects.create(name="Ada", slug="ada", portrait=made())

    face.delete()

    assert not STORAGE.exists(face.portrait.name)


# --- Correspondents --------------------------------------------------------------------------


def test_a_correspondents_page_says_who_they_are(client):
    make_live()
    face = make_face()
    face.biography, face.role = "She keeps a boat.", "Harbour Correspondent"
    face.links = [{"label": "Write to her", "url": "mailto:odile@tolland.example"}]
    face.save()

    page = client.get("/by/odile-marsh/").content.decode()

    assert f'<img class="portrait" src="{face.portrait.url}"' in page
    assert 'alt="Odile Marsh"' in page
    assert "She keeps a boat." in page
    assert '<a href="mailto:odile@tolland.example" rel="me">Write to her</a>' in page


def test_a_portrait_at_a_byline_says_nothing_that_the_name_does_not(client):
    story = make_live(bylines=["Odile Marsh", "Tom Reeve"])
    make_face()

    page = client.get(story.edition.path).content.decode()

    assert re.findall(r'<img [^>]*alt="([^"]*)"', page) == [""]
    assert structured(client, story.edition.path)["author"][0]["image"].endswith(".jpg")
    assert "image" not in structured(client, story.edition.path)["author"][1]


# --- The masthead ----------------------------------------------------------------------------


def make_masthead(**fields):
    return Masthead.objects.create(name="The Quay", **fields)


def test_the_logo_stands_for_the_name(client):
    story = make_live()
    masthead = make_masthead(logo=made(pictures.logo, size=(600, 100), kind="PNG"))
    masthead.dark_logo = made(pictures.logo, size=(600, 100), kind="PNG", colour="white")
    masthead.save()

    page = client.get("/").content.decode()

    assert f'src="{masthead.logo.url}" width="600" height="100" alt="The Quay"' in page
    assert f'srcset="{masthead.dark_logo.url}" media="(prefers-color-scheme: dark)"' in page
    assert structured(client, story.edition.path)["publisher"]["logo"] == {
        "@type": "ImageObject",
        "url": f"http://testserver{masthead.logo.url}",
        "width": 600,
        "height": 100,
    }


def test_navigation_and_foot_are_as_the_masthead_says(client):
    story = make_live(section=make_section("Harbour"))
    make_live(section=make_section("Sport", is_in_navigation=False))
    make_masthead(
        header_links=[{"label": "Tides", "url": "https://tides.example/"}],
        footer="12 Quay Street",
        footer_links=[{"label": "Jobs", "url": "/jobs/"}],
        social_links=[{"label": "Elsewhere", "url": "https://social.example/@quay"}],
    )

    page = client.get(story.edition.path).content.decode()

    [navigation] = re.findall(r'<nav class="masthead__sections".*?</nav>', page, re.DOTALL)
    assert re.findall(r'href="([^"]*)"', navigation) == ["/harbour/", "https://tides.example/"]
    [foot] = re.findall(r"<footer class=\"colophon\".*?</footer>", page, re.DOTALL)
    assert "12 Quay Street" in foot
    assert {"/jobs/", "https://social.example/@quay"} <= set(re.findall(r'href="([^"]*)"', foot))
    assert structured(client, story.edition.path)["publisher"]["sameAs"] == [
        "https://social.example/@quay"
    ]
    assert client.get("/sport/").status_code == 200


@pytest.mark.parametrize("name", ["about", "contact"])
def test_a_page_of_the_papers_own_is_there_once_it_is_written(client, name):
    url = f"/{name}/"
    for empty in ({}, {name: "<p></p>"}):
        Masthead.objects.update_or_create(defaults=empty)
        assert client.get(url).status_code == 404
        assert url not in client.get("/sitemap.xml").content.decode()
        assert f'href="{url}"' not in client.get("/").content.decode()

    words = '<p>We print what <a href="javascript:alert(1)">floats</a>.</p><script>x</script>'
    Masthead.objects.update_or_create(defaults={name: words})

    page = client.get(url).content.decode()
    assert "We print what" in page
    assert "javascript:" not in page
    assert page.count("<script") == 0
    assert url in client.get("/sitemap.xml").content.decode()
    assert f'href="{url}"' in client.get("/").content.decode()


def test_a_rich_masthead_takes_no_more_queries_than_none(client):
    story = make_live()
    pages = ["/", "/harbour/", "/by/odile-marsh/", story.edition.path]

    def queries():
        with CaptureQueriesContext(connection) as captured:
            for page in pages:
                client.get(page)
        return len(captured)

    without = queries()
    links = [{"label": "Tides", "url": "https://tides.example/"}]
    make_face()
    make_masthead(
        logo=made(pictures.logo), about="<p>Us.</p>", contact="<p>Here.</p>", header_links=links
    )

    assert queries() == without


def test_a_section_says_what_it_is(client):
    make_live(section=make_section("Harbour", description="All that floats."))

    assert "All that floats." in client.get("/harbour/").content.decode()
