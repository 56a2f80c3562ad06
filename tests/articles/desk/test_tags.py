import unicodedata
from copy import copy

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import press
from articles.desk import merges, renaming, saving, tags
from articles.models import (
    Article,
    ArticleTag,
    Edition,
    EditionTopic,
    FormerAddress,
    Revision,
    Tag,
    TagMerge,
)
from articles.models.tag import folded
from articles.refusals import IllegalMove, NotPermitted, Refused, Taken
from tests.articles.admin.paperwork import at_desk, opened, send
from tests.factories import make_article, make_live, make_user

pytestmark = pytest.mark.django_db


def named(*names):
    return Tag.objects.named(names)


def slugs(article):
    return sorted(article.tags.values_list("slug", flat=True))


def topics(article):
    """What each edition of a story is found by: [[slug, …], …], the earliest first."""
    editions = Edition.objects.filter(article=article).order_by("live_from")
    return [sorted(row.tag.slug for row in edition.topics.all()) for edition in editions]


def rows():
    """All that a merge and its undoing may change, by the tags' slugs."""
    return {
        "tags": sorted(Tag.objects.values_list("name", "slug", "key")),
        "uses": sorted(ArticleTag.objects.values_list("content_object", "tag__slug")),
        "topics": sorted(
            EditionTopic.objects.values_list("edition", "tag__slug", "published_at", "number")
        ),
        "former": sorted(FormerAddress.objects.values_list("path", "tag__slug")),
        "merges": sorted(TagMerge.objects.filter(undone_at=None).values_list("key", "into__slug")),
    }


# --- Merge -----------------------------------------------------------------------------------


def test_what_had_one_tag_or_both_has_the_other_once():
    alone, both = make_live(tags=["boats"]), make_live(tags=["boats", "ferries"])
    [boats, ferries] = named("boats", "ferries")
    before = list(EditionTopic.objects.values_list("published_at", "number").distinct())

    tags.merge(boats, ferries, by=make_user())

    assert slugs(alone) == slugs(both) == ["ferries"]
    assert topics(alone) == topics(both) == [["ferries"]]
    assert sorted(EditionTopic.objects.values_list("published_at", "number")) == sorted(before)
    assert not Tag.objects.filter(slug="boats").exists()


def test_every_address_and_name_of_it_leads_to_the_other(client):
    make_live(tags=["boats", "ships"])
    [boats, ferries, ships] = named("boats", "ferries", "ships")
    boats.slug = "small-boats"
    renaming.save(boats)
    tags.merge(ships, boats, by=make_user())

    tags.merge(boats, ferries, by=make_user())

    for path in ("/topic/boats/", "/topic/small-boats/", "/topic/ships/"):
        assert client.get(path)["Location"] == "/topic/ferries/"
    assert named("Boats", "SHIPS", "ferries") == [ferries]
    assert {merge.into for merge in TagMerge.objects.all()} == {ferries}


def test_a_story_saved_before_a_merge_prints_right_after_it(client):
    article = make_article(tags=["boats", "ferries"])
    [boats, ferries] = named("boats", "ferries")
    tags.merge(boats, ferries, by=make_user())

    press.publish(article, by=make_user())

    assert topics(article) == [["ferries"]]


def test_a_merge_is_no_change_of_a_story(client):
    at_desk(client)
    article = make_article(tags=["boats", "quays"])
    [boats, ferries] = named("boats", "ferries")
    tags.merge(boats, ferries, by=make_user())

    assert send(client, article, opened(client, article)).status_code == 302

    assert Revision.objects.count() == 1


def test_two_names_of_one_tag_are_one_on_a_story():
    [boats, ferries] = named("boats", "ferries")
    tags.merge(boats, ferries, by=make_user())

    article = make_article(tags=["boats", "ferries"])

    assert article.newest().tags == ["ferries"]


def test_who_did_it_is_on_file():
    [boats, ferries] = named("boats", "ferries")
    by = make_user()

    merge = tags.merge(boats, ferries, by=by)
    tags.undo(merge, by=by)

    assert merge.by == by
    assert {entry.user for entry in LogEntry.objects.all()} == {by}
    assert sorted(LogEntry.objects.values_list("object_repr", "change_message")) == [
        ("boats", "Merged into “ferries”."),
        ("boats", "Taken out of “ferries” again."),
        ("ferries", "“boats” was merged into it."),
        ("ferries", "“boats” was taken out of it again."),
    ]


@pytest.mark.parametrize("role", ["Reporter", None])
def test_a_merge_takes_the_right(role):
    [boats, ferries] = named("boats", "ferries")
    merge = tags.merge(*named("ships", "ferries"), by=make_user())

    for by in (make_user(role), None):
        with pytest.raises(NotPermitted):
            tags.merge(boats, ferries, by=by)
        with pytest.raises(NotPermitted):
            tags.undo(merge, by=by)


def test_a_tag_does_not_go_into_itself_or_into_what_is_gone():
    [boats, ferries] = named("boats", "ferries")

    with pytest.raises(IllegalMove, match="into itself"):
        tags.merge(boats, boats, by=make_user())
    Tag.objects.filter(pk=ferries.pk).delete()
    with pytest.raises(IllegalMove, match="“ferries” is not there any more"):
        tags.merge(boats, ferries, by=make_user())
    assert Tag.objects.get() == boats


def test_a_tag_of_a_name_that_was_merged_waits_for_the_undoing():
    [boats, ferries] = named("boats", "ferries")
    tags.merge(boats, ferries, by=make_user())
    again = Tag.objects.create(name="boats", slug="boats-again")

    with pytest.raises(Taken, match="undo that merge first"):
        tags.merge(again, ferries, by=make_user())


# --- Undo ------------------------------------------------------------------------------------


def test_an_undone_merge_leaves_all_as_it_was():
    for names in (["boats"], ["ferries"], ["boats", "ferries"], ["quays"]):
        make_live(tags=names)
    [boats, ferries, ships, skiffs] = named("boats", "ferries", "ships", "skiffs")
    boats.slug = "small-boats"
    renaming.save(boats)
    tags.merge(ships, boats, by=make_user())
    tags.merge(skiffs, ferries, by=make_user())
    before = rows()

    merge = tags.merge(boats, ferries, by=make_user())
    assert rows() != before
    tags.undo(merge, by=make_user())

    assert rows() == before


def test_what_lost_the_tag_since_does_not_get_it_back():
    article, other = make_article(tags=["boats"]), make_article(tags=["boats"])
    merge = tags.merge(*named("boats", "ferries"), by=make_user())
    saving.save(article, by=None, tags=named("quays"))

    tags.undo(merge, by=make_user())

    assert slugs(article) == ["quays"]
    assert slugs(other) == ["boats"]


def test_what_got_the_tag_since_keeps_it():
    merge = tags.merge(*named("boats", "ferries"), by=make_user())
    article = make_live(tags=["boats"])

    tags.undo(merge, by=make_user())

    assert slugs(article) == ["ferries"]
    assert topics(article) == [["ferries"]]


def test_merges_are_undone_the_last_first():
    make_live(tags=["ships", "ferries"])
    [ships, boats, ferries] = named("ships", "boats", "ferries")
    before = rows()
    first = tags.merge(ships, boats, by=make_user())
    second = tags.merge(boats, ferries, by=make_user())

    with pytest.raises(IllegalMove, match="undo “boats → ferries” first"):
        tags.undo(first, by=make_user())
    tags.undo(second, by=make_user())
    first.refresh_from_db()
    tags.undo(first, by=make_user())

    assert rows() == before


def test_a_merge_is_undone_once():
    merge = tags.merge(*named("boats", "ferries"), by=make_user())
    tags.undo(merge, by=make_user())

    with pytest.raises(IllegalMove, match="undone already"):
        tags.undo(merge, by=make_user())
    assert Tag.objects.count() == 2


@pytest.mark.parametrize(
    ("take", "says"),
    [
        (lambda into: Tag.objects.create(name="BOATS", slug="x"), "There is a tag “BOATS” again"),
        (lambda into: Tag.objects.create(name="x", slug="boats"), "“boats” is that of “x”"),
        (lambda into: rename(into, slug="boats"), "“boats” is that of “ferries”"),
        (lambda into: rename(into, name="boats"), None),
    ],
)
def test_what_was_taken_since_cannot_be_given_back(take, says):
    make_article(tags=["boats"])
    [boats, ferries] = named("boats", "ferries")
    merge = tags.merge(boats, ferries, by=make_user())
    take(ferries)
    before = rows()

    if says is None:  # its own name again: there is nothing left to undo
        assert not TagMerge.objects.exists()
    else:
        with pytest.raises(Refused, match=says):
            tags.undo(merge, by=make_user())
    assert rows() == before


def rename(tag, **fields):
    for name, value in fields.items():
        setattr(tag, name, value)
    tags.save(tag)


def test_the_name_of_a_merged_tag_is_not_another_tags():
    [boats, ferries, other] = named("boats", "ferries", "other")
    tags.merge(boats, ferries, by=make_user())

    with pytest.raises(Taken, match="“Boats” went into the tag “ferries”"):
        rename(other, name="Boats")
    with pytest.raises(Taken, match="“Boats” went into the tag “ferries”"):
        tags.save(Tag(name="Boats", slug="b"))
    assert sorted(tag.name for tag in Tag.objects.all()) == ["ferries", "other"]


# --- Many ------------------------------------------------------------------------------------


def fill(number):
    """Make so many editions and stories with the tag boats, every second with ferries too."""
    edition = make_live(tags=["boats"]).edition
    [boats, ferries] = named("boats", "ferries")
    start = Article.objects.count()
    Article.objects.bulk_create(Article(headline=str(n)) for n in range(number))
    stories = list(Article.objects.order_by("pk")[start:])
    Edition.objects.bulk_create(copied(edition, story) for story in stories)
    editions = list(Edition.objects.exclude(pk=edition.pk))
    for count, tag in ((1, boats), (2, ferries)):
        ArticleTag.objects.bulk_create(
            ArticleTag(tag=tag, content_object=story) for story in stories[::count]
        )
        EditionTopic.objects.bulk_create(
            EditionTopic(tag=tag, edition=e, published_at=e.published_at, number=e.article_id)
            for e in editions[::count]
        )
    return boats, ferries


def copied(edition, story):
    other = copy(edition)
    other.pk, other.article_id, other.path = None, story.pk, f"/harbour/{story.pk}/"
    return other


@pytest.mark.parametrize("number", [3, 1_500])
def test_a_large_merge_takes_as_many_queries_as_a_small_one(number, monkeypatch):
    monkeypatch.setattr(merges, "BATCH", 500)
    boats, ferries = fill(number)
    before, by = rows(), make_user()
    tags.may_merge(by)  # rights are fetched once

    with CaptureQueriesContext(connection) as merging:
        merge = tags.merge(boats, ferries, by=by)
    with CaptureQueriesContext(connection) as undoing:
        tags.undo(merge, by=by)

    assert len(merging) < 40
    assert len(undoing) < 30 + number / 100
    assert rows() == before


# --- Spellings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spellings",
    [
        ["café", unicodedata.normalize("NFD", "café"), "CAFÉ", "ＣＡＦÉ"],
        ["ferries", "fer\u00adries", "fer\u200bries", "\ufefffer\u2060ries\u200e"],
        ["tolland bay", " Tolland \t Bay ", "tolland\u00a0bay", "tolland \u200b bay"],
        ["Straße", "STRASSE", "strasse", "STRAẞE"],
        ["İstanbul", "istanbul", "ISTANBUL"],
        ["King’s Quay", "king's quay", "KINGʼS QUAY"],
        ["E-mail", "e‐mail", "e‑mail"],
        ["Σίσυφος", "ΣΊΣΥΦΟΣ", "σίσυφοσ"],
        ["می‌خواهم", "میخواهم"],
        ["☂️", "☂"],
        ["ﬁsh", "fish", "FISH"],
    ],
)
def test_spellings_of_one_word_are_one_tag(spellings):
    [tag] = {tag for spelling in spellings for tag in named(spelling)}

    assert [tag] == named(*spellings)
    assert tag.name == " ".join(unicodedata.normalize("NFC", spellings[0]).split())


def test_words_apart_stay_apart():
    words = ["dış", "diş", "resume", "résumé", "C", "C++", "C#", "co-op", "coop", "tea", "te a"]

    assert len(named(*words)) == len(words)


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u00ad\ufeff \u3164"])
def test_a_name_that_shows_nothing_is_none(client, name):
    at_desk(client)

    response = client.post("/admin/articles/tag/add/", {"name": name, "slug": "x"})

    assert response.status_code == 200
    assert named(name) == []
    assert not Tag.objects.exists()


def test_a_million_accents_are_folded_at_once():
    assert len(folded("e" + "\u0301\u0316" * 1_000_000)) <= 200


def test_keys_of_an_earlier_version_are_made_again(caplog):
    [ferries, quays, soft] = named("ferries", "quays", "ships")
    merge = tags.merge(*named("boats", "quays"), by=make_user())
    Tag.objects.filter(pk=quays.pk).update(name="qu\u00adays", key="qu\u00adays")
    Tag.objects.filter(pk=soft.pk).update(name="fer\u00adries", key="fer\u00adries")
    TagMerge.objects.update(name="bo\u00adats", key="bo\u00adats")

    call_command("migrate", verbosity=0)

    assert named("quays", "boats") == [quays]
    assert named("ferries") == [ferries]
    assert Tag.objects.count() == 3
    assert "Tags of one spelling: 'fer\\xadries' and 'ferries'" in caplog.text
    tags.merge(soft, ferries, by=make_user())
    tags.undo(merge, by=make_user())
    assert {tag.key for tag in Tag.objects.all()} == {"ferries", "quays", "boats"}


def test_the_database_has_one_tag_a_spelling():
    named("ferries")

    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="FERRIES", slug="x")
