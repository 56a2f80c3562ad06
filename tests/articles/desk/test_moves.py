"""Copy goes from stage to stage, each move with its right, its record and word to people."""

import pytest

from articles import press
from articles.desk import moves, planning, saving
from articles.models import Act, Article, Notice
from articles.refusals import IllegalMove, Incomplete, Moved, NotPermitted
from articles.workflow import MOVES, Stage
from tests.factories import edit, make_article, make_live, make_section, make_user, next_minute

pytestmark = pytest.mark.django_db

#: What each verb makes of copy, from each stage that it may be used at.
WAYS = [(verb, start, move.to) for verb, move in MOVES.items() for start in sorted(move.start)]
ASTRAY = [
    (verb, stage) for verb, move in MOVES.items() for stage in set(Stage) - move.start
]  # fmt: skip


def story(stage=Stage.DRAFT, **fields):
    return make_article(stage=stage, **fields)


def stored(article):
    return Article.objects.get(pk=article.pk).stage


def notices(kind):
    return {(notice.to, notice.text) for notice in Notice.objects.filter(kind=kind)}


@pytest.mark.parametrize(("verb", "start", "to"), WAYS)
def test_a_verb_moves_copy_and_leaves_an_act(verb, start, to):
    article, editor = story(start), make_user()

    given = moves.move(article, verb, by=editor, reason="So be it.")

    act = Act.objects.get()
    assert (stored(article), article.stage) == (to, to)
    assert (act.verb, act.by, act.revision, act.reason) == (
        *(verb, editor, article.newest(), "So be it."),
    )
    assert given == act


@pytest.mark.parametrize(("verb", "stage"), sorted(ASTRAY))
def test_a_verb_that_does_not_fit_the_stage_changes_nothing(verb, stage):
    article = story(stage)

    with pytest.raises(IllegalMove, match="This cannot be done with a story at"):
        moves.move(article, verb, by=make_user(), reason="So be it.")
    assert stored(article) == stage
    assert not Act.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("verb", "start"), [(verb, start) for verb, start, _to in WAYS])
def test_nobody_moves_copy_without_the_right(verb, start):
    article = story(start)

    with pytest.raises(NotPermitted):
        moves.move(article, verb, by=make_user("Picture editor"), reason="So be it.")
    assert stored(article) == start


def test_a_right_holds_in_ones_own_section_only():
    mine, other = make_section("Harbour"), make_section("Sport")
    user = make_user("Section editor")
    mine.editors.add(user)

    moves.move(story(Stage.SUBBING, section=mine), "approve", by=user)
    with pytest.raises(NotPermitted):
        moves.move(story(Stage.SUBBING, section=other), "approve", by=user)


def test_a_reporter_submits_their_own_copy_and_nobody_elses():
    reporter = make_user("Reporter")

    moves.move(story(by=reporter), "submit", by=reporter)
    with pytest.raises(NotPermitted):
        moves.move(story(by=make_user("Reporter")), "submit", by=reporter)


# --- whose words ---


@pytest.mark.parametrize(("verb", "stage"), [("approve", Stage.SUBBING), ("clear", Stage.LEGAL)])
def test_words_that_somebody_changed_meanwhile_are_not_approved(verb, stage):
    article = story(stage)
    Article.objects.filter(pk=edit(article, headline="Other words").pk).update(stage=stage)

    with pytest.raises(Moved):
        moves.move(article, verb, by=make_user(), seen=1)
    assert stored(article) == stage
    moves.move(article, verb, by=make_user(), seen=2)
    assert Act.objects.filter(verb=verb).get().revision.number == 2


def test_a_story_that_somebody_moved_meanwhile_is_not_moved_from_there():
    article = story(Stage.READY)

    with pytest.raises(IllegalMove, match="moved this story meanwhile: it is at “Ready” now"):
        moves.move(article, "sub", by=make_user(), stage=Stage.SUBMITTED)
    assert stored(article) == Stage.READY


def test_flagged_copy_goes_to_the_lawyers_and_is_ready_once_cleared():
    article, editor = story(Stage.SUBBING, is_flagged=True), make_user()

    moves.move(article, "approve", by=editor)
    assert stored(article) == Stage.LEGAL
    moves.move(article, "clear", by=editor)
    assert stored(article) == Stage.READY


def test_words_that_were_cleared_need_not_be_cleared_again():
    article, editor = story(Stage.LEGAL, is_flagged=True), make_user()
    moves.move(article, "clear", by=editor)
    moves.move(article, "sub", by=editor)

    moves.move(article, "approve", by=editor)

    assert stored(article) == Stage.READY


# --- four eyes ---


def test_with_four_eyes_nobody_alone_approves_their_own_words(settings):
    settings.FOUR_EYES = True
    writer = make_user()
    article = story(Stage.SUBBING, by=writer)

    with pytest.raises(NotPermitted, match="You wrote the last words of this story"):
        moves.move(article, "approve", by=writer)
    assert stored(article) == Stage.SUBBING
    moves.move(article, "approve", by=make_user())
    assert stored(article) == Stage.READY


@pytest.mark.parametrize("verb", ["sub", "send_back"])
def test_an_approval_counts_until_the_words_are_taken_back(verb):
    writer, other = make_user(), make_user()
    article = story(Stage.SUBBING, by=writer)
    moves.move(article, "approve", by=other)
    assert article.newest().is_approved_by_another()

    moves.move(article, verb, by=other, reason="Ask the harbour master.")

    assert not article.newest().is_approved_by_another()


def test_with_four_eyes_an_approval_of_earlier_words_does_not_count(settings):
    settings.FOUR_EYES = True
    writer, other = make_user(), make_user()
    article = story(Stage.SUBBING, by=other)
    moves.move(article, "approve", by=writer)
    article.headline = "Other words"
    saving.save(article, by=writer)

    with pytest.raises(NotPermitted, match="You wrote the last words"):
        moves.move(article, "approve", by=writer)


def test_without_four_eyes_one_pair_will_do(settings):
    settings.FOUR_EYES = False
    writer = make_user()
    article = story(Stage.SUBBING, by=writer)

    moves.move(article, "approve", by=writer)

    assert stored(article) == Stage.READY


# --- sending back ---


@pytest.mark.parametrize("reason", ["", " \n "])
def test_nothing_is_sent_back_without_a_note(reason):
    article = story(Stage.SUBBING)

    with pytest.raises(Incomplete, match="write a note"):
        moves.move(article, "send_back", by=make_user(), reason=reason)
    assert stored(article) == Stage.SUBBING


def test_a_live_story_that_is_sent_back_stays_up():
    article = make_live(stage=Stage.READY)

    moves.move(article, "send_back", by=make_user(), reason="More, please.")

    assert article.editions.get().is_live(article.edition.live_from)


# --- the spike ---


def test_what_readers_have_is_not_spiked():
    article = make_live()

    with pytest.raises(IllegalMove, match="Withdraw the story first"):
        moves.move(article, "spike", by=make_user())
    assert stored(article) == Stage.DRAFT


def test_what_waits_is_not_spiked():
    article, editor = make_live(), make_user()
    press.withdraw(article, by=editor)
    press.publish(edit(article, headline="Again"), by=editor, at=next_minute())

    with pytest.raises(IllegalMove, match="Withdraw the story first"):
        moves.move(article, "spike", by=editor)


def withdrawn(editor, **fields):
    """A story that was out: it has an address."""
    article = make_live(**fields)
    press.withdraw(article, by=editor)
    return article, article.edition.path


@pytest.mark.parametrize("link", ["{}", "https://paper.example{}?from=feed"])
def test_what_another_story_links_to_is_not_spiked(link):
    editor = make_user()
    article, path = withdrawn(editor)
    other = make_article(
        headline="The other", body=f'<p><a href="{link.format(path)}">This</a></p>'
    )

    with pytest.raises(IllegalMove, match="Take the link out of “The other” first"):
        moves.move(article, "spike", by=editor)
    edit(other, body="<p>No link.</p>")
    moves.move(article, "spike", by=editor)
    assert stored(article) == Stage.SPIKED


def test_a_link_to_an_address_that_it_had_counts():
    editor = make_user()
    article = make_live(headline="العبارة")
    make_article(body=f'<p><a href="{article.edition.path}">This</a></p>')
    press.readdress(article, by=editor, slug="elsewhere")
    press.withdraw(article, by=editor)

    with pytest.raises(IllegalMove, match="Take the link out"):
        moves.move(article, "spike", by=editor)


def test_a_link_from_a_spiked_story_and_ones_own_count_for_nothing():
    editor = make_user()
    article, path = withdrawn(editor)
    link = f'<p><a href="{path}">This</a></p>'
    make_article(stage=Stage.SPIKED, body=link)
    edit(article, body=link)

    moves.move(article, "spike", by=editor)

    assert stored(article) == Stage.SPIKED


def test_a_path_that_only_begins_alike_is_no_link_to_it():
    editor = make_user()
    article, path = withdrawn(editor)
    make_article(body=f'<p><a href="{path.rstrip("/")}-two/">That</a></p>')

    moves.move(article, "spike", by=editor)

    assert stored(article) == Stage.SPIKED


def test_a_linking_story_out_of_reach_is_not_named():
    section = make_section("Harbour")
    user = make_user("Section editor")
    section.editors.add(user)
    article, path = withdrawn(make_user(), section=section)
    make_article(
        headline="Hush", section=make_section("Sport"), body=f'<p><a href="{path}">x</a></p>'
    )

    with pytest.raises(IllegalMove, match="that you may not see") as refused:
        moves.move(article, "spike", by=user)
    assert "Hush" not in str(refused.value)


# --- word to people ---


def test_who_has_the_story_hears_of_a_move_but_not_who_made_it():
    owner, assignee, sub = make_user("Reporter"), make_user("Reporter"), make_user("Sub-editor")
    article = story(Stage.SUBMITTED, by=owner, assignee=assignee)

    moves.move(article, "sub", by=sub, reason="Mine.")

    told = "It is at “Subbing” now.\nMine."
    assert notices("moved") == {(owner, told), (assignee, told)}
    assert {notice.by for notice in Notice.objects.all()} == {sub}


def test_who_gets_it_back_hears_why():
    owner = make_user("Reporter")
    article = story(Stage.SUBBING, by=owner)

    moves.move(article, "send_back", by=make_user("Sub-editor"), reason="Who says so?")

    assert notices("sent_back") == {(owner, "Who says so?")}
    assert not notices("moved")


def test_the_editors_of_its_section_hear_of_what_is_submitted():
    reporter, editor, other = (make_user(r) for r in ("Reporter", "Section editor", "Reporter"))
    make_section("Harbour").editors.add(editor)
    make_section("Sport").editors.add(other)

    moves.move(story(by=reporter), "submit", by=reporter)

    assert notices("moved") == {(editor, "It is at “Submitted” now.")}


def test_a_story_without_a_section_is_submitted():
    reporter = make_user("Reporter")

    moves.move(story(by=reporter, section=None), "submit", by=reporter)

    assert not Notice.objects.exists()


@pytest.mark.parametrize("verb", ["send_back", "spike"])
def test_a_clearance_holds_until_the_words_are_sent_back(verb):
    article = story(Stage.LEGAL, by=make_user())
    planning.plan(article, by=make_user(), is_flagged=True)
    moves.move(article, "clear", by=make_user())
    assert article.newest().is_cleared()

    moves.move(article, verb, by=make_user(), reason="The source took it back.")

    assert not article.newest().is_cleared()
