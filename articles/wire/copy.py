"""The plain value that the parser of every format gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby

from articles.text.bylines import Credit
from articles.text.decoding import Unreadable
from articles.text.hyphens import Mend
from articles.text.paragraphs import Block

__all__ = ["Block", "Copy", "Credit", "Mend", "Unreadable"]

ELEMENTS = {"p": "<p>{}</p>", "h": "<h2>{}</h2>", "li": "<li><p>{}</p></li>"}


@dataclass(frozen=True, slots=True)
class Copy:
    """
    One story as it came in, before it is anybody's draft. All text is plain. `language` is
    BCP 47 ("en-GB"), `country` ISO 3166-1 alpha-2 ("GB"); `source` and `source_id` together
    name the story, so that it comes in once. `mended` has every repair made on the way,
    `doubts` those of them that a sub should settle, and what else could not be read.
    """

    headline: str
    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...]
    publication: str = ""
    language: str = ""
    country: str = ""
    standfirst: str = ""
    dateline: str = ""
    source: str = ""
    source_id: str = ""
    mended: tuple[Mend, ...] = ()
    doubts: tuple[Mend, ...] = ()

    @property
    def body(self) -> str:
        """The blocks as HTML: <p>, <h2>, and <ul> around each run of list items."""
        return "".join(
            f"<ul>{_html(run)}</ul>" if kind == "li" else _html(run)
            for kind, run in groupby(self.blocks, key=lambda block: block.kind)
        )


def _html(run: Iterable[Block]) -> str:
    """Write blocks of one kind in their elements, escaped."""
    return "".join(ELEMENTS[block.kind].format(escape(block.text, quote=False)) for block in run)
