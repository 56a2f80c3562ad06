"""Which stories the list shows: one page of them at a time, and never all of them counted."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.article_list.columns import Columns
from articles.admin.article_list.dates import DATES, FIELD, drill_down
from articles.admin.article_list.filters import FILTERS
from articles.admin.uncounted import UncountedList
from articles.desk import search, visits
from articles.desk.unread import is_unread
from articles.models import Article
from articles.text.plain import is_number


class ArticleList(UncountedList):
    """Stories within a person's reach, along the index `article_latest`."""

    def get_queryset(self, request, exclude_parameters=None):
        self.root_queryset = Article.objects.listed_for_editor(request.user)
        rows = super().get_queryset(request, exclude_parameters)
        # By its due date stands what has one.
        is_by_due = "due_at" in {str(name).lstrip("-") for name in rows.query.order_by}
        return rows.filter(due_at__isnull=False) if is_by_due else rows

    def rows(self, request, numbers):
        return stories(numbers, user=request.user)

    def get_results(self, request):
        super().get_results(request)
        self.dates = drill_down(self)


def stories(numbers, *, user):
    """Read the stories of these numbers, in this order, with all that a row tells of them."""
    now = timezone.now()
    rows = Article.objects.filter(pk__in=numbers).with_standing(at=now).with_late(at=now)
    rows = rows.annotate(is_unread=is_unread(user)).select_related("section", "assignee")
    found = {row.pk: row for row in rows.prefetch_related("bylines").defer("body")}
    here = visits.here_now(numbers, at=now)
    for number, row in found.items():
        row.people_in = here.get(number, [])
    return [found[number] for number in numbers if number in found]


class Lists(Columns):
    """For the screen of stories: its list, what its search finds, and what may be asked of it."""

    list_filter = FILTERS
    list_per_page = 50
    date_hierarchy = FIELD
    # `get_search_results` looks further than these; Django shows its field where there are some.
    search_fields = ["headline"]
    search_help_text = _(
        "Searches headlines, sluglines, standfirsts, bylines and copy: “words in this order” "
        "in quotation marks, and a - before what should not be there."
    )
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they would count everything

    def get_changelist(self, request, **kwargs):
        return ArticleList

    def get_search_results(self, request, queryset, search_term):
        return search.found(queryset, search_term), False

    def lookup_allowed(self, lookup, value, request):
        if lookup in DATES:
            # A month of any year would be looked for in all of them.
            above = set(DATES[: DATES.index(lookup)])
            return is_number(value) and len(value) <= 4 and above <= request.GET.keys()
        return super().lookup_allowed(lookup, value, request)
