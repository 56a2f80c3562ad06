"""
The HTML that copy may hold. One schema serves the editor, which can make nothing else, and
the sanitiser, which lets nothing else through, whichever door the copy came by.
"""

import re
from functools import cache
from html import unescape
from itertools import accumulate

import nh3
from django.utils.html import strip_tags
from django_prose_editor.config import allowlist_from_extensions, expand_extensions

from articles.text import boxes, embeds
from articles.text.links import STORY, story_address
from articles.text.plain import one_line, printable

#: What a story is made of: paragraphs, subheads, lists, quotations, emphasis, links; and in
#: boxes of their own pull quotes, facts, pictures, and what is embedded from elsewhere.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "story"]},
    "PullQuote": True,
    "PullCite": True,
    "FactBox": True,
    "Picture": True,
    "Gallery": True,
    "Embed": True,
}

#: Where a line ends: words on both sides are not one.
BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote|aside|figcaption)>|<br>")


#: What an editor leaves of copy without a word.
NOTHING = re.compile(r"\A<(\w+)></\1>\Z")

#: A link as people type it, example.org/page; a browser would look for it beside the story.
NO_SCHEME = re.compile(r'(<a href=")(?=[^":/?#]+\.[^":/?#]+[/"?#])')

#: A tag of an element that can hold others: its slash, if it is an end tag, in group 1.
TAG = re.compile(r"<(/?)(?!br\b|hr\b|img\b|input\b|wbr\b)[a-z]", re.IGNORECASE)


#: What browsers leave out of an address.
UNREAD = re.compile(r"[\t\n\r]|^\s+|\s+$")


def attribute(tag: str, name: str, value: str) -> str | None:
    """Give the value that an attribute may have; None takes it off."""
    # A browser reads past tabs and line ends in an address.
    address = UNREAD.sub("", value)
    if (tag, name) == ("a", "href") and address.lower().startswith(STORY):
        return story_address(address)
    if (tag, name) == ("figure", "data-embed"):
        embed = embeds.find(value)
        return embed.address if embed else value
    return value


@cache
def _sanitiser():
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    return nh3.Cleaner(attribute_filter=attribute, **allowed).clean


class Sanitised(str):
    """HTML that has been through `sanitise`."""

    __slots__ = ()


class TooMuch(ValueError):
    """The HTML is more than any story, and would take minutes to sanitise."""

    #: Characters: ten times the longest read of a weekend paper.
    LENGTH = 500_000
    #: Elements in each other; the time to sanitise grows with the square of it.
    DEPTH = 500


def sanitise(html: str) -> Sanitised:
    """
    Give back what of `html` copy may hold; the rest is dropped, its words mostly kept.
    Raises TooMuch.
    """
    if isinstance(html, Sanitised):
        return html
    html = printable(html or "")
    if len(html) > TooMuch.LENGTH or depth(html) > TooMuch.DEPTH:
        raise TooMuch
    html = boxes.settle(_clean(html), _clean)
    # The sanitiser drops it too, but not where there were blanks around it.
    return Sanitised(NOTHING.sub("", html))


def _clean(html: str) -> str:
    """Drop every tag and attribute that copy never has."""
    return NO_SCHEME.sub(r"\1https://", _sanitiser()(html).strip())


def depth(html: str) -> int:
    """Count the most elements that are open at once, each as if its end tag were needed."""
    steps = (-1 if tag[1] else 1 for tag in TAG.finditer(html))
    return max(accumulate(steps), default=0)


def plain(html: str) -> str:
    """Give the words of sanitised HTML in one line, for excerpts and comparisons."""
    return one_line(unescape(strip_tags(BLOCK_END.sub(r"\g<0> ", html))))
