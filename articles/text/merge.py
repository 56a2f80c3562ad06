"""
The three-way merge: a fix goes out now to the words that are live, while others wait.

`base` is what both began from, the live words; `ours` the words that wait; `theirs` the live
words with the fix. Every merge is symmetrical: which is ours makes no difference.
"""

from collections.abc import Callable
from typing import Any

from articles.text.blocks import blocks
from articles.text.diff import alike
from articles.text.markup import TooMuch, sanitise
from articles.text.threeway import Clash, adjoin, crowd, merge_sequence, merge_value
from articles.text.tokens import pieces


def merge_list(base: list, ours: list, theirs: list) -> list:
    """Merge lists of anything that can be compared, such as bylines. Raises Clash."""
    known: list = []
    base, ours, theirs = (
        [_number(item, known) for item in items] for items in (base, ours, theirs)
    )
    try:
        merged = merge_sequence(base, ours, theirs, crowd, merge_value)
    except Clash as clash:
        raise Clash(*([known[n] for n in side] for side in clash.args)) from None
    return [known[number] for number in merged]


def _number(item, known: list) -> int:
    """Give equal items the same number: a byline, a dict, is no key of a dict."""
    if item not in known:
        known.append(item)
    return known.index(item)


def merge_set(base, ours, theirs) -> list:
    """Merge what has no order, such as tags: sorted, with what either added or took away."""
    base, ours, theirs = set(base), set(ours), set(theirs)
    return sorted((ours & theirs) | (ours - base) | (theirs - base))


def merge_body(base: str, ours: str, theirs: str) -> str:
    """
    Merge sanitised HTML: block by block, and word by word where both changed one block.
    Raises Clash with the two versions of the first blocks that neither merges.
    """
    if base in (ours, theirs) or ours == theirs:
        return merge_value(base, ours, theirs)
    try:
        merged = merge_sequence(blocks(base), blocks(ours), blocks(theirs), crowd, _merge_blocks)
    except Clash as clash:
        raise Clash(*map("".join, clash.args)) from None
    return _sound("".join(merged).strip(), Clash(ours, theirs))


def _sound(html: str, clash: Clash) -> str:
    """Give back HTML that `sanitise` would leave as it is. Raises `clash` for other."""
    if is_sound(html):
        return html
    raise clash


def is_sound(html: str) -> bool:
    """Tell whether `sanitise` would leave HTML as it is."""
    try:
        return sanitise(html) == html
    except TooMuch:
        return False


def _merge_blocks(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Merge blocks that both changed; as many on each side are each other's versions."""
    if not len(base) == len(ours) == len(theirs):
        raise Clash(ours, theirs)
    try:
        return [_merge_block(*versions) for versions in zip(base, ours, theirs, strict=True)]
    except Clash:
        raise Clash(ours, theirs) from None


def _merge_block(base: str, ours: str, theirs: str) -> str:
    """Merge one block's words, if both kept most of them and changed them apart."""
    if base in (ours, theirs) or ours == theirs:
        return merge_value(base, ours, theirs)
    if not (alike(base, ours) and alike(base, theirs)):
        raise Clash(ours, theirs)
    merged = merge_sequence(pieces(base), pieces(ours), pieces(theirs), adjoin, merge_value)
    return _sound("".join(merged), Clash(ours, theirs))


def merge_copy(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Clash]]:
    """
    Merge the fields of a revision: {field: value}, and {field: Clash} of those that a
    person has to settle, which the first is without.
    """
    merged, clashes = {}, {}
    for field in base:
        merge = MERGES.get(field, merge_value)
        try:
            merged[field] = merge(base[field], ours[field], theirs[field])
        except Clash as clash:
            clashes[field] = clash
    return merged, clashes


MERGES: dict[str, Callable] = {"body": merge_body, "bylines": merge_list, "tags": merge_set}
