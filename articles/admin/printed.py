"""A story's copy as those of the desk see it who may not write it: with the library's pictures."""

from types import SimpleNamespace

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles.admin.pictures.looks import told
from articles.models import Picture
from articles.templatetags.articles import copy
from articles.text.figures import pictures, with_figures


def printed(article):
    """Set the body of a story, with a thumbnail for each picture; one query for them all."""
    numbers = pictures(article.body)
    there = Picture.objects.defer("metadata").in_bulk(numbers) if numbers else {}

    def draw(figure):
        return thumbnail(there.get(figure.picture), figure)

    body = with_figures(article.body, draw)
    return copy(SimpleNamespace(body=body, dateline=article.dateline))


def shown(picture):
    """Set a picture by itself, with what it is called; nothing of None."""
    return drawn(picture, alt=picture.alt, caption=str(picture)) if picture else ""


def thumbnail(picture, figure):
    """Set a figure of the copy."""
    # Sanitised with the body that it stands in.
    caption = mark_safe(figure.caption)  # noqa: S308
    if picture is None:
        missing = _("The library has no picture %(number)d.") % {"number": figure.picture}
        return format_html('<div class="desk-picture"><p>{}</p><p>{}</p></div>', missing, caption)
    alt = picture.alt if figure.alt is None else figure.alt
    return drawn(picture, alt=alt, caption=caption)


def drawn(picture, *, alt, caption):
    looks = told(picture, at=timezone.now())
    return format_html(
        '<div class="desk-picture"><img src="{}" width="{}" height="{}" alt="{}" loading="lazy">'
        "<p>{}</p></div>",
        *(looks["thumb"], looks["thumb_width"], looks["thumb_height"], alt, caption),
    )
