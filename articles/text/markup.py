"""
The HTML that copy may hold. One schema serves the editor, which can make nothing else, and
the sanitiser, which lets nothing else through, whichever door the copy came by.
"""

import re
from functools import cache
from html import unescape

from django.utils.html import strip_tags
from django_prose_editor.fields import create_sanitizer

from articles.text.plain import one_line, printable

#: What a story is made of: paragraphs, subheads, lists, quotations, emphasis, links.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}

#: Where a line ends: words on both sides are not one.
BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote)>|<br>")


@cache
def _sanitiser():
    return create_sanitizer(EXTENSIONS)


def sanitise(html: str) -> str:
    """Give back what of `html` copy may hold; the rest is dropped, its words mostly kept."""
    return _sanitiser()(printable(html or "")).strip()


def plain(html: str) -> str:
    """Give the words of sanitised HTML in one line, for excerpts and comparisons."""
    return one_line(unescape(strip_tags(BLOCK_END.sub(r"\g<0> ", html))))
