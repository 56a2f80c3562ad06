"""A revision as the checks read it: the words of each field, made once."""

import re
from functools import cached_property
from html import unescape
from typing import NamedTuple

from django.utils import timezone

from articles.models import Picture
from articles.text.blocks import EDGE
from articles.text.figures import figures
from articles.text.links import LINK
from articles.text.markup import TooMuch, sanitise
from articles.text.tokens import TAG

#: The fields that are plain words on the page, as the form names them.
LINES = """
    kicker headline standfirst lead_caption lead_alt dateline rights credit
""".split()

#: The tags of a link, as a part of what they split.
LINK_TAG = re.compile(r"(<a\s[^>]*>|</a>)")

#: A line end in the source of HTML, which a browser shows as a blank.
WRAP = re.compile(r"[\r\n]+")


class Anchor(NamedTuple):
    """A link of the body: where it leads, and which characters of the body's words it is on."""

    address: str
    start: int
    stop: int


class Reading:
    """
    A revision, saved or not, with what its checks ask for. `words` is {field: its plain words},
    one paragraph of the body, and one byline, to a line. `at` is when they go out (UTC; default
    now).
    """

    def __init__(self, revision, *, at=None):
        self.revision, self.at = revision, at or timezone.now()

    def __getattr__(self, name):
        """Give what the revision has: section_id, label, language, tags, article …"""
        return getattr(self.revision, name)

    @cached_property
    def html(self):
        """The sanitised body; nothing of one that no field would take."""
        try:
            return sanitise(self.revision.body)
        except TooMuch:
            return sanitise("")

    @cached_property
    def paragraphs(self):
        """The words of each smallest block of the body, its blanks as they were typed."""
        return [words for words in map(as_typed, EDGE.split(self.html)) if words]

    @cached_property
    def words(self):
        lines = {name: getattr(self.revision, name) for name in LINES}
        names = [f"{line['name']} {line['role']}".strip() for line in self.revision.bylines]
        return lines | {"bylines": "\n".join(names), "body": "\n".join(self.paragraphs)}

    @cached_property
    def figures(self):
        """The pictures of the body: [Figure, …]."""
        return figures(self.html)

    @cached_property
    def pictures(self):
        """What the library has of those that the story shows: {number: Picture}, in one query."""
        numbers = {self.lead_picture_id, *(figure.picture for figure in self.figures)} - {None}
        return Picture.objects.defer("metadata").in_bulk(numbers) if numbers else {}

    @cached_property
    def anchors(self):
        """The links of the body: [Anchor, …]."""
        return list(anchors(self.html)) if "<a " in self.html else []

    def place(self, field, start, stop):
        """Say where characters start:stop of a field's words are, as a Finding does."""
        words = self.words[field]
        quote = words[start:stop]
        return {"field": field, "quote": quote, "nth": words.count(quote, 0, start)}

    def where(self, found):
        """Say where it is that a check Found something: its words, or a field as a whole."""
        if found.stop:
            return self.place(found.field, found.start, found.stop)
        return {"field": found.field}


def as_typed(html):
    """Give the words of a block with all its blanks; a break within it is a line end."""
    return bare(html).strip()


def bare(html):
    return unescape(TAG.sub("", unwrapped(html).replace("<br>", "\n")))


def unwrapped(html):
    """Make one line of HTML, with one blank for each line end and the blanks around it."""
    first, *others = WRAP.split(html)
    if not others:
        return html
    return " ".join([first.rstrip(" \t"), *(line.strip(" \t") for line in others)])


def anchors(html):
    """Walk over the links of a body, block by block, as `Reading.words` has it."""
    start = 0
    for block in EDGE.split(html):
        if not (words := as_typed(block)):
            continue
        at, address, began = start, None, start
        for part in LINK_TAG.split(block.lstrip()):
            if opening := LINK.match(part):
                address, began = unescape(opening[1]), at
            elif part == "</a>" and address is not None:
                yield Anchor(address, began, min(at, start + len(words)))
                address = None
            else:
                at += len(bare(part))
        start += len(words) + 1
