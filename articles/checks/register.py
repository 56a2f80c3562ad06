"""
Every check on copy, and how much it weighs where. A check is a function of a Reading that
yields what it Found; to add one, write it and give it a line of the register.
"""

import logging
from itertools import islice

from django.db import DatabaseError
from django.utils.translation import gettext as _

from articles.checks import (
    broken_words,
    doubts,
    headline_length,
    house,
    links,
    marks,
    names,
    numbers,
    obstacles,
    pictures,
    quotations,
    sponsors,
    typography,
    wholeness,
)
from articles.checks.finding import Finding, Found
from articles.checks.reading import Reading
from articles.workflow import Level, Stage

logger = logging.getLogger(__name__)

#: Going before readers: the last place on copy's way.
OUT = "out"

#: What a letter of the register stands for; anything else is silence.
LEVELS = {"n": Level.NOTE, "w": Level.WARNING, "E": Level.ERROR}

#: The columns of the register. What is spiked weighs like a draft.
PLACES = {
    Stage.SPIKED: 0,
    Stage.DRAFT: 0,
    Stage.SUBMITTED: 1,
    Stage.SUBBING: 2,
    Stage.LEGAL: 3,
    Stage.READY: 4,
    OUT: 5,
}

#: check of words: its level in draft, submitted, subbing, legal, ready, and going out. Only what
#: must not go before readers by accident is an error.
OF_WORDS = {
    wholeness.wholeness: "nnwwwE",
    marks.marks: "nnwwEE",
    sponsors.sponsored: "nnwwwE",
    wholeness.standfirst: ".nwwww",
    wholeness.byline: ".nwwww",
    pictures.unknown_pictures: "nnwwEE",
    pictures.unusable_pictures: "nnwwEE",
    pictures.too_many_pictures: "nnwwEE",
    pictures.alt_text: "nnwwww",
    pictures.unconfirmed_pictures: "nnwwww",
    pictures.picture_credits: "nnwwww",
    pictures.small_pictures: "nnwwww",
    pictures.ending_licences: "nnnnnn",
    pictures.restrictions: "nnnnnn",
    doubts.doubts: "nnwwww",
    broken_words.broken_words: "nnwwww",
    quotations.quotations: "nnwwww",
    links.broken_links: "nnwwww",
    names.names: "nnwwww",
    numbers.numbers: "nnwwww",
    typography.double_spaces: "nnnnnw",
    typography.straight_quotes: "nnnnnw",
    headline_length.headline_length: "nnnnnn",
}

#: check of what stands against a story, whatever its words: the same. (Of an embargo the press
#: itself says that it stands in the way.)
OF_STORY = {
    obstacles.legal: "nnnnwE",
    obstacles.embargo: "nnnnw.",
}

#: Findings that one check gives of one story, and no more: nobody reads on.
MOST = 20


def findings(revision, *, stage, at=None):
    """
    All that the checks say of a revision, saved or not: [Finding, …], by check. `stage` is
    where its words are, or are about to go: a workflow.Stage, or OUT; `at` is when (UTC;
    default now). Raises nothing but what the database does.
    """
    return [*of_words(revision, stage=stage, at=at), *of_story(revision, stage=stage, at=at)]


def of_words(revision, *, stage, at=None):
    """What the checks, and the rules of the house, say of the words: as `findings` does."""
    reading = Reading(revision, at=at)
    return [*reported(OF_WORDS, reading, stage), *house.findings(reading, is_out=stage == OUT)]


def of_story(revision, *, stage, at=None):
    """What the checks say of the story (`revision.article`), as `findings` does."""
    return reported(OF_STORY, Reading(revision, at=at), stage)


def reported(checks, reading, stage):
    """Ask those checks that are not silent at a stage."""
    levels = {check: LEVELS.get(letters[PLACES[stage]]) for check, letters in checks.items()}
    return [
        Finding(check.__name__, level, found.message, **reading.where(found))
        for check, level in levels.items()
        if level
        for found in asked(check, reading)
    ]


def asked(check, reading):
    """Give what a check found; of one that fails, that it did: the others go on."""
    try:
        found = list(islice(check(reading), MOST + 1))
    except DatabaseError:
        raise
    except Exception:  # whatever breaks in one check is told, and keeps nobody from the others
        logger.exception("The check %s failed.", check.__name__)
        return [Found(_("The check “%s” failed: look for yourself.") % check.__name__)]
    if len(found) > MOST:
        found[MOST:] = [Found(_("There are more like these."), found[0].field)]
    return found
