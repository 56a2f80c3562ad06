from django import forms
from django.contrib import admin
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
    fields = ["name", "slug", "position", "colour"]
    list_display = ["name", "slug", "position", "colour"]
    list_editable = ["position"]
