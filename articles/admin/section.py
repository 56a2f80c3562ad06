from django import forms
from django.contrib import admin

from articles.admin.slugged import SluggedAdmin, SluggedForm
from articles.models import Section


class SectionForm(SluggedForm):
    class Meta:
        widgets = {"colour": forms.ColorInput}


@admin.register(Section)
class SectionAdmin(SluggedAdmin):
    form = SectionForm
    fields = ["name", "slug", "position", "colour"]
    list_display = ["name", "slug", "position", "colour"]
    list_editable = ["position"]
