"""What is asked before something is done with many stories."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.moving.asked import LONGEST
from articles.admin.people import PersonField, staff
from articles.admin.tag_names import demand_makeable
from articles.models import Section, Tag

#: Characters of the names of tags: more than anybody types.
TAGS = 1_000


class AskedForm(forms.Form):
    """Knows who is asked. What it gives is kept with the batch: see `kept` and `given`."""

    required_css_class = "required"

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user


class NoteForm(AskedForm):
    """The note that goes with many stories at once."""

    reason = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST,
        help_text=gettext_lazy("What is to be done: each writer gets it."),
        widget=AdminTextareaWidget({"rows": 4}),
    )


class PersonForm(AskedForm):
    assignee = PersonField(
        None,
        label=gettext_lazy("Assigned to"),
        required=False,
        empty_label=gettext_lazy("Nobody"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = staff()


class SectionForm(AskedForm):
    section = forms.ModelChoiceField(
        Section.objects.all(), label=gettext_lazy("Section"), empty_label=None
    )


class TagsForm(AskedForm):
    """Names of tags that there are."""

    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        max_length=TAGS,
        help_text=gettext_lazy("Their names, with a comma after each."),
    )

    def clean_tags(self):
        names = [name for name in self.cleaned_data["tags"].split(",") if name.strip()]
        self.demand(names)
        tags = Tag.objects.named(names)
        if not tags:
            raise ValidationError(_("Name a tag."))
        return tags

    def demand(self, names):
        demand_makeable(names, by=Nobody)


class TagsToMakeForm(TagsForm):
    """Names of tags, of which some may be new."""

    def demand(self, names):
        demand_makeable(names, by=self.user)


class Nobody:
    """Who may make no tags: to take one off that there is not says nothing."""

    @staticmethod
    def has_perm(right):
        return False


def kept(cleaned):
    """What a form gave, as it is kept with a batch: rows by their numbers."""
    return {name: number_of(value) for name, value in cleaned.items()}


def number_of(value):
    if isinstance(value, list):
        return [row.pk for row in value]
    return getattr(value, "pk", value)


def given(details):
    """What a form gave, from what was kept; None where a row of it is gone since."""
    what = {name: found(name, value) for name, value in details.items()}
    is_there = all(what[name] or not value for name, value in details.items())
    return what if is_there else None


def found(name, value):
    if name not in ROWS:
        return value
    if isinstance(value, list):
        return list(ROWS[name].filter(pk__in=value))
    return ROWS[name].filter(pk=value).first() if value else None


#: What is kept by its number: where it is found again.
ROWS = {"section": Section.objects, "assignee": get_user_model().objects, "tags": Tag.objects}
