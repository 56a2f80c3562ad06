from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.admin.slugged import SluggedAdmin, SluggedForm
from articles.models import Section


class SectionForm(SluggedForm):
    class Meta:
        widgets = {"colour": forms.ColorInput}

    def demand_fitting(self, slug):
        super().demand_fitting(slug)
        if not (slug.isascii() and slug.strip("-_")):
            raise ValidationError(_("Give a slug in the letters a to z."))


@admin.register(Section)
class SectionAdmin(SluggedAdmin):
    form = SectionForm
    fields = ["name", "slug", "position", "colour", "editors"]
    filter_horizontal = ["editors"]
    list_display = ["name", "slug", "position", "colour"]
    list_editable = ["position"]

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
