import pytest
from django.contrib.admin.models import LogEntry

from articles.desk import tags
from articles.models import FormerAddress, Tag
from tests.articles.admin.paperwork import at_desk, errors, send
from tests.articles.desk.test_tags import named, slugs
from tests.factories import edit, make_article, make_live, make_user

pytestmark = pytest.mark.django_db


def merge_url(tag):
    return f"/admin/articles/tag/{tag.pk}/merge/"


def test_the_page_shows_what_a_merge_moves_and_does_it(client):
    at_desk(client)
    edit(make_live(tags=["boats"]), headline="Another")
    make_article(tags=["boats"])
    [boats, ferries] = named("boats", "ferries")

    page = client.get(merge_url(boats)).content.decode()
    assert "2 stories have it on the desk." in page
    assert "Readers have 1 story under it now." in page
    assert Tag.objects.count() == 2

    response = client.post(merge_url(boats), {"into": ferries.pk}, follow=True)
    assert "Merged: boats → ferries." in response.content.decode()
    assert "Undo this merge" in response.content.decode()
    assert Tag.objects.get() == ferries


def test_the_page_says_why_not(client):
    at_desk(client)
    [boats] = named("boats")

    itself = client.post(merge_url(boats), {"into": boats.pk})
    nowhere = [client.post(merge_url(boats), {"into": into}) for into in ("", "x", "0", "9" * 40)]

    assert itself.status_code == 409
    assert "cannot go into itself" in itself.content.decode()
    assert {response.status_code for response in nowhere} == {400}
    assert client.post(merge_url(Tag(pk=999))).status_code == 404


def test_a_merge_is_undone_from_its_page(client):
    at_desk(client)
    merge = tags.merge(*named("boats", "ferries"), by=make_user())
    url = f"/admin/articles/tagmerge/{merge.pk}/"

    assert "boats" in client.get("/admin/articles/tagmerge/").content.decode()
    assert client.get(f"{url}undo/").status_code == 405
    done = client.post(f"{url}undo/", follow=True)
    again = client.post(f"{url}undo/", follow=True)

    assert "“boats” is a tag of its own again." in done.content.decode()
    assert "This merge was undone already." in again.content.decode()
    assert "Undo this merge" not in client.get(f"{url}change/").content.decode()
    assert client.post(f"{url}change/", {}).status_code == 403
    assert client.post(f"{url}delete/", {"post": "yes"}).status_code == 403


def test_merging_is_not_for_reporters(client):
    merge = tags.merge(*named("boats", "ferries"), by=make_user())
    at_desk(client, "Reporter")
    [tag] = Tag.objects.all()

    assert client.get(merge_url(tag)).status_code == 403
    assert client.post(merge_url(tag), {"into": tag.pk}).status_code == 403
    assert client.get("/admin/articles/tagmerge/").status_code == 403
    client.post(f"/admin/articles/tagmerge/{merge.pk}/undo/")
    assert Tag.objects.get() == tag
    assert "Merge…" not in client.get(f"/admin/articles/tag/{tag.pk}/change/").content.decode()


def test_the_form_knows_what_was_merged(client):
    at_desk(client)
    tags.merge(*named("boats", "ferries"), by=make_user())

    response = client.post("/admin/articles/tag/add/", {"name": "BOATS", "slug": ""})

    assert "“BOATS” went into the tag “ferries”." in errors(response)


def test_who_may_make_no_tag_may_type_a_merged_one(client):
    user = at_desk(client, "Reporter")
    user.groups.get().permissions.filter(codename="add_tag").delete()
    article = make_article(by=user, tags=[])
    tags.merge(*named("boats", "ferries"), by=make_user())

    assert send(client, article, tags=["boats"]).status_code == 302
    assert slugs(article) == ["ferries"]
    assert "There is no tag “ships”." in errors(send(client, article, tags=["ships"]))


def test_what_goes_with_a_tag_is_said_before(client):
    at_desk(client)
    [boats, ferries] = named("boats", "ferries")
    tags.merge(boats, ferries, by=make_user())
    url = f"/admin/articles/tag/{ferries.pk}/delete/"

    page = client.get(url).content.decode()
    assert "Links to /topic/boats/, which lead to “ferries” now, will find nothing." in page
    assert "“boats”, which went into “ferries”, cannot be brought back." in page

    client.post(url, {"post": "yes"})
    assert not Tag.objects.exists()
    assert not FormerAddress.objects.exists()
    assert LogEntry.objects.latest("pk").object_repr == "ferries"
