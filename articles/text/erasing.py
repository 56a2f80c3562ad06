"""Words that a court says must go, from plain text and from copy."""

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import accumulate
from urllib.parse import unquote

from django.utils.text import slugify

from articles.text.blocks import EDGE
from articles.text.figures import FIGURE_TAG, opening
from articles.text.markup import TooMuch, sanitise
from articles.text.plain import printable
from articles.text.shadow import Span, find

#: Stands where words were. Not translated: the record says the same whoever erased, and it
#: must be known again, so that it is never erased itself.
ERASED = "[erased]"

A_TAG = re.compile(r"(<[^>]*>)")
#: The tags that have attributes.
TAG_WITH_ATTRIBUTES = re.compile(r"<(?P<name>a|ol|figure)(?:\s[^>]*)?>|</a>")
VALUE = re.compile(r'"([^"]*)"')
#: How the tag of a picture begins: that stays, by its number.
PICTURE = "<figure data-picture="
NO_LETTERS = re.compile(r"[\W_]+")


def stands_in(text: str, words: str) -> bool:
    """Say whether `words` stand in plain text, in whatever case, spacing and composition."""
    return any(_spans(text, words))


def erased(text: str, words: str) -> str:
    """Put ERASED in the place of `words` in plain text, wherever `stands_in` sees them."""
    return "".join(_letters_left(text, words))


def _letters_left(text: str, words: str) -> list[str]:
    """Give what stands in the place of each character after erasing."""
    letters = list(text)
    for start, stop in _spans(text, words):
        letters[start:stop] = [ERASED, *[""] * (stop - start - 1)]
    return letters


def _spans(text: str, words: str) -> Iterator[Span]:
    """Find the words, from left to right, outside the marks that stand already."""
    at = 0
    for part in text.split(ERASED):
        yield from ((at + start, at + stop) for start, stop in find(part, words))
        at += len(part) + len(ERASED)


# --- HTML ------------------------------------------------------------------------------------


def erased_html(html: str, words: str) -> str:
    """
    Put ERASED in the place of `words` in sanitised HTML, also across the tags of a line, and in
    the alternative texts of pictures. A link or embed whose address or title names them goes, and
    its own words stay. Raises TooMuch where the marks make it longer than `sanitise` takes.
    """
    lines = [_erased_line(line, words) for line in EDGE.split(html)]
    edges = [*EDGE.findall(html), ""]
    left = "".join(line + edge for line, edge in zip(lines, edges, strict=True))
    left = FIGURE_TAG.sub(lambda tag: _erased_alt(tag, words), left)
    left = _without_attributes(left, words)
    return html if left == html else sanitise(left)


def erased_typed_html(html: str, words: str) -> str:
    """
    Erase in HTML as a browser sent it. If it has the words, also where no reader would see
    them, it comes back sanitised; what is more than any story goes as a whole.
    """
    try:
        clean = sanitise(html)
        left = erased_html(clean, words)
    except TooMuch:
        # With the tags too: alternative texts are in them.
        texts = map(unescape, [html, A_TAG.sub("", html), A_TAG.sub(" ", html)])
        return ERASED if any(stands_in(text, words) for text in texts) else html
    return left if left != clean or stands_in(unescape(html), words) else html


def _erased_line(line: str, words: str) -> str:
    """Erase in a line of HTML."""
    parts = A_TAG.split(line)
    texts = [_text(part) for part in parts]
    letters = _letters_left("".join(texts), words)
    if ERASED not in letters:
        return line
    starts = accumulate(map(len, texts), initial=0)
    left = ("".join(letters[at : at + len(text)]) for at, text in zip(starts, texts, strict=False))
    return "".join(
        part if part.startswith("<") else _escaped(text)
        for part, text in zip(parts, left, strict=True)
    )


def _text(part: str) -> str:
    """Give what readers see of a tag, which is the blank of a line break, or of text."""
    if part.startswith("<"):
        return "\n" if part == "<br>" else ""
    return unescape(part)


def _escaped(text: str) -> str:
    """Write text as the sanitiser does."""
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


def _erased_alt(tag: re.Match[str], words: str) -> str:
    """Erase in the alternative text of a picture, which stays."""
    alt = unescape(tag["alt"])
    left = erased(alt, words)
    return tag[0] if left == alt else opening(int(tag["picture"]), left, is_decorative=False)


def _without_attributes(html: str, words: str) -> str:
    """Take off the links, the attributes of lists, and the embeds that name the words."""
    forms = _forms(words)
    gone = False

    def left(tag: re.Match[str]) -> str:
        nonlocal gone
        if not tag["name"]:
            return "" if gone else tag[0]
        named = not tag[0].startswith(PICTURE) and _names(tag[0], forms)
        if tag["name"] == "a":
            gone = named
            return "" if gone else tag[0]
        return f"<{tag['name']}>" if named else tag[0]

    return TAG_WITH_ATTRIBUTES.sub(left, html)


def _names(tag: str, forms: set[str]) -> bool:
    values = _separate(unquote(unescape(" ".join(VALUE.findall(tag)))))
    return any(stands_in(values, form) for form in forms)


def _forms(words: str) -> set[str]:
    """Give the ways that an address may hold words: ada-marsh, zoe for Zoë, adamarsh."""
    spellings = (words, slugify(words), slugify(words, allow_unicode=True))
    forms = {_separate(spelling) for spelling in spellings}
    return {*forms, *(form.replace(" ", "") for form in forms)} - {""}


def _separate(address: str) -> str:
    return NO_LETTERS.sub(" ", printable(address)).strip()
