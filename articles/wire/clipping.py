"""Newspaper cuttings: plain text with the paper, the headline, perhaps a byline, the copy."""

from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.text import datelines
from articles.text.bylines import credits_of, is_byline
from articles.text.decoding import decode
from articles.text.hyphens import Mend, mend, vocabulary
from articles.text.paragraphs import CLOSERS, Block, compose, split
from articles.wire.copy import Copy, Unreadable
from articles.wire.origins import is_footer, origin

#: Bytes. A cutting is a page of text, some 20,000.
LIMIT = 1_000_000
#: Line ends and hyphens. A page has some 200 of them; each may take 20 µs to judge.
BREAKS = 50_000
#: Characters. A longer line is no headline.
HEADLINE = 200
#: Blocks that a byline may be among: the paper, the headline, a standfirst, itself.
HEAD = 4

Lines = list[str]


class _Head(NamedTuple):
    """What stands above the copy, each part in one line, "" where it is missing."""

    publication: str
    headline: str
    standfirst: str
    byline: str


def parse(data: bytes) -> Copy:
    """Read one cutting. Raises Unreadable where there is no story in it."""
    if len(data) > LIMIT:
        raise Unreadable(_("The file is over 1 MB; a cutting is a page of text. Import one story."))
    text = decode(data)
    if sum(map(text.count, "\n-\u2010")) > BREAKS:
        raise Unreadable(_("The file has over 50,000 lines or hyphens. Import one story."))
    blocks, footers = _without_footers(split(text))
    head, blocks = _without_head(blocks)
    if not head.headline or len(head.headline) > HEADLINE:
        raise Unreadable(_("There is no headline. Put it on a line of its own above the story."))
    paragraphs, joins = compose(blocks)
    if not paragraphs:
        raise Unreadable(_("There is no story under the headline. Check that all of it was saved."))
    return _mended(head, paragraphs, joins, footers, text)


def _mended(
    head: _Head, paragraphs: list[Block], joins: list[Mend], footers: Lines, text: str
) -> Copy:
    """Mend the lines of a story by the evidence of its text, and put the copy together."""
    dateline, paragraphs[0] = _without_dateline(paragraphs[0])
    evidence = vocabulary(text)
    headline, standfirst = mend(head.headline, evidence), mend(head.standfirst, evidence)
    body = [mend(block.text, evidence) for block in paragraphs]
    mends = (*joins, *(one for line in (headline, standfirst, *body) for one in line.mends))
    language, country, unknown = origin(footers)
    return Copy(
        headline=headline.text,
        blocks=tuple(
            Block(block.kind, line.text) for block, line in zip(paragraphs, body, strict=True)
        ),
        credits=credits_of(head.byline) if head.byline else (),
        publication=head.publication,
        language=language,
        country=country,
        standfirst=standfirst.text,
        dateline=dateline,
        source="clipping",
        source_id=_fingerprint(text),
        mended=mends,
        doubts=(*(one for one in mends if one.doubt), *unknown),
    )


def _fingerprint(text: str) -> str:
    """Give a SHA-256 in hex that no line end, blank or encoding changes: the story's identity."""
    return sha256(" ".join(text.split()).encode()).hexdigest()


def _without_footers(blocks: list[Lines]) -> tuple[list[Lines], Lines]:
    """Cut off the lines below the copy that tell its language and country."""
    blocks, footers = [*blocks], []
    while blocks and is_footer(blocks[-1][-1]):
        *rest, footer = blocks.pop()
        footers.append(footer)
        blocks += [rest] if rest else []
    return blocks, footers


def _without_head(blocks: list[Lines]) -> tuple[_Head, list[Lines]]:
    """Part what stands above the copy from the copy."""
    blocks = _loosened(blocks)
    lines = [" ".join(block) for block in blocks[:HEAD]]
    # The last one: a headline may begin "By Royal Appointment".
    at = max((at for at, line in enumerate(lines) if is_byline(line)), default=None)
    if at is not None:
        return _head(lines[:at], lines[at]), blocks[at + 1 :]
    # The paper's name may be missing too: then the second line is the copy's first.
    at = 2 if len(lines) > 1 and _is_headline(lines[1]) else 1
    return _head(lines[:at], ""), blocks[at:]


def _head(lines: Lines, byline: str) -> _Head:
    """Name the lines above a byline: one is the headline, of more the first is the paper."""
    publication = lines[0] if len(lines) > 1 else ""
    headline, *standfirst = lines[1:] or lines or [""]
    return _Head(publication, headline, " ".join(standfirst), byline)


def _loosened(blocks: list[Lines]) -> list[Lines]:
    """Set free a paper's name or a byline that shares a block with the lines below it."""
    first, *rest = blocks or [[]]
    loose = [part for part in (first[:1], first[1:], *rest[: HEAD - 1]) if part]
    parts = [part for block in loose for part in _around_byline(block)]
    return [*parts, *rest[HEAD - 1 :]]


def _around_byline(block: Lines) -> list[Lines]:
    """Split a block before and after a byline that is one of its lines."""
    at = next((at for at, line in enumerate(block) if is_byline(line)), None)
    if at is None or is_byline(" ".join(block)):
        return [block]
    return [part for part in (block[:at], [block[at]], block[at + 1 :]) if part]


def _is_headline(line: str) -> bool:
    """Say whether a line could be a headline, which no full stop ends, and not a paragraph."""
    return len(line) <= HEADLINE and not line.rstrip(CLOSERS).endswith(".")


def _without_dateline(first: Block) -> tuple[str, Block]:
    """Lift the dateline off the first paragraph: a page prints it before the copy."""
    dateline, text = datelines.lift(first.text)
    return dateline, Block(first.kind, text)
