"""The paper's directory: its name, its sections, its topics, and where each is found."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import CharField, IntegerField, Value
from django.urls import reverse

from articles.models import Correspondent, Masthead, Section, Tag


@dataclass(frozen=True)
class Entry:
    """A name that leads to a page of listings. `colour` is a section's own, such as #7a1f1f."""

    name: str
    slug: str
    url: str
    colour: str = ""


@dataclass(frozen=True)
class Furniture:
    """
    What stands around every page: its moment (UTC), the masthead, the sections in print; a
    story's topics, and the kinds of those whom it credits, by slug.
    """

    at: datetime
    masthead: Masthead
    sections: list[Entry]
    topics: list[Entry] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)


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
            Entry(name, slug, reverse("paper:section", args=[slug]), colour)
            for kind, _position, name, slug, colour in rows
            if kind == "section"
        ],
        topics=[
            Entry(name, slug, reverse("paper:topic", args=[slug]))
            for kind, _position, name, slug, _none in rows
            if kind == "topic"
        ],
        kinds={slug: what for kind, _position, _name, slug, what in rows if kind == "credit"},
    )


def section_rows(at):
    return (
        Section.objects.in_print(at=at)
        .values_list(Value("section", CharField()), "position", "name", "slug", "colour")
        .order_by()
    )


def topic_rows(edition):
    tags = Tag.objects.filter(pk__in=edition.topics.values("tag"))
    return tags.values_list(*named("topic"), Value("", CharField())).order_by()


def credit_rows(edition):
    credited = Correspondent.objects.filter(pk__in=edition.credits.values("correspondent"))
    return credited.values_list(*named("credit"), "kind").order_by()


def named(kind):
    """The columns that a section has too, for what has no position of its own."""
    return Value(kind, CharField()), Value(0, IntegerField()), "name", "slug"
