"""What waits can be seen, moved and cancelled, one by one."""

import pytest
from django.utils import timezone

from articles import press
from articles.models import Act, Edition
from articles.refusals import BadMoment, IllegalMove, NotPermitted
from articles.workflow import Answer
from tests.factories import edit, make_article, make_live, next_minute

pytestmark = pytest.mark.django_db


def test_schedule_needs_a_moment_and_its_own_right(editor):
    article = make_article()

    with pytest.raises(BadMoment):
        press.schedule(article, by=editor, at=None)
    edition = press.schedule(article, by=editor, at=next_minute(10))

    assert not edition.is_live(timezone.now())
    assert Act.objects.get().verb == "schedule"


def test_who_may_publish_may_not_by_that_schedule(editor):
    editor.groups.get().permissions.remove(
        editor.groups.get().permissions.get(codename="schedule_article")
    )
    live = make_live(by=editor)

    with pytest.raises(NotPermitted):
        press.publish(edit(live, headline="Later"), by=editor, at=next_minute(10))
    with pytest.raises(NotPermitted):
        press.correct(live, by=editor, kind="update", note="Later.", at=next_minute(10))

    assert Edition.objects.count() == 1


def test_one_of_several_is_cancelled(editor):
    article = make_live(by=editor)
    first, second = next_minute(10), next_minute(20)
    press.publish(edit(article, headline="First"), by=editor, at=first)
    press.publish(edit(article, headline="Second"), by=editor, at=second)

    press.unschedule(article, by=editor, was=first)

    assert [e.live_from for e in article.editions.waiting(at=timezone.now())] == [second]
    assert Edition.objects.live(at=timezone.now()).get().live_until == second
    act = Act.objects.get(verb="unschedule")
    assert act.effective_at == first


def test_when_the_first_is_cancelled_the_next_settles_path_and_day(editor):
    article = make_article(headline="Sooner")
    day = 60 * 24
    press.publish(article, by=editor, at=next_minute(day))
    later = press.publish(edit(article, headline="Later"), by=editor, at=next_minute(3 * day))

    press.unschedule(article, by=editor, was=later.published_at)

    later = article.editions.get()
    assert later.published_at == later.live_from
    assert later.path == f"/harbour/{timezone.localdate(later.live_from):%Y/%m/%d}/later/"
    assert [alias.path for alias in article.aliases.all()] == [later.path]
    assert later.topics.get().published_at == later.live_from


def test_what_waits_is_moved(editor):
    article = make_live(by=editor)
    press.publish(edit(article, headline="To come"), by=editor, at=next_minute(10))

    moved = press.reschedule(article, by=editor, was=next_minute(10), at=next_minute(30))

    waiting = article.editions.waiting(at=timezone.now()).get()
    assert (waiting.pk, waiting.live_from) == (moved.pk, next_minute(30))
    assert (waiting.headline, waiting.revision) == ("To come", article.newest())
    assert waiting.topics.count() == 1
    assert waiting.revised_at == waiting.live_from


def test_a_correction_that_waits_is_moved_with_its_note(editor):
    article = make_live(by=editor)
    press.correct(article, by=editor, kind="update", note="It rains.", at=next_minute(10))

    moved = press.reschedule(article, by=editor, was=next_minute(10), at=next_minute(30))

    assert (moved.correction, moved.correction_note) == ("update", "It rains.")
    assert [each["at"] for each in moved.corrections] == [moved.live_from.isoformat()]


def test_an_expiry_is_moved(editor):
    article = make_live(by=editor)
    press.expire(article, by=editor, at=next_minute(10))

    moved = press.reschedule(article, by=editor, was=next_minute(10), at=next_minute(30))

    assert moved.answer == Answer.OFF
    assert Edition.objects.live(at=timezone.now()).get().live_until == next_minute(30)


def test_an_expiry_is_not_moved_to_where_it_takes_nothing_off(editor):
    article = make_article()
    press.publish(article, by=editor, at=next_minute(20))
    press.expire(article, by=editor, at=next_minute(30))

    with pytest.raises(IllegalMove, match="change places"):
        press.reschedule(article, by=editor, was=next_minute(30), at=next_minute(10))

    assert article.editions.filter(answer=Answer.OFF).get().live_from == next_minute(30)


def test_two_things_do_not_wait_for_one_moment(editor):
    article = make_live(by=editor)
    press.publish(edit(article, headline="To come"), by=editor, at=next_minute(10))
    press.expire(article, by=editor, at=next_minute(20))

    with pytest.raises(IllegalMove, match="already"):
        press.reschedule(article, by=editor, was=next_minute(10), at=next_minute(20))

    assert article.editions.count() == 3


@pytest.mark.parametrize("verb", ["unschedule", "reschedule"])
def test_what_does_not_wait_any_more_is_refused(editor, verb):
    article = make_live(by=editor)
    press.publish(edit(article, headline="To come"), by=editor, at=next_minute(10))
    times = {"was": next_minute(11)} | ({"at": next_minute(30)} if verb == "reschedule" else {})

    with pytest.raises(IllegalMove, match="any more"):
        getattr(press, verb)(article, by=editor, **times)

    assert article.editions.count() == 2


def test_an_expiry_is_not_lost_by_moving_what_it_takes_off(editor):
    article = make_article()
    press.publish(article, by=editor, at=next_minute(20))
    press.expire(article, by=editor, at=next_minute(30))

    with pytest.raises(IllegalMove, match="change places"):
        press.reschedule(article, by=editor, was=next_minute(20), at=next_minute(40))
    with pytest.raises(IllegalMove, match="take nothing off"):
        press.unschedule(article, by=editor, was=next_minute(20))

    assert [e.answer for e in article.editions.order_by("live_from")] == ["copy", "off"]


def test_an_expiry_is_not_lost_to_words_for_the_same_moment(editor):
    article = make_live(by=editor)
    end = next_minute(20)
    press.expire(article, by=editor, at=end)
    edit(article, headline="To come")

    with pytest.raises(IllegalMove, match="expires at that very moment"):
        press.publish(article, by=editor, at=end)

    assert Edition.objects.live(at=end).count() == 0


def test_moving_an_expiry_needs_the_right_to_expire(editor):
    article = make_live(by=editor)
    press.expire(article, by=editor, at=next_minute(20))
    group = editor.groups.get()
    group.permissions.remove(group.permissions.get(codename="expire_article"))
    editor = type(editor).objects.get(pk=editor.pk)

    with pytest.raises(NotPermitted):
        press.reschedule(article, by=editor, was=next_minute(20), at=next_minute(40))


def test_the_first_of_two_moved_behind_the_other_has_the_path_that_is_reserved(editor):
    article = make_article(headline="First head")
    press.publish(article, by=editor, at=next_minute(10))
    press.publish(edit(article, headline="Second head"), by=editor, at=next_minute(20))

    press.reschedule(article, by=editor, was=next_minute(10), at=next_minute(30))

    paths = set(article.editions.values_list("path", flat=True))
    assert paths == {alias.path for alias in article.aliases.all()}
    assert paths.pop().endswith("/second-head/")
