from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from articles import press
from articles.desk import renaming, saving, tags
from articles.models import Correspondent, Edition, FormerAddress, Section, Tag
from articles.refusals import Taken
from articles.wire.copy import Credit
from articles.wire.filing import new_correspondent
from tests.articles.admin.paperwork import errors, opened, send
from tests.factories import make_article, make_correspondent, make_live, make_section, make_user

pytestmark = pytest.mark.django_db


def rename(noun, slug):
    noun.slug = slug
    renaming.save(noun)
    return noun


def addresses():
    return {former.path: former.noun for former in FormerAddress.objects.all()}


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (make_section, "/harbour/"),
        (lambda: Tag.objects.named(["Harbour"])[0], "/topic/harbour/"),
        (lambda: make_correspondent("Harbour"), "/by/harbour/"),
    ],
)
def test_where_a_noun_was_leads_to_it(make, path):
    noun = rename(make(), "port")

    assert addresses() == {path: noun}
    assert type(noun).objects.known_as(["harbour"]) == {"harbour": noun}


def test_readers_are_led_to_the_page_of_today(client):
    article = make_live(section=make_section("Harbour"))
    tag = Tag.objects.get(slug="ferries")

    rename(article.section, "port")
    rename(tag, "boats")

    for path, now in (
        ("/harbour/", "/port/"),
        ("/harbour/feed/", "/port/feed/"),
        ("/topic/ferries/", "/topic/boats/"),
    ):
        assert client.get(path)["Location"] == now
        assert client.get(now).status_code == 200
    assert client.get(article.edition.path).status_code == 200


def test_a_slug_in_any_script_leads_on(client):
    make_live(tags=["مرفأ"])
    tag = Tag.objects.get()

    rename(tag, "مرفأ-المدينة")

    assert addresses() == {"/topic/مرفأ/": tag}
    assert client.get("/topic/مرفأ/").status_code == 301
    assert client.get(client.get("/topic/مرفأ/")["Location"]).status_code == 200


def test_the_longest_slug_in_any_script_fits():
    tag = Tag.objects.create(name="x", slug="م" * 100)

    rename(tag, "port")

    assert addresses() == {f"/topic/{'م' * 100}/": tag}


def test_back_to_where_it_was():
    section = make_section("Harbour")

    rename(section, "port")
    rename(section, "harbour")
    assert addresses() == {"/port/": section}

    rename(section, "port")
    assert addresses() == {"/harbour/": section}


def test_each_address_it_had_leads_straight_to_it(client):
    section = make_live(section=make_section("Harbour")).section

    for slug in ("port", "quay", "docks"):
        rename(section, slug)

    for slug in ("harbour", "port", "quay"):
        assert client.get(f"/{slug}/")["Location"] == "/docks/"


@pytest.mark.parametrize("is_former", [False, True])
@pytest.mark.parametrize("is_new", [False, True])
def test_what_is_or_was_anothers_is_refused(is_former, is_new):
    other, one = make_section("Port"), make_section("Sport")
    if is_former:
        rename(other, "docks")
    if is_new:
        one = Section(name="Sailing")

    with pytest.raises(Taken, match=r"The slug “port” (is|was) that of “Port”"):
        rename(one, "port")

    assert not Section.objects.exclude(pk=other.pk).filter(slug="port").exists()
    assert len(addresses()) == is_former


def test_what_only_another_kind_had_is_free():
    rename(make_correspondent("Harbour"), "port")

    section = rename(make_section("Docks"), "harbour")

    assert section.get_absolute_url() == "/harbour/"


def test_who_has_gone_leaves_the_address_to_others():
    section = rename(make_section("Harbour"), "port")

    section.delete()

    assert rename(make_section("Docks"), "harbour").slug == "harbour"


def test_a_story_keeps_its_address_and_the_next_has_the_new_one():
    first = make_live(section=make_section("Harbour"))

    rename(first.section, "port")
    second = make_live(section=first.section)

    assert Edition.objects.get(article=first).path.startswith("/harbour/")
    assert second.edition.path.startswith("/port/")


def test_a_new_noun_takes_a_free_slug():
    for name, slug in (("Odile Marsh", "marsh"), ("Odile-Marsh", "o-marsh")):
        Correspondent.objects.create(name=name, slug=Correspondent.objects.free_slug(name))
        rename(Correspondent.objects.get(name=name), slug)
    credit = Credit(name="Odile, Marsh", role="", kind="person")

    assert new_correspondent(credit).slug == "odile-marsh-3"


def test_a_typed_tag_takes_a_free_slug():
    [one, two, three] = Tag.objects.named(["C", "C!", "c-2"])
    assert [one.slug, two.slug, three.slug] == ["c", "c-2", "c-2-2"]
    rename(one, "c-language")
    rename(two, "c-bang")

    [new] = Tag.objects.named(["C?"])

    assert new.slug == "c-3"


def test_a_story_saved_before_a_renaming_prints_right_after_it():
    article = make_article(tags=["ferries"], bylines=["Odile Marsh"])
    tag, correspondent = Tag.objects.get(), Correspondent.objects.get()
    rename(tag, "boats")
    rename(correspondent, "o-marsh")

    edition = press.publish(article, by=make_user())

    assert [row.tag for row in edition.topics.all()] == [tag]
    assert [row.correspondent for row in edition.credits.all()] == [correspondent]
    assert edition.bylines[0]["correspondent"] == "o-marsh"


def test_a_renaming_is_no_change_of_a_story(client):
    client.force_login(make_user())
    article = make_article(tags=["ferries", "quays"])
    rename(Tag.objects.get(slug="ferries"), "boats")
    rename(Correspondent.objects.get(), "o-marsh")

    assert send(client, article, opened(client, article)).status_code == 302
    assert article.newest().number == 1

    article.refresh_from_db()
    saving.save(article, by=None, tags=Tag.objects.named(["ferries"]))
    assert article.newest().tags == ["boats"]


# --- In the admin ----------------------------------------------------------------------------


def change(client, noun, **data):
    kind = noun._meta.model_name
    name = {"name": noun.name, "slug": noun.slug}
    rest = {"section": {"position": 0, "colour": "#112233"}, "correspondent": {"kind": "person"}}
    return client.post(
        f"/admin/articles/{kind}/{noun.pk}/change/", name | rest.get(kind, {}) | data
    )


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("port", "The slug “port” is that of “Port”."),
        ("quay", "The slug “quay” was that of “Port”, and links to it lead there still."),
        ("PORT", "Give the slug in small letters."),
        ("feed", "Choose another slug, such as feed-news."),
        ("Feed", "Give the slug in small letters."),
        ("a b", "Enter a valid “slug”"),
    ],
)
def test_the_form_says_why_a_slug_will_not_do(client, slug, says):
    client.force_login(make_user())
    rename(make_section("Port", slug="quay"), "port")
    section = make_section("Harbour")

    response = change(client, section, slug=slug)

    assert says in errors(response)
    section.refresh_from_db()
    assert section.slug == "harbour"


@pytest.mark.parametrize("slug", ["", "harbour"])
def test_a_slug_left_alone_stays(client, slug):
    client.force_login(make_user())
    section = make_section("Harbour")

    assert change(client, section, name="Port", slug=slug).status_code == 302
    section.refresh_from_db()
    assert (section.name, section.slug) == ("Port", "harbour")
    assert addresses() == {}


def test_what_is_lost_with_a_noun_is_said_before(client):
    client.force_login(make_user())
    section = rename(make_section("Harbour"), "port")

    page = client.get(f"/admin/articles/section/{section.pk}/delete/").content.decode()

    assert "Links to /harbour/, which lead to “Harbour” now, will find nothing." in page


# --- Two at once -----------------------------------------------------------------------------

ROUNDS = 8


def at_once(*deeds):
    """Do things in as many threads, begun together. Gives what came of each."""
    start, results = Barrier(len(deeds)), [None] * len(deeds)

    def do(number, deed):
        try:
            start.wait()
            results[number] = deed()
        finally:
            connection.close()

    threads = [Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def staff():
    client = Client()
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_one_slug_one_is_told_whose_it_is():
    one, other = staff(), staff()
    for number in range(ROUNDS):
        slug = f"port-{number}"
        nouns = [make_correspondent(f"{name} {number}") for name in ("Odile", "Tom")]

        responses = at_once(
            lambda noun=nouns[0], slug=slug: change(one, noun, slug=slug),
            lambda noun=nouns[1], slug=slug: change(other, noun, slug=slug),
        )

        assert sorted(response.status_code for response in responses) == [200, 302]
        [lost] = [response for response in responses if response.status_code == 200]
        assert f"The slug “{slug}” is that of" in errors(lost)
        assert Correspondent.objects.filter(slug=slug).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_slug_that_is_being_left_is_not_had_by_another():
    one, other = staff(), staff()
    for number in range(ROUNDS):
        left, new = f"port-{number}", f"quay-{number}"
        noun = make_correspondent(f"Odile {number}", slug=left)
        second = make_correspondent(f"Tom {number}")

        at_once(
            lambda noun=noun, slug=new: change(one, noun, slug=slug),
            lambda noun=second, slug=left: change(other, noun, slug=slug),
        )

        assert Correspondent.objects.get(pk=noun.pk).slug == new
        assert Correspondent.objects.get(pk=second.pk).slug == f"tom-{number}"
        assert Correspondent.objects.owner(left) == noun


def test_a_name_that_was_never_in_print_is_not_betrayed_by_its_address(client):
    tag, into = Tag.objects.named(["Operation Hush", "ferries"])
    section = make_section("Secret Merger")
    make_article(tags=["Operation Hush"], section=section)
    section.name, section.slug = "Business", "business"
    renaming.save(section)
    make_live(tags=["ferries"], section=section)

    tags.merge(tag, into, by=make_user(is_superuser=True))

    assert client.get("/topic/operation-hush/").status_code == 404
    assert client.get("/secret-merger/").status_code == 404
    assert client.get("/business/").status_code == 200
    # The desk knows them still.
    assert Tag.objects.known_as(["operation-hush"]) == {"operation-hush": into}
    assert type(section).objects.owner("secret-merger") == section
