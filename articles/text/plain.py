"""Plain words: what may stand in a field that is not HTML."""

import re
import unicodedata

# Control characters other than tab and line ends, the C1 block, lone surrogates (no UTF-8
# form) and the two non-characters that XML 1.0 forbids, so that a feed is always well-formed.
# PostgreSQL refuses NUL and surrogates; the others show as nothing and hide in copy.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


# Word by word, and never with a bracket of HTML, which some accents would change. A "word" of
# more than 1,000 characters is left as it is: composing takes the square of its length.
WORD = re.compile(r"[^\s<>]+")
LONGEST_WORD = 1_000

#: Digits of the largest number that a row of a table can have, less one.
DIGITS = 18


def printable(text: str) -> str:
    """Drop the characters that no field may hold, and compose accents (NFC)."""
    text = UNPRINTABLE.sub("", text)
    return text if text.isascii() else WORD.sub(_composed, text)


def _composed(word: re.Match[str]) -> str:
    if len(word[0]) > LONGEST_WORD:
        return word[0]
    return unicodedata.normalize("NFC", word[0])


def one_line(text: str) -> str:
    """Make one line of printable text: every run of white space is one blank."""
    return " ".join(printable(text).split())


def is_number(text: str) -> bool:
    """Tell whether text is a number that a row of a table could have."""
    return text.isascii() and text.isdigit() and len(text) <= DIGITS
