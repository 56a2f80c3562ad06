"""Lists of so many rows that nothing counts them: a page at a time, and whether there is a next."""

from django.contrib.admin.views.main import PAGE_VAR, ChangeList

#: Pages that can be asked for: what is deeper is nearer from the other end, or by a filter.
DEEPEST = 100_000


class UncountedList(ChangeList):
    """
    Finds the numbers of one page's rows first, along an index, and only then reads those rows
    (`rows`). One more number than a page has says whether there is a next one.
    """

    def rows(self, request, numbers):
        """Read the rows of these numbers, in this order, with all that the list tells of them."""
        raise NotImplementedError

    def get_results(self, request):
        self.page_num = min(max(self.page_num, 1), DEEPEST)
        start = (self.page_num - 1) * self.list_per_page
        end = start + self.list_per_page
        found = list(self.queryset.values_list("pk", flat=True)[start : end + 1])
        self.has_next = len(found) > self.list_per_page
        self.result_list = self.rows(request, found[: self.list_per_page])
        self.tell_django()

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
