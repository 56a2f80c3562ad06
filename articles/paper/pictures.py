"""
The pictures of editions as pages show them. One whose licence has ended, or that somebody has
withdrawn, is not there: neither it nor its caption.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse

from articles.models import EditionPicture
from articles.paper.moment import moment
from articles.pictures.drawing import PREVIEWS
from articles.text.figures import figures

#: Ending of a rendition: its type. The first that a browser knows is what it asks for.
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}

#: Pixels: how wide the one is, at most, that is shown where nothing chooses between several.
PLAIN = 1200

#: Gives the address of the desk's own preview of a picture, by its number and longer side.
Preview = Callable[[int, int], str]


class Source(NamedTuple):
    """The files of a format: its type, and the addresses by width in pixels, in order."""

    type: str
    files: list[tuple[int, str]]

    @property
    def srcset(self):
        return ", ".join(f"{address} {width}w" for width, address in self.files)


class Plain(NamedTuple):
    """One file that every program can show, with its pixels."""

    address: str
    width: int
    height: int


class Cut(NamedTuple):
    """A picture in one crop: the pixels of its widest file, and its files in each format."""

    width: int
    height: int
    #: The format that says most in the fewest bytes first, the one that everybody knows last.
    sources: list[Source]

    @property
    def ratio(self):
        return self.width / self.height

    @property
    def plain(self):
        files = self.sources[-1].files
        width, address = max(
            (file for file in files if file[0] <= PLAIN), default=files[0], key=lambda file: file[0]
        )
        return Plain(address, width, round(width / self.ratio))


@dataclass(frozen=True)
class Hung:
    """A picture on a page."""

    credit: str
    placeholder: str
    #: {crop: {"width", "height", "sources": {format: [[width, file], …]}}}, as an edition has it.
    renditions: Mapping[str, Any]
    #: Gives the address of a file.
    address: Callable[[Any], str]

    def has(self, crop):
        return crop in self.renditions

    def cut(self, crop=""):
        """Give it in a crop; whole, if it was not drawn so."""
        drawn = self.renditions.get(crop) or self.renditions[""]
        sources = [
            Source(TYPES[format], [(width, self.address(file)) for width, file in files])
            for format in TYPES
            if (files := drawn["sources"].get(format))
        ]
        return Cut(drawn["width"], drawn["height"], sources)


def hang(editions, *, at, previews: Preview | None = None, are_cards=False):
    """
    Give editions the pictures that pages show of them at `at`: each has them in `hung`, by
    number, and the one on top of it, or None, in `lead`. One query for all, of the leading ones
    alone where they `are_cards`. With `previews` the pictures are shown by these.
    """
    editions = list(editions)
    hung: dict[int, dict[int, Hung]] = defaultdict(dict)
    for row in rows(editions, at=at, are_cards=are_cards):
        hung[row.edition_id][row.picture_id] = of_edition(row, previews)
    for edition in editions:
        put_up(edition, hung[edition.pk])
    return editions


def hang_for(request, editions, *, are_cards=False):
    """Do so for the moment of an answer, with the previews that the time machine may have set."""
    previews = getattr(request, "previews", None)
    return hang(editions, at=moment(request), previews=previews, are_cards=are_cards)


def put_up(edition, hung):
    """Give an edition its pictures, {number: Hung}."""
    edition.hung, edition.lead = hung, hung.get(edition.lead_picture_id)


def rows(editions, *, at, are_cards):
    """The rows of pictures that editions show at `at`; no query where none has any."""
    leading = {each.lead_picture_id for each in editions} - {None}
    if are_cards:
        showing = [each.pk for each in editions if each.lead_picture_id]
    else:
        showing = [each.pk for each in editions if each.lead_picture_id or figures(each.body)]
    if not showing:
        return []
    shown = EditionPicture.objects.shown(at=at).filter(edition__in=showing)
    shown = shown.filter(picture__in=leading) if are_cards else shown
    return [row for row in shown if "" in row.renditions]


def of_edition(row, previews):
    """Make a picture of an edition's row: of its renditions, or of the desk's previews."""
    if previews is None:
        return Hung(row.credit, row.placeholder, row.renditions, rendition_address)
    return previewed(row, row.picture_id, row.renditions, previews)


def of_library(picture, previews):
    """Make a picture of the library's row, of which nothing may be drawn yet: for a proof."""
    size = {"width": picture.width, "height": picture.height}
    return previewed(picture, picture.pk, {"": size}, previews)


def previewed(row, number, renditions, previews):
    """
    Show a picture by its previews, which are whole: where a page shows a crop, a browser cuts
    it from the middle.
    """
    whole = renditions[""]
    scale = 1 / max(whole["width"], whole["height"])
    files = [[round(whole["width"] * min(1, side * scale)), side] for side in PREVIEWS]
    drawn = {crop: {**cut, "sources": {"webp": files}} for crop, cut in renditions.items()}
    placeholder = getattr(row, "placeholder", "")
    return Hung(row.credit, placeholder, drawn, lambda side: previews(number, side))


def rendition_address(file):
    return reverse("paper:rendition", args=[file])
