"""
Words looked for in whatever a page may have made of them: HTML, Atom within HTML's escapes,
JSON within a page, percent-encoded paths.
"""

import re
from functools import cached_property
from html import unescape
from urllib.parse import unquote

#: A slash counts, for it ends an address: /a-story/ is not within /a-story-2/.
WORD = re.compile(r"\w+|/")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
#: Tags that may stand within a word.
WITHIN = re.compile(r"</?(?:strong|em|b|i|a)(?:\s[^<>]*)?>")
#: JSON writes any character so, and some as one letter.
ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|([nrtbf"/\\]))')

#: HTML is escaped at most so often: in a feed, in a page about a feed.
DEPTH = 3


def words(text):
    """Fold a text to its words with one blank between: no case, no punctuation."""
    return " ".join(WORD.findall(text.casefold()))


class Page:
    """The words of a page, as often as there are ways to read it."""

    def __init__(self, text):
        self.words = " | ".join(words(layer) for layer in dict.fromkeys(layers(text)))

    @cached_property
    def vocabulary(self):
        return frozenset(self.words.split())

    def has(self, phrase):
        """Tell whether it holds a phrase (folded by `words`), beginning and ending with a word."""
        # Most pages lack a word of most phrases, which is found out fast.
        return self.vocabulary.issuperset(phrase.split()) and holds(self.words, phrase)


def layers(text):
    """Give a text as it is, and with each layer of what hides its words taken off."""
    for _layer in range(DEPTH):
        yield text
        yield ESCAPE.sub(escaped, text)
        yield unquote(text)
        bare = unescape(TAG.sub(" ", WITHIN.sub("", text)))
        yield unescape(text)
        if bare == text:
            return
        text = bare
    yield text


def escaped(match):
    if match[1]:
        return chr(int(match[1], 16))
    return match[2] if match[2] in '"/\\' else " "


def holds(text, phrase):
    """Tell whether a folded text holds a folded phrase, word for word."""
    return f" {phrase} " in f" {text} "
