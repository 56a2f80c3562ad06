"""Sanitised HTML in parts: its top-level blocks, and its paragraphs in plain words."""

import re
from itertools import pairwise

from articles.text.markup import plain
from articles.text.tokens import TAG

NAMES = frozenset(
    {*("p", "h2", "h3", "ul", "ol", "li", "blockquote"), *("aside", "figure", "figcaption")}
)
#: Where a line begins or ends.
EDGE = re.compile(rf"</?(?:{'|'.join(sorted(NAMES))})(?:\s[^>]*)?>")


def blocks(html: str) -> list[str]:
    """
    Part sanitised HTML into its top-level blocks, words outside any block as one by
    themselves. Joined, they are the HTML again.
    """
    cuts = [0, *_cuts(html), len(html)]
    parts = (html[start:end] for start, end in pairwise(cuts))
    return [part for part in parts if part]


def _cuts(html: str):
    """Give where a top-level block begins or ends."""
    depth = 0
    for tag in TAG.finditer(html):
        if tag["name"] == "br":
            continue
        depth += -1 if tag["end"] else 0
        if depth == 0 and tag["name"] in NAMES:
            yield tag.end() if tag["end"] else tag.start()
        depth += 0 if tag["end"] else 1


def paragraphs(html: str) -> list[str]:
    """Give the words of each smallest block, a line each; empty ones are left out."""
    return [words for words in map(plain, EDGE.split(html)) if words]
