import pytest
from django.core.exceptions import ValidationError

from articles.desk import moves, saving
from articles.models import Act, Article, Byline, Notice, Tag
from articles.refusals import Moved, NotPermitted
from articles.workflow import Stage
from tests.factories import (
    edit,
    make_article,
    make_correspondent,
    make_live,
    make_section,
    make_section_editor,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_each_save_leaves_a_revision_of_what_was_saved():
    reporter = make_user("Reporter")
    article = make_article(by=reporter, headline="First words")
    article.headline = "Second words"

    revision = saving.save(article, by=reporter)

    assert [(r.number, r.headline) for r in article.revisions.order_by("number")] == [
        (1, "First words"),
        (2, "Second words"),
    ]
    assert revision == article.newest()
    assert revision.by == reporter
    assert Article.objects.get().headline == "Second words"


def test_saving_what_is_there_already_leaves_no_revision():
    article = make_article()
    updated_at = article.updated_at

    saving.save(article, by=None)

    assert article.revisions.count() == 1
    assert Article.objects.get().updated_at == updated_at


def test_a_save_over_a_newer_one_is_refused_and_changes_nothing():
    article = make_article(headline="As it was")
    mine, theirs = (Article.objects.get() for _person in range(2))
    theirs.headline = "Theirs"
    saving.save(theirs, by=None, tags=[])
    mine.headline = "Mine"

    with pytest.raises(Moved) as refused:
        saving.save(mine, by=None, bylines=[], tags=Tag.objects.named(["mine"]))

    assert refused.value.newest.headline == "Theirs"
    article.refresh_from_db()
    assert article.headline == "Theirs"
    assert article.bylines.count() == 1
    assert article.tags.count() == 0
    assert article.revisions.count() == 2


def test_bylines_and_tags_alone_make_a_revision():
    odile = make_correspondent("Odile Marsh", role="Harbour Reporter")
    article = make_article(bylines=["Ada Quill"], tags=["ferries"])

    saving.save(
        article,
        by=None,
        bylines=[Byline(name="Our Foreign Staff"), Byline(correspondent=odile)],
        tags=Tag.objects.named(["tides", "ferries"]),
    )

    assert [(b.name, b.role) for b in article.bylines.all()] == [
        ("Our Foreign Staff", ""),
        ("Odile Marsh", "Harbour Reporter"),
    ]
    newest = article.newest()
    assert newest.number == 2
    assert newest.tags == ["ferries", "tides"]
    assert newest.bylines[1] == {
        "name": "Odile Marsh",
        "role": "Harbour Reporter",
        "correspondent": "odile-marsh",
    }


HOSTILE = '<p onclick="steal()">Words<script>steal()</script> <a href="javascript:x">kept</a></p>'


def test_script_is_gone_from_what_is_saved():
    article = make_article(body=HOSTILE, headline="<b>Plain</b>")

    assert article.newest().body == "<p>Words <a>kept</a></p>"
    assert Article.objects.get().body == "<p>Words <a>kept</a></p>"
    assert article.headline == "<b>Plain</b>"  # plain text: escaped where it is shown


def test_script_is_gone_from_what_is_written_past_the_desk():
    article = make_article()

    Article.objects.filter(pk=article.pk).update(body=HOSTILE)

    assert Article.objects.get().body == "<p>Words <a>kept</a></p>"


@pytest.mark.parametrize(
    "words, saved",
    [
        ("Two\x00 words\x07", "Two words"),
        ("Two\n \u00a0lines", "Two lines"),
        ("Cafe\u0301", "Café"),
        ("🦆🦆", "🦆🦆"),
        ("عبّارة تغادر", "عبّارة تغادر"),
        ("lone \ud800 surrogate", "lone surrogate"),
    ],
)
def test_headlines_are_tidied_to_one_line(words, saved):
    assert make_article(headline=words).headline == saved


def test_a_headline_that_is_too_long_is_refused_and_nothing_saved():
    with pytest.raises(ValidationError, match="at most 300 characters"):
        make_article(headline="x" * 10_000)

    assert Article.objects.count() == 0


@pytest.mark.parametrize("body", ["<p>" + "word " * 200_000, "<ul><li>" * 1_000])
def test_more_than_a_story_is_refused_with_a_word(body):
    with pytest.raises(ValidationError, match="more than a story"):
        make_article(body=body)


def test_a_story_needs_a_name():
    with pytest.raises(ValidationError, match="headline or a slugline"):
        make_article(headline=" ")


def test_a_long_run_of_accents_is_saved_at_once():
    body = "<p>" + "\u0301\u0316" * 200_000 + "</p>"

    assert "\u0301" in make_article(body=body).body


# --- Who may ---------------------------------------------------------------------------------


def person(role, article):
    """Somebody of a role, with what makes them reach a story."""
    if role == "its section's editor":
        return make_section_editor(article.section)
    if role == "another section's editor":
        return make_section_editor(make_section("Sport"))
    user = make_user("Reporter" if role in {"owner", "assignee", "shared", "colleague"} else role)
    if role in {"owner", "assignee"}:
        Article.objects.filter(pk=article.pk).update(**{role: user})
    if role == "shared":
        article.shared_with.add(user)
    return user


@pytest.mark.parametrize(
    "role", ["owner", "assignee", "shared", "its section's editor", "Sub-editor", "Editor"]
)
def test_copy_is_saved_by_those_who_reach_it(role):
    article = make_article()
    user = person(role, article)
    article.headline = "Ferry late"

    assert saving.save(article, by=user).by == user


@pytest.mark.parametrize("role", ["colleague", "another section's editor", "Picture editor", None])
def test_it_is_refused_to_everybody_else(role):
    article = make_article(headline="As it was")
    user = person(role, article)
    article.headline = "Ferry late"

    with pytest.raises(NotPermitted, match="share"):
        saving.save(article, by=user)

    assert Article.objects.get().headline == "As it was"
    assert article.revisions.count() == 1


def test_a_right_is_told_by_the_row_and_not_by_what_is_being_saved():
    """Or whoever saves could name themselves, or a section of theirs."""
    article = make_article()
    user = person("another section's editor", article)
    article.owner = article.assignee = user
    article.section = make_section("Sport")

    with pytest.raises(NotPermitted):
        saving.save(article, by=user)


def test_a_story_belongs_to_whoever_began_it():
    reporter = make_user("Reporter")
    article = make_article(by=reporter, section=None)

    edit(article, headline="Ferry late")

    assert Article.objects.get().owner == reporter


def test_what_nobody_began_belongs_to_nobody():
    assert make_article().owner is None


# --- From section to section -----------------------------------------------------------------


def moved_to(article, section, *, by):
    article.section = section
    saving.save(article, by=by)
    return Article.objects.get().section


def test_a_draft_of_ones_own_goes_anywhere():
    reporter = make_user("Reporter")
    article = make_article(by=reporter, section=None)

    for section in (make_section("Crime"), make_section("Sport"), None):
        assert moved_to(article, section, by=reporter) == section


@pytest.mark.parametrize("was", ["submitted", "live", "shared", "another's without one"])
def test_what_others_have_a_say_in_stays_in_its_section(was):
    reporter = make_user("Reporter")
    owner = make_user("Reporter") if "another" in was or was == "shared" else reporter
    section = None if "without" in was else make_section("Crime")
    make = make_live if was == "live" else make_article
    article = make(owner=owner, section=section)
    article.shared_with.add(reporter)
    if was == "submitted":
        Article.objects.update(stage=Stage.SUBMITTED)

    with pytest.raises(NotPermitted, match="Ask an editor of its section"):
        moved_to(article, make_section("Sport"), by=reporter)

    assert Article.objects.get().section == section
    assert article.revisions.count() == 1


def test_an_editor_gives_a_story_of_their_section_away_and_cannot_take_it_back():
    crime, sport = make_section("Crime"), make_section("Sport")
    article = make_article(section=crime, owner=make_user("Reporter"))
    editor = make_section_editor(crime)
    article.shared_with.add(editor)

    assert moved_to(article, sport, by=editor) == sport
    with pytest.raises(NotPermitted):
        moved_to(article, crime, by=editor)


def test_who_reaches_every_story_moves_it_anywhere():
    article = make_live(section=make_section("Crime"))

    assert moved_to(article, make_section("Sport"), by=make_user("Sub-editor")).name == "Sport"


# --- What a save does besides ----------------------------------------------------------------


@pytest.mark.parametrize("stage", [Stage.READY, Stage.LEGAL])
def test_approved_copy_that_is_changed_goes_back_to_be_subbed(stage):
    editor = make_user("Sub-editor")
    article = make_article()
    Article.objects.update(stage=stage)
    approved = article.newest()
    article = Article.objects.get()

    article.headline = "Other words"
    saving.save(article, by=editor)

    assert article.stage == Article.objects.get().stage == Stage.SUBBING
    act = Act.objects.get()
    assert (act.verb, act.by, act.revision) == ("sub", editor, approved)


def test_whoever_approved_words_hears_that_they_were_changed():
    editor, approver = make_user("Sub-editor"), make_user()
    article = make_article(stage=Stage.SUBBING)
    moves.move(article, "approve", by=approver)

    article.headline = "Other words"
    saving.save(article, by=editor)

    notice = Notice.objects.get(to=approver)
    assert notice.text == "The words that you approved were changed: it is at “Subbing” again."


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SUBMITTED, Stage.SUBBING, Stage.SPIKED])
def test_other_copy_stays_where_it_is(stage):
    article = make_article()
    Article.objects.update(stage=stage)

    edit(article, headline="Other words")

    assert Article.objects.get().stage == stage
    assert not Act.objects.exists()


def test_a_save_of_nothing_new_leaves_approved_copy_approved():
    article = make_article()
    Article.objects.update(stage=Stage.READY)

    saving.save(article, by=None)

    assert Article.objects.get().stage == Stage.READY


def test_readers_keep_what_they_have_when_copy_goes_back():
    article = make_live(headline="Ferry leaves")
    Article.objects.update(stage=Stage.READY)

    edit(article, headline="Ferry late")

    assert article.editions.get().headline == "Ferry leaves"


def test_a_revision_says_what_it_changed_and_in_how_many_words():
    article = make_article(headline="Ferry leaves", body="<p>One two three.</p>")

    edit(article, headline="Ferry sails", body="<p>One two four.</p>")

    first, second = article.revisions.order_by("number")
    assert (first.changed, first.words_changed) == ([], None)
    assert sorted(second.changed) == ["body", "headline"]
    assert second.words_changed == 2


def test_tags_and_bylines_are_changes_too():
    article = make_article()

    saving.save(article, by=None, bylines=[Byline(name="A. Quill")], tags=[])

    assert sorted(article.newest().changed) == ["bylines", "tags"]


@pytest.mark.parametrize(
    ("body", "words"),
    [("", 0), ("<p>One two.</p><ul><li>three</li></ul>", 3), ("<p>One <b>t</b>wo</p>", 2)],
)
def test_a_story_knows_its_length(body, words):
    article = make_article(body="<p>Before it was cut.</p>")

    edit(article, body=body)

    assert article.length == Article.objects.get().length == words
