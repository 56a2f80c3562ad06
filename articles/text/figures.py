"""
The pictures that stand in copy, one by one or in galleries: sanitised HTML names them by their
number in the library, and whoever shows them puts something in their place.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape

from articles.text.plain import is_number, one_line

GALLERY = "gallery"

#: Characters of an alternative text, as the library has it.
LONGEST_ALT = 1000

_FIGURE = (
    r'<figure data-picture="(?P<picture>\d+)"'
    r'(?:(?P<decorative> data-decorative="true")| data-alt="(?P<alt>[^"]*)")?>'
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>"
)
FIGURE = re.compile(_FIGURE, re.DOTALL)
#: The tag of one that has an alternative text of its own.
FIGURE_TAG = re.compile(r'<figure data-picture="(?P<picture>\d+)" data-alt="(?P<alt>[^"]*)">')
#: A gallery, or a figure outside of any.
SHOWN = re.compile(rf'<aside class="{GALLERY}">(?P<gallery>.*?)</aside>|{_FIGURE}', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A picture as copy shows it. `picture` is its number in the library; `alt` what is said of it
    here: "" where it is decorative, None where the library's own words hold; `caption` is
    sanitised HTML of one line, empty for none.
    """

    picture: int
    alt: str | None = None
    is_decorative: bool = False
    caption: str = ""
    is_in_gallery: bool = False

    def html(self) -> str:
        """Write it as copy keeps it."""
        caption = f"<figcaption>{self.caption}</figcaption>" if self.caption else ""
        return f"{opening(self.picture, self.alt, self.is_decorative)}{caption}</figure>"


def number(typed: str) -> int | None:
    """Give the number of a picture as it was typed; None for what is none."""
    return (int(typed) or None) if is_number(typed) else None


def opening(picture: int, alt: str | None, is_decorative: bool) -> str:
    """Write the tag of a figure, as the sanitiser writes attributes."""
    says = ""
    if is_decorative:
        says = ' data-decorative="true"'
    elif alt := one_line(alt or "")[:LONGEST_ALT].rstrip():
        says = f' data-alt="{_quoted(alt)}"'
    return f'<figure data-picture="{picture}"{says}>'


def _quoted(text: str) -> str:
    for sign, entity in (("&", "&amp;"), ('"', "&quot;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, entity)
    return text


def figures(html: str) -> list[Figure]:
    """Give the pictures of sanitised HTML in their order."""
    return [figure for found in SHOWN.finditer(html) for figure in _figures(found)]


def pictures(html: str) -> list[int]:
    """Give the numbers of the pictures of sanitised HTML in their order, each once."""
    return list(dict.fromkeys(figure.picture for figure in figures(html)))


def with_figures(html: str, draw: Callable[[Figure], str]) -> str:
    """
    Put what `draw` gives in the place of each figure; "" leaves it out. A gallery that is left
    with one is that one, and with none goes.
    """

    def drawn(found: re.Match[str]) -> str:
        return together([put for figure in _figures(found) if (put := draw(figure))])

    return SHOWN.sub(drawn, html)


def with_alts(html: str, alts: Mapping[int, str]) -> str:
    """Write the library's words, {picture: alternative text}, to the figures without their own."""

    def told(figure: Figure) -> str:
        has_none = figure.alt is None
        return (replace(figure, alt=alts.get(figure.picture)) if has_none else figure).html()

    return with_figures(html, told)


def with_only(html: str, pictures: Container[int]) -> str:
    """Leave out the pictures that are not among these, with their captions."""
    return with_figures(html, lambda figure: figure.html() if figure.picture in pictures else "")


def without_figures(html: str) -> str:
    """Leave out all pictures, with their captions."""
    return with_figures(html, lambda figure: "")


def together(shown: list[str]) -> str:
    """Set a gallery around figures, if there are several."""
    inside = "".join(shown)
    return f'<aside class="{GALLERY}">{inside}</aside>' if len(shown) > 1 else inside


def _figures(found: re.Match[str]) -> Iterator[Figure]:
    """Read a figure, or those of a gallery."""
    if found["gallery"] is None:
        yield _figure(found, is_in_gallery=False)
    else:
        yield from (_figure(each, True) for each in FIGURE.finditer(found["gallery"]))


def _figure(found: re.Match[str], is_in_gallery: bool) -> Figure:
    decorative, alt = bool(found["decorative"]), found["alt"]
    told = "" if decorative else unescape(alt) if alt else None
    return Figure(int(found["picture"]), told, decorative, found["caption"] or "", is_in_gallery)
