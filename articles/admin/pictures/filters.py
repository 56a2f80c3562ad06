"""What the library is narrowed down to."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.pictures.looks import SOON
from articles.desk import pictures
from articles.models import Edition, EditionPicture, Picture

#: Drops down, so that the grid has the width of the page.
TEMPLATE = "admin/articles/article/_filter.html"

#: Of so many of the latest pictures the credits are offered, and so many of these.
LATEST, CREDITS = 500, 25


class Choice(admin.SimpleListFilter):
    """A filter of a few choices, each a condition: `conditions(at)` gives {choice: Q}."""

    template = TEMPLATE
    offered: list[tuple[str, Any]] = []

    def lookups(self, request, model_admin):
        return self.offered

    def queryset(self, request, queryset):
        condition = self.conditions(timezone.now()).get(self.value())
        return None if condition is None else queryset.filter(condition)

    def conditions(self, at):
        raise NotImplementedError


class RightsFilter(Choice):
    title, parameter_name = _("rights"), "rights"
    offered = [
        ("fine", _("Fine")),
        ("ending", _("Licence ends within %(days)d days") % {"days": SOON}),
        ("ended", _("Licence has ended")),
        ("withdrawn", _("Withdrawn or erased")),
        ("unconfirmed", _("Not confirmed")),
    ]

    def conditions(self, at):
        is_off = Q(withdrawn_at__lte=at) | Q(erased_at__isnull=False)
        soon = at + timedelta(days=SOON)
        return {
            "ending": ~is_off & Q(licensed_until__gt=at, licensed_until__lte=soon),
            "ended": ~is_off & Q(licensed_until__lte=at),
            "withdrawn": is_off,
            "unconfirmed": Q(confirmed_at__isnull=True),
        }

    def queryset(self, request, queryset):
        if self.value() == "fine":
            return queryset.usable(at=timezone.now()).filter(confirmed_at__isnull=False)
        return super().queryset(request, queryset)


class UseFilter(Choice):
    title, parameter_name = _("use"), "use"
    offered = [
        ("live", _("With readers")),
        ("waiting", _("Waits to go out")),
        ("desk", _("In a story of the desk")),
        ("none", _("Not used")),
    ]

    def conditions(self, at):
        uses = {
            "live": Exists(shown("live", at=at)),
            "waiting": Exists(shown("waiting", at=at)),
            "desk": Exists(pictures.in_newest_words().filter(picture=OuterRef("pk"))),
        }
        unused = ~uses["live"] & ~uses["waiting"] & ~uses["desk"]
        return {**{name: Q(use) for name, use in uses.items()}, "none": Q(unused)}


def shown(how, *, at):
    """What editions show of the picture of the outer query: those `live` at `at`, or `waiting`."""
    editions = getattr(Edition.objects.all(), how)(at=at)
    return EditionPicture.objects.filter(picture=OuterRef("pk"), edition__in=editions)


class OrientationFilter(Choice):
    title, parameter_name = _("orientation"), "orientation"
    offered = [
        ("landscape", _("Landscape")),
        ("portrait", _("Portrait")),
        ("square", _("Square")),
    ]

    def conditions(self, at):
        return {
            "landscape": Q(width__gt=F("height")),
            "portrait": Q(width__lt=F("height")),
            "square": Q(width=F("height")),
        }


class Since(Choice):
    """Since when: of `field`, a moment."""

    field = ""
    offered = [
        ("today", _("Today")),
        ("week", _("In the last seven days")),
        ("month", _("In the last thirty days")),
        ("year", _("In the last year")),
        ("older", _("Longer ago")),
    ]

    def conditions(self, at):
        midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        days = {"today": 0, "week": 6, "month": 29, "year": 364}
        begin = {name: midnight - timedelta(days=number) for name, number in days.items()}
        since = {name: Q(**{f"{self.field}__gte": moment}) for name, moment in begin.items()}
        return since | {"older": Q(**{f"{self.field}__lt": begin["year"]})}


class UploadedFilter(Since):
    title, parameter_name, field = _("uploaded"), "uploaded", "uploaded_at"


class TakenFilter(Since):
    title, parameter_name, field = _("taken"), "taken", "taken_at"
    offered = [*Since.offered, ("unknown", _("Nobody knows when"))]

    def conditions(self, at):
        return super().conditions(at) | {"unknown": Q(taken_at__isnull=True)}


class CreditFilter(admin.SimpleListFilter):
    """Of one credit line: those of the latest pictures are offered, any can be asked for."""

    title, parameter_name, template = _("credit"), "credit", TEMPLATE

    def lookups(self, request, model_admin):
        latest = Picture.objects.values_list("credit", flat=True)[:LATEST]
        asked = self.used_parameters.get(self.parameter_name, "")
        credits = sorted({*latest} - {""}, key=str.casefold)[:CREDITS]
        return [(credit, credit) for credit in dict.fromkeys([*filter(None, [asked]), *credits])]

    def queryset(self, request, queryset):
        return queryset.filter(credit=self.value()) if self.value() else None


FILTERS = [
    CreditFilter,
    RightsFilter,
    UseFilter,
    OrientationFilter,
    UploadedFilter,
    TakenFilter,
]
