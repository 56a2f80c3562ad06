"""Where the links of copy lead: to our own stories by their keys, elsewhere by address."""

import re
from collections.abc import Collection, Mapping
from html import escape, unescape
from urllib.parse import unquote, urlsplit
from uuid import UUID

#: A link in sanitised HTML; its address in group 1.
LINK = re.compile(r'<a\s[^>]*?href="([^"]*)"')

#: How the address of a link to a story of ours begins: the story's key follows.
STORY = "story:"
#: Such a link: the tag up to its address, the key, the rest of the tag, and the words.
STORY_LINK = re.compile(
    rf'(?P<start><a\s[^>]*?href="){STORY}(?P<key>[0-9a-f-]{{36}})(?P<end>"[^>]*>)'
    r"(?P<words>.*?)</a>",
    re.DOTALL,
)


def linked_paths(html: str) -> set[str]:
    """Give the paths that links lead to, on whichever site: decoded, with slashes around."""
    addresses = map(unescape, LINK.findall(html))
    return {path_of(address) for address in addresses if not address.startswith(STORY)}


def path_of(address: str) -> str:
    """Give the path of an address as stories have it, /section/2027/03/28/slug/."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return "/"
    return f"/{path.strip('/')}/"


# --- Links to our own stories ----------------------------------------------------------------


def story_address(address: str) -> str | None:
    """Spell the address of a link to a story as it is stored; None where it names no key."""
    try:
        return f"{STORY}{UUID(address.strip()[len(STORY) :])}"
    except ValueError:
        return None


def story_of(address: str) -> UUID | None:
    """Give the key of the story that an address names; None for every other address."""
    stored = story_address(address) if address.startswith(STORY) else None
    return UUID(stored[len(STORY) :]) if stored else None


def stories(html: str) -> set[UUID]:
    """Give the keys of the stories that sanitised HTML links to."""
    if STORY not in html:
        return set()
    return {UUID(found["key"]) for found in STORY_LINK.finditer(html)}


def with_paths(html: str, paths: Mapping[UUID, str]) -> str:
    """
    Have links to stories lead to the stories' paths, {key: path}. Of one that has none there,
    the words stay, and nothing tells that they led anywhere.
    """
    if STORY not in html:
        return html

    def led(link: re.Match[str]) -> str:
        path = paths.get(UUID(link["key"]))
        if not path:
            return link["words"]
        return f"{link['start']}{escape(path)}{link['end']}{link['words']}</a>"

    return STORY_LINK.sub(led, html)


def all_stories(bodies: Collection[str]) -> set[UUID]:
    """Give the keys of all stories that any of these bodies links to."""
    return set().union(*map(stories, bodies))
