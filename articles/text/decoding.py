"""Bytes to text: the encodings that cuttings come in, and what is no text at all."""

import re

from django.utils.translation import gettext as _

from articles.text.plain import UNPRINTABLE

#: How files begin that people take for text: PDF, Word, RTF, PNG, JPEG, GIF.
NOT_TEXT = (
    *(b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
)

#: A few control characters, and one in 50, are a scanner's accident; more are a program's own
#: format (one byte in ten of compressed data, one in two of UTF-16 without its mark).
ACCIDENTS = 3

UTF_16 = (b"\xff\xfe", b"\xfe\xff")

LINE_END = re.compile("\r\n?|[\x0b\x85\u2028]")
PAGE_END = re.compile("[\x0c\u2029]")
# The line end, or the blank made of one, that the soft hyphen was printed for goes with it.
SOFT_HYPHEN = re.compile("\u00ad\\s*")
#: A byte order mark, also where files were glued together.
MARK = "\ufeff"


class Unreadable(ValueError):
    """The file holds no story we can read; str() says why and what to do, to a person."""


def decode(data: bytes) -> str:
    """
    Read text with `\\n` line ends from UTF-8, UTF-16 with its mark, or Windows-1252, without
    soft hyphens and control characters. Raises Unreadable for what is empty or no text.
    """
    if data.startswith(NOT_TEXT):
        raise Unreadable(_("This is not plain text. Save it as a .txt file and import that."))
    text = PAGE_END.sub("\n\n", LINE_END.sub("\n", _characters(data))).replace(MARK, "")
    kept = UNPRINTABLE.sub("", text)
    if len(text) - len(kept) > ACCIDENTS + len(text) // 50:
        raise Unreadable(_("This is not plain text. Save it as a .txt file and import that."))
    if not kept.strip():
        raise Unreadable(_("The file is empty. Choose the one with the story."))
    return SOFT_HYPHEN.sub("", kept)


def _characters(data: bytes) -> str:
    """Decode by the byte order mark, then as UTF-8, then as Windows-1252."""
    try:
        if data.startswith(UTF_16):
            return data.decode("utf-16")
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Half a character of UTF-16, or curly quotes of UTF-8 where not all is UTF-8. Read as
        # Windows-1252 they would show "ÿþ" and "â€™" to readers.
        if data.startswith(UTF_16) or b"\xe2\x80" in data:
            raise Unreadable(_("Its characters are damaged. Save it again as UTF-8.")) from None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable(_("Its encoding is unknown. Save it again as UTF-8.")) from None
