"""
Everything public that can show a story, each once. Whoever adds a page, a feed or a file that
strangers can fetch adds it here: the receipt of a kill, the hunt for leaks and `verify` fetch
what stands in this list, and a test fails for what does not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from urllib.parse import urlencode

from django.urls import reverse

from articles.surfaces.story import Story

#: An address in no form of ours: it shows the page for what is not there.
NOWHERE = "/nowhere/at/all/"


@dataclass(frozen=True)
class Surface:
    """A public page or file, by the name of its URL pattern."""

    name: str
    #: Give the addresses at which it could show a story.
    addresses: Callable[[Story], Iterable[str]]


def at(name):
    return lambda story: [reverse(name)]


def one(name):
    """It has one address, whatever the story."""
    return Surface(name, at(name))


def listing(name, places, marks=attrgetter("marks")):
    """It is paged: its addresses are `places(story)`, and the pages that the story would lead."""
    return Surface(
        name,
        lambda story: [page for path in places(story) for page in pages(path, marks(story))],
    )


def pages(path, marks):
    return [path, *(f"{path}?{urlencode({'before': mark})}" for mark in marks)]


def below(name, places, ending):
    """It stands below others: their paths with `ending`."""
    return Surface(name, lambda story: [path + ending for path in places(story)])


def desk(name):
    """It is a page of the desk about a story: a stranger must learn nothing there."""
    return Surface(name, lambda story: [reverse(name, args=[story.number])])


def at_a_moment(path):
    return reverse("time_machine_page", args=["20270101T000000Z", path])


paths, sections = attrgetter("paths"), attrgetter("sections")
topics, correspondents = attrgetter("topics"), attrgetter("correspondents")

#: Where a story's own addresses are: these answer as its edition in force says.
ARTICLE, HISTORY = "paper:article", "paper:history"

SURFACES = [
    below(ARTICLE, paths, ""),
    below(HISTORY, paths, "history/"),
    one("paper:front"),
    one("paper:front_feed"),
    listing("paper:section", sections),
    below("paper:section_feed", sections, "feed/"),
    listing("paper:topic", topics),
    below("paper:topic_feed", topics, "feed/"),
    listing("paper:correspondent", correspondents),
    below("paper:correspondent_feed", correspondents, "feed/"),
    listing("paper:corrections", at("paper:corrections"), attrgetter("notes")),
    one("paper:corrections_feed"),
    one("paper:sitemap"),
    one("paper:robots"),
    one("favicon"),
    Surface("404", lambda story: [NOWHERE]),
    desk("admin:articles_article_change"),
    desk("admin:articles_article_proof"),
    one("time_machine"),
    Surface("time_machine_page", lambda story: [at_a_moment(path) for path in story.paths]),
]
