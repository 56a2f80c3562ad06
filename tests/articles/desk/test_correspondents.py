"""Two correspondents who are one: what is printed stays, and one page has the stories of both."""

import pytest
from django.core.files.base import ContentFile

from articles import pictures, press
from articles.desk import correspondents, saving
from articles.models import (
    Byline,
    Correspondent,
    CorrespondentMerge,
    EditionCredit,
    FormerAddress,
    Revision,
)
from articles.models.directory_pictures import STORAGE
from articles.refusals import IllegalMove, NotPermitted, Taken
from tests.articles.admin.paperwork import at_desk, opened, send
from tests.factories import (
    edit,
    make_article,
    make_correspondent,
    make_live,
    make_picture,
    make_user,
)

pytestmark = pytest.mark.django_db


def two():
    return make_correspondent("Olive Marsh"), make_correspondent("Odile Marsh")


def merged(by=None):
    return correspondents.merge(*two(), by=by or make_user())


def rows():
    """All that a merge and its undoing may change."""
    fields = ["name", "slug", "kind", "role", "biography", "portrait", "links", "account"]
    return {
        "correspondents": sorted(map(str, Correspondent.objects.values_list(*fields))),
        "bylines": sorted(Byline.objects.values_list("article", "name", "correspondent__slug")),
        "credits": sorted(
            EditionCredit.objects.values_list("edition", "correspondent__slug", "published_at")
        ),
        "former": sorted(FormerAddress.objects.values_list("path", "correspondent__slug")),
    }


def test_one_page_has_the_stories_of_both_and_bylines_stay_as_printed(client):
    first, second = make_live(bylines=["Olive Marsh"]), make_live(bylines=["Odile Marsh"])
    both = make_live(bylines=["Olive Marsh", "Odile Marsh"])

    merged()

    page = client.get("/by/odile-marsh/").content.decode()
    assert all(page.count(each.headline) == 1 for each in (first, second, both))
    assert client.get("/by/olive-marsh/")["Location"] == "/by/odile-marsh/"
    assert "Olive Marsh" in client.get(first.edition.path).content.decode()
    assert list(both.bylines.values_list("name", flat=True)) == ["Olive Marsh", "Odile Marsh"]


def test_what_is_printed_after_it_leads_to_the_one_that_stays():
    article = make_article(bylines=["Olive Marsh"])
    merged()

    edition = press.publish(article, by=make_user())

    assert edition.bylines == [{"name": "Olive Marsh", "role": "", "correspondent": "odile-marsh"}]
    assert edition.credits.get().correspondent.slug == "odile-marsh"


def test_a_merge_is_no_change_of_a_story(client):
    at_desk(client)
    article = make_article(bylines=["Olive Marsh"])
    merged()

    assert send(client, article, opened(client, article)).status_code == 302

    assert Revision.objects.count() == 1


def test_a_byline_of_somebody_merged_since_it_was_checked_is_the_other_ones():
    olive, odile = two()
    gone = make_correspondent("Ada Quill")
    bylines = [Byline(correspondent=olive), Byline(correspondent=gone), Byline(name="Our Staff")]
    correspondents.merge(olive, odile, by=make_user())
    gone.delete()

    saving.hold_credited(bylines)

    assert [byline.correspondent for byline in bylines] == [odile, None, None]


def test_a_merge_is_undone_with_all_there_was(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    olive, _odile = two()
    olive.biography, olive.role, olive.kind = "She keeps a boat.", "Critic", "agency"
    olive.links = [{"label": "Boats", "url": "https://boats.example/"}]
    olive.portrait = pictures.portrait(ContentFile(make_picture(), "face.jpg"))
    olive.account = make_user("Reporter")
    olive.save()
    make_live(bylines=["Olive Marsh"])
    edit(make_live(bylines=["Olive Marsh", "Odile Marsh"]), headline="Another")
    make_article(bylines=["Odile Marsh"])
    before, by = rows(), make_user()

    merge = merged(by)
    assert Correspondent.objects.get().account == olive.account
    assert STORAGE.exists(olive.portrait.name)
    assert client.get(olive.portrait.url).status_code == 404
    back = correspondents.undo(merge, by=by)

    assert rows() == before
    assert client.get(f"/by/{back.slug}/").status_code == 200


def test_a_merge_of_merged_ones_is_undone_in_turn():
    by = make_user()
    first = merged(by)
    last = correspondents.merge(
        Correspondent.objects.get(), make_correspondent("O. Marsh", slug="o-marsh"), by=by
    )

    with pytest.raises(IllegalMove, match=r"undo “Odile Marsh → O. Marsh” first"):
        correspondents.undo(first, by=by)
    correspondents.undo(last, by=by)
    correspondents.undo(first, by=by)

    assert Correspondent.objects.count() == 3
    assert not FormerAddress.objects.exists()


def test_what_cannot_be_undone_says_why():
    by = make_user()
    merge = merged(by)
    FormerAddress.objects.all().delete()
    make_correspondent("Olive Marsh")

    with pytest.raises(Taken, match="olive-marsh"):
        correspondents.undo(merge, by=by)

    assert CorrespondentMerge.objects.get().undone_at is None


def test_a_merge_takes_the_right():
    for by in (make_user("Reporter"), None):
        with pytest.raises(NotPermitted, match="You may not merge"):
            correspondents.merge(*two(), by=by)


def test_nobody_goes_into_themselves_or_into_who_is_gone():
    olive, odile = two()

    with pytest.raises(IllegalMove, match="into itself"):
        correspondents.merge(olive, olive, by=make_user())
    odile.delete()
    with pytest.raises(IllegalMove, match="not there any more"):
        correspondents.merge(olive, Correspondent(pk=999, name="Odile"), by=make_user())
