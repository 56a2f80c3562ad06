"""The list of stories: its columns, and what it is narrowed down to."""

from datetime import timedelta

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.people import named, staff
from articles.desk.unread import is_unread
from articles.models import Article
from articles.workflow import Answer, Stage, Standing, standing

#: Where copy is that the desk has done with: it is not late.
DONE = [Stage.READY, Stage.SPIKED]


class ArticleList(ChangeList):
    """Fetches what the list shows, and not the body."""

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        rows = rows.annotate(is_unread=is_unread(request.user))
        return rows.prefetch_related("bylines").defer("body")


class Columns:
    """For the list of stories: what a row says of one."""

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, article):
        """The headline; in words, that others have saved it since this person saw it."""
        if not article.is_unread:
            return str(article)
        return format_html('{} <span class="unread">{}</span>', article, gettext("unread"))

    @admin.display(description=_("by"))
    def names(self, article):
        return ", ".join(byline.name for byline in article.bylines.all())

    @admin.display(description=_("standing"))
    def standing(self, article):
        return article.standing(at=timezone.now()).label

    @admin.display(description=_("due"), ordering="due_at", empty_value="")
    def due(self, article):
        """When copy is due; in words, that it is late."""
        if article.due_at is None:
            return None
        told = {"due": date_format(timezone.localtime(article.due_at), "j M, H:i")}
        return gettext("Late: %(due)s") % told if is_late(article) else told["due"]

    @admin.display(description=_("assigned to"), ordering="assignee__username", empty_value="")
    def has_it(self, article):
        return named(article.assignee) if article.assignee else None

    @admin.display(description=_("words"), ordering="length")
    def words(self, article):
        """How many words it has, of how many it was commissioned at."""
        if article.commissioned_length is None:
            return str(article.length)
        return f"{article.length} / {article.commissioned_length}"


def is_late(article):
    return article.due_at < timezone.now() and article.stage not in DONE


class DueFilter(admin.SimpleListFilter):
    title = _("due")
    parameter_name = "due"

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
            return queryset.filter(due_at__lt=now).exclude(stage__in=DONE)
        if self.value() == "today":
            return queryset.filter(due_at__gte=midnight, due_at__lt=midnight + timedelta(days=1))
        if self.value() == "week":
            return queryset.filter(due_at__gte=now, due_at__lt=now + timedelta(days=7))
        return queryset.filter(due_at=None) if self.value() == "never" else None


class UnreadFilter(admin.SimpleListFilter):
    """What others have saved since a person last had it open."""

    title = _("unread")
    parameter_name = "unread"

    def lookups(self, request, model_admin):
        return [("yes", _("Unread"))]

    def queryset(self, request, queryset):
        return queryset.filter(is_unread(request.user)) if self.value() == "yes" else None


class AssigneeFilter(admin.SimpleListFilter):
    """Mine are those assigned to me, and my own that nobody else has."""

    title = _("assignee")
    parameter_name = "assignee"

    def lookups(self, request, model_admin):
        having = Article.objects.for_editor(request.user).values("assignee")
        others = staff().filter(pk__in=having).exclude(pk=request.user.pk)
        people = [(str(person.pk), named(person)) for person in others]
        return [("mine", _("Mine")), ("nobody", _("Nobody")), *people]

    def queryset(self, request, queryset):
        if self.value() == "mine":
            me = request.user
            return queryset.filter(Q(assignee=me) | Q(assignee=None, owner=me))
        if self.value() == "nobody":
            return queryset.filter(assignee=None)
        known = {value for value, _label in self.lookup_choices}
        return queryset.filter(assignee=self.value()) if self.value() in known else None


class StandingFilter(admin.SimpleListFilter):
    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return Standing.choices

    def queryset(self, request, queryset):
        if self.value() in Standing.values:
            return queryset.filter(timelines_of(self.value()))
        return None


def timelines_of(wanted):
    """Turn `workflow.standing` round: which timelines make this standing."""
    found = Q()
    for answer in [None, *Answer.values]:
        for to_come in (True, False):
            if standing(answer, copy_to_come=to_come) == wanted:
                is_none = Q(answer_in_force__isnull=True)
                is_answer = is_none if answer is None else Q(answer_in_force=answer)
                found |= is_answer & Q(copy_to_come=to_come)
    return found
