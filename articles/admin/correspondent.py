from django.contrib import admin
from django.contrib.auth import get_permission_codename, get_user_model

from articles.admin.autocomplete import Autocompletes
from articles.admin.slugged import SluggedAdmin
from articles.models import Correspondent


@admin.register(Correspondent)
class CorrespondentAdmin(Autocompletes, SluggedAdmin):
    fields = ["name", "slug", "kind", "role", "biography", "account"]
    autocomplete_fields = ["account"]
    list_display = ["name", "role", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "role"]

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return fields if may_see_accounts(request.user) else fields[:-1]


def may_see_accounts(user):
    opts = get_user_model()._meta
    return user.has_perm(f"{opts.app_label}.{get_permission_codename('view', opts)}")
