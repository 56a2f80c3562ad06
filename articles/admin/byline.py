"""
Bylines on a story's form. Saving writes them anew each time, so that a row has no number to
be known by: while they are edited, all rows are new ones, filled with what is there.
"""

from math import inf

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.admin.autocomplete import Autocompletes
from articles.models import Byline
from articles.permissions import may
from articles.text.plain import one_line

#: The highest place: more than any story has bylines. Each costs a row of the form's page.
LAST = 100

MOVING = _("First comes 1. To move a byline, give it the number of its new place.")


class BylineForm(forms.ModelForm):
    place = forms.IntegerField(
        label=_("Place"),
        required=False,
        min_value=1,
        max_value=LAST,
        help_text=MOVING,
        # There is room for a few words only beside a number.
        widget=forms.NumberInput({"title": MOVING}),
    )
    was = forms.IntegerField(required=False, min_value=1, max_value=LAST, widget=forms.HiddenInput)

    class Meta:
        widgets = {
            "name": forms.TextInput(
                attrs={"class": "vTextField", "placeholder": _("As the correspondent’s")}
            )
        }

    def _get_validation_exclusions(self):
        # An empty name is filled in when the story is saved.
        return super()._get_validation_exclusions() | {"name"}

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        name = cleaned["name"] = one_line(cleaned.get("name", ""))
        if cleaned.get("role") and not (name or cleaned.get("correspondent")):
            raise ValidationError(_("Name the writer, or choose a correspondent."))
        return cleaned

    def rank(self):
        """What bylines are sorted by: one moved goes past the one that has its new place."""
        place, was = self.cleaned_data.get("place"), self.cleaned_data.get("was")
        if not place:
            return inf
        return place + ((place > was) - (place < was)) / 2 if was else place - 1 / 2

    def is_filled(self):
        return bool(self.cleaned_data.get("name") or self.cleaned_data.get("correspondent"))

    def printed(self):
        return Byline(
            **{name: self.cleaned_data[name] for name in ("name", "role", "correspondent")}
        )


class BylineFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        counted = self.management_form.cleaned_data
        if any((counted[name] or 0) < 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")):
            # Django would take it for no rows, and all bylines would go.
            raise ValidationError(_("Open the story again: this form has lost its bylines."))

    def printed(self):
        """Give unsaved bylines in printing order."""
        rows = [form for form in self.forms if form.is_filled()]
        return [form.printed() for form in sorted(rows, key=lambda form: form.rank())]


def rows_of(article):
    """What the form's rows are filled with."""
    bylines = article.bylines.all() if article and article.pk else []
    return [
        {
            "place": place,
            "was": place,
            "name": byline.name,
            "role": byline.role,
            "correspondent": byline.correspondent_id,
        }
        for place, byline in enumerate(bylines, start=1)
    ]


class BylineInline(Autocompletes, admin.StackedInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    autocomplete_fields = ["correspondent"]
    max_num = LAST

    def get_formset(self, request, obj=None, **kwargs):
        # Django would build 1,000 rows more for a form that is made by hand.
        return super().get_formset(request, obj, absolute_max=LAST, **kwargs)

    def get_fields(self, request, obj=None):
        printed = ("correspondent", "name", "role")
        return ["was", ("place", *printed)] if self.has_add_permission(request, obj) else [printed]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.none() if self.has_change_permission(request) else rows

    def get_extra(self, request, obj=None, **kwargs):
        return len(rows_of(obj)) + 1

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return may(request.user, "add" if obj is None else "change", obj)

    def has_change_permission(self, request, obj=None):
        return may(request.user, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)
