"""Random sequences of verbs against a plain list of (start, answer)."""

import random
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from articles import press
from articles.desk import saving
from articles.models import Edition
from articles.refusals import Refused
from articles.workflow import Answer
from tests.articles.press.oracle import OFF, Plain
from tests.factories import make_article, make_live, make_user

MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)
START = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)

CHUNKS, SEQUENCES = 50, 100  # 5,000 sequences of two to four steps

#: The verbs that may be told when.
TIMED = {"publish", "expire"}


class Clock:
    """The building's clock, set by hand."""

    def __init__(self, monkeypatch):
        self.now = START
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


class Story:
    """A story and what its timeline should be."""

    def __init__(self, article, by):
        self.article, self.by = article, by
        self.plain = Plain()
        self.settled = None  # (published_at, path) once it was live

    @property
    def revision(self):
        return self.article.revision_number

    def should_refuse(self, verb, at, now):
        if verb == "publish":
            return self.plain.at(at) == self.revision
        if verb == "expire":
            return self.plain.at(at - MICROSECOND if at > now else now) in (None, OFF)
        waits = any(start > now for start, _answer in self.plain.starts)
        if verb == "unschedule":
            return not waits
        return self.plain.at(now) in (None, OFF) and not waits

    def do(self, verb, at, now):
        """Use a verb; the plain list follows if the press did not refuse."""
        should_refuse = self.should_refuse(verb, at or now, now)
        try:
            use = partial(getattr(press, verb), self.article, by=self.by)
            use(at=at) if verb in TIMED else use()
        except Refused:
            assert should_refuse, (verb, at, now, self.plain.starts)
            return
        assert not should_refuse, (verb, at, now, self.plain.starts)
        if verb == "publish":
            self.plain.publish(self.revision, at or now)
        elif verb == "expire":
            self.plain.expire(at or now)
        else:
            getattr(self.plain, verb)(now)

    def edit(self):
        self.article.headline = f"Headline {self.revision + 1}"
        saving.save(self.article, by=self.by)

    def check(self, now):
        editions = list(self.article.editions.select_related("revision").order_by("live_from"))
        starts = [
            (e.live_from, OFF if e.answer == Answer.OFF else e.revision.number) for e in editions
        ]
        assert starts == self.plain.starts
        ends = [e.live_until for e in editions]
        assert ends == [start for start, _answer in self.plain.starts[1:]] + [None] * bool(starts)
        self.check_settled([e for e in editions if e.answer == Answer.COPY], now)
        for moment in {now, *(start for start, _answer in starts)}:
            for near in (moment - MICROSECOND, moment, moment + MICROSECOND):
                in_force = [
                    e
                    for e in editions
                    if e.live_from <= near and (e.live_until is None or near < e.live_until)
                ]
                assert len(in_force) <= 1
                assert [e.is_live(near) for e in editions].count(True) == (
                    self.plain.at(near) not in (None, OFF)
                )

    def check_settled(self, copies, now):
        if not copies:
            return
        assert len({(copy.published_at, copy.path) for copy in copies}) == 1
        first = copies[0]
        if self.settled is None and first.live_from <= now:
            self.settled = first.published_at, first.path
            assert first.published_at == first.live_from
        if self.settled is not None:
            assert (first.published_at, first.path) == self.settled
        assert [alias.path for alias in self.article.aliases.all()] == [first.path]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(CHUNKS))
def test_what_is_in_force_is_what_a_plain_list_says(seed, clock):
    dice = random.Random(seed)
    editor = make_user()
    for _sequence in range(SEQUENCES):
        clock.now = START + timedelta(seconds=dice.randrange(120), microseconds=dice.randrange(10))
        story = Story(make_article(bylines=(), tags=()), editor)
        for _step in range(dice.randint(2, 4)):
            clock.now += timedelta(seconds=dice.choice([0, 0, 1, 20, 60, 100]))
            if dice.random() < 0.5:
                story.edit()
            verb = dice.choice(
                ["publish", "publish", "publish", "expire", "withdraw", "unschedule"]
            )
            whole = clock.now.replace(second=0, microsecond=0)
            at = dice.choice([None, *(whole + n * MINUTE for n in range(1, 5))])
            clock.now = later(clock.now, story)
            story.do(verb, at if verb in TIMED else None, clock.now)
            story.check(clock.now)
        edition_in_database_agrees(story, clock.now)


def later(now, story):
    """A clock reads no moment twice: the time, or just after what has begun."""
    begun = [start for start, _answer in story.plain.starts if start <= now]
    return max([now, *(start + MICROSECOND for start in begun)])


def edition_in_database_agrees(story, now):
    live = Edition.objects.live(at=now).filter(article=story.article)
    answer = story.plain.at(now)
    assert [e.revision.number for e in live] == ([] if answer in (None, OFF) else [answer])


@pytest.mark.django_db
def test_database_refuses_two_starts_at_one_moment():
    article = make_live()
    twin = Edition.objects.get(article=article)
    twin.pk, twin.live_until = None, twin.live_from + MINUTE

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)

    assert article.editions.count() == 1


@pytest.mark.django_db
def test_predicate_and_method_agree_on_every_boundary(clock):
    editor = make_user()
    article = make_article()
    press.publish(article, by=editor, at=START + MINUTE)
    press.expire(article, by=editor, at=START + 2 * MINUTE)

    for boundary in (START + MINUTE, START + 2 * MINUTE):
        for moment in (boundary - MICROSECOND, boundary, boundary + MICROSECOND):
            by_database = set(Edition.objects.live(at=moment))
            by_row = {e for e in Edition.objects.all() if e.is_live(moment)}
            assert by_database == by_row
    assert Edition.objects.live(at=START + MINUTE).count() == 1
    assert Edition.objects.live(at=START + 2 * MINUTE).count() == 0
