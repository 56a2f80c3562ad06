"""A revision becomes an edition."""

from dataclasses import dataclass, field

from django.utils import timezone

from articles.models import Correspondent, Edition, EditionPicture, Tag
from articles.press import hanging, renditions
from articles.text.figures import without_figures
from articles.text.markup import plain

#: Characters in an excerpt: what search engines show of a description, and then some.
EXCERPT = 200

#: The words that go from a revision to its edition as they are.
PRINTED = """
    kicker headline standfirst dateline language label rights credit shows_history
""".split()


@dataclass
class Sheet:
    """A printed page before it has a place in time: an unsaved edition and its relations."""

    edition: Edition
    topics: list[Tag] = field(default_factory=list)
    correspondents: list[Correspondent] = field(default_factory=list)
    #: Unsaved rows of the pictures that it shows.
    pictures: list[EditionPicture] = field(default_factory=list)


def impress(revision, *, draws=True, **when):
    """
    Print a revision; if it `draws`, with its pictures (`when` they go out: see hanging.rows),
    which a proof shows as the desk has them. It changes nothing that anybody has, so that the
    slow work is done before anything is locked. Raises Unprintable, Unlicensed.
    """
    library = renditions.library(revision)
    slugs = {byline["correspondent"] for byline in revision.bylines} - {""}
    correspondents = Correspondent.objects.known_as(slugs)
    edition = Edition(
        article_id=revision.article_id,
        revision=revision,
        excerpt=excerpt(revision),
        bylines=[printed_byline(byline, correspondents) for byline in revision.bylines],
        section=revision.section,
        publication=revision.publication.name if revision.publication else "",
        rendered_at=timezone.now(),
        **{name: getattr(revision, name) for name in PRINTED},
    )
    hanging.dress(edition, revision, library)
    return Sheet(
        edition=edition,
        topics=unique(Tag.objects.known_as(revision.tags).values()),
        correspondents=unique(correspondents.values()),
        pictures=hanging.rows(revision, library, **when) if draws else [],
    )


def again(edition, **changed):
    """
    Make the sheet of a stored edition once more, to be placed at another time: with what is
    `changed`, and without a path, unless that is.
    """
    copy = Edition.objects.get(pk=edition.pk)
    copy.path = ""
    for name, value in changed.items():
        setattr(copy, name, value)
    sheet = Sheet(
        edition=copy,
        topics=[row.tag for row in edition.topics.select_related("tag")],
        correspondents=[
            row.correspondent for row in edition.credits.select_related("correspondent")
        ],
        pictures=hanging.rows_again(edition),
    )
    copy.pk, copy.published_at, copy._state.adding = None, None, True
    return sheet


def unique(rows):
    """Drop rows that are named twice: by the slug they have and by one they had."""
    return list(dict.fromkeys(rows))


def printed_byline(byline, correspondents):
    known = correspondents.get(byline["correspondent"])
    return {
        "name": byline["name"],
        "role": byline["role"],
        "correspondent": known.slug if known else "",
    }


def excerpt(revision):
    """The standfirst, or else the first words of the body: a caption goes with its picture."""
    words = revision.standfirst or plain(without_figures(revision.body))
    if len(words) <= EXCERPT:
        return words
    start, _blank, _cut = words[:EXCERPT].rpartition(" ")
    return f"{start or words[:EXCERPT]}…"
