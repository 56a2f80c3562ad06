"""The rich-text editor on the desk's pages."""

import django
from js_asset import Media

from articles.text.markup import EXTENSIONS

#: How one types, beside what copy may hold (see static/articles/extensions.js).
TYPING = {"SmartQuotes": True, "CleanPaste": True, "NoSpellCheck": False}

CONFIG = {"extensions": EXTENSIONS | TYPING}


def allowed(media, request):
    """Let the page's policy allow the editor's import map, which is inline."""
    if django.VERSION < (6, 1):
        return Media.from_media(media, nonce=request._csp_nonce)
    return media  # the admin's own templates give it the nonce
