"""
Tags are picked, or typed, by name: a word that is no tag yet looks like one that is, and
the server finds or makes it.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Tag
from articles.models.tag import folded
from articles.text.plain import one_line


class TagNamesView(AutocompleteJsonView):
    """Answers Django's autocomplete with names for ids, of the tags of stories and nothing else."""

    def process_request(self, request):
        tags = Article._meta.get_field("tags")
        return request.GET.get("term", ""), self.admin_site.get_model_admin(Tag), tags, "name"

    def serialize_result(self, obj, to_field_name):
        return {"id": obj.name, "text": obj.name}


class TagNamesWidget(AutocompleteSelectMultiple):
    """Django's autocomplete, which also takes words it does not know."""

    def __init__(self):
        super().__init__(Article._meta.get_field("tags"), admin.site)

    def get_url(self):
        return reverse("admin:articles_tag_names")

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-tags": "true", "data-token-separators": '[","]'}

    def optgroups(self, name, value, attrs=None):
        options = [
            self.create_option(name, word, word, True, index) for index, word in enumerate(value)
        ]
        return [(None, options, 0)]


class TagNamesField(forms.MultipleChoiceField):
    """A list of names, each of a tag or of one to be made."""

    widget = TagNamesWidget

    def valid_value(self, value):
        return True

    def clean(self, value):
        """Give the names in their order, each on one line and once in whatever spelling."""
        words = {folded(name): one_line(name) for name in super().clean(value)}
        return [name for key, name in words.items() if key]


def demand_makeable(names, *, by):
    """Refuse names that are no tags yet, if they cannot be or this person may not make tags."""
    keys = {folded(name) for name in names}
    known = set(Tag.objects.filter(key__in=keys).values_list("key", flat=True))
    known |= Tag.objects.merged(keys).keys()
    for name in names:
        if folded(name) in known:
            continue
        if not by.has_perm("articles.add_tag"):
            raise ValidationError(_("There is no tag “%(name)s”.") % {"name": name})
        try:
            Tag(name=name, key=folded(name)).clean_fields(exclude=["slug"])
        except ValidationError as error:
            raise ValidationError(
                [f"“{name[:30]}…”: {message}" for message in error.messages]
            ) from None
