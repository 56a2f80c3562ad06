"""What a timeline means, without a database: a plain list of (start, answer), and a promise."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

OFF = "off"
GONE = "gone"

MICROSECOND = timedelta(microseconds=1)


class Refusal(Exception):
    """The verb would not do it."""


@dataclass
class Plain:
    """
    `starts` is [(start, answer), …] in order; an answer is a revision's number, OFF or GONE.
    Each verb changes it or raises Refusal.
    """

    starts: list = field(default_factory=list)
    embargo: datetime | None = None

    # --- asking ---

    def at(self, moment):
        """The answer in force at a moment: that of the last start by then, or None."""
        return next((answer for start, answer in reversed(self.starts) if start <= moment), None)

    def waiting(self, now):
        return [(start, answer) for start, answer in self.starts if start > now]

    def is_embargoed(self, moment):
        return self.embargo is not None and moment < self.embargo

    def is_live(self, now):
        return isinstance(self.at(now), int)

    # --- verbs ---

    def publish(self, revision, *, now, at=None):
        at = at or now
        refuse(self.at(now) == GONE or self.is_embargoed(at) or self.at(at) == revision)
        refuse((at, OFF) in self.waiting(now))
        self.put(at, revision)

    def correct(self, revision, *, now, at=None):
        at = at or now
        refuse(not self.is_live(now) or (at, OFF) in self.waiting(now))
        start = max(start for start, _answer in self.starts if start <= at)
        is_note = self.at(at) == revision and start <= now
        refuse(not is_note and (self.is_embargoed(at) or self.at(at) == revision))
        self.put(at, revision)

    def fix(self, revision, reprints, *, now):
        """`reprints` is {start of a copy that waits: its new revision}."""
        refuse(not self.is_live(now))
        self.starts = [(start, reprints.get(start, answer)) for start, answer in self.starts]
        self.put(now, revision)

    def expire(self, *, now, at=None):
        at = at or now
        before = at - MICROSECOND if at > now else now
        refuse(not isinstance(self.at(before), int))
        self.starts = [(start, answer) for start, answer in self.starts if start < at]
        self.put(at, OFF)

    def withdraw(self, *, now):
        is_live = self.is_live(now)
        refuse(not is_live and not self.waiting(now))
        self.starts = [(start, answer) for start, answer in self.starts if start <= now]
        if is_live:
            self.put(now, OFF)

    def unschedule(self, *, now, was=None):
        refuse(not self.waiting(now))
        refuse(was is not None and was not in dict(self.waiting(now)))
        gone = {was} if was else dict(self.waiting(now)).keys()
        left = [(start, answer) for start, answer in self.starts if start not in gone]
        refuse(idle(left, now))
        self.starts = left

    def reschedule(self, *, now, was, at):
        refuse(was not in dict(self.waiting(now)) or at in dict(self.starts))
        answer = dict(self.starts)[was]
        between = [a for start, a in self.starts if min(was, at) < start < max(was, at)]
        refuse(OFF in between or (answer == OFF and between))
        refuse(answer != OFF and self.is_embargoed(at))
        starts = sorted([each for each in self.starts if each[0] != was] + [(at, answer)])
        refuse(idle(starts, now))
        self.starts = starts

    def kill(self, *, now):
        refuse(self.at(now) in (None, GONE))
        self.starts = [(start, answer) for start, answer in self.starts if start <= now]
        self.put(now, GONE)

    def reinstate(self, *, now):
        refuse(self.at(now) not in (OFF, GONE) or self.is_embargoed(now))
        before = [answer for start, answer in self.starts if start <= now][-2]
        if self.at(now) == OFF or before != OFF:
            before = [a for start, a in self.starts if start <= now and isinstance(a, int)][-1]
        self.put(now, before)

    def readdress(self, *, now):
        refuse(not self.is_live(now))
        self.put(now, self.at(now))

    def embargo_until(self, until, *, now):
        refuse(self.is_embargoed(now) and until < self.embargo)
        self.embargo = until
        early = {start for start, a in self.waiting(now) if a != OFF and start < until}
        left = [(start, answer) for start, answer in self.starts if start not in early]
        self.starts = [each for each in left if each not in idle(left, now)]

    def lift(self, *, now):
        refuse(not self.is_embargoed(now))
        self.embargo = None

    # --- changing ---

    def put(self, at, answer):
        self.starts = sorted([each for each in self.starts if each[0] != at] + [(at, answer)])


def idle(starts, now):
    """Each *off* to come that takes nothing off."""
    pairs = zip([(None, None), *starts], starts, strict=False)
    return [
        (start, answer)
        for (_start, before), (start, answer) in pairs
        if answer == OFF and start > now and not isinstance(before, int)
    ]


def refuse(when):
    if when:
        raise Refusal
