from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles import fixing, press
from articles.models import Act, Article, Edition
from articles.models.article import NO_END
from articles.refusals import BadMoment, Embargoed, IllegalMove, Incomplete, NotPermitted
from tests.factories import edit, make_article, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db


def promise(article, editor, until=None, **why):
    why = {"reason": "Figures are due at nine.", "source": "The ministry"} | why
    return press.embargo(article, by=editor, until=until, **why)


def test_embargo_is_kept_with_its_reason_and_source(editor):
    article, until = make_article(), next_minute(20)

    promise(article, editor, until)

    article.refresh_from_db()
    assert article.embargoed_until == until
    assert (article.embargo_reason, article.embargo_source) == (
        "Figures are due at nine.",
        "The ministry",
    )
    act = Act.objects.get(verb="embargo")
    assert (act.effective_at, act.reason) == (until, "Figures are due at nine.")


def test_embargo_withdraws_what_waits_for_too_early_a_moment(editor):
    article = make_article()
    early = press.publish(article, by=editor, at=next_minute(10))
    edit(article, headline="Later")
    later = press.publish(article, by=editor, at=next_minute(30))

    withdrawn = promise(article, editor, next_minute(20))

    assert [edition.live_from for edition in withdrawn] == [early.live_from]
    left = article.editions.get()
    assert left.pk == later.pk
    assert left.published_at == left.live_from
    assert left.embargoed_until == Article.objects.get().embargoed_until
    assert left.topics.get().published_at == left.live_from


def test_embargo_takes_an_expiry_of_nothing_with_it(editor):
    article = make_article()
    press.publish(article, by=editor, at=next_minute(10))
    press.expire(article, by=editor, at=next_minute(15))

    promise(article, editor, next_minute(20))

    assert not article.editions.exists()
    assert not article.aliases.exists()


def test_embargo_without_an_end_lets_nothing_out(editor):
    article = make_article()
    promise(article, editor)

    for at in (None, next_minute(20), next_minute(60 * 24 * 365 * 9)):
        with pytest.raises(Embargoed, match="without an end"):
            press.publish(article, by=editor, at=at)

    assert Article.objects.get().embargoed_until == NO_END


def test_embargo_binds_only_what_is_not_out(editor):
    article = make_live(by=editor, headline="As it was")
    live = article.newest()
    edit(article, headline="Promised words")
    promise(article, editor)

    with pytest.raises(Embargoed):
        press.publish(article, by=editor)
    with pytest.raises(Embargoed):
        press.correct(article, by=editor, kind="update", note="More is known.")
    note = press.correct(article, by=editor, kind="update", note="More to come.", revision=live)
    fixed = fixing.fix(article, {"kicker": "Harbour"}, by=editor, live=live)

    assert (note.embargoed_until, fixed.embargoed_until) == (None, None)
    assert (fixed.headline, fixed.kicker) == ("As it was", "Harbour")


def test_what_waits_is_not_moved_to_before_the_end(editor):
    article = make_article()
    promise(article, editor, next_minute(20))
    waiting = press.publish(article, by=editor, at=next_minute(20))

    with pytest.raises(Embargoed):
        press.reschedule(article, by=editor, was=waiting.live_from, at=next_minute(10))

    assert Edition.objects.get().live_from == waiting.live_from


def test_embargo_can_be_lengthened_and_not_shortened(editor):
    article = make_article()
    promise(article, editor, next_minute(20))

    promise(article, editor, next_minute(30))
    with pytest.raises(BadMoment, match="Lift"):
        promise(article, editor, next_minute(10))

    assert Article.objects.get().embargoed_until >= next_minute(29)


def test_lifting_is_a_right_of_its_own_and_publishes_nothing(editor):
    article = make_article()
    promise(article, editor)

    with pytest.raises(NotPermitted):
        press.lift(article, by=make_user("Reporter"))
    press.lift(article, by=editor, reason="The ministry spoke early.")

    article.refresh_from_db()
    assert (article.embargoed_until, article.embargo_reason, article.embargo_source) == (
        None,
        "",
        "",
    )
    assert not article.editions.exists()
    assert press.publish(article, by=editor)


def test_lifting_nothing_is_refused(editor):
    article = make_article()

    with pytest.raises(IllegalMove):
        press.lift(article, by=editor)
    Article.objects.update(embargoed_until=timezone.now())
    with pytest.raises(IllegalMove):
        press.lift(article, by=editor)


@pytest.mark.parametrize(
    "until",
    [
        datetime(2031, 1, 1, 9),  # noqa: DTZ001 (no zone: that is the point)
        datetime(2020, 1, 1, tzinfo=UTC),
        datetime(2031, 1, 1, 9, 0, 30, tzinfo=UTC),
    ],
)
def test_embargo_until_no_moment_is_refused(editor, until):
    article = make_article()

    with pytest.raises(BadMoment):
        promise(article, editor, until)

    assert Article.objects.get().embargoed_until is None


@pytest.mark.parametrize("why", [{"reason": " "}, {"source": ""}])
def test_embargo_says_why_and_to_whom(editor, why):
    with pytest.raises(Incomplete):
        promise(make_article(), editor, **why)


def test_editing_under_an_embargo_keeps_it(editor):
    article = make_article()
    promise(article, editor)

    edit(Article.objects.get(), headline="Written on")

    assert Article.objects.get().embargoed_until == NO_END
