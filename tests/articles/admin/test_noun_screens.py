"""The screens of correspondents, sections, tags and the masthead: pictures, links, where used."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Correspondent, Masthead, Section, Tag
from articles.models.directory_pictures import STORAGE
from tests.articles.admin.paperwork import at_desk, errors, words
from tests.factories import (
    make_article,
    make_correspondent,
    make_live,
    make_picture,
    make_section,
)

pytestmark = pytest.mark.django_db

PERSON = {"name": "Odile Marsh", "slug": "", "kind": "person", "links-1-url": ""}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(data=None, name="face.jpg"):
    return SimpleUploadedFile(name, data or make_picture())


def add(client, noun, **data):
    return client.post(f"/admin/articles/{noun}/add/", data)


def change(client, row, **data):
    return client.post(f"/admin/articles/{row._meta.model_name}/{row.pk}/change/", data)


def listed(client, noun, query=""):
    return client.get(f"/admin/articles/{noun}/{query}").context["cl"].result_list


# --- Pictures --------------------------------------------------------------------------------


def test_a_portrait_is_put_up_changed_and_taken_away(client, django_capture_on_commit_callbacks):
    at_desk(client)

    with django_capture_on_commit_callbacks(execute=True):
        add(client, "correspondent", **PERSON, portrait=upload())
    person = Correspondent.objects.get()
    first = person.portrait.name
    assert client.get(person.portrait.url).status_code == 200
    assert person.portrait.url in client.get("/admin/articles/correspondent/").content.decode()

    other = upload(make_picture(kind="PNG", colour="navy"), "x" * 200 + ".png")
    with django_capture_on_commit_callbacks(execute=True):
        assert change(client, person, **PERSON, portrait=other).status_code == 302
    person.refresh_from_db()
    assert STORAGE.exists(person.portrait.name) and not STORAGE.exists(first)

    with django_capture_on_commit_callbacks(execute=True):
        change(client, person, **PERSON | {"portrait-clear": "on"})
    assert not STORAGE.exists(person.portrait.name)
    assert not Correspondent.objects.get().portrait


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Words.", "This is no picture"),
        (make_picture()[:300], "its end is missing"),
        (b"<svg/>", "Choose a JPEG, PNG or WebP file"),
    ],
)
def test_what_is_no_picture_is_refused_at_the_field_and_the_rest_kept(client, data, why):
    at_desk(client)
    add(client, "correspondent", **PERSON, portrait=upload())
    person = Correspondent.objects.get()
    sent = PERSON | {"name": "Odile Marsh-Hale", "portrait": upload(data)}

    response = change(client, person, **sent)

    errors = response.context["adminform"].form.errors
    assert errors.keys() == {"portrait"}
    assert why in errors["portrait"][0]
    page = response.content.decode()
    assert 'value="Odile Marsh-Hale"' in page
    assert person.portrait.url in page


def test_a_logo_of_60_mb_is_refused(client):
    at_desk(client)

    response = add(client, "masthead", name="The Quay", logo=upload(bytes(60 * 1024 * 1024)))

    assert "This file has 60.0\xa0MB. Choose one of at most 10.0\xa0MB." in errors(response)
    assert not Masthead.objects.exists()


# --- Links -----------------------------------------------------------------------------------


def test_links_are_stored_spelt_in_full_and_in_order(client):
    at_desk(client)
    typed = {
        "links-1-label": "Her boat",
        "links-1-url": "boats.example/odile",
        "links-3-label": "",
        "links-3-url": "odile@tolland.example",
        "links-5-label": "About",
        "links-5-url": "/about/",
    }

    add(client, "correspondent", **PERSON | typed)

    assert Correspondent.objects.get().links == [
        {"label": "Her boat", "url": "https://boats.example/odile"},
        {"label": "odile@tolland.example", "url": "mailto:odile@tolland.example"},
        {"label": "About", "url": "/about/"},
    ]


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JAVASCRIPT://x.example/%0aalert(1)", "data:text/html,x", ""),
        *("//evil.example/", "/\\evil.example", "ftp://x.example/", "mailto:nobody", "http://"),
        *("java\tscript:alert(1)", "https://x.example/" + "x" * 600, "not an address"),
    ],
)
def test_what_leads_nowhere_good_is_refused_and_kept(client, address):
    at_desk(client)

    response = add(
        client, "correspondent", **PERSON | {"links-1-label": "x", "links-1-url": address}
    )

    assert "Link 1: Give an address such as https://example.org/" in errors(response)
    assert not Correspondent.objects.exists()


@pytest.mark.parametrize(
    "links", ["x", [1], [{"label": "x"}], [{"label": "x", "url": "javascript:x"}]]
)
def test_no_row_has_other_links_whichever_way_it_is_written(links):
    with pytest.raises(Exception, match=r"(Give|spelt)"):
        Correspondent.objects.create(name="Odile", slug="odile", links=links)


# --- Where used ------------------------------------------------------------------------------


def test_a_screen_says_where_a_noun_is_used(client):
    at_desk(client)
    make_live(headline="Fog", bylines=["Odile Marsh", "Odile Marsh"])
    make_article(headline="Rain")
    make_article(headline="Sun", bylines=["Tom Reeve"], tags=["sun"], section=make_section("Sky"))
    nouns = [Correspondent.objects.get(slug="odile-marsh"), Tag.objects.get(slug="ferries")]

    for noun in [*nouns, Section.objects.get(slug="harbour")]:
        url = f"/admin/articles/{noun._meta.model_name}/{noun.pk}/change/"
        page = client.get(url)
        assert "2 stories on the desk ; readers have 1 story of these" in words(page)
        [row] = [row for row in listed(client, noun._meta.model_name) if row.pk == noun.pk]
        assert (row.on_desk, row.live) == (2, 1)
    for noun, parameter in zip(nouns, ("correspondent", "tag"), strict=True):
        stories = listed(client, "article", f"?{parameter}={noun.pk}")
        assert {story.headline for story in stories} == {"Fog", "Rain"}


def test_a_reporter_is_told_of_no_story_out_of_reach(client):
    reporter = at_desk(client, "Reporter")
    make_article(by=reporter)
    make_article()
    tag = Tag.objects.get()

    page = words(client.get(f"/admin/articles/tag/{tag.pk}/change/"))

    assert "1 story on the desk" in page
    assert [row.on_desk for row in listed(client, "tag")] == [1]


@pytest.mark.parametrize(
    ("use", "found"), [("live", ["ferries"]), ("desk", ["sun"]), ("none", ["lost"]), ("x", None)]
)
def test_tags_are_found_by_their_use(client, use, found):
    at_desk(client)
    make_live(tags=["ferries"])
    make_article(tags=["sun", "ferries"])
    Tag.objects.named(["lost"])

    shown = [tag.name for tag in listed(client, "tag", f"?use={use}")]

    assert shown == (found or ["ferries", "lost", "sun"])


@pytest.mark.parametrize("asked", ["x", "0", "9" * 40, "", "1;2"])
def test_a_noun_that_is_not_there_narrows_nothing(client, asked):
    at_desk(client)
    make_article()

    assert len(listed(client, "article", f"?tag={asked}&correspondent={asked}")) == 1


@pytest.mark.parametrize("noun", ["correspondent", "section", "tag"])
def test_a_list_takes_as_many_queries_for_thirty_as_for_one(client, noun):
    at_desk(client)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/admin/articles/{noun}/")
        return len(captured)

    make_live(section=make_section("Quay 0"), tags=["tide 0"], bylines=["Ada 0"])
    queries()
    with_one = queries()
    for n in range(1, 30):
        section = make_section(f"Quay {n}")
        make_correspondent(f"Ada {n}")
        Tag.objects.named([f"tide {n}"])
        Article.objects.create(headline="Fog", section=section)

    assert queries() == with_one


# --- Sections --------------------------------------------------------------------------------


def test_sections_are_moved_by_buttons_without_a_script(client):
    at_desk(client)
    arts, crime = make_section("Arts"), make_section("Crime")

    response = client.post("/admin/articles/section/move/", {"up": crime.pk})

    assert response["Location"] == f"/admin/articles/section/#up-{crime.pk}"
    assert list(Section.objects.all()) == [crime, arts]
    assert client.get("/admin/articles/section/move/").status_code == 405
    for sent in ({}, {"up": "x"}, {"down": "9" * 40}, {"order": "x,,9999999999999999999,1"}):
        assert client.post("/admin/articles/section/move/", sent).status_code in {204, 302}
    assert list(Section.objects.all()) == [crime, arts]


def test_sections_are_not_moved_by_a_reporter(client):
    at_desk(client, "Reporter")
    arts, crime = make_section("Arts"), make_section("Crime")

    assert client.post("/admin/articles/section/move/", {"up": crime.pk}).status_code == 403
    assert "/move/" not in client.get("/admin/articles/section/").content.decode()
    assert list(Section.objects.all()) == [arts, crime]


def test_a_new_section_comes_last(client):
    at_desk(client)
    make_section("Arts", position=4)

    add(client, "section", name="Air", slug="", colour="#112233", is_in_navigation="on")

    assert [str(section) for section in Section.objects.all()] == ["Arts", "Air"]


# --- The masthead ----------------------------------------------------------------------------


def test_the_masthead_is_one_form(client):
    at_desk(client)
    make_section("Harbour")
    data = {
        "name": "The Quay",
        "strapline": "All that floats",
        "logo": upload(make_picture(size=(600, 100))),
        "header_links-1-label": "Tides",
        "header_links-1-url": "tides.example",
        "footer": "12 Quay Street",
        "about": '<p>Us.<script>x</script></p><img src="x">',
        "shows_history": "on",
    }

    assert add(client, "masthead", **data).status_code == 302

    masthead = Masthead.objects.get()
    assert (masthead.logo_width, masthead.logo_height) == (600, 100)
    assert masthead.header_links == [{"label": "Tides", "url": "https://tides.example"}]
    assert masthead.about == "<p>Us.</p>"
    page = client.get("/admin/articles/masthead/1/change/")
    assert "Choose and order them" in words(page)
    assert 'href="/"' in page.content.decode()


# --- Merging ---------------------------------------------------------------------------------


def test_correspondents_are_merged_and_parted_on_their_pages(client):
    at_desk(client)
    make_live(bylines=["Olive Marsh"])
    olive, odile = Correspondent.objects.get(), make_correspondent("Odile Marsh")
    url = f"/admin/articles/correspondent/{olive.pk}/merge/"

    page = words(client.get(url))
    assert "“Olive Marsh” ceases to be a correspondent of their own." in page
    assert "1 story has it on the desk. Readers have 1 story under it now." in page
    assert client.post(url, {"into": olive.pk}).status_code == 409
    assert client.post(url, {"into": "x"}).status_code == 400

    done = client.post(url, {"into": odile.pk}, follow=True)
    assert "Merged: Olive Marsh → Odile Marsh." in done.content.decode()
    undo = done.redirect_chain[-1][0].replace("change", "undo")
    back = client.post(undo, follow=True)
    assert "“Olive Marsh” is a correspondent of its own again." in back.content.decode()


def test_correspondents_are_not_merged_by_reporters(client):
    at_desk(client, "Reporter")
    olive, odile = make_correspondent("Olive Marsh"), make_correspondent("Odile Marsh")

    response = client.post(f"/admin/articles/correspondent/{olive.pk}/merge/", {"into": odile.pk})

    assert response.status_code == 403
    assert client.get("/admin/articles/correspondentmerge/").status_code == 403
    assert Correspondent.objects.count() == 2


def test_a_correspondent_in_use_stays(client):
    at_desk(client)
    make_article(headline="Ferry sinks")
    person = Correspondent.objects.get()

    response = client.post(f"/admin/articles/correspondent/{person.pk}/delete/", {"post": "yes"})

    assert "protected" in response.content.decode()
    assert Correspondent.objects.exists()
