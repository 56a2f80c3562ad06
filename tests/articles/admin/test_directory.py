import pytest

from articles.models import Correspondent, Masthead, Publication, Section, Tag
from tests.articles.admin.paperwork import at_desk
from tests.factories import make_article, make_live, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db


def add(client, noun, **data):
    return client.post(f"/admin/articles/{noun}/add/", data)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Odile Marsh", "odile-marsh"), ("أوديل مارش", "أوديل-مارش"), ("🚢", "correspondent")],
)
def test_a_correspondent_has_a_slug_in_any_script(client, name, slug):
    at_desk(client)

    add(client, "correspondent", name=name, slug="", kind="person")

    assert Correspondent.objects.get().slug == slug


def test_a_second_of_one_name_has_a_slug_of_her_own(client):
    at_desk(client)

    for _ in range(2):
        add(client, "correspondent", name="Odile Marsh", slug="", kind="person")

    assert set(Correspondent.objects.values_list("slug", flat=True)) == {
        "odile-marsh",
        "odile-marsh-2",
    }


def test_a_slug_is_changed_and_what_it_was_leads_on(client):
    at_desk(client)
    section = make_live(section=make_section("Harbour")).section

    data = {"name": "Port", "slug": "port", "position": 1, "colour": "#112233"}
    client.post(f"/admin/articles/section/{section.pk}/change/", data)

    section.refresh_from_db()
    assert (section.name, section.slug) == ("Port", "port")
    assert client.get("/harbour/")["Location"] == "/port/"


@pytest.mark.parametrize("name", ["Feed", "ملاحة", ""])
def test_a_section_that_can_have_no_page_is_refused(client, name):
    at_desk(client)

    response = add(client, "section", name=name, slug="", position=0, colour="#112233")

    assert response.status_code == 200
    assert response.context["errors"]
    assert not Section.objects.exists()


@pytest.mark.parametrize(
    ("name", "slug", "says"),
    [
        ("Harbour", "Harbour", "Give the slug in small letters."),
        ("Harbour", "FEED", "Give the slug in small letters."),
        ("Harbour", "feed", "Choose another slug"),
        ("Harbour", "-", "Give a slug in the letters a to z."),
        ("Harbour", "_-_", "Give a slug in the letters a to z."),
        ("ملاحة", "", "Give a slug in the letters a to z."),
    ],
)
def test_a_section_is_told_what_slug_it_can_have(client, name, slug, says):
    at_desk(client)

    response = add(client, "section", name=name, slug=slug, position=0, colour="#112233")

    [[error]] = response.context["errors"]
    assert says in error
    assert not Section.objects.exists()


@pytest.mark.parametrize(("slug", "given"), [("", "port-news"), ("harbour-2", "harbour-2")])
def test_a_section_has_a_slug_in_small_letters(client, slug, given):
    at_desk(client)

    add(client, "section", name="Port News", slug=slug, position=0, colour="#112233")

    assert Section.objects.get().slug == given


def test_a_section_in_use_stays(client):
    at_desk(client)
    section = make_article().section

    response = client.post(f"/admin/articles/section/{section.pk}/delete/", {"post": "yes"})

    assert "protected" in response.content.decode()
    assert Section.objects.exists()


def test_a_tag_in_use_stays(client):
    at_desk(client)
    make_article(headline="Ferry sinks", tags=["ferries"])
    tag = Tag.objects.get()

    response = client.post(f"/admin/articles/tag/{tag.pk}/delete/", {"post": "yes"})

    assert "Ferry sinks" in response.content.decode()
    assert Tag.objects.exists()


def test_tags_in_use_stay_together(client):
    at_desk(client)
    make_live(tags=["ferries", "quay"])
    action = {
        "action": "delete_selected",
        "_selected_action": list(Tag.objects.values_list("pk", flat=True)),
    }

    client.post("/admin/articles/tag/", action | {"post": "yes"})

    assert Tag.objects.count() == 2


def test_a_tag_nobody_uses_goes(client):
    at_desk(client)
    [tag] = Tag.objects.named(["lost"])

    client.post(f"/admin/articles/tag/{tag.pk}/delete/", {"post": "yes"})

    assert not Tag.objects.exists()


def test_a_tag_in_another_spelling_is_refused(client):
    at_desk(client)
    Tag.objects.named(["ferries"])

    response = add(client, "tag", name="FERRIES", slug="")

    assert "There is this tag already: “ferries”." in response.content.decode()
    assert Tag.objects.count() == 1


def test_a_tag_is_renamed_and_keeps_its_slug(client):
    at_desk(client)
    [tag] = Tag.objects.named(["ferries"])

    client.post(f"/admin/articles/tag/{tag.pk}/change/", {"name": "Ferries & boats"})

    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("Ferries & boats", "ferries")


def test_a_publication_in_use_stays(client):
    client.force_login(make_user(is_superuser=True))
    publication = make_article(publication=make_publication()).publication

    client.post(f"/admin/articles/publication/{publication.pk}/delete/", {"post": "yes"})

    assert Publication.objects.exists()


def test_the_masthead_is_made_once_and_then_changed(client):
    at_desk(client)

    first = client.get("/admin/articles/masthead/", follow=True)
    add(client, "masthead", name="The Tolland Bay Chronicle", strapline="")
    then = client.get("/admin/articles/masthead/", follow=True)

    assert first.redirect_chain[-1][0] == "/admin/articles/masthead/add/"
    assert then.redirect_chain[-1][0] == "/admin/articles/masthead/1/change/"
    assert add(client, "masthead", name="Another", strapline="").status_code == 403
    assert client.post("/admin/articles/masthead/1/delete/", {"post": "yes"}).status_code == 403
    assert Masthead.objects.get().name == "The Tolland Bay Chronicle"


def test_the_masthead_says_whether_readers_see_what_changed(client):
    at_desk(client)

    add(client, "masthead", name="The Tolland Bay Chronicle", strapline="", shows_history="on")
    assert Masthead.objects.get().shows_history

    client.post("/admin/articles/masthead/1/change/", {"name": "The Chronicle"})
    assert not Masthead.objects.get().shows_history


def test_accounts_are_shown_to_those_who_may_see_them(client):
    at_desk(client, "Editor")
    assert "id_account" not in client.get("/admin/articles/correspondent/add/").content.decode()

    client.force_login(make_user(is_superuser=True))
    assert "id_account" in client.get("/admin/articles/correspondent/add/").content.decode()


def test_the_way_to_a_page_is_shown_where_readers_have_one(client):
    at_desk(client)
    make_live(section=make_section("Harbour"))
    pages = {
        name: client.get(f"/admin/articles/section/{make_section(name).pk}/change/")
        for name in ("Harbour", "Sport")
    }

    assert pages["Harbour"].context["absolute_url"] == "/harbour/"
    assert pages["Sport"].context["absolute_url"] is None
