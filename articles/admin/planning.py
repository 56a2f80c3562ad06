"""The plan of a story on its form: who has it, by when, and how long it is to be."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.clock import MinuteField
from articles.admin.people import PeopleField, PersonField, named, staff
from articles.desk import planning
from articles.permissions import may
from articles.text.plain import is_number

#: The fields, in the order of `planning.PLANNED`, then those with verbs of their own.
FIELDS = (*planning.PLANNED, "assignee", "shared_with")

#: What shows a field to those who may not change it.
SHOWN = {"assignee": "assigned_to", "shared_with": "shared_now", "is_flagged": "legal_flag"}

#: The first year of a plan: what is earlier is a slip of the finger.
FIRST_YEAR = 2000

#: Words: more than any paper commissions.
LONGEST = 100_000


class PlannedField(MinuteField):
    def validate(self, value):
        super().validate(value)
        if value and value.year < FIRST_YEAR:
            raise ValidationError(_("Give a year from %d on.") % FIRST_YEAR)


class People(forms.CheckboxSelectMultiple):
    """People to tick, as a group with a name."""

    def render(self, name, value, attrs=None, renderer=None):
        boxes = super().render(name, value, attrs, renderer)
        label = gettext("Shared with")
        return format_html(
            '<div role="group" aria-label="{}" class="people">{}</div>', label, boxes
        )


class PlanFields(forms.ModelForm):
    """
    For a story's form: its plan. Each field knows what it showed when the form was opened, so
    that only what this person changed is written, whatever others do meanwhile.
    """

    assignee = PersonField(None, label=_("Assigned to"), required=False, show_hidden_initial=True)
    due_at = PlannedField(label=_("Due"), required=False, show_hidden_initial=True)
    planned_for = PlannedField(
        label=_("Planned for"),
        required=False,
        show_hidden_initial=True,
        help_text=_("When it is meant to go out. A plan: it binds nothing."),
    )
    commissioned_length = forms.IntegerField(
        label=_("Commissioned length"),
        required=False,
        show_hidden_initial=True,
        min_value=1,
        max_value=LONGEST,
        help_text=_("In words."),
    )
    is_flagged = forms.BooleanField(
        label=_("A lawyer has to clear the words before they go out"),
        required=False,
        show_hidden_initial=True,
    )
    shared_with = PeopleField(
        None,
        label=_("Shared with"),
        required=False,
        show_hidden_initial=True,
        widget=People,
        help_text=_("They may see and change this story, whatever its section."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("shared_with", [])
        #: What this person changed: {field: value}.
        self.plan = {}
        if assignee := self.fields.get("assignee"):
            assignee.queryset = takers(self.instance, self.user)
            assignee.empty_label = nobody(self.instance, self.user)
        if shared := self.fields.get("shared_with"):
            shared.queryset = sharers(self.instance)

    def clean(self):
        super().clean()
        changed = set(self.changed_data) & set(FIELDS)
        # Out of what the form itself would write: the verbs of the desk do that.
        given = {name: self.cleaned_data.pop(name, None) for name in FIELDS}
        self.plan = {name: given[name] for name in changed}
        return self.cleaned_data

    def file_plan(self):
        """Write what this person changed of the plan, but for who has the story."""
        article, by = self.instance, self.user
        fields = {name: self.plan[name] for name in planning.PLANNED if name in self.plan}
        if fields:
            planning.plan(article, by=by, **fields)
        if "shared_with" in self.plan:
            ticked, before = set(self.plan["shared_with"]), self.shown_as_shared()
            planning.share(article, ticked - before, by=by)
            planning.unshare(article, before - ticked, by=by)

    def shown_as_shared(self):
        """The people who were ticked when the form was opened."""
        sent = self.data.getlist(self["shared_with"].html_initial_name)
        people = self.fields["shared_with"].queryset.model.objects
        return set(people.filter(pk__in=filter(is_number, sent)))

    def file_assignee(self):
        """Give the story to whom this person chose: last of all, since it may end their reach."""
        if "assignee" in self.plan:
            planning.assign(self.instance, self.plan["assignee"], by=self.user)


def takers(article, user):
    """Who may be chosen to have a story, by somebody; with who has it."""
    people = staff(article.assignee_id)
    if may_assign(user, article):
        return people
    return people.filter(pk__in={user.pk, article.assignee_id} - {None})


def nobody(article, user):
    """What stands for nobody; None where this person may not take the story from who has it."""
    is_free = article.assignee_id is None or may_assign(user, article)
    return gettext("Nobody") if is_free else None


def may_assign(user, article):
    return may(user, "assign", article if article.pk else None)


def sharers(article):
    """Who may be chosen to share a story with; with whom it is shared already."""
    shared = article.shared_with.values_list("pk", flat=True) if article.pk else []
    return staff(*shared)


def closed_to(user, article):
    """The names of those fields of a plan that a person may not change; None: a new story's."""
    if article is None:
        closed = {"shared_with": not may(user, "share")}
    else:
        closed = {
            "shared_with": not may(user, "share", article),
            "is_flagged": article.is_flagged and not may(user, "clear", article),
            "assignee": not may_reassign(user, article),
        }
    return [name for name, is_closed in closed.items() if is_closed]


def may_reassign(user, article):
    is_free = article.assignee_id is None and may(user, "change", article)
    return is_free or may(user, "assign", article) or may_take_over(user, article)


def may_take_over(user, article):
    return article.assignee_id not in (None, user.pk) and may(user, "take_over", article)


class Plans:
    """For a story's screen: the part of the form with the plan."""

    def plan_fieldset(self, request, article):
        """The fieldset; what this person may not change, as it reads."""
        closed = self.closed_plan(request, article)
        assignee, shared, flag = (
            SHOWN[name] if name in closed else name
            for name in ("assignee", "shared_with", "is_flagged")
        )
        length = ("commissioned_length", "length_now") if article else "commissioned_length"
        fields = [assignee, ("due_at", "planned_for"), length, flag, shared]
        return gettext("Planning"), {"classes": ["plan"], "fields": fields}

    def closed_plan(self, request, article):
        if not self.may_write(request, article):
            return FIELDS
        return closed_to(request.user, article)

    def get_readonly_fields(self, request, obj=None):
        names = [*SHOWN.values(), "length_now"]
        closed = self.closed_plan(request, obj)
        return [*super().get_readonly_fields(request, obj), *names, *closed]

    @admin.display(description=_("assigned to"))
    def assigned_to(self, article):
        return named(article.assignee) if article.assignee else gettext("Nobody")

    @admin.display(description=_("shared with"))
    def shared_now(self, article):
        people = article.shared_with.all() if article.pk else []
        return ", ".join(map(named, people)) or gettext("Nobody")

    @admin.display(description=_("legal flag"))
    def legal_flag(self, article):
        if article.is_flagged:
            return gettext("A lawyer has to clear the words before they go out")
        return gettext("None")

    @admin.display(description=_("actual length"))
    def length_now(self, article):
        return ngettext("%d word", "%d words", article.length) % article.length
