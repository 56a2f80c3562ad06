"""Who has a story, by when, and how long: each field by itself, each change by who may."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.desk import moves, planning
from articles.models import Act, Article, Notice
from articles.refusals import IllegalMove, NotPermitted
from articles.workflow import Stage
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)


def acts():
    return [(act.verb, act.by, act.reason) for act in Act.objects.order_by("pk")]


def told(kind):
    return {notice.to for notice in Notice.objects.filter(kind=kind)}


# --- the plan ---


def test_a_plan_is_written_without_a_revision_or_an_act():
    article, reporter = make_article(), make_user()

    planning.plan(article, by=reporter, due_at=NOON, commissioned_length=400)

    article.refresh_from_db()
    assert (article.due_at, article.commissioned_length) == (NOON, 400)
    assert article.revisions.count() == 1
    assert acts() == []


def test_two_people_who_plan_different_fields_both_win():
    article, editor = make_article(), make_user()
    one, two = Article.objects.get(pk=article.pk), Article.objects.get(pk=article.pk)

    planning.plan(one, by=editor, due_at=NOON)
    planning.plan(two, by=editor, planned_for=NOON)

    article.refresh_from_db()
    assert article.due_at == article.planned_for == NOON


def test_a_plan_leaves_copy_and_stage_as_others_left_them():
    article, editor = make_article(headline="First"), make_user()
    stale = Article.objects.get(pk=article.pk)
    Article.objects.update(headline="Second", stage=Stage.READY)

    planning.plan(stale, by=editor, due_at=NOON)

    article.refresh_from_db()
    assert (article.headline, article.stage) == ("Second", Stage.READY)


def test_who_may_not_change_a_story_plans_nothing():
    article = make_article(by=make_user("Reporter"))

    with pytest.raises(NotPermitted):
        planning.plan(article, by=make_user("Reporter"), due_at=NOON)
    article.refresh_from_db()
    assert article.due_at is None


def test_what_does_not_fit_its_field_is_refused():
    article = make_article()

    with pytest.raises(ValidationError):
        planning.plan(article, by=make_user(), commissioned_length=-1)


# --- the flag ---


def test_anybody_who_may_change_a_story_flags_it():
    reporter = make_user("Reporter")
    article = make_article(by=reporter)

    planning.plan(article, by=reporter, is_flagged=True)

    article.refresh_from_db()
    assert article.is_flagged
    assert acts() == [("flag", reporter, "")]
    assert Act.objects.get().revision == article.newest()


def test_a_flag_that_is_set_already_leaves_no_act():
    article = make_article(is_flagged=True)

    planning.plan(article, by=make_user(), is_flagged=True)

    assert acts() == []


def test_only_who_may_clear_takes_a_flag_off():
    article, editor = make_article(is_flagged=True), make_user("Editor")

    with pytest.raises(NotPermitted, match="take its flag off"):
        planning.plan(article, by=make_user("Sub-editor"), is_flagged=False, due_at=NOON)
    article.refresh_from_db()
    assert (article.is_flagged, article.due_at) == (True, None)

    planning.plan(article, by=editor, is_flagged=False)
    article.refresh_from_db()
    assert not article.is_flagged
    assert acts() == [("unflag", editor, "")]


def test_ready_copy_that_is_flagged_goes_to_the_lawyers_and_back_when_it_is_not():
    article, editor = make_article(stage=Stage.READY), make_user()

    planning.plan(article, by=editor, is_flagged=True)
    assert (article.stage, Article.objects.get().stage) == (Stage.LEGAL, Stage.LEGAL)

    planning.plan(article, by=editor, is_flagged=False)
    assert (article.stage, Article.objects.get().stage) == (Stage.READY, Stage.READY)


def test_ready_copy_whose_words_were_cleared_stays_ready():
    article, editor = make_article(stage=Stage.LEGAL, is_flagged=True), make_user()
    moves.move(article, "clear", by=editor)

    planning.plan(article, by=editor, is_flagged=False)
    planning.plan(article, by=editor, is_flagged=True)

    assert Article.objects.get().stage == Stage.READY


# --- who has it ---


def test_a_story_is_given_to_somebody():
    article, reporter, editor = make_article(), make_user("Reporter"), make_user()

    planning.assign(article, reporter, by=editor)

    assert Article.objects.get().assignee == article.assignee == reporter
    assert acts() == [("assign", editor, str(reporter))]
    assert told("assigned") == {reporter}


def test_a_story_is_given_to_another_and_to_nobody():
    one, two, editor = make_user("Reporter"), make_user("Reporter"), make_user()
    article = make_article(assignee=one)

    planning.assign(article, two, by=editor)
    assert (told("taken_over"), told("assigned")) == ({one}, {two})
    planning.assign(article, None, by=editor)
    assert Article.objects.get().assignee is None
    assert [verb for verb, *_rest in acts()] == ["assign", "assign"]


def test_giving_it_to_who_has_it_changes_nothing():
    reporter = make_user("Reporter")
    article = make_article(assignee=reporter)

    planning.assign(article, reporter, by=reporter)

    assert acts() == []


def test_whoever_may_change_an_unassigned_story_may_take_it():
    reporter = make_user("Reporter")
    article = make_article(by=reporter)

    planning.assign(article, reporter, by=reporter)

    assert Article.objects.get().assignee == reporter
    assert not Notice.objects.exists()


def test_a_reporter_gives_a_story_to_nobody_else():
    reporter, other = make_user("Reporter"), make_user("Reporter")
    article = make_article(by=reporter)

    for to in (other, None):
        Article.objects.update(assignee=None if to else reporter)
        with pytest.raises(NotPermitted):
            planning.assign(article, to, by=reporter)
    assert Article.objects.get().assignee == reporter


def test_a_story_is_taken_over_from_who_has_it():
    reporter, sub = make_user("Reporter"), make_user("Sub-editor")
    article = make_article(assignee=reporter)

    planning.assign(article, sub, by=sub)

    assert Article.objects.get().assignee == sub
    assert [verb for verb, *_rest in acts()] == ["take_over"]
    assert told("taken_over") == {reporter}


def test_taking_over_asks_for_its_right():
    owner, other = make_user("Reporter"), make_user("Reporter")
    article = make_article(by=owner, assignee=other)

    with pytest.raises(NotPermitted):
        planning.assign(article, owner, by=owner)
    assert Article.objects.get().assignee == other


def test_assigning_holds_in_ones_own_section_only():
    user, reporter = make_user("Section editor"), make_user("Reporter")
    make_section("Harbour").editors.add(user)

    planning.assign(make_article(), reporter, by=user)
    with pytest.raises(NotPermitted):
        planning.assign(make_article(section=make_section("Sport")), reporter, by=user)


@pytest.mark.parametrize("fields", [{"role": None}, {"role": "Reporter", "is_active": False}])
def test_nobody_who_is_not_on_the_desk_has_or_shares_a_story(fields):
    article, editor, gone = make_article(), make_user(), make_user(**fields)

    with pytest.raises(IllegalMove, match="is not on the desk"):
        planning.assign(article, gone, by=editor)
    with pytest.raises(IllegalMove, match="is not on the desk"):
        planning.share(article, [gone], by=editor)
    assert Article.objects.get().assignee is None
    assert not article.shared_with.exists()


# --- sharing ---


def test_a_story_is_shared_with_people_each_once():
    owner, one, two = (make_user("Reporter") for _ in range(3))
    article = make_article(by=owner)

    planning.share(article, [one, one], by=owner)
    planning.share(article, [one, two], by=owner)

    assert set(article.shared_with.all()) == {one, two}
    assert acts() == [("share", owner, str(one)), ("share", owner, str(two))]
    assert told("shared") == {one, two}
    assert Notice.objects.count() == 2


def test_a_story_is_no_longer_shared():
    owner, one, two = (make_user("Reporter") for _ in range(3))
    article = make_article(by=owner)
    planning.share(article, [one], by=owner)

    planning.unshare(article, [one, two], by=owner)

    assert not article.shared_with.exists()
    assert acts()[1:] == [("unshare", owner, str(one))]


def test_what_is_not_ones_own_is_not_shared():
    article, reporter = make_article(by=make_user("Reporter")), make_user("Reporter")

    for verb in (planning.share, planning.unshare):
        with pytest.raises(NotPermitted):
            verb(article, [reporter], by=reporter)
    assert acts() == []
