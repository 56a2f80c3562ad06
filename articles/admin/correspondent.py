from django.contrib import admin
from django.contrib.auth import get_permission_codename, get_user_model
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin import links
from articles.admin.autocomplete import Autocompletes
from articles.admin.directory_pictures import PortraitField
from articles.admin.merging import Merges
from articles.admin.slugged import SluggedAdmin
from articles.admin.used import SaysWhereUsed, UseFilter
from articles.desk import correspondents
from articles.models import Correspondent
from articles.models.directory_pictures import DirectoryPictureField


@admin.register(Correspondent)
class CorrespondentAdmin(Merges, SaysWhereUsed, Autocompletes, SluggedAdmin):
    merging = correspondents.merging
    merge_title = _("Merge this correspondent into another?")
    merge_says = [
        _(
            "“%(name)s” ceases to be a correspondent of their own. Stories stay as they are "
            "printed, names and all; they are found on the page of the other one, and lead there. "
            "So do links to the page of “%(name)s”."
        ),
        _(
            "Portrait, biography, role and links of “%(name)s” are not shown any more, but kept. "
            "Their account goes to the other one, who has none yet, or to nobody."
        ),
    ]
    way, parameter = "bylines__correspondent", "correspondent"
    fields = ["name", "slug", "kind", "role", "portrait", "biography", "links", "account"]
    autocomplete_fields = ["account"]
    formfield_overrides = links.OVERRIDES | {DirectoryPictureField: {"form_class": PortraitField}}
    list_display = ["face", "name", "role", "kind", "desk_count", "live_count"]
    list_display_links = ["name"]
    list_filter = ["kind", UseFilter]
    show_facets = admin.ShowFacets.NEVER  # they would count everything
    search_fields = ["name", "role", "slug"]

    class Media:
        css = {"all": ["articles/directory.css"]}

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        if may_see_accounts(request.user):
            return fields
        return [name for name in fields if name != "account"]

    @admin.display(description=_("portrait"))
    def face(self, correspondent):
        if not correspondent.portrait:
            return ""
        url = correspondent.portrait.url
        return format_html('<img class="face" src="{}" width="40" height="40" alt="">', url)


def may_see_accounts(user):
    opts = get_user_model()._meta
    return user.has_perm(f"{opts.app_label}.{get_permission_codename('view', opts)}")
