"""Where the links of copy lead."""

import re
from html import unescape
from urllib.parse import unquote, urlsplit

#: A link in sanitised HTML; its address in group 1.
LINK = re.compile(r'<a\s[^>]*?href="([^"]*)"')


def linked_paths(html: str) -> set[str]:
    """Give the paths that links lead to, on whichever site: decoded, with slashes around."""
    return {path_of(unescape(href)) for href in LINK.findall(html)}


def path_of(address: str) -> str:
    """Give the path of an address as stories have it, /section/2027/03/28/slug/."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return "/"
    return f"/{path.strip('/')}/"
