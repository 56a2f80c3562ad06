from django.contrib import admin

from articles.admin.queries import StandsAnyQuery
from articles.admin.read_only import ReadOnly
from articles.models import Act


@admin.register(Act)
class ActAdmin(ReadOnly, StandsAnyQuery, admin.ModelAdmin):
    fields = ["at", "verb", "article", "revision", "edition", "effective_at", "by", "reason"]
    list_display = ["at", "verb", "article", "by", "revision", "effective_at", "reason"]
    list_filter = ["verb", "at"]
    list_select_related = ["article", "by", "revision"]
    search_fields = ["article__headline", "article__slugline", "reason", "by__username"]
    show_full_result_count = False
