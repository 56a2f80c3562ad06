"""The pages on which a tag becomes part of another one, and on which that is undone."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.autocomplete import Autocomplete
from articles.admin.queries import StandsAnyQuery
from articles.admin.read_only import ReadOnly
from articles.desk import tags
from articles.models import ArticleTag, Edition, Tag, TagMerge
from articles.refusals import Refused


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Tag.objects.all(),
        label=gettext_lazy("Merge it into"),
        help_text=gettext_lazy("The tag that stays."),
        widget=Autocomplete(TagMerge._meta.get_field("into"), admin.site),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request, model_admin, pk):
    """Ask which tag another one is to go into (GET), or merge the two (POST)."""
    tag = get_object_or_404(Tag, pk=pk)
    if not tags.may_merge(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return asked(request, model_admin, tag, MergeForm())
    form = MergeForm(request.POST)
    if not form.is_valid():
        return asked(request, model_admin, tag, form, status=400)
    try:
        merge = tags.merge(tag, form.cleaned_data["into"], by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return asked(request, model_admin, tag, form, status=409)
    messages.success(request, _("Merged: %(merge)s.") % {"merge": merge})
    return redirect("admin:articles_tagmerge_change", merge.pk)


def asked(request, model_admin, tag, form, *, status=200):
    """Show what a merge would move, and ask where to."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": tag,
        "title": _("Merge this tag into another?"),
        "media": model_admin.media + form.media,
        "has_view_permission": True,
        "form": form,
        "stories": ArticleTag.objects.filter(tag=tag).count(),
        "editions": Edition.objects.live(at=timezone.now()).filter(topics__tag=tag).count(),
    }
    return TemplateResponse(request, "admin/articles/tag/merge.html", context, status=status)


@require_POST
def undo(request, model_admin, pk):
    merge = get_object_or_404(TagMerge, pk=pk)
    try:
        tag = tags.undo(merge, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:articles_tagmerge_change", pk)
    messages.success(request, _("“%(tag)s” is a tag of its own again.") % {"tag": tag})
    return redirect("admin:articles_tag_change", tag.pk)


@admin.register(TagMerge)
class TagMergeAdmin(ReadOnly, StandsAnyQuery, admin.ModelAdmin):
    fields = ["name", "slug", "into", "stories", "who", "merged_at", "undone_at"]
    list_display = ["name", "into", "who", "merged_at", "undone_at"]
    list_filter = ["merged_at"]
    list_select_related = ["into", "by"]
    search_fields = ["name", "into__name"]

    def get_urls(self):
        view = self.admin_site.admin_view(undo)
        mine = {"model_admin": self}
        return [path("<int:pk>/undo/", view, mine, "articles_tagmerge_undo"), *super().get_urls()]

    def has_view_permission(self, request, obj=None):
        return tags.may_merge(request.user)

    def has_module_permission(self, request):
        return tags.may_merge(request.user)

    @admin.display(description=gettext_lazy("stories that had it"))
    def stories(self, merge):
        return sum(map(len, merge.uses["articles"]))
