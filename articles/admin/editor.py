"""The rich-text editor on the desk's pages."""

import django
from django.urls import reverse_lazy
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

from articles.text.embeds import providers
from articles.text.markup import EXTENSIONS

#: How one types, beside what copy may hold: each has its module in static/articles/editor.
TYPING = {
    "SmartQuotes": True,
    "CleanPaste": True,
    "StoryLinks": {"url": reverse_lazy("admin:articles_article_stories")},
    "NoSpellCheck": False,
    "Toolbar": True,
}

#: What may be embedded, as the browser knows it: the same table as the sanitiser's.
EMBEDS = {
    "providers": [
        {
            "name": provider.name,
            "kind": provider.kind,
            "pattern": provider.pattern,
            "address": provider.address,
        }
        for provider in providers()
    ]
}

#: Where the library is asked for pictures, and where new ones go.
LIBRARY = {
    "choose": reverse_lazy("admin:articles_picture_choose"),
    "upload": reverse_lazy("admin:articles_picture_upload"),
}

CONFIG = {"extensions": EXTENSIONS | TYPING | {"Embed": EMBEDS, "Picture": {"urls": LIBRARY}}}

#: What the editor's modules share, by the names that they import it by.
SHARED = ImportMap(
    {
        f"articles/{name}": f"articles/editor/{name}.js"
        for name in ("clipboard", "dialog", "library", "lists", "picker", "quotes")
    }
)


class BodyWidget(AdminProseEditorWidget):
    """The editor, with what its modules share."""

    @property
    def media(self):
        css = {"all": ["articles/editor/editor.css", "articles/editor/pictures.css"]}
        return super().media + Media(importmap=SHARED, css=css)


def allowed(media, request):
    """Let the page's policy allow the editor's import map, which is inline."""
    if django.VERSION < (6, 1):
        return Media.from_media(media, nonce=request._csp_nonce)
    return media  # the admin's own templates give it the nonce
