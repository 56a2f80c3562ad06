"""The grid of the library: one page of small pictures at a time, and never all counted."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.pictures import looks
from articles.admin.pictures.filters import FILTERS, shown
from articles.admin.uncounted import UncountedList
from articles.desk import pictures
from articles.models import Picture, PictureText


class PictureList(UncountedList):
    """Pictures, the latest first, along the index `picture_latest`."""

    def rows(self, request, numbers):
        at = timezone.now()
        rows = Picture.objects.filter(pk__in=numbers).annotate(
            is_live=Exists(shown("live", at=at)),
            is_used=Exists(pictures.in_newest_words().filter(picture=OuterRef("pk"))),
        )
        found = {row.pk: with_looks(row, at=at) for row in rows.defer("metadata")}
        return [found[number] for number in numbers if number in found]


def with_looks(picture, *, at):
    """Hang on a picture what its card in a grid shows."""
    picture.thumb = looks.preview(picture, looks.SMALL)
    picture.thumb_width, picture.thumb_height = looks.size_of(picture, looks.SMALL)
    picture.alt_shown = looks.alt(picture)
    picture.rights = looks.rights(picture, at=at)
    picture.is_off = not picture.is_usable(at)
    return picture


class Grid:
    """For the screen of pictures: its list, what its search finds, and what may be asked of it."""

    list_filter = FILTERS
    list_per_page = 30
    sortable_by = ()
    actions = None
    # `get_search_results` looks elsewhere; Django shows its field where there are some.
    search_fields = ["headline"]
    search_help_text = _(
        "Searches headlines, captions, alternative texts, credits, names, keywords, places and "
        "file names."
    )
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they would count everything

    def get_changelist(self, request, **kwargs):
        return PictureList

    def get_search_results(self, request, queryset, search_term):
        return found(queryset, search_term), False


def found(rows, text):
    """Narrow pictures down to those that a search finds (see SearchedQuerySet.search)."""
    if not text.strip():
        return rows
    # By a number that no index knows: so SQLite goes along the index that the list is ordered by.
    texts = PictureText.objects.search(text).values("picture_id")
    return rows.alias(number=F("pk") + 0).filter(number__in=texts)
