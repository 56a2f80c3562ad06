"""Random sequences of all verbs against a plain list of (start, answer)."""

import random
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from articles import fixing, press
from articles.desk import saving
from articles.models import Edition
from articles.refusals import Refused
from articles.workflow import Answer
from tests.articles.press.oracle import GONE, OFF, Plain, Refusal
from tests.factories import make_article, make_live, make_user

MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)
START = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)

CHUNKS, SEQUENCES, STEPS = 50, 15, (3, 7)  # 750 sequences of three to seven steps

#: What a stored answer is in the plain list, where it is no copy.
PLAIN = {Answer.OFF: OFF, Answer.GONE: GONE}


class Clock:
    """The building's clock, set by hand."""

    def __init__(self, monkeypatch):
        self.now = START
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


class Story:
    """A story, and what its timeline should be. Each verb is used on both."""

    def __init__(self, article, by, dice):
        self.article, self.by, self.dice = article, by, dice
        self.plain = Plain()
        self.published_at = None  # once it was live
        self.paths = []  # every address it had while live
        self.served = []  # (moment, headline that readers had or None)

    @property
    def revision(self):
        return self.article.newest().number

    def minute(self, now):
        """A whole minute that is to come."""
        return now.replace(second=0, microsecond=0) + self.dice.randint(1, 4) * MINUTE

    def maybe(self, now):
        return self.dice.choice([None, self.minute(now)])

    def waits(self, now):
        """The start of something that waits; often enough of nothing."""
        return self.dice.choice([*dict(self.plain.waiting(now)), self.minute(now)])

    # --- the verbs ---

    def publish(self, now):
        at = self.maybe(now)
        yield partial(press.publish, at=at)
        self.plain.publish(self.revision, now=now, at=at)

    def correct(self, now):
        at = self.maybe(now)
        yield partial(press.correct, kind="correction", note="We erred.", at=at)
        self.plain.correct(self.revision, now=now, at=at)

    def fix(self, now):
        live = Edition.objects.live(at=now).filter(article=self.article).first()
        if live is None:
            return
        change = {"kicker": f"Kicker {now:%H%M%S%f}"}
        waiting = [start for start, answer in self.plain.waiting(now) if answer != OFF]
        yield partial(fixing.fix, change=change, live=live.revision)
        editions = {edition.live_from: edition for edition in self.article.editions.all()}
        reprints = {start: editions[start].revision.number for start in waiting}
        self.plain.fix(editions[now].revision.number, reprints, now=now)
        assert {editions[start].kicker for start in [now, *waiting]} == set(change.values())

    def expire(self, now):
        at = self.maybe(now)
        yield partial(press.expire, at=at)
        self.plain.expire(now=now, at=at)

    def withdraw(self, now):
        yield press.withdraw
        self.plain.withdraw(now=now)

    def unschedule(self, now):
        was = self.dice.choice([None, self.waits(now)])
        yield partial(press.unschedule, was=was)
        self.plain.unschedule(now=now, was=was)

    def reschedule(self, now):
        was, at = self.waits(now), self.minute(now)
        yield partial(press.reschedule, was=was, at=at)
        self.plain.reschedule(now=now, was=was, at=at)

    def kill(self, now):
        yield press.kill
        self.plain.kill(now=now)

    def reinstate(self, now):
        yield press.reinstate
        self.plain.reinstate(now=now)

    def readdress(self, now):
        yield partial(press.readdress, slug=f"address-{now:%H%M%S%f}-{self.article.pk}")
        self.plain.readdress(now=now)

    def embargo(self, now):
        until = self.minute(now)
        yield partial(press.embargo, until=until, reason="A promise.", source="A ministry")
        self.plain.embargo_until(until, now=now)

    def lift(self, now):
        yield press.lift
        self.plain.lift(now=now)

    def do(self, verb, now):
        """Use a verb on the story and on the plain list: both do it, or both refuse."""
        steps = getattr(self, verb)(now)
        use = next(steps, None)
        if use is None:
            return
        before = list(self.plain.starts), self.plain.embargo
        try:
            use(self.article, by=self.by)
            is_refused = False
        except Refused:
            is_refused = True
            if verb == "fix":  # only refused where a plain list would have nothing to fix
                raise
        try:
            next(steps, None)
            assert not is_refused, (verb, now, *before)
        except Refusal:
            assert is_refused, (verb, now, *before)
        self.article.refresh_from_db()

    def edit(self):
        self.article.headline = f"Headline {self.article.revision_number + 1}"
        saving.save(self.article, by=self.by)

    # --- what must hold ---

    def check(self, now):
        editions = list(self.article.editions.select_related("revision").order_by("live_from"))
        starts = [(e.live_from, PLAIN.get(e.answer) or e.revision.number) for e in editions]
        assert starts == self.plain.starts
        ends = [e.live_until for e in editions]
        assert ends == [start for start, _answer in self.plain.starts[1:]] + [None] * bool(starts)
        self.check_settled([e for e in editions if e.answer == Answer.COPY], now)
        for moment in {now, *(start for start, _answer in starts)}:
            for near in (moment - MICROSECOND, moment, moment + MICROSECOND):
                live = [e for e in editions if e.is_live(near)]
                assert len(live) == self.plain.is_live(near)

    def check_settled(self, copies, now):
        if not copies:
            assert not self.article.aliases.exists()
            return
        assert len({copy.published_at for copy in copies}) == 1
        first = copies[0]
        assert first.published_at == first.live_from
        if first.live_from <= now:
            self.published_at = self.published_at or first.published_at
            assert first.published_at == self.published_at
        for copy in copies:
            if copy.live_from <= now and copy.path not in self.paths:
                self.paths.append(copy.path)
        aliases = {alias.path for alias in self.article.aliases.all()}
        assert aliases == ({*self.paths} or {first.path})
        assert {copy.path for copy in copies if copy.live_from > now} <= {copies[-1].path}

    def look(self, now):
        """What readers have now; and what they had at each moment before, still the same."""
        for moment, answer in [*self.served, (now, self.now_served(now))]:
            assert self.now_served(moment) == answer, moment
        self.served.append((now, self.now_served(now)))

    def now_served(self, at):
        live = Edition.objects.live(at=at).filter(article=self.article)
        return live.values_list("headline", "kicker", "path").first()


VERBS = """
    publish publish publish publish correct fix fix expire withdraw unschedule reschedule
    kill reinstate reinstate readdress embargo lift
""".split()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(CHUNKS))
def test_what_is_in_force_is_what_a_plain_list_says(seed, clock):
    dice = random.Random(seed)
    editor = make_user()
    for _sequence in range(SEQUENCES):
        clock.now = START + timedelta(seconds=dice.randrange(120), microseconds=dice.randrange(10))
        story = Story(make_article(bylines=(), tags=()), editor, dice)
        for _step in range(dice.randint(*STEPS)):
            clock.now += timedelta(seconds=dice.choice([1, 1, 20, 60, 100]))
            clock.now = later(clock.now, story)
            if dice.random() < 0.5:
                story.edit()
            story.do(dice.choice(VERBS), clock.now)
            story.check(clock.now)
            clock.now += timedelta(seconds=1)
            story.look(clock.now)


def later(now, story):
    """A clock reads no moment twice: the time, or just after what has begun."""
    begun = [start for start, _answer in story.plain.starts if start <= now]
    return max([now, *(start + MICROSECOND for start in begun)])


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
