"""
The three-way merge place by place: what merges is merged, and each place that does not is
there for a person to settle. `saved` is the newest that others saved, `typed` what the writer
left; both began from `base`. Like every merge it is symmetrical.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from articles.text.blocks import EDGE, blocks
from articles.text.diff import alike, counterparts
from articles.text.merge import MERGES, is_sound
from articles.text.threeway import Clash, adjoin, crowd, merge_sequence, merge_value
from articles.text.tokens import pieces

#: As many words that went from one paragraph and came in a new one are no chance.
SEVERAL = 3


class Choice(StrEnum):
    """What a person keeps in a place."""

    SAVED = "saved"
    TYPED = "typed"
    BOTH = "both"


@dataclass(frozen=True)
class Place:
    """A place that both changed: what it was, and what either made of it."""

    field: str
    base: Any
    saved: Any
    typed: Any

    @property
    def may_keep_both(self) -> bool:
        """Whether one can stand after the other: in the body, where neither took it away."""
        return bool(self.field == "body" and self.saved and self.typed)

    def digest(self) -> str:
        """Name the place by all that is in it: a choice holds for nothing else."""
        versions = [self.field, self.base, self.saved, self.typed]
        return sha256(json.dumps(versions).encode()).hexdigest()[:16]

    def settled(self, choice: str | None) -> Any:
        """Give what is kept. Raises KeyError for what is no choice here."""
        if choice == Choice.BOTH and self.may_keep_both:
            # Words outside any block would else become one with those before them.
            return f"{self.saved}{'' if EDGE.match(self.typed) else ' '}{self.typed}"
        return {"saved": self.saved, "typed": self.typed}[choice or ""]


@dataclass(frozen=True)
class Merge:
    """
    A merge as far as it goes: `parts` is {field: [what is merged or a Place, …]}, of one part
    each but for the body, whose parts are HTML in its order.
    """

    parts: dict[str, list[Any]]

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places, in order, each by its key: {key: Place}."""
        seen: Counter[str] = Counter()
        keyed = {}
        for place in self._places():
            digest = place.digest()
            seen[digest] += 1
            keyed[f"{digest}-{seen[digest]}"] = place
        return keyed

    def _places(self) -> Iterator[Place]:
        for parts in self.parts.values():
            yield from (part for part in parts if isinstance(part, Place))

    def unsettled(self, choices: Mapping[str, str]) -> list[str]:
        """The keys of the places that `choices`, {key: Choice}, leave open."""
        return [key for key, place in self.places.items() if not _settles(place, choices.get(key))]

    def settled(self, choices: Mapping[str, str]) -> dict[str, Any]:
        """Put all fields together: {field: value}. Raises KeyError if a place is left open."""
        kept = iter([place.settled(choices[key]) for key, place in self.places.items()])
        return {field: _together(field, parts, kept) for field, parts in self.parts.items()}


def _settles(place: Place, choice: str | None) -> bool:
    try:
        place.settled(choice)
    except KeyError:
        return False
    return True


def _together(field: str, parts: list, kept: Iterator) -> Any:
    values = [next(kept) if isinstance(part, Place) else part for part in parts]
    # Sanitised when it is saved, like every body; here it may be too much.
    return "".join(values).strip() if field == "body" else values[0]


def merge_places(base: dict[str, Any], saved: dict[str, Any], typed: dict[str, Any]) -> Merge:
    """Merge the fields of a revision as far as they merge."""
    return Merge({field: _parts(field, base[field], saved[field], typed[field]) for field in base})


def _parts(field: str, base, saved, typed) -> list:
    if field == "body":
        return body_parts(base, saved, typed)
    try:
        return [MERGES.get(field, merge_value)(base, saved, typed)]
    except Clash:
        return [Place(field, base, saved, typed)]


def body_parts(base: str, saved: str, typed: str) -> list[str | Place]:
    """Merge sanitised HTML block by block, and word by word where both changed one."""
    if base in (saved, typed) or saved == typed:
        return [merge_value(base, saved, typed)]
    parts = merge_sequence(blocks(base), blocks(saved), blocks(typed), crowd, _offer_blocks)
    parts = _joined(parts)
    if any(isinstance(part, Place) for part in parts):
        return parts
    html = "".join(map(str, parts)).strip()
    return [html] if is_sound(html) else [Place("body", base, saved, typed)]


def _joined(parts: list[str | Place]) -> list[str | Place]:
    """Make one of merged parts that follow each other."""
    joined: list[str | Place] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _offer_blocks(base: list[str], saved: list[str], typed: list[str]) -> list[str | Place]:
    """Merge blocks that both changed, each with its own versions; else they are one place."""
    if len(base) == len(saved) == len(typed):
        return [_offer_block(*versions) for versions in zip(base, saved, typed, strict=True)]
    slots = _slots(base, base), _slots(base, saved), _slots(base, typed)
    if all(slots):
        return [_offer_block(*versions) for versions in zip(*slots, strict=True)]
    return [Place("body", *map("".join, (base, saved, typed)))]


def _slots(base: list[str], blocks: list[str]) -> list[str]:
    """
    Give a version of each block of the base, with what came before and after each: an odd
    number of HTML texts. None at all if a block is gone, or went into what came: one parted.
    """
    slots = [""]
    for old, new in counterparts(base, blocks):
        if new is None:
            return []
        if old is None:
            slots[-1] += blocks[new]
        else:
            slots += [blocks[new], ""]
    gone = _bag(base) - _bag(slots[1::2])
    there = gone & _bag(slots[::2])
    is_parted = len(there) >= SEVERAL and 2 * len(there) >= len(gone)
    return [] if is_parted else slots


def _bag(texts: list[str]) -> set[str]:
    return {piece.strip() for text in texts for piece in pieces(text)}


def _offer_block(base: str, saved: str, typed: str) -> str | Place:
    """Merge one block's words, if both kept most of them; else offer the versions."""
    if base in (saved, typed) or saved == typed:
        return merge_value(base, saved, typed)
    whole = Place("body", base, saved, typed)
    if not (alike(base, saved) and alike(base, typed)):
        return whole
    parts = merge_sequence(pieces(base), pieces(saved), pieces(typed), adjoin, _offer_words)
    # What merges is in each version, so that none of it is lost, whichever is kept.
    sides = [_side(parts, name) for name in ("base", "saved", "typed")]
    if not all(map(is_sound, sides)):
        return whole
    is_merged = not any(isinstance(part, Place) for part in parts)
    return sides[0] if is_merged else Place("body", *sides)


def _offer_words(base: list[str], saved: list[str], typed: list[str]) -> list[Place]:
    return [Place("body", *map("".join, (base, saved, typed)))]


def _side(parts: list[str | Place], name: str) -> str:
    return "".join(getattr(part, name) if isinstance(part, Place) else part for part in parts)
