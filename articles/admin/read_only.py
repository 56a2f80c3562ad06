from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class ReadOnly:
    """What the press and the desk write by themselves: there to be looked at."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("by"), ordering="by")
    def who(self, row):
        """Name who did it, without the link to accounts, which the desk may not see."""
        return row.by or "–"
