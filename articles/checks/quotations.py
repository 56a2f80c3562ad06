"""Quotations that are opened and not closed."""

import re
from functools import cache

from django.utils.translation import gettext as _

from articles.checks.finding import Found

#: The marks that open a quotation, each with the one that closes it; and the languages of each.
BRITISH = {"“": "”", "‘": "’"}
GERMAN = {"„": "“", "‚": "‘", "»": "«"}
FRENCH = {"«": "»", "“": "”"}
POLISH = {"„": "”", "«": "»"}
RUSSIAN = {"«": "»", "„": "“"}
LANGUAGES = [
    (BRITISH, "en ga gd cy"),
    (GERMAN, "de cs sk"),
    (FRENCH, "fr it es pt no nb nn"),
    (POLISH, "pl ro hu"),
    (RUSSIAN, "ru uk"),
]
MARKS = {language: marks for marks, named in LANGUAGES for language in named.split()}

#: How the first words of a paragraph may be set off.
LEADING = " \u00a0—–-"
#: Characters of a quotation that its place shows.
SHOWN = 40


def quotations(reading):
    """
    Each paragraph closes what it opens, or the next one opens it anew, as British newspapers
    set a quotation of several paragraphs.
    """
    marks = MARKS.get(reading.language.partition("-")[0].lower())
    if marks is None:
        return
    for field, words in reading.words.items():
        yield from unclosed(field, words, marks)


def unclosed(field, words, marks):
    start, lines = 0, words.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        for opening, closing in marks.items():
            for at, is_last in faults(line, opening, closing):
                goes_on = is_last and following.lstrip(LEADING).startswith(opening)
                if line[at] == opening and not goes_on:
                    says = _("A quotation is opened here, and not closed.")
                    yield Found(says, field, start + at, start + min(at + SHOWN, len(line)))
                elif line[at] == closing:
                    says = _("A quotation is closed here that nothing opens.")
                    yield Found(says, field, start + max(at - SHOWN, 0), start + at + 1)
        start += len(line) + 1


def faults(line, opening, closing):
    """
    Where a line opens a quotation again, or leaves it open, or closes one that is not open:
    (the character's place, whether nothing follows that could close it).
    """
    opened = None
    for found in pattern(opening, closing).finditer(line):
        if found[0] == opening:
            if opened is not None:
                yield opened, False
            opened = found.start()
        elif opened is not None:
            opened = None
        elif closing not in APOSTROPHES:
            yield found.start(), False
    if opened is not None:
        yield opened, True


#: Marks that stand for a letter left out, too: after one of these there may be no more letters.
APOSTROPHES = {"’", "‘"}


@cache
def pattern(opening, closing):
    """What opens or closes: of an apostrophe only what stands at the edge of a word."""
    if closing not in APOSTROPHES:
        return re.compile(f"[{opening}{closing}]")
    # ‘90s and ‘em open nothing; an ’ before a letter closes nothing.
    return re.compile(rf"{opening}(?!\d|(?i:em|til|tis|twas|cause|n)\b)|{closing}(?!\w)")
