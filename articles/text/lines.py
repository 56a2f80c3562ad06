"""Sanitised HTML as lines of words, with the emphasis and the links that lie on them."""

import re
from collections.abc import Mapping
from html import unescape
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.text import embeds
from articles.text.boxes import FACT_BOX, PULL_QUOTE
from articles.text.figures import GALLERY, number
from articles.text.tokens import TAG

#: Tags within a line, by the mark that they make; every other tag, known or not, ends one.
MARKS = {name: name for name in "a abbr cite code del ins mark q s small span sub sup u".split()}
MARKS |= {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
#: Of blocks in each other, how many are told apart: a list in a list in a quotation is 3.
DEEPEST = 4

#: A tag, or the text up to the next one; a bracket by itself is text.
PART = re.compile(rf"{TAG.pattern}|[^<]+|<")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
#: What a browser shows as one blank. A no-break space is not among them.
BLANKS = re.compile(r"[ \t\r\n\f]+")
#: An item of a list, after its first line.
BEGUN = "begun"
#: What an end tag may end, beside an element of its own name.
KINDS = {
    "li": {BEGUN},
    "aside": {PULL_QUOTE, FACT_BOX, GALLERY},
    "figure": {"embed", "picture"},
}


class Mark(NamedTuple):
    """
    Emphasis, by its tag; or with its target a link ("a"), an image ("img"), an "embed" or, by its
    number, a "picture".
    """

    name: str
    target: str = ""


Marks = tuple[Mark, ...]


class Line(NamedTuple):
    """
    A line of copy. `kind` is what it is, the tags from the outermost in, such as ("p",) or
    ("blockquote", "ul", "li"); `spans` are [(up to which character, the marks there), …].
    """

    kind: tuple[str, ...]
    words: str
    spans: tuple[tuple[int, Marks], ...]


def plain_line(words: str) -> Line:
    """Make a line of plain text, such as a headline."""
    return Line(("p",), words, ((len(words), ()),))


def lines(html: str, titles: Mapping[int, str] | None = None) -> list[Line]:
    """
    Give the lines of sanitised HTML that have words, or show something; "\\n" parts verses.
    `titles` is what the library calls pictures; others are told by their number.
    """
    reader = _Reader(titles or {})
    for part in PART.finditer(html):
        if not part["name"]:
            reader.write(BLANKS.sub(" ", unescape(part[0])))
        elif part["end"]:
            reader.leave(part["name"])
        else:
            reader.enter(part["name"], part[0])
    reader.end_line()
    return reader.lines


class _Reader:
    """Where a reader is: in which blocks, under which marks, and how far in which line."""

    def __init__(self, titles: Mapping[int, str]):
        self.titles = titles
        self.lines: list[Line] = []
        self.blocks: list[str] = []
        self.open: list[str] = []
        #: The marks before any of these tags, and after each of them.
        self.marks: list[Marks] = [()]
        self.parts: list[tuple[str, Marks]] = []

    def enter(self, name: str, tag: str) -> None:
        if name in MARKS:
            self.open.append(MARKS[name])
            self.marks.append(_with(self.marks[-1], _mark(MARKS[name], tag)))
        elif name == "br":
            self.write("\n")
        elif name == "img":
            self.image(_attributes(tag))
        elif name in ("aside", "figure"):
            self.box(name, _attributes(tag))
        else:
            self.end_line()
            self.blocks.append(name)

    def leave(self, name: str) -> None:
        if name in MARKS:
            at = _last(self.open, {MARKS[name]})
            del self.open[at:], self.marks[at + 1 :]
        else:
            self.end_line()
            del self.blocks[_last(self.blocks, {name, *KINDS.get(name, ())}) :]

    def write(self, text: str) -> None:
        """Go on with the line: no blanks at its beginning, and one by itself elsewhere."""
        if not self.parts:
            text = text.lstrip(" \n")
        elif self.parts[-1][0][-1] in " \n":
            text = text.lstrip(" ")
        if text:
            self.parts.append((text, self.marks[-1]))

    def image(self, says: dict[str, str]) -> None:
        self.end_line()
        source = says.get("src", "")
        self.blocks.append("img")
        self.shown(says.get("alt", "").strip() or source or "?", Mark("img", source))
        self.blocks.pop()

    def box(self, name: str, says: dict[str, str]) -> None:
        """Begin a box by the kind that it is. What it shows is a line of its own."""
        self.end_line()
        if picture := number(says.get("data-picture", "")):
            self.picture(picture, says)
        elif address := says.get("data-embed", ""):
            self.blocks.append("embed")
            embed = embeds.find(address)
            self.shown(embed.provider.name if embed else address, Mark("embed", address))
        else:
            self.blocks.append(says.get("class") or name)

    def picture(self, picture: int, says: dict[str, str]) -> None:
        """Write a line of the picture, and one of what is said to those who cannot see it."""
        self.blocks.append("picture")
        title = self.titles.get(picture) or _("Picture %(number)d") % {"number": picture}
        self.shown(title, Mark("picture", str(picture)))
        self.blocks.append("alt")
        alt = _("None: it is decorative") if "data-decorative" in says else says.get("data-alt")
        self.shown(alt or "")
        self.blocks.pop()

    def shown(self, words: str, *marks: Mark) -> None:
        """Write the line of what is no words itself."""
        self.parts = [(words, marks)] if words else []
        self.end_line()

    def end_line(self) -> None:
        words = "".join(text for text, _marks in self.parts).rstrip(" \n")
        if words.strip():
            self.lines.append(Line(self.kind(), words, self.spans(len(words))))
            inner = self.blocks[-DEEPEST:]
            self.blocks[-DEEPEST:] = [BEGUN if name == "li" else name for name in inner]
        self.parts = []

    def kind(self) -> tuple[str, ...]:
        named = (name for name in self.blocks[-DEEPEST:] if name not in ("p", BEGUN))
        return tuple(named) or ("p",)

    def spans(self, length: int) -> tuple[tuple[int, Marks], ...]:
        spans, end = [], 0
        for marks, parts in groupby(self.parts, key=lambda part: part[1]):
            end += sum(len(text) for text, _marks in parts)
            spans.append((min(end, length), marks))
        return tuple(spans)


def _last(names: list[str], wanted: set[str]) -> int:
    """Give the place of the last of some names; the end, for an end tag without a beginning."""
    places = (at for at in reversed(range(len(names))) if names[at] in wanted)
    return next(places, len(names))


def _with(marks: Marks, mark: Mark) -> Marks:
    """Add a mark. Which tag is within which makes no difference."""
    return marks if mark in marks else tuple(sorted((*marks, mark)))


def _mark(name: str, tag: str) -> Mark:
    if name != "a":
        return Mark(name)
    says = _attributes(tag)
    title = says.get("title")
    target = says.get("href", "")
    return Mark(name, f"{target} “{title}”" if title else target)


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)}
