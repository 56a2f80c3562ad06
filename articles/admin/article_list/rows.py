"""Which stories the list shows: one page of them at a time, and never all of them counted."""

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.article_list.columns import Columns
from articles.admin.article_list.dates import DATES, FIELD, drill_down
from articles.admin.article_list.filters import FILTERS
from articles.desk import search, visits
from articles.desk.unread import is_unread
from articles.models import Article
from articles.text.plain import is_number

#: Pages that can be asked for: what is deeper is nearer from the other end, or by its day.
DEEPEST = 100_000


class ArticleList(ChangeList):
    """
    Finds the numbers of one page's stories first, along an index (`article_latest`), and only
    then reads those stories. One more number than a page has says whether there is a next one.
    """

    def get_queryset(self, request, exclude_parameters=None):
        self.root_queryset = Article.objects.listed_for_editor(request.user)
        rows = super().get_queryset(request, exclude_parameters)
        # By its due date stands what has one.
        is_by_due = "due_at" in {str(name).lstrip("-") for name in rows.query.order_by}
        return rows.filter(due_at__isnull=False) if is_by_due else rows

    def get_results(self, request):
        self.page_num = min(max(self.page_num, 1), DEEPEST)
        start = (self.page_num - 1) * self.list_per_page
        end = start + self.list_per_page
        found = list(self.queryset.values_list("pk", flat=True)[start : end + 1])
        self.has_next = len(found) > self.list_per_page
        self.result_list = stories(found[: self.list_per_page], user=request.user)
        self.tell_django()
        self.dates = drill_down(self)

    def tell_django(self):
        """Set what Django's own templates and views read, with the page for all there is."""
        self.result_count = len(self.result_list)
        self.show_admin_actions = bool(self.result_list)
        self.full_result_count = self.result_count
        self.paginator = None
        self.show_full_result_count = self.can_show_all = self.multi_page = False

    def previous_page(self):
        return self.page_link(self.page_num - 1) if self.page_num > 1 else None

    def next_page(self):
        return self.page_link(self.page_num + 1) if self.has_next else None

    def first_page(self):
        return self.page_link(1)

    def page_link(self, number):
        return self.get_query_string({PAGE_VAR: number})


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
