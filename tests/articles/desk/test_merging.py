"""Saves over what somebody else saved: merged, or kept and refused; no word is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from articles import press
from articles.desk import merging, saving
from articles.models import Act, Article, Byline, Clash, Correspondent, Revision, Tag
from articles.refusals import NotPermitted, Unapproved, Unsettled
from articles.text.places import Choice
from articles.workflow import Stage
from tests.factories import make_article, make_correspondent, make_section, make_user

pytestmark = pytest.mark.django_db

FIRST, SECOND = "<p>The boat left the quay at nine.</p>", "<p>Nobody was on it that day.</p>"


@pytest.fixture
def ines():
    return make_user(username="ines")


@pytest.fixture
def joe():
    return make_user(username="joe")


@pytest.fixture
def article():
    return make_article(headline="Ferry leaves", body=FIRST + SECOND, tags=["ferries"])


def save(article, *, by, seen=1, choices=(), bylines=None, tags=None, **fields):
    """Save a story as a form does that was opened with revision `seen`."""
    began = article.revisions.get(number=min(max(seen, 1), article.revisions.count()))
    mine = Article.objects.get(pk=article.pk)
    for name, value in began.contents().items():
        if name not in ("bylines", "tags"):
            setattr(mine, name, value)
    for name, value in fields.items():
        setattr(mine, name, value)
    names = began.tags if tags is None else tags
    lines = [Byline(name=line["name"], role=line["role"]) for line in began.bylines]
    for line, kept in zip(lines, began.bylines, strict=True):
        line.correspondent = Correspondent.objects.filter(slug=kept["correspondent"]).first()
    with merging.keeping():
        return merging.save_merged(
            mine,
            by=by,
            seen=seen,
            bylines=lines if bylines is None else bylines,
            tags=Tag.objects.named(names),
            choices=choices,
        )


def unsettled(article, **what):
    with pytest.raises(Unsettled) as refused:
        save(article, **what)
    return refused.value


def test_a_save_of_what_was_seen_is_a_plain_save(article, ines):
    saved = save(article, by=ines, headline="Ferry sails")

    assert (saved.revision.number, saved.revision.headline, saved.met) == (2, "Ferry sails", [])


def test_a_new_story_is_a_plain_save(ines):
    story = Article(headline="New")

    saved = merging.save_merged(story, by=ines, seen=0, bylines=[], tags=[])

    assert (saved.revision.number, saved.met, story.revision_number) == (1, [], 1)


def test_what_each_changed_is_in_the_merged_revision(article, ines, joe):
    section = make_section("Tides")
    save(article, by=ines, body=FIRST.replace("nine", "ten") + SECOND, tags=["ferries", "quay"])

    saved = save(
        article,
        by=joe,
        headline="Ferry sails",
        body=FIRST + SECOND.replace("Nobody", "No one"),
        section=section,
        tags=["boats"],
        bylines=[Byline(name="Jo Mare")],
    )

    newest = article.newest()
    assert (saved.revision, newest.number, newest.by) == (newest, 3, joe)
    assert [(met.number, met.by) for met in saved.met] == [(2, ines)]
    assert newest.body == FIRST.replace("nine", "ten") + SECOND.replace("Nobody", "No one")
    assert (newest.headline, newest.section) == ("Ferry sails", section)
    assert newest.tags == ["boats", "quay"]
    assert [line["name"] for line in newest.bylines] == ["Jo Mare"]
    assert not Clash.objects.exists()


def test_the_working_copy_is_the_merged_revision(article, ines, joe):
    save(article, by=ines, kicker="Sea", tags=["quay"])

    save(article, by=joe, headline="Ferry sails")

    now = Article.objects.get()
    assert (now.kicker, now.headline, now.revision_number) == ("Sea", "Ferry sails", 3)
    assert [tag.slug for tag in now.tags.all()] == ["quay"]
    assert [byline.name for byline in now.bylines.all()] == ["Odile Marsh"]


def test_the_object_that_was_saved_is_as_its_row(article, ines, joe):
    save(article, by=ines, kicker="Sea")
    mine = Article.objects.get()
    mine.kicker, mine.headline = "", "Ferry sails"

    merging.save_merged(mine, by=joe, seen=1)

    assert (mine.kicker, mine.headline, mine.revision_number) == ("Sea", "Ferry sails", 3)


def test_what_two_did_alike_is_no_further_revision(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")

    saved = save(article, by=joe, headline="Ferry sails")

    assert (saved.revision.number, saved.revision.by) == (2, ines)


def test_an_old_form_that_changes_nothing_takes_nothing_back(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")

    saved = save(article, by=joe)

    assert (saved.revision.number, Article.objects.get().headline) == (2, "Ferry sails")


def test_a_clash_is_kept_whole_and_changes_nothing(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")

    refused = unsettled(article, by=joe, headline="Ferry stays", body=SECOND)

    [place] = refused.merge.places.values()
    assert (place.base, place.saved, place.typed) == ("Ferry leaves", "Ferry sails", "Ferry stays")
    kept = Clash.objects.get()
    assert (kept.article, kept.by, kept.seen, kept.newest) == (article, joe, 1, 2)
    assert kept.contents == article.revisions.get(number=1).contents() | {
        "headline": "Ferry stays",
        "body": SECOND,
    }
    now = Article.objects.get()
    assert (now.headline, now.body, now.revision_number) == ("Ferry sails", FIRST + SECOND, 2)


def test_a_clash_that_is_sent_twice_is_kept_once(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")
    for _time in range(2):
        unsettled(article, by=joe, headline="Ferry stays")
    save(article, by=ines, seen=2, headline="Ferry docks")
    unsettled(article, by=joe, headline="Ferry stays")

    assert Clash.objects.count() == 1

    unsettled(article, by=joe, headline="Ferry sinks")

    assert Clash.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_clash_is_kept_though_all_around_the_save_is_rolled_back(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")
    mine = Article.objects.get()
    mine.headline = "Ferry stays"

    with pytest.raises(Unsettled), merging.keeping(), transaction.atomic():
        Tag.objects.named(["rolled back"])
        merging.save_merged(mine, by=joe, seen=1)

    assert Clash.objects.get().contents["headline"] == "Ferry stays"
    assert not Tag.objects.filter(name="rolled back").exists()


@pytest.mark.django_db(transaction=True)
def test_a_clash_is_not_kept_in_a_transaction_that_may_fail(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")

    with pytest.raises(RuntimeError), transaction.atomic():
        save(article, by=joe, headline="Ferry stays")


@pytest.mark.parametrize(
    ("choice", "headline"), [(Choice.SAVED, "Ferry sails"), (Choice.TYPED, "Ferry stays")]
)
def test_a_choice_settles_a_clash(article, ines, joe, choice, headline):
    save(article, by=ines, headline="Ferry sails", kicker="Sea")
    mine = {"headline": "Ferry stays", "dateline": "Tolland Bay"}
    refused = unsettled(article, by=joe, **mine)

    saved = save(article, by=joe, choices=dict.fromkeys(refused.merge.places, choice), **mine)

    newest = saved.revision
    assert (newest.headline, newest.kicker, newest.dateline) == (headline, "Sea", "Tolland Bay")
    assert saved.is_settled
    assert Clash.objects.get().contents["headline"] == "Ferry stays"


def test_both_are_kept_one_after_the_other(article, ines, joe):
    save(article, by=ines, body=FIRST + SECOND + "<p>It rained.</p>")
    mine = {"body": FIRST + SECOND + "<p>It shone.</p>"}
    places = unsettled(article, by=joe, **mine).merge.places

    saved = save(article, by=joe, choices=dict.fromkeys(places, Choice.BOTH), **mine)

    assert saved.revision.body == f"{FIRST}{SECOND}<p>It rained.</p><p>It shone.</p>"


def test_a_choice_is_asked_again_when_somebody_saved_other_words_there(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")
    places = unsettled(article, by=joe, headline="Ferry stays").merge.places
    choices = dict.fromkeys(places, Choice.TYPED)
    save(article, by=ines, seen=2, headline="Ferry docks")

    refused = unsettled(article, by=joe, headline="Ferry stays", choices=choices)

    [place] = refused.merge.places.values()
    assert (place.saved, place.typed) == ("Ferry docks", "Ferry stays")
    assert Article.objects.get().headline == "Ferry docks"


def test_a_choice_holds_when_somebody_saved_other_places(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")
    places = unsettled(article, by=joe, headline="Ferry stays").merge.places
    choices = dict.fromkeys(places, Choice.TYPED)
    save(article, by=ines, seen=2, headline="Ferry sails", kicker="Sea")

    saved = save(article, by=joe, headline="Ferry stays", choices=choices)

    assert (saved.revision.headline, saved.revision.kicker) == ("Ferry stays", "Sea")


def test_what_a_choice_gives_up_is_kept_though_nobody_was_asked(article, ines, joe):
    """As if the choice came with words that no earlier answer showed."""
    save(article, by=ines, headline="Ferry sails")
    places = unsettled(article, by=joe, headline="Ferry stays").merge.places
    Clash.objects.all().delete()

    save(article, by=joe, headline="Ferry stays", choices=dict.fromkeys(places, Choice.SAVED))

    assert Clash.objects.get().contents["headline"] == "Ferry stays"


@pytest.mark.parametrize("seen", [-1, 0, 99, 10**30])
def test_a_revision_that_never_was_is_an_error(article, ines, seen):
    with pytest.raises(ValidationError, match="no such revision"):
        save(article, by=ines, seen=seen, headline="Ferry sails")

    assert Article.objects.get().headline == "Ferry leaves"


def test_a_slug_of_before_is_no_change(article, ines, joe):
    save(article, by=ines, tags=["ferries", "quay"])
    Tag.objects.filter(slug="ferries").update(slug="boats", name="boats", key="boats")
    Correspondent.objects.filter(slug="odile-marsh").update(slug="odile")

    saved = save(
        article,
        by=joe,
        tags=[],
        bylines=[Byline(correspondent=make_correspondent("Odile", slug="odile"), name="Odile M")],
    )

    assert saved.revision.tags == ["quay"]


def test_a_merge_of_approved_words_goes_back_to_be_subbed(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")
    Article.objects.update(stage=Stage.READY)

    save(article, by=joe, kicker="Sea")

    assert Article.objects.get().stage == Stage.SUBBING
    assert Act.objects.filter(verb="sub", by=joe).exists()


def test_who_may_not_write_a_story_is_refused_and_nothing_is_kept(article, ines):
    stranger = make_user("Reporter")
    save(article, by=ines, headline="Ferry sails")

    with pytest.raises(NotPermitted):
        save(article, by=stranger, headline="Ferry stays")

    assert Revision.objects.count() == 2
    assert not Clash.objects.exists()


def test_words_that_do_not_fit_are_an_error_before_they_are_merged(article, ines, joe):
    save(article, by=ines, headline="Ferry sails")

    with pytest.raises(ValidationError):
        save(article, by=joe, kicker="k" * 81)

    assert Revision.objects.count() == 2


def test_two_windows_of_one_person_merge_too(article, ines):
    save(article, by=ines, headline="Ferry sails")

    saved = save(article, by=ines, kicker="Sea")

    assert (saved.revision.headline, saved.revision.kicker) == ("Ferry sails", "Sea")


def test_whose_words_are_merged_in_is_no_second_pair_of_eyes(settings):
    settings.FOUR_EYES = True
    one, other = make_user(), make_user()
    make_article(by=one, headline="Ferry leaves", kicker="")
    mine, theirs = Article.objects.get(), Article.objects.get()
    mine.headline = "Words that the other has not seen"
    saving.save(mine, by=one)
    theirs.kicker = "At sea"

    revision = merging.save_merged(theirs, by=other, seen=1).revision

    assert (revision.by, revision.also_by) == (other, [one.username])
    with pytest.raises(Unapproved):
        press.publish(revision.article, by=one)
    with pytest.raises(Unapproved):
        press.publish(revision.article, by=other)
    assert press.publish(revision.article, by=make_user()).revision == revision
