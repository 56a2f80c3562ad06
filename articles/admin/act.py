from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.queries import StandsAnyQuery
from articles.admin.reach import OfStories
from articles.admin.read_only import ReadOnly
from articles.admin.record import effect
from articles.deeds import DEEDS, deed
from articles.models import Act
from articles.workflow import Stage


class DeedFilter(admin.SimpleListFilter):
    title = _("what")
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        return [(verb, deed(verb)) for verb in [*DEEDS, *Stage.values]]

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else None


@admin.register(Act)
class ActAdmin(ReadOnly, OfStories, StandsAnyQuery, admin.ModelAdmin):
    fields = ["at", "what", "article", "revision", "edition", "takes_effect", "who", "reason"]
    list_display = ["at", "what", "article", "who", "revision", "takes_effect", "reason"]
    list_filter = [DeedFilter, "at"]
    list_select_related = ["article", "by", "revision"]
    search_fields = ["article__headline", "article__slugline", "reason", "by__username"]
    show_full_result_count = False

    class Media:
        css = {"all": ["articles/desk.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).defer("article__body", "revision__body")

    @admin.display(description=_("what"), ordering="verb")
    def what(self, act):
        return deed(act.verb)

    @admin.display(description=_("takes effect"), ordering="effective_at")
    def takes_effect(self, act):
        return effect(act)
