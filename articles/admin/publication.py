from django.contrib import admin

from articles.admin.in_use import StaysInUse
from articles.admin.queries import StandsAnyQuery
from articles.models import Publication


@admin.register(Publication)
class PublicationAdmin(StaysInUse, StandsAnyQuery, admin.ModelAdmin):
    fields = ["name", "language", "country"]
    list_display = ["name", "language", "country"]
    list_filter = ["country", "language"]
    search_fields = ["name"]
