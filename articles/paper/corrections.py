"""Notes to readers that came with changed words: on their story's page, and all in one list."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles.models import Edition
from articles.workflow import GRAVE, Kind


@dataclass(frozen=True)
class Note:
    """A note to readers: what it is, its words (plain, in lines), and its moment (UTC)."""

    kind: Kind
    words: str
    at: datetime

    @property
    def is_grave(self):
        return self.kind in GRAVE


@dataclass(frozen=True)
class Correction:
    """A note in the list of all, with the story as readers have it now (an edition)."""

    note: Note
    story: Edition


def notes(edition):
    """Every note on a story so far, latest first."""
    return [
        Note(Kind(note["kind"]), note["note"], datetime.fromisoformat(note["at"]))
        for note in reversed(edition.corrections)
    ]


def sorted_notes(edition):
    """The notes on a story that stand before its copy, and those after it: two lists."""
    told = notes(edition)
    return [note for note in told if note.is_grave], [note for note in told if not note.is_grave]


def note_of(edition):
    """The note that an edition itself brought; None if it brought none."""
    if not edition.correction:
        return None
    return Note(Kind(edition.correction), edition.correction_note, edition.live_from)


def latest(*, at, before=None):
    """
    The editions that brought a note, latest first: without their words, which are not needed.
    `before` is the (live_from, story number) to go on from.
    """
    editions = Edition.objects.corrections(at=at)
    editions = editions.only("article_id", "uid", "live_from", "correction", "correction_note")
    if before is not None:
        start, number = before
        later = Q(live_from__lt=start) | Q(article_id__lt=number)
        editions = editions.filter(Q(live_from__lte=start) & later)
    return editions


def with_stories(editions, *, at):
    """Set beside each note the story that it is about, as readers have it: a list, in one query."""
    numbers = {edition.article_id for edition in editions}
    live = Edition.objects.live(at=at).filter(article_id__in=numbers)
    stories = {story.article_id: story for story in live.defer("body")}
    return [
        Correction(note_of(edition), stories[edition.article_id])
        for edition in editions
        if edition.article_id in stories  # it may be killed by a machine whose clock is behind
    ]


def cursor(edition):
    """Where an edition stands in the list of all notes: (live_from, story number)."""
    return edition.live_from, edition.article_id
