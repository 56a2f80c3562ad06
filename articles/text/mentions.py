"""Who a note speaks to: “@” and the name of an account, such as “@ana”."""

import re

# An address of a page or of e-mail has an @ too, and speaks to nobody. The full stop that ends
# a sentence is no part of a name, though names may have one inside.
MENTION = re.compile(r"https?://\S+|(?<![\w@])@(?P<name>\w(?:[\w.@+-]*\w)?)")


def pieces(text: str) -> list[tuple[str, bool]]:
    """Cut a text, all of it, where it mentions somebody: [(words, is a mention), …]."""
    found, end = [], 0
    for match in MENTION.finditer(text):
        if match["name"]:
            found += [(text[end : match.start()], False), (match[0], True)]
            end = match.end()
    return [piece for piece in [*found, (text[end:], False)] if piece[0]]


def mentioned(text: str) -> list[str]:
    """List the names that a text mentions, as they are written, each once and in its order."""
    return list(dict.fromkeys(words[1:] for words, is_mention in pieces(text) if is_mention))
