"""What waits for a person: notices, and what is due."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.desk import notices
from articles.models import Article, Notice
from tests.factories import edit, make_article, make_live, make_section, make_user

pytestmark = pytest.mark.django_db

Kind = Notice.Kind
DAY = timedelta(days=1)
HAIR = timedelta(microseconds=1)


def tell(article, *to, kind=Kind.MENTIONED, text=""):
    return notices.tell(kind, article, to=to, by=None, text=text)


def make_due(at, **fields):
    """A story that is due at `at`; other fields as the desk set them."""
    article = make_article(by=fields.pop("by", None))
    Article.objects.filter(pk=article.pk).update(due_at=at, **fields)
    return article


def test_a_notice_is_for_each_person_once_and_not_for_who_did_it():
    ana, ben, stranger = make_user(), make_user(), make_user("Reporter")

    told = notices.tell(Kind.MOVED, make_article(), to=[ana, ben, ana, None, stranger], by=ben)

    assert [notice.to for notice in told] == [ana]
    assert list(Notice.objects.all()) == told


def test_each_has_their_own_notices_newest_first():
    ana, ben, article = make_user(), make_user(), make_article()
    [first], [second] = tell(article, ana), tell(article, ana)
    tell(article, ben)

    assert list(notices.of(ana)) == [second, first]


def test_what_one_may_no_longer_see_is_gone_with_its_notices():
    ana, article, other = make_user("Reporter"), make_article(), make_article()
    article.shared_with.add(ana)
    other.shared_with.add(ana)
    tell(article, ana)
    [kept] = tell(other, ana)

    article.shared_with.clear()

    assert list(notices.of(ana)) == [kept]
    assert notices.unread(ana) == 1


def test_whoever_lost_the_right_to_look_has_none():
    ana, article = make_user(), make_article(by=None)
    tell(article, ana)
    ana.groups.clear()
    ana = type(ana).objects.get(pk=ana.pk)

    assert not notices.of(ana).exists()


def test_a_section_editor_has_those_of_the_section():
    section, ana = make_section(), make_user("Section editor")
    section.editors.add(ana)
    [kept] = tell(make_article(section=section), ana)

    assert list(notices.of(ana)) == [kept]
    section.editors.clear()
    assert list(notices.of(ana)) == []


def test_unread_are_counted_until_they_are_read():
    ana, article = make_user(), make_article()
    [first], [second] = tell(article, ana), tell(article, ana)

    before = notices.unread(ana)
    notices.read(notices.of(ana).filter(pk=first.pk))
    after = notices.unread(ana)
    when = Notice.objects.get(pk=first.pk).read_at
    notices.read(notices.of(ana))

    assert (before, after, notices.unread(ana)) == (2, 1, 0)
    assert Notice.objects.get(pk=first.pk).read_at == when
    assert Notice.objects.get(pk=second.pk).read_at > when


def test_the_count_of_unread_has_an_end_and_is_one_query(django_assert_num_queries):
    ana, article = make_user(), make_article()
    Notice.objects.bulk_create(Notice(to=ana, article=article, kind=Kind.MOVED) for _ in range(120))
    notices.unread(ana)  # Django reads a person's rights once

    with django_assert_num_queries(1):
        assert notices.unread(ana) == 99


@pytest.mark.parametrize(
    ("ahead", "is_due"),
    [
        *((DAY, True), (DAY + HAIR, False), (-DAY, True)),
        *((-notices.BEHIND, True), (-notices.BEHIND - HAIR, False)),
    ],
)
def test_due_is_what_is_late_or_will_be_within_a_day(ahead, is_due):
    now, ana = timezone.now(), make_user()
    article = make_due(now + ahead, assignee=ana)

    assert list(notices.due_from(ana, at=now)) == [article] * is_due


@pytest.mark.parametrize(
    ("stage", "is_due"),
    [
        *(("draft", True), ("submitted", True), ("subbing", True), ("legal", True)),
        *(("ready", False), ("spiked", False)),
    ],
)
def test_nothing_is_due_of_what_is_ready_or_spiked(stage, is_due):
    now, ana = timezone.now(), make_user()
    make_due(now, assignee=ana, stage=stage)

    assert notices.due_from(ana, at=now).exists() == is_due


def test_nothing_is_due_of_what_is_live_as_it_is():
    ana, article = make_user(), make_live()
    Article.objects.filter(pk=article.pk).update(due_at=timezone.now(), assignee=ana, stage="draft")

    before = list(notices.due_from(ana, at=timezone.now()))
    edit(Article.objects.get(pk=article.pk), headline="Other words, which readers do not have")

    assert (before, list(notices.due_from(ana, at=timezone.now()))) == ([], [article])


def test_it_is_due_from_whoever_has_it_and_else_from_whose_it_is():
    now, owner, assignee = timezone.now(), make_user(), make_user()
    own = make_due(now, by=owner)
    given = make_due(now - DAY, by=owner, assignee=assignee)

    assert list(notices.due_from(owner, at=now)) == [own]
    assert list(notices.due_from(assignee, at=now)) == [given]
    assert not notices.due_from(make_user(), at=now).exists()
    assert list(notices.due(at=now)) == [given, own]


def test_of_the_moves_of_a_story_the_newest_says_all():
    ana, ben, article, other = make_user(), make_user(), make_article(), make_article()
    for story, to in ((article, [ana]), (other, [ana]), (article, [ana, ben])):
        told = tell(story, *to, kind=Kind.MOVED, text=str(story))
    mention = tell(article, ana)
    [newest] = tell(article, ana, kind=Kind.MOVED, text="It is at “Ready” now.")

    moves = notices.of(ana).filter(kind=Kind.MOVED)
    assert [notice.article for notice in moves] == [article, other]
    assert moves[0] == newest
    assert list(notices.of(ana).filter(kind=Kind.MENTIONED)) == mention
    assert list(notices.of(ben)) == [told[1]]


def test_what_was_read_long_ago_goes_when_there_is_news():
    ana, ben, article = make_user(), make_user(), make_article()
    long_ago, kinds = timezone.now() - notices.KEPT, (Kind.MENTIONED, Kind.DUE, Kind.SHARED)
    for to in (ana, ben):
        for kind in kinds:
            tell(article, to, kind=kind)
        Notice.objects.filter(to=to).update(at=long_ago - DAY)
        Notice.objects.filter(to=to).exclude(kind=Kind.SHARED).update(read_at=long_ago - HAIR)
    read_since = tell(article, ana)
    Notice.objects.filter(pk=read_since[0].pk).update(read_at=long_ago + DAY)

    tell(article, ana)

    kept = [notice.kind for notice in notices.of(ana).order_by("pk")]
    assert kept == [Kind.DUE, Kind.SHARED, Kind.MENTIONED, Kind.MENTIONED]
    assert notices.of(ben).count() == len(kinds)


# --- Reminders -------------------------------------------------------------------------------


def test_a_reminder_is_left_once_for_a_story_and_its_time():
    now, ana = timezone.now(), make_user()
    article = make_due(now, assignee=ana)

    first, again = notices.remind(at=now), notices.remind(at=now + DAY)
    Article.objects.filter(pk=article.pk).update(due_at=now + DAY)
    moved = notices.remind(at=now)

    assert [notice.to for notice in first] == [ana]
    assert (again, len(moved)) == ([], 1)
    assert [(each.kind, each.by) for each in notices.of(ana)] == [(Kind.DUE, None)] * 2


def test_the_database_has_one_reminder_of_a_time():
    now, ana = timezone.now(), make_user()
    make_due(now, assignee=ana)
    [reminder] = notices.remind(at=now)
    reminder.pk, reminder.text = None, "Other words"

    with pytest.raises(IntegrityError), transaction.atomic():
        reminder.save()


def test_whoever_gets_the_story_is_reminded_too():
    now, ana, ben = timezone.now(), make_user(), make_user()
    article = make_due(now, by=ana)
    notices.remind(at=now)
    Article.objects.filter(pk=article.pk).update(assignee=ben)

    assert [notice.to for notice in notices.remind(at=now)] == [ben]


def test_a_reminder_says_the_time_of_the_paper():
    article = make_due(datetime(2027, 7, 1, 8, tzinfo=UTC), assignee=make_user())
    article.refresh_from_db()

    [notice] = notices.remind(at=article.due_at)

    assert (notice.article, notice.text) == (article, "Due on 1 July 2027, 09:00")


def test_nobody_is_reminded_of_what_is_nobodys_or_done():
    now = timezone.now()
    make_due(now)
    make_due(now, assignee=make_user(), stage="ready")

    assert notices.remind(at=now) == []


def test_nobody_is_reminded_of_what_was_done_meanwhile():
    now = timezone.now()
    article = make_due(now, assignee=make_user(), stage="ready")

    assert notices.remind_of(article.pk, at=now) == []
