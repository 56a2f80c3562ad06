"""
What stands in copy with a frame around it: pull quotes, fact boxes, pictures, galleries, and what
is embedded. The sanitiser knows their tags and attributes; here is which of them may stand where,
and in which order. A box that is not whole goes, and its words stay.
"""

import re
from html import escape, unescape
from typing import NamedTuple

from articles.text import embeds
from articles.text.figures import GALLERY, number, opening, together
from articles.text.tokens import TAG

PULL_QUOTE, FACT_BOX = "pullquote", "factbox"

FRAMES = frozenset({"aside", "figure", "figcaption", "cite"})
FRAME = re.compile(rf"</?(?:{'|'.join(sorted(FRAMES))})\b[^>]*>")
PART = re.compile(rf"{TAG.pattern}|[^<]+|<")
ATTRIBUTE = re.compile(r'\s(?P<name>class|data-[a-z]+)="(?P<value>[^"]*)"')

#: Lines that are nowhere but in a frame; and the tags around one.
LINES = frozenset({"figcaption", "cite"})
ONLY_FRAMED = re.compile(r"(\A<|</(?=\w+>\Z))(?:figcaption|cite)>")

INLINE = frozenset({"", "a", "br", "em", "strong"})
#: What a fact box is made of. Its heading is a lesser subhead: the box is no part of the story.
OF_FACTS = frozenset({"p", "h3", "ul", "ol", "blockquote"})

#: Rounds until nothing is left to settle. Only what was made to be odd takes more than two.
ROUNDS = 4


class Piece(NamedTuple):
    """A part of an element: its tag's name, empty for text; and its HTML."""

    name: str
    html: str


class Element:
    """An element that is not closed yet, with what is in it so far, settled."""

    def __init__(self, name: str, tag: str):
        self.name, self.tag = name, tag
        self.pieces: list[Piece] = []
        says = {found["name"]: unescape(found["value"]) for found in ATTRIBUTE.finditer(tag)}
        self.says = says
        self.kind = says.get("class", "")
        self.address = says.get("data-embed", "")
        self.picture = number(says.get("data-picture", ""))

    def names(self) -> list[str]:
        """What stands in it: the names of its elements, and "" for words; no blanks."""
        return [piece.name for piece in self.pieces if piece.name or piece.html.strip()]

    def inside(self) -> str:
        return "".join(piece.html for piece in self.pieces)

    def whole(self, tag: str | None = None) -> list[Piece]:
        return [Piece(self.name, f"{tag or self.tag}{self.inside()}</{self.name}>")]


def settle(html: str, clean) -> str:
    """
    Leave of sanitised HTML only such boxes as are whole and stand where they may. `clean` is
    the sanitiser, for what is left where one was taken apart.
    """
    for _round in range(ROUNDS):
        if not FRAME.search(html) or (settled := settled_once(html)) == html:
            return html
        html = clean(settled)
    return clean(FRAME.sub("", html))


def settled_once(html: str) -> str:
    """Settle each box from the innermost out, in one walk."""
    opened = [Element("", "")]
    for part in PART.finditer(html):
        name = part["name"]
        if not name or name == "br":
            opened[-1].pieces.append(Piece(name or "", part[0]))
        elif not part["end"]:
            opened.append(Element(name, part[0]))
        elif len(opened) > 1:
            element = opened.pop()
            opened[-1].pieces += closed(element, opened)
    return "".join(element.tag + element.inside() for element in opened)


def closed(element: Element, within: list[Element]) -> list[Piece]:
    """Give what stands in the place of an element that is whole now."""
    parent, is_on_top = within[-1], len(within) == 1
    if element.name == "aside" and element.kind == GALLERY:
        return gallery(element, is_on_top)
    if element.name == "aside":
        return element.whole() if is_on_top and is_box(element) else unframed(element)
    if element.name == "figure" and element.picture:
        is_in_gallery = len(within) == 2 and parent.kind == GALLERY
        return picture(element, element.picture, is_on_top or is_in_gallery)
    if element.name == "figure":
        return figure(element, is_on_top, {outer.name for outer in within})
    if element.name == "figcaption":
        return caption(element, parent)
    if element.name == "cite":
        is_kept = parent.kind == PULL_QUOTE and is_line(element) and element.pieces
        return element.whole() if is_kept else element.pieces
    if element.name == "h2" and any(outer.kind == FACT_BOX for outer in within):
        element.name, element.tag = "h3", "<h3>"
    return element.whole()


def is_line(element: Element) -> bool:
    return INLINE.issuperset(element.names())


def is_box(element: Element) -> bool:
    """Tell whether a box is whole: it has words, paragraphs and who said them; or facts."""
    names = element.names()
    if not TAG.sub("", element.inside()).strip():
        return False
    if element.kind == PULL_QUOTE:
        paragraphs = names[:-1] if names[-1:] == ["cite"] else names
        return bool(paragraphs) and set(paragraphs) == {"p"}
    return element.kind == FACT_BOX and bool(names) and OF_FACTS.issuperset(names)


def caption(element: Element, parent: Element) -> list[Piece]:
    """Keep the caption of a picture or an embed; elsewhere it is a paragraph."""
    if not is_line(element):
        return element.pieces
    if parent.name == "figure":
        return element.whole()
    return [Piece("p", f"<p>{element.inside()}</p>")]


def picture(element: Element, which: int, is_in_place: bool) -> list[Piece]:
    """Keep a picture of the library, with its caption if that has words."""
    if not is_in_place or element.names() not in ([], ["figcaption"]):
        return unframed(element)
    element.pieces = [piece for piece in element.pieces if TAG.sub("", piece.html).strip()]
    says = element.says
    is_decorative = says.get("data-decorative") == "true"
    return element.whole(opening(which, says.get("data-alt"), is_decorative))


def gallery(element: Element, is_on_top: bool) -> list[Piece]:
    """Keep a gallery of several pictures; one by itself is no gallery."""
    if not is_on_top or not {"figure"}.issuperset(element.names()):
        return unframed(element)
    figures = [piece for piece in element.pieces if piece.name]
    if len(figures) < 2:
        return figures
    return [Piece("aside", together([piece.html for piece in figures]))]


def figure(element: Element, is_on_top: bool, within: set[str]) -> list[Piece]:
    """Keep what is embedded from a known provider; of another address, leave a link."""
    embed = embeds.find(element.address)
    if embed and is_on_top and element.names() in ([], ["figcaption"]):
        address = escape(embed.address)
        captions = [piece for piece in element.pieces if piece.name]
        element.pieces = [piece for piece in captions if piece.html != "<figcaption></figcaption>"]
        return element.whole(f'<figure data-embed="{address}">')
    if "a" in within or not element.address.startswith(("https://", "http://")):
        return unframed(element)
    return linked(element, is_on_top)


def unframed(element: Element) -> list[Piece]:
    """Take the frame off: a caption, or who said it, becomes a paragraph."""
    return [
        Piece("p", ONLY_FRAMED.sub(r"\1p>", piece.html)) if piece.name in LINES else piece
        for piece in element.pieces
    ]


def linked(element: Element, is_on_top: bool) -> list[Piece]:
    """Link to what may not be embedded, by its address, before the words of its caption."""
    address = escape(element.address)
    link = f'<a href="{address}">{escape(element.address, quote=False)}</a>'
    first = Piece("p", f"<p>{link}</p>") if is_on_top else Piece("a", link)
    return [first, *unframed(element)]
