"""What a house rule would have said of the copy that readers have, before it is switched on."""

from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

from django.utils import timezone

from articles.checks.house import MOST, matches
from articles.checks.reading import Reading
from articles.models import Edition
from articles.text.patterns import TooSlow

#: Seconds that a trial may take: somebody waits for its page.
LONGEST = 3
#: Stories that are fetched at once.
BATCH = 50
#: Examples that are shown, and characters around the words found.
EXAMPLES, AROUND = 20, 60


class Example(NamedTuple):
    """A place in a live edition that the rule speaks of, with the words around it."""

    edition: Edition
    before: str
    words: str
    after: str


@dataclass
class Trial:
    """In how many stories, latest first, a rule was looked for, and what it found."""

    stories: int = 0
    fired: int = 0
    times: int = 0
    examples: list = field(default_factory=list)
    #: Stories in which it took too long and was given up.
    slow: int = 0
    #: There was no time for the rest.
    is_cut: bool = False

    def add(self, edition, reading, places):
        self.fired += bool(places)
        self.times += len(places)
        if places and len(self.examples) < EXAMPLES:
            self.examples.append(example(edition, reading, *places[0]))


def run(rule, *, seconds=LONGEST, at=None):
    """Look for a rule in what readers have, for so many seconds. Raises regex.error."""
    end, trial = monotonic() + seconds, Trial()
    for edition in published(at or timezone.now()):
        if monotonic() >= end:
            trial.is_cut = True
            break
        reading = as_printed(edition)
        trial.stories += 1
        try:
            trial.add(edition, reading, matches(rule, reading, most=MOST))
        except TooSlow:
            trial.slow += 1
    return trial


def published(at):
    """Yield what readers have, latest first, some at a time."""
    live, before = Edition.objects.live(at=at), None
    while batch := list(live.listed(before=before)[:BATCH]):
        yield from batch
        before = batch[-1].cursor


def as_printed(edition):
    reading = Reading(edition)
    # The press has sanitised it; to do so again would take most of a trial's time.
    reading.html = edition.body
    return reading


def example(edition, reading, field, start, stop):
    """Show a place with the words around it, none of them cut in two."""
    words = reading.words[field]
    before, after = words[max(start - AROUND, 0) : start], words[stop : stop + AROUND]
    if start > AROUND:
        before = "…" + (before.partition(" ")[2] or before)
    if stop + AROUND < len(words):
        after = (after.rpartition(" ")[0] or after) + "…"
    return Example(edition, before, words[start:stop], after)
