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
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.surfaces.story import Story

#: An address in no form of ours: it shows the page for what is not there.
NOWHERE = "/nowhere/at/all/"


#: A name that no picture has: pictures of the directory are nobody's story.
NO_PICTURE = f"/media/directory/{'0' * 32}.jpg"
#: The same of the pictures of stories: asked for of a story that has none.
NO_RENDITION = f"/media/pictures/{'0' * 32}.jpg"


@dataclass(frozen=True)
class Surface:
    """A public page or file, by the name of its URL pattern; `label` is what people call it."""

    name: str
    label: Promise
    #: Give the addresses at which it could show a story.
    addresses: Callable[[Story], Iterable[str]]
    #: How it is asked.
    method: str = "GET"
    #: Write an address of it down: one that opens something is not to be kept whole.
    written: Callable[[str], str] = str


def at(name):
    return lambda story: [reverse(name)]


def one(name, label):
    """It has one address, whatever the story."""
    return Surface(name, label, at(name))


def listing(name, label, places, marks=attrgetter("marks")):
    """It is paged: its addresses are `places(story)`, and the pages that the story would lead."""
    return Surface(
        name,
        label,
        lambda story: [page for path in places(story) for page in pages(path, marks(story))],
    )


def pages(path, marks):
    return [path, *(f"{path}?{urlencode({'before': mark})}" for mark in marks)]


def below(name, label, places, ending):
    """It stands below others: their paths with `ending`."""
    return Surface(name, label, lambda story: [path + ending for path in places(story)])


def desk(name, label):
    """It is a page of the desk about a story: a stranger must learn nothing there."""
    return Surface(name, label, lambda story: [reverse(name, args=[story.number])])


def unsigned(address):
    """Give the address of a proof without what makes it good."""
    return f"{address.partition('.')[0]}…/"


def proof_pictures(story):
    """The pictures of proofs, each below the address of its own."""
    return [f"{at}pictures/{n}-480.webp" for at in story.proofs for n in story.pictures or [0]]


def at_a_moment(path):
    return reverse("time_machine_page", args=["20270101T000000Z", path])


paths, sections = attrgetter("paths"), attrgetter("sections")
topics, correspondents = attrgetter("topics"), attrgetter("correspondents")

#: Where a story's own addresses are: these answer as its edition in force says.
ARTICLE, HISTORY = "paper:article", "paper:history"

#: The files of a story's pictures, which other stories may show too.
RENDITION = "paper:rendition"

#: The one public place that reads the desk, each time by a link that somebody there signed.
PROOF, PROOF_PICTURE = "proof", "proof_picture"

SURFACES = [
    below(ARTICLE, _("Story"), paths, ""),
    below(HISTORY, _("History of the story"), paths, "history/"),
    one("paper:front", _("Front page")),
    one("paper:front_feed", _("Feed of every story")),
    listing("paper:section", _("Section"), sections),
    below("paper:section_feed", _("Feed of the section"), sections, "feed/"),
    listing("paper:topic", _("Topic"), topics),
    below("paper:topic_feed", _("Feed of the topic"), topics, "feed/"),
    listing("paper:correspondent", _("Correspondent"), correspondents),
    below("paper:correspondent_feed", _("Feed of the correspondent"), correspondents, "feed/"),
    listing("paper:corrections", _("Corrections"), at("paper:corrections"), attrgetter("notes")),
    one("paper:corrections_feed", _("Feed of corrections")),
    one("paper:about", _("About the paper")),
    one("paper:contact", _("How to reach the paper")),
    Surface("paper:picture", _("Portrait or logo"), lambda story: [NO_PICTURE]),
    # By HEAD, which has nobody read the file.
    Surface(
        RENDITION,
        _("File of a picture"),
        lambda story: story.renditions or [NO_RENDITION],
        method="HEAD",
    ),
    one("paper:sitemap", _("Sitemap")),
    one("paper:robots", _("Rules for robots")),
    one("favicon", _("Icon")),
    Surface("404", _("Page for what is not there"), lambda story: [NOWHERE]),
    # By HEAD, which counts as no opening of a link.
    Surface(PROOF, _("Proof link"), attrgetter("proofs"), method="HEAD", written=unsigned),
    Surface(
        PROOF_PICTURE, _("Picture of a proof"), proof_pictures, method="HEAD", written=unsigned
    ),
    desk("admin:articles_article_change", _("The desk’s form")),
    desk("admin:articles_article_proof", _("Proof")),
    one("for_you", _("Notices")),
    one("read_notices", _("Button that marks notices as read")),
    one("time_machine", _("Time machine")),
    Surface(
        "time_machine_page",
        _("Story in the time machine"),
        lambda story: [at_a_moment(path) for path in story.paths],
    ),
]
