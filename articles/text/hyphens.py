"""
Words that a column broke: "al- lowing" is allowing, "long- term" is long-term, and
"two- and three-deck" is as it should be.
"""

import re
from collections.abc import Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.text.words import COMPOUNDS, TWINS, is_word

HYPHENS = ("-", "\u2010")
LINKS = frozenset({"and", "or", "to"})
#: No English word is longer; what is cannot be a half of one.
LONGEST = 60

SPELT = re.compile(r"\w[\w’'\u2010-]*")
LINKED = re.compile(r"\w[\u2010-]")


@dataclass(frozen=True, slots=True)
class Mend:
    """What was `printed`, what it was `taken` for, and the `doubt` a sub should settle, if any."""

    printed: str
    taken: str
    doubt: str = ""

    def __str__(self) -> str:
        """Write it in a line, which `read` reads."""
        return f"{self.printed} → {self.taken}: {self.doubt}"

    @classmethod
    def read(cls, line: str) -> "Mend | None":
        """Read what a line says of a mend; None of a line that is none."""
        found = re.fullmatch(r"(.+?) → (.+?): (.+)", line)
        return cls(*found.groups()) if found else None


@dataclass(frozen=True, slots=True)
class Mended:
    """Text after mending, and its mends in reading order."""

    text: str
    mends: tuple[Mend, ...]


@dataclass(frozen=True, slots=True)
class _Ruling:
    """What goes between two halves ("", "-" or "- "), and why that may be wrong."""

    joint: str
    doubt: str = ""


def could_be(word: str) -> str:
    return _("could be “%s”") % word


def vocabulary(text: str) -> frozenset[str]:
    """Gather the words that a text spells unbroken, folded: the evidence for mending it."""
    return frozenset(_folded(word) for word in SPELT.findall(text))


def mend(text: str, evidence: Set[str] = frozenset()) -> Mended:
    """
    Mend one unwrapped paragraph. A break looks like "X- Y"; soft hyphens are gone before
    (see `decoding`). `evidence` is the `vocabulary` of the whole text.
    """
    if not any(f"{hyphen} " in text for hyphen in HYPHENS):
        return Mended(text, ())
    out: list[str] = []
    mends: list[Mend] = []
    words = text.split(" ")
    for word, following in zip(words, [*words[1:], ""], strict=True):
        halves = _halves(out[-1], word) if out else None
        ruling = _rule(*halves, following, evidence) if halves else _Ruling("- ")
        if halves and (ruling.joint != "- " or ruling.doubt):
            mends.append(Mend("- ".join(halves), ruling.joint.join(halves), ruling.doubt))
        if ruling.joint == "- ":
            out.append(word)
        else:
            out[-1] = (out[-1] if ruling.joint else out[-1][:-1]) + word
    return Mended(" ".join(out), tuple(mends))


def _halves(left: str, right: str) -> tuple[str, str] | None:
    """Give both halves without the marks around them, or None where nothing is broken."""
    # The length bound also keeps "a- a- a- …" from growing one word without end.
    if not left.endswith(HYPHENS) or len(left) > LONGEST:
        return None
    start, end = SPELT.search(left), SPELT.match(right[:LONGEST])
    if not start or not end or not left[-2].isalnum():
        return None
    return left[start.start() : -1], end.group().rstrip("-’'\u2010")


def _rule(left: str, right: str, following: str, evidence: Set[str]) -> _Ruling:
    """Decide by the first evidence that speaks: the grammar, the text, the shape, the lists."""
    if right.lower() in LINKS:
        return _suspended(left, right, following)
    return _by_the_text(left, right, evidence) or _by_shape(left, right) or _by_lists(left, right)


def _suspended(left: str, right: str, following: str) -> _Ruling:
    """Leave "one- or two-hour" alone; "thous- and" is one word, unless a compound follows."""
    whole = left + right
    if not is_word(whole):
        return _Ruling("- ")
    if LINKED.search(following):
        return _Ruling("- ", could_be(whole))
    return _Ruling("", could_be(f"{left}- {right}") if is_word(left) else "")


def _by_the_text(left: str, right: str, evidence: Set[str]) -> _Ruling | None:
    """Follow the text where it spells the word unbroken; the hyphen wins where it does both."""
    solid, linked = left + right, f"{left}-{right}"
    if _folded(linked) in evidence:
        return _Ruling(
            "-", _("“%s” is in the text too") % solid if _folded(solid) in evidence else ""
        )
    return _Ruling("") if _folded(solid) in evidence else None


def _by_shape(left: str, right: str) -> _Ruling | None:
    """Keep the hyphen before a digit or a capital, unless both halves shout ("SCOT- LAND")."""
    shouted = len(left) > 1 and left.isupper() and right.isupper()
    return _Ruling("-") if right[0].isdigit() or (right[0].isupper() and not shouted) else None


def _by_lists(left: str, right: str) -> _Ruling:
    """Ask the compounds, then the word list; else the hyphen is the safer guess."""
    linked = _folded(f"{left}-{right}")
    if linked in COMPOUNDS:
        return _Ruling("-", could_be(left + right))
    # Of "counter-terror- ism" the broken word is terrorism; of "time- table-like", timetable.
    halves = left.rpartition("-")[2], right.partition("-")[0]
    if is_word("".join(halves)):
        return _Ruling("", could_be(f"{left}-{right}") if linked in TWINS else "")
    strange = [half for half in halves if not (half.isdigit() or is_word(half))]
    return _Ruling("-", _("“%s” is no word of the list") % strange[0] if strange else "")


def _folded(word: str) -> str:
    """Give a word's base form: lower case, one kind of hyphen and apostrophe, no possessive."""
    word = word.lower().replace("\u2010", "-").replace("’", "'")
    return word.removesuffix("'s").rstrip("-'")
