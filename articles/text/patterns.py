"""What a rule of style looks for: words, or a pattern of them, in a time that has an end."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from time import thread_time

import regex

#: Seconds of work that one pattern may take over one story: a sound one takes a thousandth.
LONGEST = 0.05

#: How often a character is repeated to see whether a pattern hangs, as in a long paragraph. The
#: work of one that hangs grows with the cube of that, or worse; of a sound one, with the square.
STRAIN = 1_000

#: Each of these stands for all of its kind, whichever a writer's keyboard gave.
QUOTES = {quote: f"[{kind}]" for kind in ("'‘’ʼ‛", '"“”„‟') for quote in kind}

#: A place in copy: (field, where it starts and stops in the field's words).
Place = tuple[str, int, int]


class TooSlow(Exception):
    """A pattern took longer than it may: it hangs, or nearly so."""


@lru_cache(maxsize=2_000)
def compiled(phrase: str, *, is_pattern: bool, matches_case: bool) -> regex.Pattern:
    """Make ready what is to be looked for. Raises regex.error for what is no pattern."""
    flags = regex.MULTILINE if matches_case else regex.MULTILINE | regex.IGNORECASE
    return regex.compile(phrase if is_pattern else whole_words(phrase), flags)


def whole_words(phrase: str) -> str:
    """Write words as a pattern: not inside longer ones, with any quotes, over any blanks."""
    start = r"(?<!\w)" if phrase[:1].isalnum() else ""
    end = r"(?!\w)" if phrase[-1:].isalnum() else ""
    words = ("".join(map(_character, word)) for word in phrase.split())
    return start + r"\s+".join(words) + end


def _character(character: str) -> str:
    return QUOTES.get(character) or regex.escape(character)


def places(
    pattern: regex.Pattern, texts: Iterable[tuple[str, str]], *, most: int, seconds: float = LONGEST
) -> list[Place]:
    """
    Find a pattern, up to `most` times, in each line of [(field, its words), …]. What matches
    without a character, as between two letters, is left out. Raises TooSlow after `seconds`.
    """
    end = thread_time() + seconds
    try:
        return list(islice(_places(pattern, texts, end), most))
    except TimeoutError:
        raise TooSlow from None


def _places(
    pattern: regex.Pattern, texts: Iterable[tuple[str, str]], end: float
) -> Iterator[Place]:
    for field, words in texts:
        start = 0
        for line in words.split("\n"):
            left = end - thread_time()
            if left <= 0:
                raise TimeoutError
            for match in pattern.finditer(line, timeout=left):
                if match[0]:
                    yield field, start + match.start(), start + match.end()
            start += len(line) + 1


def matches_nothing(pattern: regex.Pattern) -> bool:
    """Tell whether a pattern fits where there is no character. Raises TooSlow."""
    try:
        return pattern.search("", timeout=LONGEST) is not None
    except TimeoutError:
        raise TooSlow from None


def strain(pattern: regex.Pattern) -> None:
    """
    Try a pattern on what those that hang do hang at: its own characters, over and over, with
    another after them. Raises TooSlow. No proof: one that passes may hang at other words.
    """
    own = sorted({*pattern.pattern, *"aA0 "})
    runs = (character * STRAIN + "\x1f" for character in own)
    for words in [*runs, pattern.pattern * 10, "The boat left, it is said. " * 100]:
        places(pattern, [("", words)], most=20)
