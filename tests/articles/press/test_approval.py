"""Two pairs of eyes, and a lawyer where one is asked for, before words go out."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles import fixing, press
from articles.desk import saving
from articles.models import Act, Article, Edition, Revision
from articles.refusals import Faulty, IllegalMove, NotPermitted, Unapproved
from tests.factories import edit, make_article, make_live, make_section, make_user, next_minute

pytestmark = pytest.mark.django_db

WHY = "The court lifted its order this morning."


@pytest.fixture
def four_eyes(settings):
    settings.FOUR_EYES = True


@pytest.fixture
def other():
    return make_user()


def write(article, *, by, **fields):
    """Save other words of a story as somebody's, and give it."""
    for name, value in fields.items():
        setattr(article, name, value)
    saving.save(article, by=by)
    return article


def vouch(article, verb, *, by):
    """Leave the record of an approval or a clearance of the newest words."""
    return Act.objects.create(article=article, verb=verb, by=by, revision=article.newest())


def flag(article):
    Article.objects.filter(pk=article.pk).update(is_flagged=True)


def make_publisher():
    """Somebody who may publish and correct anywhere, and approve nothing."""
    user = make_user("Reporter")
    rights = ["reach_every_article", "publish_article", "correct_article", "schedule_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


def bring_out(verb, article, *, by, **how):
    """Use a verb that brings new words of a live story out."""
    if verb == "schedule":
        return press.schedule(article, by=by, at=next_minute(9), **how)
    if verb == "correct":
        return press.correct(article, by=by, kind="correction", note="It was ten.", **how)
    return press.publish(article, by=by, **how)


BRINGING_OUT = pytest.mark.parametrize("verb", ["publish", "schedule", "correct"])


@pytest.fixture
def changed(editor):
    """A live story with new words of the editor's on the desk."""
    return write(make_live(), by=editor, headline="Boat leaves late")


# --- four eyes -------------------------------------------------------------------------------


@BRINGING_OUT
def test_whoever_wrote_the_last_words_may_not_bring_them_out_alone(
    four_eyes, changed, editor, verb
):
    with pytest.raises(Unapproved, match="You wrote the last words of this story"):
        bring_out(verb, changed, by=editor)

    assert Edition.objects.count() == 1


@BRINGING_OUT
def test_where_the_paper_does_not_ask_for_it_nothing_changes(settings, changed, editor, verb):
    settings.FOUR_EYES = False

    edition = bring_out(verb, changed, by=editor)

    assert (edition.headline, Act.objects.latest("pk").reason) == ("Boat leaves late", "")
    assert all(finding["level"] != "error" for finding in edition.findings)


@BRINGING_OUT
def test_words_that_somebody_else_approved_go_out(four_eyes, changed, editor, other, verb):
    vouch(changed, "approve", by=other)

    assert bring_out(verb, changed, by=editor).revision == changed.newest()


def test_an_approval_of_ones_own_is_none(four_eyes, changed, editor):
    vouch(changed, "approve", by=editor)

    with pytest.raises(Unapproved):
        press.publish(changed, by=editor)


def test_an_approval_is_of_the_words_that_were_approved(four_eyes, changed, editor, other):
    vouch(changed, "approve", by=other)
    write(changed, by=editor, headline="Boat never leaves")

    with pytest.raises(Unapproved):
        press.publish(changed, by=editor)


def test_who_may_approve_another_s_words_may_publish_them_at_once(four_eyes, changed, other):
    assert press.publish(changed, by=other).headline == "Boat leaves late"


def test_who_may_not_approve_needs_somebody_who_does(four_eyes, changed, editor, other):
    publisher = make_publisher()

    with pytest.raises(Unapproved, match="Nobody has approved these words"):
        press.publish(changed, by=publisher)
    vouch(changed, "approve", by=other)

    assert press.publish(changed, by=publisher)


def test_words_that_came_by_the_wire_are_nobody_s(four_eyes, editor):
    assert press.publish(make_article(), by=editor)


def test_no_reason_stands_for_a_second_pair_of_eyes(four_eyes, changed, editor):
    with pytest.raises(Unapproved):
        press.publish(changed, by=editor, overrule="No time.")


def test_a_note_on_what_readers_have_needs_no_approval(four_eyes, changed, editor):
    live = Revision.objects.get(article=changed, number=1)
    flag(changed)

    edition = press.correct(
        changed, by=editor, kind="correction", note="It was ten.", revision=live
    )

    assert (edition.revision, edition.headline) == (live, live.headline)


# --- the lawyer ------------------------------------------------------------------------------


@BRINGING_OUT
def test_flagged_words_wait_for_a_lawyer(changed, editor, verb):
    flag(changed)
    with pytest.raises(Faulty, match="A lawyer has to clear these words first"):
        bring_out(verb, changed, by=editor)
    assert Edition.objects.count() == 1

    vouch(changed, "clear", by=editor)

    assert bring_out(verb, changed, by=editor).revision == changed.newest()


def test_a_clearance_is_of_the_words_that_were_cleared(changed, editor):
    flag(changed)
    vouch(changed, "clear", by=editor)

    with pytest.raises(Faulty):
        press.publish(edit(changed, headline="Boat sinks"), by=editor)


def test_the_flag_is_read_from_the_row_and_not_from_what_is_handed_over(changed, editor):
    flag(changed)
    changed.is_flagged = False

    with pytest.raises(Faulty):
        press.publish(changed, by=editor)


@BRINGING_OUT
def test_who_may_overrule_says_why_and_it_is_kept(changed, editor, verb):
    flag(changed)

    edition = bring_out(verb, changed, by=editor, overrule=f"  {WHY} ")

    edition.refresh_from_db()
    assert edition.findings[-1] == {
        "check": "legal",
        "level": "error",
        "message": "A lawyer has to clear these words first.",
        "overruled": WHY,
        "by": editor.username,
    }
    act = Act.objects.get(edition=edition)
    assert (act.verb, act.by, act.reason) == (verb, editor, f"Overruled: {WHY}")


def test_who_may_not_overrule_is_refused(changed):
    publisher = make_publisher()
    flag(changed)

    with pytest.raises(NotPermitted):
        press.publish(changed, by=publisher, overrule=WHY)
    with pytest.raises(Faulty):
        press.publish(changed, by=publisher, overrule=" ")

    assert Edition.objects.count() == 1


def test_what_was_overruled_goes_along_when_it_is_moved(changed, editor):
    flag(changed)
    waiting = press.publish(changed, by=editor, at=next_minute(9), overrule=WHY)

    moved = press.reschedule(changed, by=editor, was=waiting.live_from, at=next_minute(12))

    assert moved.findings[-1]["overruled"] == WHY


def test_what_is_out_or_waits_already_needs_nobody(four_eyes, settings, changed, editor):
    settings.FOUR_EYES = False
    press.publish(changed, by=editor)
    settings.FOUR_EYES = True
    flag(changed)

    press.repress(changed, by=editor)
    press.withdraw(changed, by=editor)
    edition = press.reinstate(changed, by=editor)

    assert edition.is_live(timezone.now())


# --- a fix, which is words and print in one --------------------------------------------------


@pytest.fixture
def fixable(editor):
    """A live story with other words that wait, as `live` and `at`."""
    article = make_live(by=editor, headline="Boat leaves")
    live, at = article.newest(), next_minute(20)
    press.publish(edit(article, kicker="Sea"), by=editor, at=at)
    return SimpleNamespace(article=article, live=live, at=at)


def fix(fixable, *, by, change=None, **how):
    change = {"headline": "Boat left"} if change is None else change
    return fixing.fix(fixable.article, change, by=by, live=fixable.live, **how)


def test_a_fix_goes_out_unseen_and_so_has_to_be_overruled(four_eyes, fixable, editor):
    revisions = Revision.objects.count()
    with pytest.raises(Faulty, match="needs the right to overrule, and a reason"):
        fix(fixable, by=editor)
    assert Revision.objects.count() == revisions

    edition = fix(fixable, by=editor, reason="A reader rang.", overrule="Nobody else is in.")

    then = Edition.objects.get(article=fixable.article, live_from=fixable.at)
    for each in (edition, then):
        [eyes] = [finding for finding in each.findings if finding["check"] == "eyes"]
        assert (eyes["overruled"], eyes["by"]) == ("Nobody else is in.", editor.username)
    reason = Act.objects.get(verb="fix").reason
    assert reason == "A reader rang.\nOverruled: Nobody else is in."


def test_a_fix_of_flagged_words_has_to_be_overruled(fixable, editor):
    flag(fixable.article)

    with pytest.raises(Faulty):
        fix(fixable, by=editor)
    edition = fix(fixable, by=editor, overrule=WHY)

    assert [each["check"] for each in edition.findings if "overruled" in each] == ["legal"]


def test_a_fix_is_overruled_by_who_may(four_eyes, fixable):
    publisher = make_publisher()
    publisher.user_permissions.add(Permission.objects.get(codename="change_article"))

    with pytest.raises(NotPermitted):
        fix(fixable, by=publisher, overrule=WHY)

    assert Edition.objects.count() == 2


def test_a_note_alone_is_no_new_words(four_eyes, fixable, editor):
    flag(fixable.article)

    edition = fix(fixable, by=editor, change={}, kind="correction", note="It was ten.")

    assert edition.correction_note == "It was ten."


def test_a_fix_keeps_what_was_overruled_of_the_words_that_wait(fixable, editor):
    flag(fixable.article)
    edit(fixable.article, dateline="Tolland Bay")
    press.publish(fixable.article, by=editor, at=fixable.at, overrule="First reason")

    fix(fixable, by=editor, overrule="Second reason")

    then = Edition.objects.get(article=fixable.article, live_from=fixable.at)
    told = [each["overruled"] for each in then.findings if "overruled" in each]
    assert told == ["First reason", "Second reason"]


# --- what a page says before -----------------------------------------------------------------


@pytest.mark.parametrize("verb", ["publish", "correct", "fix"])
def test_the_objection_is_what_the_verb_would_say(four_eyes, changed, editor, other, verb):
    expected = Faulty if verb == "fix" else Unapproved
    assert isinstance(press.objection(verb, changed, by=editor), expected)
    vouch(changed, "approve", by=other)
    flag(changed)
    changed.refresh_from_db()

    assert [each.check for each in press.objection(verb, changed, by=editor).findings][
        -1
    ] == "legal"


# --- rights that reach so far ----------------------------------------------------------------


@pytest.fixture
def section_editor():
    """An editor of one section, the harbour's."""
    user = make_user("Section editor")
    make_section("Harbour").editors.add(user)
    return user


def test_a_section_editor_s_rights_end_with_the_section(section_editor):
    own, far = make_article(), make_article(section=make_section("Town"))

    assert press.publish(own, by=section_editor)
    with pytest.raises(NotPermitted):
        press.publish(far, by=section_editor)


def test_a_forged_section_opens_nothing(section_editor):
    far = make_article(section=make_section("Town"))
    out = make_live(section=make_section("Town"))
    acts = Act.objects.count()

    for article, verb in [(far, press.publish), (out, press.withdraw), (out, press.expire)]:
        article.section = make_section("Harbour")
        with pytest.raises(NotPermitted):
            verb(article, by=section_editor)

    assert Act.objects.count() == acts


def test_a_revision_of_another_story_is_not_printed(editor):
    article, other = make_article(), make_article()

    with pytest.raises(IllegalMove, match="another story"):
        press.publish(article, by=editor, revision=other.newest())


def test_what_waits_is_not_moved_while_a_lawyer_has_to_clear_it(changed, editor):
    was, to = next_minute(5), next_minute(2)
    press.schedule(changed, by=editor, at=was)
    Article.objects.update(is_flagged=True)

    with pytest.raises(Faulty):
        press.reschedule(changed, by=editor, was=was, at=to)

    assert Edition.objects.get(live_from__gt=timezone.now()).live_from == was
