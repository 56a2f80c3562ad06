"""What sections, tags and correspondents share: a slug that printed pages link by."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from articles.admin.in_use import StaysInUse
from articles.admin.queries import StandsAnyQuery
from articles.text.slugs import first_free, slug_for


class SluggedForm(forms.ModelForm):
    """A slug left empty is made of the name, in whatever script that is written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        name = self.cleaned_data.get("name", "")
        return self.cleaned_data["slug"] or (name and free_slug(self._meta.model, name))


def free_slug(model, name):
    """Make the best slug of a name that no other row has."""
    slug = slug_for(name, fallback=model._meta.model_name)
    return first_free(slug, lambda candidate: model.objects.filter(slug=candidate).exists())


class SluggedAdmin(StaysInUse, StandsAnyQuery, admin.ModelAdmin):
    form = SluggedForm
    search_fields = ["name", "slug"]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def view_on_site(self, obj):
        """Readers have a page of what a live story uses, and of nothing else."""
        in_print = self.model.objects.in_print(at=timezone.now())
        return obj.get_absolute_url() if in_print.filter(pk=obj.pk).exists() else None
