"""The paper's directory: its name, its sections, its topics, and where each is found."""

from dataclasses import dataclass, field

from django.db.models import CharField, IntegerField, Value
from django.urls import reverse

from articles.models import Masthead, Section, Tag


@dataclass(frozen=True)
class Entry:
    """A name that leads to a page of listings. `colour` is a section's own, such as #7a1f1f."""

    name: str
    slug: str
    url: str
    colour: str = ""


@dataclass(frozen=True)
class Furniture:
    """What stands around every page: the masthead, the sections in print, a story's topics."""

    masthead: Masthead
    sections: list[Entry]
    topics: list[Entry] = field(default_factory=list)


def furnish(*, at, edition=None):
    """
    Fetch what stands around a page at `at`, in two queries; with an edition, its topics
    under today's names too.
    """
    rows = section_rows(at)
    if edition is not None:
        rows = rows.union(topic_rows(edition), all=True)
    rows = sorted(rows, key=lambda row: (row[1], row[2]))
    return Furniture(
        masthead=Masthead.objects.current(),
        sections=[
            Entry(name, slug, reverse("paper:section", args=[slug]), colour)
            for kind, _position, name, slug, colour in rows
            if kind == "section"
        ],
        topics=[
            Entry(name, slug, reverse("paper:topic", args=[slug]))
            for kind, _position, name, slug, _colour in rows
            if kind == "topic"
        ],
    )


def section_rows(at):
    return (
        Section.objects.in_print(at=at)
        .values_list(Value("section", CharField()), "position", "name", "slug", "colour")
        .order_by()
    )


def topic_rows(edition):
    return (
        Tag.objects.filter(pk__in=edition.topics.values("tag"))
        .values_list(
            Value("topic", CharField()),
            Value(0, IntegerField()),
            "name",
            "slug",
            Value("", CharField()),
        )
        .order_by()
    )
