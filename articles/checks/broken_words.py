"""Words that a column of print broke, and that nobody has mended: "govern- ment"."""

import re
from itertools import islice

from django.utils.translation import gettext as _

from articles.checks.finding import Found
from articles.text.hyphens import LONGEST, mend, vocabulary

#: A hyphen with a word on either side and a blank, or a line's end, behind it.
BREAK = re.compile(r"(?<=\w)[-\u2010]\s{1,3}(?=\w)")
#: Breaks that are judged in a field: some 30 µs each.
MOST = 500
#: What the half before a break is the end of, and the one behind it the beginning of.
IN_WORD = r"[\w’'\u2010-]"
FIRST, SECOND = re.compile(rf"{IN_WORD}*\Z"), re.compile(rf"{IN_WORD}*")


def broken_words(reading):
    """“govern- ment”, and not “two- and three-deck”."""
    evidence = None
    for field, words in reading.words.items():
        for found in islice(BREAK.finditer(words), MOST):
            evidence = evidence or vocabulary("\n".join(reading.words.values()))
            if broken := judged(words, found, evidence, language=reading.language):
                yield Found(broken, field, *span(words, found))


def judged(words, found, evidence, *, language):
    """Say of a break what the word would be; nothing where it is as it should be."""
    first, _second = span(words, found)
    # With the words behind it, which tell "two- and three-deck" from "thous- and".
    around = " ".join(words[first : found.end() + 2 * LONGEST].split())
    mended = next(iter(mend(around, evidence).mends), None)
    if mended is None or not mended.printed.startswith(words[first : found.start()]):
        return ""
    if not language.startswith("en") and mended.taken.casefold() not in evidence:
        return ""  # the lists are English
    says = {"printed": mended.printed, "taken": mended.taken, "doubt": mended.doubt}
    if mended.doubt:
        return _("“%(printed)s” may be broken: “%(taken)s”, or not (%(doubt)s)?") % says
    return _("“%(printed)s” is broken: write “%(taken)s”.") % says


def span(words, found):
    """From where to where both halves of a break go, in their field."""
    before = words[max(found.start() - LONGEST, 0) : found.start()]
    behind = words[found.end() : found.end() + LONGEST]
    start = found.start() - len("".join(FIRST.findall(before)))
    if "\n" in found[0]:  # what a screen shows of it is one line
        return start, found.start() + 1
    return start, found.end() + len("".join(SECOND.findall(behind)[:1]).rstrip("-’'\u2010"))
