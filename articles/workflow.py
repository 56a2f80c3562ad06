"""Where copy is on the desk, what readers have, and which moves are legal. No tables here."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where the copy is on the desk."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SUBBING = "subbing", _("Subbing")
    LEGAL = "legal", _("Legal")
    READY = "ready", _("Ready")
    SPIKED = "spiked", _("Spiked")


#: Where copy is that somebody approved: a save sends it back to be subbed.
APPROVED = frozenset({Stage.LEGAL, Stage.READY})

#: Where copy is that the desk waits for: elsewhere it is not late.
AWAITED = frozenset(Stage) - {Stage.READY, Stage.SPIKED}


class Label(TextChoices):
    """What a story is, told to readers wherever it is not plain news."""

    NEWS = "news", _("News")
    OPINION = "opinion", _("Opinion")
    ANALYSIS = "analysis", _("Analysis")
    REVIEW = "review", _("Review")
    SPONSORED = "sponsored", _("Sponsored")


class Level(TextChoices):
    """How much a finding of the checks weighs: an error stops copy, unless it is overruled."""

    NOTE = "note", _("Note")
    WARNING = "warning", _("Warning")
    ERROR = "error", _("Error")


class Answer(TextChoices):
    """What an edition answers a reader with while it is in force."""

    COPY = "copy", _("Copy")
    OFF = "off", _("Off")
    GONE = "gone", _("Gone (410)")
    MOVED = "moved", _("Moved (301)")
    VANISHED = "vanished", _("Vanished (404)")


class Kind(TextChoices):
    """What a note to readers is that comes with changed words."""

    UPDATE = "update", _("Update")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction")
    APOLOGY = "apology", _("Apology")
    RETRACTION = "retraction", _("Retraction")


#: The kinds that readers must see before they read on; the words before are not shown again.
GRAVE = frozenset({Kind.APOLOGY, Kind.RETRACTION})

TOMBSTONES = frozenset({Answer.GONE, Answer.MOVED, Answer.VANISHED})


class Standing(TextChoices):
    """What readers have of a story; derived from its timeline, never stored."""

    NEVER_OUT = "never_out", _("Never out")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    EXPIRED = "expired", _("Expired")
    KILLED = "killed", _("Killed")


def standing(in_force, *, copy_to_come):
    """Give the standing of a story whose edition in force answers `in_force` (or None)."""
    if in_force in TOMBSTONES:
        return Standing.KILLED
    if in_force == Answer.COPY:
        return Standing.LIVE
    if in_force == Answer.OFF:
        return Standing.EXPIRED
    return Standing.SCHEDULED if copy_to_come else Standing.NEVER_OUT


ANY = frozenset(Standing)
ALIVE = ANY - {Standing.KILLED}
#: Where something may wait: from expired too, to bring the story back.
PLANNED = ALIVE - {Standing.NEVER_OUT}
SEEN = frozenset({Standing.LIVE, Standing.EXPIRED})

#: verb of the press: the standings it may be used from.
LEGAL = {
    "publish": ALIVE,
    "schedule": ALIVE,
    "reschedule": PLANNED,
    "unschedule": PLANNED,
    "fix": {Standing.LIVE},
    "correct": {Standing.LIVE},
    "expire": PLANNED,
    "withdraw": PLANNED,
    "kill": SEEN,
    "reinstate": {Standing.EXPIRED, Standing.KILLED},
    "readdress": SEEN,
    "embargo": ANY,
    "lift": ANY,
    "repress": ANY,
    "erase": ANY,
}

#: Verbs that bring words out: none of them moves copy that is spiked.
BRINGING_OUT = {"publish", "schedule", "correct", "fix", "reinstate"}


def is_legal(verb, *, standing, stage):
    """Tell whether a verb of the press fits a story's standing and stage."""
    return standing in LEGAL[verb] and not (verb in BRINGING_OUT and stage == Stage.SPIKED)


class Move(NamedTuple):
    """A verb of the desk: the stages it may be used from, and the one it leads to."""

    start: frozenset
    to: Stage


#: verb of the desk: how it moves copy.
MOVES = {
    "submit": Move(frozenset({Stage.DRAFT}), Stage.SUBMITTED),
    "sub": Move(frozenset({Stage.SUBMITTED, Stage.LEGAL, Stage.READY}), Stage.SUBBING),
    "approve": Move(frozenset({Stage.SUBBING}), Stage.READY),
    "clear": Move(frozenset({Stage.LEGAL}), Stage.READY),
    "send_back": Move(
        frozenset({Stage.SUBMITTED, Stage.SUBBING, Stage.LEGAL, Stage.READY}), Stage.DRAFT
    ),
    "spike": Move(frozenset(Stage) - {Stage.SPIKED}, Stage.SPIKED),
    "unspike": Move(frozenset({Stage.SPIKED}), Stage.DRAFT),
}


def after(verb, stage, *, awaits_legal):
    """
    Give the stage that a verb of the desk leads to from `stage`; None where it is not legal.
    What is approved and `awaits_legal` goes to the lawyers first.
    """
    move = MOVES[verb]
    if stage not in move.start:
        return None
    return Stage.LEGAL if verb == "approve" and awaits_legal else move.to
