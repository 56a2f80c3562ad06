from django.contrib import admin
from django.shortcuts import redirect

from articles.models import Masthead


@admin.register(Masthead)
class MastheadAdmin(admin.ModelAdmin):
    """There is one: its list is its form."""

    fields = ["name", "strapline", "shows_history"]

    def changelist_view(self, request, extra_context=None):
        if row := Masthead.objects.first():
            return redirect("admin:articles_masthead_change", row.pk)
        if self.has_add_permission(request):
            return redirect("admin:articles_masthead_add")
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request):
        # Naming the paper for the first time is no greater thing than naming it again.
        return self.has_change_permission(request) and not Masthead.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False
