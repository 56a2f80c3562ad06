"""Words as a search knows them: without case, accents and signs. And what a search asks for."""

import re
import unicodedata
from typing import NamedTuple

#: Characters of a word that count, and those that a beginning must have to stand for a word.
LONGEST_WORD, SHORTEST_BEGINNING = 100, 3

#: Characters and words of one search: what is more is left out.
LONGEST, MOST = 1_000, 30

#: Kana and Chinese characters, which have no blanks between words: each counts as a word.
UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WORD = re.compile(r"[^\W_]+")

QUOTES = re.compile("[“”„«»]")
#: A part of a search: with - before it or not, in quotes (which may be left open) or a word.
PART = re.compile(r'(?P<out>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class Term(NamedTuple):
    """Words that follow each other; `is_out`: which are not to be there; `goes_on`: the last
    may be the beginning of a word."""

    words: tuple[str, ...]
    is_out: bool = False
    goes_on: bool = False


def words(text: str) -> list[str]:
    """Part text into words, in one spelling: Ålesund is alesund, O’Brien o and brien."""
    text = text.casefold()
    if not text.isascii():
        # Marks go before, too: to put thousands of them in order takes the square of their number.
        text = _without_marks(unicodedata.normalize("NFKD", _without_marks(text)))
        text = UNSPACED.sub(r" \g<0> ", text)
    return [word[:LONGEST_WORD] for word in WORD.findall(text)]


def _without_marks(text: str) -> str:
    return "".join(sign for sign in text if not unicodedata.category(sign).startswith("M"))


def terms(text: str) -> list[Term]:
    """
    Read what a search asks for: words, "words in this order", and -words that are not to be
    there. The last word may be the beginning of one. Nothing where it asks for no word.
    """
    found, left = [], MOST
    for part in PART.finditer(QUOTES.sub('"', text[:LONGEST])):
        said = tuple(words(part["phrase"] or part["word"] or "")[:left])
        left -= len(said)
        if said:
            is_last = part["phrase"] is None and part.end() == part.endpos
            goes_on = is_last and len(said[-1]) >= SHORTEST_BEGINNING
            found.append(Term(said, bool(part["out"]), goes_on and not part["out"]))
    return found if any(not term.is_out for term in found) else []
