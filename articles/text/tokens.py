"""Text in its smallest pieces, each with the blank behind it: what comparing goes by."""

import re
import unicodedata

#: Scripts that put no blank between words: Thai, Lao, Burmese, Khmer, Chinese and Japanese
#: with their punctuation. As ranges of a regular expression's class.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
)

# The signs that stand over or under the letter before them.
SIGNS = "".join(
    chr(code)
    for code in (*range(0x0E00, 0x0F00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800))
    if unicodedata.category(chr(code)).startswith("M")
)

_PIECE = rf"[{UNSPACED}][{SIGNS}]*\s*|[^\s<{UNSPACED}]+\s*|<\s*|\s+"
WORD = re.compile(_PIECE)
#: A tag of sanitised HTML, in which no attribute holds a bare ">".
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)[^>]*>")
PIECE = re.compile(rf"{TAG.pattern}|{_PIECE}")


def words(text: str) -> list[str]:
    """
    Part text into words, each with the blanks behind it; of scripts without blanks each
    letter is one. Joined, they are the text again.
    """
    return [found[0] for found in WORD.finditer(text)]


def pieces(html: str) -> list[str]:
    """Part sanitised HTML into tags and `words`. Joined, they are the HTML again."""
    return [found[0] for found in PIECE.finditer(html)]
