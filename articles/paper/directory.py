"""The paper's directory: its name, its sections, its topics, and where each is found."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, CharField, IntegerField, Value, When
from django.urls import reverse

from articles.models import Correspondent, Masthead, Section, Tag
from articles.models.directory_pictures import STORAGE


@dataclass(frozen=True)
class Entry:
    """
    A name that leads to a page of listings. `colour` is a section's own, such as #7a1f1f, and
    `is_shown` tells whether it stands in the navigation.
    """

    name: str
    slug: str
    url: str
    colour: str = ""
    is_shown: bool = True


@dataclass(frozen=True)
class Credited:
    """Somebody credited as they are today: of which kind, and where their portrait is, if any."""

    kind: str
    portrait: str


@dataclass(frozen=True)
class Furniture:
    """
    What stands around every page: its moment (UTC), the masthead, the sections in print; a
    story's topics, and those whom it credits, by slug.
    """

    at: datetime
    masthead: Masthead
    sections: list[Entry]
    topics: list[Entry] = field(default_factory=list)
    credited: dict[str, Credited] = field(default_factory=dict)

    @property
    def navigation(self):
        return [entry for entry in self.sections if entry.is_shown]

    def bylines(self, edition):
        """The bylines of an edition as printed, each with the address of a portrait, or ""."""
        portraits = {slug: known.portrait for slug, known in self.credited.items()}
        return [
            line | {"portrait": portraits.get(line["correspondent"], "")}
            for line in edition.bylines
        ]


def furnish(*, at, edition=None):
    """
    Fetch what stands around a page at `at`, in two queries; with an edition, its topics and
    correspondents as they are today too.
    """
    rows = section_rows(at)
    if edition is not None:
        rows = rows.union(topic_rows(edition), credit_rows(edition), all=True)
    rows = sorted(rows, key=lambda row: (row[1], row[2]))
    return Furniture(
        at=at,
        masthead=Masthead.objects.current(),
        sections=[
            Entry(name, slug, reverse("paper:section", args=[slug]), colour, bool(is_shown))
            for kind, _position, name, slug, colour, is_shown in rows
            if kind == "section"
        ],
        topics=[
            Entry(name, slug, reverse("paper:topic", args=[slug]))
            for kind, _position, name, slug, *_none in rows
            if kind == "topic"
        ],
        credited={
            slug: Credited(what, portrait and STORAGE.url(portrait))
            for kind, _position, _name, slug, what, portrait in rows
            if kind == "credit"
        },
    )


def section_rows(at):
    shown = Case(When(is_in_navigation=True, then=Value("shown")), default=Value(""))
    return (
        Section.objects.in_print(at=at)
        .values_list(Value("section", CharField()), "position", "name", "slug", "colour", shown)
        .order_by()
    )


def topic_rows(edition):
    tags = Tag.objects.filter(pk__in=edition.topics.values("tag"))
    nothing = Value("", CharField())
    return tags.values_list(*named("topic"), nothing, nothing).order_by()


def credit_rows(edition):
    credited = Correspondent.objects.filter(pk__in=edition.credits.values("correspondent"))
    return credited.values_list(*named("credit"), "kind", "portrait").order_by()


def named(kind):
    """The columns that a section has too, for what has no position of its own."""
    return Value(kind, CharField()), Value(0, IntegerField()), "name", "slug"
