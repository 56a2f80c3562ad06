"""Figures of the headline and the standfirst that the body does not have."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from articles.checks.finding import Found

UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
""".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: number for number, word in enumerate(UNITS)}
WORDS |= {word: 10 * number for number, word in enumerate(TENS, 2)}
WORDS |= {f"{ten}-{unit}": WORDS[ten] + WORDS[unit] for ten in TENS for unit in UNITS[1:10]}
WORDS |= {"hundred": 100, "dozen": 12}
#: Too often no figure: “No one”, “one of them”.
UNCOUNTED = {"zero", "one"}

SCALES = {"hundred": 10**2, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6}
SCALES |= {"mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12}
SCALES |= {"dozen": 12}

_SCALE = "|".join(SCALES)
#: 1,200; 1.2m; 3 million. That nothing stands before it which makes it part of another word or
#: figure is seen to by `is_apart`: these look for what they begin with, which is much faster.
NUMBER = re.compile(
    rf"(\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,6}})?|\d{{1,18}}(?:\.\d{{1,6}})?)"
    rf"(?:[ \u00a0-]?({_SCALE})\b)?"
)
#: three; twenty-one thousand.
SPELT = re.compile(
    rf"({'|'.join(sorted(WORDS, key=len, reverse=True))})(?:[ \u00a0-]({_SCALE}))?\b"
)
#: For other languages than English: digits alone, with whatever parts thousands and tenths.
DIGITS = re.compile(r"(?<!\w)\d(?:[\d.,’ \u00a0\u202f]{0,20}\d)?")

#: Digits of a figure that say more than about how many: 1,987 is some 2,000.
EXACT = 3


def numbers(reading):
    """“Three die” above a body in which nothing is three, or 3."""
    if not reading.words["body"]:
        return
    given = figures if reading.language.startswith("en") else digits
    told = {value for value, _start, _stop in given(reading.words["body"])}
    for field in ("headline", "standfirst"):
        for value, start, stop in given(reading.words[field]):
            words = reading.words[field][start:stop]
            if words.casefold() not in UNCOUNTED and not is_told(value, told):
                says = _("The story does not say “%(figure)s” again: do the figures agree?")
                yield Found(says % {"figure": words}, field, start, stop)


def figures(words):
    """Yield the figures of English words: (value, start, stop)."""
    words = words.lower()
    for found in NUMBER.finditer(words):
        if is_apart(words, found.start(), ".,-"):
            yield valued(Decimal(found[1].replace(",", "")), found)
    for found in SPELT.finditer(words):
        if is_apart(words, found.start(), "-"):
            yield valued(Decimal(WORDS[found[1]]), found)


def is_apart(words, start, marks):
    """Tell whether no letter or digit, and none of the marks, stands before a place: not M25."""
    before = words[start - 1 : start]
    return not (before.isalnum() or before in marks) if before else True


def valued(number, found):
    return number * SCALES.get(found[2], 1), *found.span()


def digits(words):
    for found in DIGITS.finditer(words):
        yield re.sub(r"\D", "", found[0]), *found.span()


def is_told(value, told):
    """Tell whether a figure is among those told, or what one of them is about."""
    if value in told:
        return True
    if isinstance(value, str) or value < 10:
        return False
    shown = len(value.normalize().as_tuple().digits)
    return shown < EXACT and any(rounded(each, shown) == value for each in told if each)


def rounded(value, shown):
    """Round a figure to so many digits that are not 0."""
    return round(value, shown - 1 - value.adjusted())
