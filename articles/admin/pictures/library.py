"""The library's screens: the grid, and the form of a picture."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.pictures import framing, looks, withdrawing
from articles.admin.pictures.choosing import choose
from articles.admin.pictures.confirming import confirm
from articles.admin.pictures.ending import ending
from articles.admin.pictures.files import original, preview
from articles.admin.pictures.forms import RIGHTS, SHOWS, PictureForm
from articles.admin.pictures.grid import Grid
from articles.admin.pictures.onward import Change
from articles.admin.pictures.replacing import replace
from articles.admin.pictures.said import said
from articles.admin.pictures.uploading import upload
from articles.admin.queries import StandsAnyQuery
from articles.admin.reach import FoundOrNot
from articles.desk import pictures
from articles.models import Picture
from articles.refusals import Refused


class LibraryForm(framing.FramingForm, PictureForm):
    """All that the desk says of a picture, and how it is cut."""

    class Meta(PictureForm.Meta):
        fields = [*PictureForm.Meta.fields, "focus_x", "focus_y", "crops"]


@admin.register(Picture)
class PictureAdmin(Grid, FoundOrNot, StandsAnyQuery, admin.ModelAdmin):
    form = LibraryForm
    fieldsets = [
        (gettext_lazy("What it shows"), {"fields": [*SHOWS]}),
        (gettext_lazy("Whose it is"), {"fields": [*RIGHTS]}),
        (gettext_lazy("How it is cut"), {"classes": ["cuts"], "fields": framing.FIELDS}),
    ]

    class Media:
        css = {"all": ["articles/list.css", "articles/tools.css", "articles/library.css"]}

    def get_urls(self):
        mine = {"model_admin": self}
        views: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
            ("upload/", upload, "upload"),
            ("confirm/", confirm, "confirm"),
            ("choose/", choose, "choose"),
            ("ending/", ending, "ending"),
            ("<int:pk>/preview/<int:side>/", preview, "preview"),
            ("<int:pk>/original/", original, "original"),
            ("<int:pk>/replace/", replace, "replace"),
        ]
        verbs = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(withdrawing.use),
                mine | {"name": name},
                f"articles_picture_{name}",
            )
            for name in withdrawing.VERBS
        ]
        # Previews and originals say themselves what may be kept of them.
        screens = [
            path(
                where,
                self.admin_site.admin_view(view, cacheable=view in {preview, original}),
                mine,
                f"articles_picture_{name}",
            )
            for where, view, name in views
        ]
        return [*screens, *verbs, *super().get_urls()]

    # --- who may ---

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        mine = pictures.changeable_by(request.user)
        return mine.filter(pk=obj.pk).exists()

    # --- the form ---

    def get_fieldsets(self, request, obj=None):
        if self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        shows = [name if name != "keywords" else "keyword_line" for name in SHOWS]
        return [(_("What it shows"), {"fields": shows}), (_("Whose it is"), {"fields": RIGHTS})]

    def get_readonly_fields(self, request, obj=None):
        return [] if self.has_change_permission(request, obj) else ["keyword_line"]

    @admin.display(description=gettext_lazy("keywords"))
    def keyword_line(self, picture):
        return ", ".join(picture.keywords)

    def add_view(self, request, form_url="", extra_context=None):
        return redirect("admin:articles_picture_upload")

    def get_object(self, request, object_id, from_field=None):
        picture = super().get_object(request, object_id, from_field)
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            # Nobody saves it between our look at it and our save.
            picture = Picture.objects.select_for_update().get(pk=picture.pk)
        return picture

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        at = timezone.now()
        # As it is kept: a form that was refused has left its own words on the other.
        picture = Picture.objects.select_related("uploaded_by").get(pk=obj.pk)
        context |= {
            "title": _("%(picture)s — picture") % {"picture": picture},
            "subtitle": None,
            "show_save_and_add_another": False,
            "picture": picture,
            "large": looks.preview(picture, looks.LARGE),
            "large_size": looks.size_of(picture, looks.LARGE),
            "alt": looks.alt(picture),
            "rights": looks.rights(picture, at=at),
            "is_off": not picture.is_usable(at),
            "said": said(picture),
            "uses": pictures.uses_of(picture, user=request.user, at=at),
            "verbs": withdrawing.offered(request.user, picture),
            "may_write": self.has_change_permission(request, picture),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        request.picture_change = Change(obj, form.changed_data)
        request.picture_change.keep()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if hasattr(request, "picture_change"):  # saved, and committed
            request.picture_change.carry(request)
        return response

    # --- going ---

    def get_deleted_objects(self, objs, request):
        kept = [str(picture) for picture in objs if pictures.is_kept(picture)]
        return [str(picture) for picture in objs], {}, set(), kept

    def delete_view(self, request, object_id, extra_context=None):
        picture = self.get_object(request, object_id)
        if not self.has_delete_permission(request, picture):
            raise PermissionDenied
        uses = pictures.uses_of(picture, user=request.user, at=timezone.now())
        context = {"picture": picture, "uses": uses} | (extra_context or {})
        try:
            return super().delete_view(request, object_id, context)
        except Refused as refusal:  # a story took it meanwhile
            messages.error(request, str(refusal))
            return redirect("admin:articles_picture_change", picture.pk)

    def delete_model(self, request, obj):
        pictures.delete(obj, by=request.user)
