"""What a picture's file said of itself, beside what the desk says."""

from django.utils.translation import gettext_lazy as _

#: Key of the metadata: what it is called. In order.
LABELS = {
    "headline": _("Headline"),
    "title": _("Title"),
    "caption": _("Caption"),
    "alt": _("Alternative text"),
    "creators": _("Photographer"),
    "credit": _("Credit line"),
    "copyright": _("Copyright notice"),
    "rights_holder": _("Rights holder"),
    "restrictions": _("Restrictions"),
    "keywords": _("Keywords"),
    "place": _("Place"),
    "city": _("City"),
    "country": _("Country"),
    "taken": _("Taken"),
}

PRIVATE = {
    "gps": _("where the camera was"),
    "serial": _("serial numbers of camera or lens"),
    "owner": _("the camera’s owner"),
    "maker": _("notes of the camera’s maker"),
    "history": _("how it was edited"),
}


def said(picture):
    """Give {"lines": [(what, text), …], "private": [what, …]} of what the file said."""
    told = picture.metadata
    lines = [(label, in_words(told.get(key))) for key, label in LABELS.items() if told.get(key)]
    private = [PRIVATE[key] for key in told.get("private", []) if key in PRIVATE]
    return {"lines": lines, "private": private}


def in_words(value):
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
