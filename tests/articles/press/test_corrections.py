import pytest
from django.utils import timezone

from articles import press
from articles.models import Act, Edition
from articles.refusals import IllegalMove, Incomplete, Moved, NotPermitted
from articles.workflow import Kind
from tests.factories import edit, make_article, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(editor):
    return make_live(by=editor, body="<p>The ferry left at nine with forty on board.</p>")


def corrected(article, editor, **how):
    how = {"kind": Kind.CORRECTION, "note": "There were fourteen on board."} | how
    return press.correct(article, by=editor, **how)


def test_correction_comes_with_the_words_and_a_note(article, editor):
    edit(article, body="<p>The ferry left at nine with fourteen on board.</p>")

    edition = corrected(article, editor)

    assert (edition.correction, edition.correction_note) == (
        "correction",
        "There were fourteen on board.",
    )
    assert edition.corrections == [
        {
            "kind": "correction",
            "note": "There were fourteen on board.",
            "at": edition.live_from.isoformat(),
        }
    ]
    assert edition.revised_at == edition.live_from
    assert edition.words_changed == 1
    act = Act.objects.get(verb="correct")
    assert (act.edition, act.by) == (edition, editor)


def test_later_editions_carry_the_corrections_before_them(article, editor):
    first = corrected(article, editor)
    edit(article, headline="Ferry leaves, again")

    later = press.publish(article, by=editor)

    assert later.correction == ""
    assert later.corrections == first.corrections


def test_what_waits_carries_a_correction_that_came_before_it(article, editor):
    live = article.newest()
    edit(article, headline="To come")
    waiting = press.publish(article, by=editor, at=next_minute(20))

    edition = corrected(article, editor, revision=live)

    waiting.refresh_from_db()
    assert waiting.corrections == edition.corrections


def test_what_waits_forgets_a_correction_that_was_taken_back(article, editor):
    at, later = next_minute(20), next_minute(40)
    corrected(article, editor, at=at)
    edit(article, headline="To come")
    waiting = press.publish(article, by=editor, at=later)
    assert len(waiting.corrections) == 1

    press.unschedule(article, by=editor, was=at)

    waiting.refresh_from_db()
    assert waiting.corrections == []


@pytest.mark.parametrize("kind", Kind.values)
def test_apology_and_retraction_withhold_the_words_before(article, editor, kind):
    edition = corrected(article, editor, kind=kind)

    assert edition.withholds == (kind in {"apology", "retraction"})


def test_withholding_can_be_said(article, editor):
    assert corrected(article, editor, withholds=True).withholds
    assert not corrected(article, editor, kind="apology", withholds=False).withholds


@pytest.mark.parametrize("how", [{"note": " "}, {"kind": "joke"}, {"kind": ""}])
def test_correction_that_says_nothing_is_refused(article, editor, how):
    with pytest.raises(Incomplete):
        corrected(article, editor, **how)

    assert Edition.objects.count() == 1


def test_what_readers_have_not_seen_is_not_corrected(editor):
    never_out, scheduled, gone = make_article(), make_article(), make_live(by=editor)
    press.publish(scheduled, by=editor, at=next_minute(20))
    press.withdraw(gone, by=editor)
    before = Edition.objects.count()

    for article in (never_out, scheduled, gone):
        with pytest.raises(IllegalMove):
            corrected(article, editor)

    assert Edition.objects.count() == before


def test_note_alone_does_not_bring_out_newer_words(article, editor):
    live = article.newest()
    edit(article, headline="Not yet")

    edition = corrected(article, editor, revision=live)

    assert edition.headline != "Not yet"
    assert edition.revision == live


def test_note_alone_does_not_undo_words_that_come_before_it(article, editor):
    live = article.newest()
    edit(article, headline="To come")
    press.publish(article, by=editor, at=next_minute(20))

    with pytest.raises(Moved):
        corrected(article, editor, revision=live, at=next_minute(40))


def test_words_that_only_wait_are_not_corrected(article, editor):
    edit(article, headline="To come")
    press.publish(article, by=editor, at=next_minute(20))

    with pytest.raises(IllegalMove, match="already"):
        corrected(article, editor, at=next_minute(40))


def test_correction_needs_its_own_right(article):
    with pytest.raises(NotPermitted):
        corrected(article, make_user("Reporter"))


def test_silent_change_does_not_move_the_time_it_was_updated(article, editor):
    edit(article, body="<p>The ferry left at nine with forty aboard.</p>")

    silent = press.publish(article, by=editor, is_silent=True)
    edit(article, headline="Told")
    told = press.publish(article, by=editor)

    assert silent.revised_at is None
    assert (silent.is_silent, silent.words_changed) == (True, 2)  # "on board" became "aboard"
    assert told.revised_at == told.live_from


def test_corrections_are_listed_while_readers_have_the_story(article, editor):
    edition = corrected(article, editor)
    corrected(make_live(by=editor), editor, at=next_minute(20))
    listed = Edition.objects.corrections

    assert list(listed(at=timezone.now())) == [edition]
    press.kill(article, by=editor)
    assert list(listed(at=timezone.now())) == []
    press.reinstate(article, by=editor)
    assert list(listed(at=timezone.now())) == [edition]
