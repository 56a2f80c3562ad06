"""
Finding words in text by their shadow, which spells in one way only what readers take for
the same: "ADA\u00a0 Marsh" for "Ada Marsh", é in one character for é in two.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from articles.text.tokens import UNSPACED

#: Stands in a shadow where a word begins and where it ends.
WORD_END = "\0"
#: Characters. No script hangs more signs on a letter; to sort them takes the square of it.
LONGEST_LETTER = 32

LETTER_OF_NO_WORD = re.compile(rf"[{UNSPACED}]")
SAME = str.maketrans("\u2018\u2019\u02bc\u2010\u2011", "'''--")

#: From the first character to behind the last.
Span = tuple[int, int]


def find(text: str, words: str) -> Iterator[Span]:
    """
    Find words in plain text from left to right, none in another: whole words, in whatever
    case, spacing and composition. No words are found nowhere.
    """
    wanted = _wanted(words)
    return _search(text, wanted) if wanted else iter(())


# A story is searched line by line. One entry: the words are kept no longer than that.
@lru_cache(1)
def _wanted(words: str) -> str:
    return _shadow(words)[0].strip(" ")


def _search(text: str, wanted: str) -> Iterator[Span]:
    """Find a shadow in the text's. Half a letter, such as one s of a ß, is not found."""
    shadow, spans = _shadow(text)
    length = len(wanted) - wanted.endswith(WORD_END)
    at = shadow.find(wanted)
    while at >= 0:
        end = at + length
        whole = spans[at] not in spans[max(at - 1, 0) : at]
        whole = whole and spans[end - 1] not in spans[end : end + 1]
        if whole:
            yield spans[at][0], spans[end - 1][1]
        at = shadow.find(wanted, at + (len(wanted) if whole else 1))


def _shadow(text: str) -> tuple[str, list[Span]]:
    """
    Give a text's letters as `_folded`, runs of blanks as one, with WORD_END around words;
    and for each the span that it has in the text.
    """
    letters, spans = [], []
    in_word = False
    for span in pairwise([*_starts(text), len(text)]):
        for letter in _folded(text[slice(*span)]):
            if _is_of_word(letter) != in_word:
                in_word = not in_word
                letters.append(WORD_END)
                spans.append(span)
            if letter != " " or letters[-1:] != [" "]:
                letters.append(letter)
                spans.append(span)
    if in_word:
        letters.append(WORD_END)
        spans.append((len(text), len(text)))
    return "".join(letters), spans


def _starts(text: str) -> list[int]:
    """Give where each letter begins, with the signs behind it."""
    return [
        at for at, char in enumerate(text) if at == 0 or not _clings(char) or text[at - 1].isspace()
    ]


@lru_cache(10_000)
def _clings(char: str) -> bool:
    """Say whether a character is a sign on the one before, or nothing that shows."""
    return bool(unicodedata.combining(char)) or _is_unseen(char)


def _is_unseen(char: str) -> bool:
    """Say whether a character shows as nothing, as soft hyphens and variation selectors do."""
    if char.isspace():
        return False
    return unicodedata.category(char) in ("Cc", "Cf") or "\ufe00" <= char <= "\ufe0f"


@lru_cache(10_000)
def _folded(letter: str) -> str:
    """Spell a letter as all that look like it: small, decomposed; every blank is a blank."""
    if letter.isspace():
        return " "
    letter = "".join(char for char in letter if not _is_unseen(char))
    if len(letter) <= LONGEST_LETTER:
        letter = unicodedata.normalize("NFD", letter)
        letter = unicodedata.normalize("NFD", letter.casefold())
    return letter.translate(SAME)


@lru_cache(10_000)
def _is_of_word(letter: str) -> bool:
    """Say whether a letter makes the words it stands beside other words."""
    if LETTER_OF_NO_WORD.match(letter):
        return False
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
