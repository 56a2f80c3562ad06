"""What the list is narrowed down to: by conditions that an index answers."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.people import named, staff
from articles.admin.used import CorrespondentFilter, TagFilter
from articles.desk.unread import is_unread
from articles.models import Article, Edition
from articles.permissions import EVERYWHERE
from articles.workflow import Answer, Standing, standing

#: Drops down, so that the list has the width of the page.
TEMPLATE = "admin/articles/article/_filter.html"


class StageFilter(admin.ChoicesFieldListFilter):
    template = TEMPLATE


class SectionFilter(admin.RelatedFieldListFilter):
    template = TEMPLATE

    def has_output(self):
        return bool(self.lookup_choices)


class DueFilter(admin.SimpleListFilter):
    title = _("due")
    parameter_name = "due"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        return [
            ("late", _("Late")),
            ("today", _("Today")),
            ("week", _("In the next seven days")),
            ("never", _("No date")),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        if self.value() == "late":
            return queryset.late(at=now)
        if self.value() == "today":
            return queryset.filter(due_at__gte=midnight, due_at__lt=midnight + timedelta(days=1))
        if self.value() == "week":
            return queryset.filter(due_at__gte=now, due_at__lt=now + timedelta(days=7))
        return queryset.filter(due_at=None) if self.value() == "never" else None


class UnreadFilter(admin.SimpleListFilter):
    """What others have saved since a person last had it open."""

    title = _("unread")
    parameter_name = "unread"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        return [("yes", _("Unread"))]

    def queryset(self, request, queryset):
        return queryset.filter(is_unread(request.user)) if self.value() == "yes" else None


class AssigneeFilter(admin.SimpleListFilter):
    """Mine are those assigned to me, and my own that nobody else has."""

    title = _("assignee")
    parameter_name = "assignee"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        others = staff().filter(has_stories_for(request.user)).exclude(pk=request.user.pk)
        people = [(str(person.pk), named(person)) for person in others]
        return [("mine", _("Mine")), ("nobody", _("Nobody")), *people]

    def queryset(self, request, queryset):
        if self.value() == "mine":
            return queryset.of(request.user)
        if self.value() == "nobody":
            return queryset.filter(assignee=None)
        known = {value for value, _label in self.lookup_choices}
        return queryset.filter(assignee=self.value()) if self.value() in known else None


def has_stories_for(user):
    """The condition, on people, that they have a story within somebody's reach: one look each."""
    theirs = Article.objects.filter(assignee=OuterRef("pk"))
    if user.has_perm(EVERYWHERE):
        return Exists(theirs)
    return Exists(theirs.for_editor(user))


class StandingFilter(admin.SimpleListFilter):
    title = _("standing")
    parameter_name = "standing"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        return Standing.choices

    def queryset(self, request, queryset):
        if self.value() not in Standing.values:
            return None
        return queryset.filter(timelines_of(self.value(), at=timezone.now()))


def timelines_of(wanted, *, at):
    """Turn `workflow.standing` round: the condition that a story's timeline makes this standing."""
    answers = {answer for answer in Answer.values if standing(answer, copy_to_come=False) == wanted}
    timeline = Edition.objects.filter(article=OuterRef("pk"))
    if answers == {Answer.COPY}:  # of most stories: the list asks it of each that it comes by
        return Q(Exists(timeline.live(at=at)))
    if answers:  # of few: they are found first
        # They print no revision: there is an index of those that do not.
        few = Edition.objects.in_force(at=at).filter(answer__in=answers, revision=None)
        return Q(pk__in=few.values("article"))
    to_come = Edition.objects.waiting(at=at).filter(answer=Answer.COPY).values("article")
    is_to_come = Q(pk__in=to_come)
    is_to_come = is_to_come if wanted == Standing.SCHEDULED else ~is_to_come
    return is_to_come & ~Q(Exists(timeline.begun(at=at)))


FILTERS = [
    ("stage", StageFilter),
    StandingFilter,
    ("section", SectionFilter),
    AssigneeFilter,
    DueFilter,
    UnreadFilter,
    TagFilter,
    CorrespondentFilter,
]
