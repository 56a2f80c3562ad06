"""What sections, tags and correspondents share: a slug that their pages are found by."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.in_use import StaysInUse
from articles.admin.queries import StandsAnyQuery
from articles.desk import renaming
from articles.refusals import Taken
from articles.text.slugs import slug_for


class SluggedForm(forms.ModelForm):
    """A slug left empty stays; a new one is made of the name, in whatever script that is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        slug = self.cleaned_data["slug"] or self.instance.slug
        if not slug:
            return self.made_slug(self.cleaned_data.get("name", ""))
        if slug != self.instance.slug:
            self.demand_fitting(slug)
            self.demand_free(slug)
        return slug

    def validate_unique(self):
        # Not the slug: Django would say that somebody has it, and not who.
        try:
            self.instance.validate_unique({*self._get_validation_exclusions(), "slug"})
        except ValidationError as error:
            self.add_error(None, error)

    def made_slug(self, name):
        """Make a slug of a name ("" of none), if one of these can have it."""
        model = self._meta.model
        if name:
            self.demand_fitting(slug_for(name, fallback=model._meta.model_name))
        return name and model.objects.free_slug(name)

    def demand_fitting(self, slug):
        """Refuse a slug that none of these can have."""
        if slug != slug.lower():
            raise ValidationError(_("Give the slug in small letters."))

    def demand_free(self, slug):
        try:
            renaming.demand_free(self._meta.model(pk=self.instance.pk, slug=slug))
        except Taken as taken:
            raise ValidationError(str(taken)) from None


class SluggedAdmin(StaysInUse, StandsAnyQuery, admin.ModelAdmin):
    form = SluggedForm
    search_fields = ["name", "slug"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Taken:
            # Somebody was quicker. All is rolled back; once more, and the form can say whose.
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        renaming.save(obj)

    def get_deleted_objects(self, objs, request):
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        lost = [lost_text(address) for noun in objs for address in noun.former_addresses.all()]
        return [*deleted, *lost], counts, needed, protected

    def view_on_site(self, obj):
        """Readers have a page of what a live story uses, and of nothing else."""
        in_print = self.model.objects.in_print(at=timezone.now())
        return obj.get_absolute_url() if in_print.filter(pk=obj.pk).exists() else None


def lost_text(address):
    told = {"path": address.path, "noun": address.noun}
    return _("Links to %(path)s, which lead to “%(noun)s” now, will find nothing.") % told
