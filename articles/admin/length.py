"""How long a story is, and is to be, as its form says it; length.js says the same as one types."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Words of English that people read silently in a minute (Brysbaert, 2019, of 190 studies).
A_MINUTE = 238


def length(article):
    """What `_length.html` shows of a story (None: one that is begun)."""
    words = article.length if article else 0
    wanted = article.commissioned_length if article else None
    return {
        "words": words,
        "wanted": wanted,
        "says": said(words, wanted),
        "a_minute": A_MINUTE,
        "reading": reading(words),
    }


def said(words, wanted):
    if not wanted:
        return ngettext("%s word", "%s words", words) % words
    of = ngettext("%(words)s of %(wanted)s word", "%(words)s of %(wanted)s words", wanted)
    return f"{of % {'words': words, 'wanted': wanted}}, {compared(words, wanted)}"


def compared(words, wanted):
    if words == wanted:
        return _("as commissioned")
    if words < wanted:
        return _("%s to write") % (wanted - words)
    return _("%s over") % (words - wanted)


def reading(words):
    """How long it is read; nothing of a story without words."""
    minutes = max(1, round(words / A_MINUTE))
    text = ngettext("About %s minute to read", "About %s minutes to read", minutes)
    return text % minutes if words else ""
