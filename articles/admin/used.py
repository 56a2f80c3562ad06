"""Where a section, tag or correspondent is used: how many stories, on the desk and with readers."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, IntegerField, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Correspondent, Edition, Tag
from articles.text.plain import is_number

#: Stories that are counted of one: beyond, it is "more than".
MOST = 1_000


class Counted(Subquery):
    """How many rows a query has, which is limited: so that counting costs a bounded time."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def stories(way, user):
    """Stories within a person's reach that have the row of the outer query."""
    return Article.objects.for_editor(user).filter(**{way: OuterRef("pk")}).order_by().values("pk")


def editions(model):
    """What readers have of the row of the outer query."""
    live = Edition.objects.live(at=timezone.now())
    return live.filter(**{model.objects.all().of_edition: OuterRef("pk")}).order_by().values("pk")


class UsedList(ChangeList):
    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        return self.model_admin.counted(rows, request.user)


class SaysWhereUsed:
    """For the screen of a noun: columns and a line of the form that say how much it is used."""

    #: The way to it from a story, and the parameter of the list of stories that has it.
    way = parameter = ""

    def get_changelist(self, request, **kwargs):
        return UsedList

    def get_object(self, request, object_id, from_field=None):
        noun = super().get_object(request, object_id, from_field)
        if noun is not None:
            row = self.counted(self.model.objects.filter(pk=noun.pk), request.user).first()
            noun.on_desk, noun.live = (row.on_desk, row.live) if row else (0, 0)
        return noun

    def counted(self, rows, user):
        return rows.annotate(
            on_desk=Counted(stories(self.way, user).distinct()[: MOST + 1]),
            live=Counted(editions(self.model)[: MOST + 1]),
        )

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "used"]

    def get_fields(self, request, obj=None):
        fields = list(super().get_fields(request, obj))
        return fields if obj is None else [*fields, "used"]

    @admin.display(description=_("on the desk"))
    def desk_count(self, noun):
        return self.link(noun, number(noun.on_desk)) if noun.on_desk else "–"

    @admin.display(description=_("with readers"))
    def live_count(self, noun):
        return number(noun.live) if noun.live else "–"

    @admin.display(description=_("where used"))
    def used(self, noun):
        if not (noun.on_desk or noun.live):
            return gettext("No story has it.")
        on_desk = ngettext("%(n)s story on the desk", "%(n)s stories on the desk", noun.on_desk)
        live = ngettext(
            "readers have %(n)s story of these", "readers have %(n)s stories of these", noun.live
        )
        linked = self.link(noun, on_desk % {"n": number(noun.on_desk)})
        return format_html("{}; {}", linked, live % {"n": number(noun.live)})

    def link(self, noun, words):
        path = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?{}={}">{}</a>', path, self.parameter, noun.pk, words)


def number(count):
    return gettext("more than %(most)s") % {"most": f"{MOST:,}"} if count > MOST else str(count)


class UseFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "use"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.stories = stories(model_admin.way, request.user)

    def lookups(self, request, model_admin):
        return [
            ("live", _("With readers")),
            ("desk", _("On the desk alone")),
            ("none", _("Not used")),
        ]

    def queryset(self, request, queryset):
        on_desk, live = Exists(self.stories), Exists(editions(queryset.model))
        if self.value() == "live":
            return queryset.filter(live)
        if self.value() == "desk":
            return queryset.filter(on_desk, ~live)
        return queryset.filter(~on_desk, ~live) if self.value() == "none" else None


class HavingFilter(admin.SimpleListFilter):
    """For the list of stories: those that have one noun; there once one has been asked for."""

    template = "admin/articles/article/_filter.html"
    model: Any
    way = ""

    def lookups(self, request, model_admin):
        asked = self.value() or ""
        nouns = self.model.objects.filter(pk=asked) if is_number(asked) else []
        return [(str(noun.pk), str(noun)) for noun in nouns]

    def queryset(self, request, queryset):
        if not self.lookup_choices:
            return None
        having = Article.objects.filter(**{self.way: self.value()}).order_by()
        return queryset.filter(pk__in=having.values("pk"))


class TagFilter(HavingFilter):
    title, parameter_name = _("tag"), "tag"
    model, way = Tag, "article_tags__tag"


class CorrespondentFilter(HavingFilter):
    title, parameter_name = _("correspondent"), "correspondent"
    model, way = Correspondent, "bylines__correspondent"
