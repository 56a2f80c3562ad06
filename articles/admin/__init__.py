"""The desk's screens. Each module registers its own noun; Django finds them through here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin import (
    act,
    article,
    correspondent,
    edition,
    house_rules,
    masthead,
    merging,
    pictures,
    publication,
    section,
    silent,
    tag,
)

admin.site.site_header = admin.site.site_title = _("Newsroom")
admin.site.index_title = _("The desk")

__all__ = [
    "act",
    "article",
    "correspondent",
    "edition",
    "house_rules",
    "masthead",
    "merging",
    "pictures",
    "publication",
    "section",
    "silent",
    "tag",
]
