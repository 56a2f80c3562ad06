from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.workflow import Answer, Standing, standing


class ArticleList(ChangeList):
    """Fetches what the list shows, and not the body."""

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        return rows.prefetch_related("bylines").defer("body")


class StandingFilter(admin.SimpleListFilter):
    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return Standing.choices

    def queryset(self, request, queryset):
        if self.value() in Standing.values:
            return queryset.filter(timelines_of(self.value()))
        return None


def timelines_of(wanted):
    """Turn `workflow.standing` round: which timelines make this standing."""
    found = Q()
    for answer in [None, *Answer.values]:
        for to_come in (True, False):
            if standing(answer, copy_to_come=to_come) == wanted:
                is_none = Q(answer_in_force__isnull=True)
                is_answer = is_none if answer is None else Q(answer_in_force=answer)
                found |= is_answer & Q(copy_to_come=to_come)
    return found
