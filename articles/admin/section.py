from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.admin.slugged import SluggedAdmin, SluggedForm
from articles.admin.used import SaysWhereUsed
from articles.desk import ordering
from articles.models import Section
from articles.text.plain import is_number


class SectionForm(SluggedForm):
    class Meta:
        widgets = {"colour": forms.ColorInput}

    def demand_fitting(self, slug):
        super().demand_fitting(slug)
        if not (slug.isascii() and slug.strip("-_")):
            raise ValidationError(_("Give a slug in the letters a to z."))


@require_POST
def move(request, model_admin):
    """
    Move one section `up` or `down` (its number), or set them all in `order` (their numbers,
    with commas). The list's buttons lead here, with a script or without.
    """
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    for way in ("up", "down"):
        if is_number(number := request.POST.get(way, "")):
            ordering.step(int(number), up=way == "up")
            here = f"{reverse('admin:articles_section_changelist')}#{way}-{number}"
            return redirect(here)
    wanted = request.POST.get("order", "").split(",")
    ordering.reorder([int(number) for number in wanted if is_number(number)])
    return HttpResponse(status=204)


@admin.register(Section)
class SectionAdmin(SaysWhereUsed, SluggedAdmin):
    form = SectionForm
    way, parameter = "section", "section__id__exact"
    fields = ["name", "slug", "description", "colour", "is_in_navigation", "editors"]
    filter_horizontal = ["editors"]
    list_display = ["order", "name", "shade", "is_in_navigation", "desk_count", "live_count"]
    list_display_links = ["name"]
    list_per_page = 200
    sortable_by = ()  # it shows them as they run

    class Media:
        css = {"all": ["articles/directory.css"]}
        js = ["articles/sections.js"]

    def get_urls(self):
        view = self.admin_site.admin_view(move)
        mine = {"model_admin": self}
        return [path("move/", view, mine, "articles_section_move"), *super().get_urls()]

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        may_change = self.has_change_permission(request)
        return columns if may_change else [name for name in columns if name != "order"]

    def get_fields(self, request, obj=None):
        """Leave out who edits a section for those who may not change it: accounts are named."""
        fields = super().get_fields(request, obj)
        may_change = self.has_change_permission(request, obj)
        return fields if may_change else [name for name in fields if name != "editors"]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "editors":
            people = get_user_model().objects.filter(is_staff=True, is_active=True)
            kwargs["queryset"] = people.order_by(people.model.USERNAME_FIELD)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.position = ordering.last()
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("order"))
    def order(self, section):
        return render_to_string("admin/articles/section/_order.html", {"section": section})

    @admin.display(description=gettext_lazy("colour"))
    def shade(self, section):
        # A `fill` is no style, so the Content-Security-Policy lets it be.
        return format_html(
            '<svg class="shade" width="24" height="16" aria-hidden="true">'
            '<rect width="24" height="16" fill="{}"/></svg> {}',
            section.colour,
            section.colour,
        )
