"""How copy is set: blanks and quotation marks."""

import re

from django.utils.translation import gettext as _

from articles.checks.finding import Found

#: Two blanks or more; a no-break space is one.
BLANKS = re.compile(r"[ \u00a0]{2,}")
#: A typewriter's mark, but for feet, inches, minutes and seconds: 6'2".
STRAIGHT = re.compile(r"(?<![\d'\"])[\"']")

#: Characters of the words around that make a place findable.
AROUND = 20
#: The end, and the beginning, of a word.
WORD_BEFORE, WORD_AFTER = re.compile(r"\S+\Z"), re.compile(r"\S+")


def double_spaces(reading):
    for field, words in reading.words.items():
        for found in BLANKS.finditer(words):
            yield Found(_("Two spaces: one is enough."), field, *around(words, *found.span()))


def straight_quotes(reading):
    says = _("A straight quotation mark or apostrophe: use a curly one.")
    for field, words in reading.words.items():
        stop = 0
        for found in STRAIGHT.finditer(words):
            if found.start() < stop:
                continue  # both marks of one word
            start, stop = around(words, *found.span())
            yield Found(says, field, start, stop)


def around(words, start, stop):
    """Widen a place by the words that touch it."""
    before = WORD_BEFORE.search(words[max(start - AROUND, 0) : start])
    after = WORD_AFTER.match(words, stop, stop + AROUND)
    return start - len(before[0] if before else ""), after.end() if after else stop
