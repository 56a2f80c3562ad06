"""The pages on which one noun becomes part of another, and on which that is undone."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.autocomplete import Autocomplete
from articles.admin.queries import StandsAnyQuery
from articles.admin.read_only import ReadOnly
from articles.desk import correspondents, tags
from articles.models import CorrespondentMerge, TagMerge
from articles.refusals import Refused


class MergeForm(forms.Form):
    def __init__(self, merging, data=None):
        super().__init__(data)
        self.fields["into"] = forms.ModelChoiceField(
            merging.model.objects.all(),
            label=gettext_lazy("Merge it into"),
            help_text=gettext_lazy("The one that stays."),
            widget=Autocomplete(merging.record._meta.get_field("into"), admin.site),
        )


class Merges:
    """For the screen of a noun: the way to the page on which it becomes part of another."""

    #: How it is merged (desk.merges.Merging), and what people are told before.
    merging: Any
    merge_title: Any
    merge_says: list = []

    def get_urls(self):
        name = f"articles_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(merge_page)
        return [path("<int:pk>/merge/", view, {"model_admin": self}, name), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra = {"may_merge": self.merging.may(request.user), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request, model_admin, pk):
    """Ask what another one is to go into (GET), or merge the two (POST)."""
    merging = model_admin.merging
    noun = get_object_or_404(merging.model, pk=pk)
    if not merging.may(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return asked(request, model_admin, noun, MergeForm(merging))
    form = MergeForm(merging, request.POST)
    if not form.is_valid():
        return asked(request, model_admin, noun, form, status=400)
    try:
        merge = merging.merge(noun, form.cleaned_data["into"], by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return asked(request, model_admin, noun, form, status=409)
    messages.success(request, _("Merged: %(merge)s.") % {"merge": merge})
    return redirect(f"admin:articles_{merge._meta.model_name}_change", merge.pk)


def asked(request, model_admin, noun, form, *, status=200):
    """Show what a merge would move, and ask where to."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": noun,
        "title": model_admin.merge_title,
        "media": model_admin.media + form.media,
        "has_view_permission": True,
        "form": form,
        "says": [words % {"name": noun.name} for words in model_admin.merge_says],
        "noun": model_admin.get_object(request, str(noun.pk)),
    }
    return TemplateResponse(request, "admin/articles/merge.html", context, status=status)


@require_POST
def undo(request, model_admin, pk):
    merge = get_object_or_404(model_admin.model, pk=pk)
    try:
        noun = model_admin.merging.undo(merge, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(f"admin:articles_{model_admin.opts.model_name}_change", pk)
    kind = noun._meta
    told = {"tag": noun, "kind": kind.verbose_name}
    messages.success(request, _("“%(tag)s” is a %(kind)s of its own again.") % told)
    return redirect(f"admin:articles_{kind.model_name}_change", noun.pk)


class MergeAdmin(ReadOnly, StandsAnyQuery, admin.ModelAdmin):
    change_form_template = "admin/articles/merge_done.html"
    fields = ["name", "slug", "into", "stories", "who", "merged_at", "undone_at"]
    list_display = ["name", "into", "who", "merged_at", "undone_at"]
    list_filter = ["merged_at"]
    list_select_related = ["into", "by"]
    search_fields = ["name", "into__name"]
    merging: Any

    def get_urls(self):
        view = self.admin_site.admin_view(undo)
        name = f"articles_{self.opts.model_name}_undo"
        return [path("<int:pk>/undo/", view, {"model_admin": self}, name), *super().get_urls()]

    def has_view_permission(self, request, obj=None):
        return self.merging.may(request.user)

    def has_module_permission(self, request):
        return self.merging.may(request.user)


@admin.register(TagMerge)
class TagMergeAdmin(MergeAdmin):
    merging = tags.merging

    @admin.display(description=gettext_lazy("stories that had it"))
    def stories(self, merge):
        return sum(map(len, merge.uses["articles"]))


@admin.register(CorrespondentMerge)
class CorrespondentMergeAdmin(MergeAdmin):
    merging = correspondents.merging

    @admin.display(description=gettext_lazy("stories that credited them"))
    def stories(self, merge):
        return len({story for stories in merge.uses["bylines"].values() for story in stories})
