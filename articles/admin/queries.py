"""What an address asks of a list, which anybody on the desk can write by hand."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.db import DataError

from articles.text.plain import one_line

#: Characters and words of a search, or of what a filter is given. Databases fail at a pattern
#: or an expression that is long enough (SQLite at 50,000 bytes, and at 1,000 words).
LONGEST, MOST = 200, 20

#: How the addresses of Django's own filters end, after the name of what they filter by.
ENDS = ["", "__exact", "__id__exact", "__isnull", "__gte", "__lt"]


class StandsAnyQuery:
    """For a model's screen: its search and its filters stand whatever they are asked."""

    def get_search_results(self, request, queryset, search_term):
        words = one_line(search_term[:LONGEST]).split()[:MOST]
        return super().get_search_results(request, queryset, " ".join(words))

    def lookup_allowed(self, lookup, value, request):
        """
        Allow what the list's own filters ask. Django would allow any lookup of the row's own
        fields, such as a regular expression or a year, and the database fail at some.
        """
        names = [name_of(each) for each in self.get_list_filter(request)]
        is_asked = lookup in {f"{name}{end}" for name in names for end in ENDS}
        return is_asked and len(value) <= LONGEST and super().lookup_allowed(lookup, value, request)

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, DataError) as error:  # a day or a number beyond the database's
            raise IncorrectLookupParameters from error


def name_of(list_filter):
    """What a list's filter asks by: a field, (field, class), or a class with a name of its own."""
    if isinstance(list_filter, tuple):
        return list_filter[0]
    return getattr(list_filter, "parameter_name", list_filter)
