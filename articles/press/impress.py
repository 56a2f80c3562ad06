"""A revision becomes an edition."""

from dataclasses import dataclass, field

from django.utils import timezone

from articles.models import Correspondent, Edition, Tag
from articles.text.markup import plain, sanitise

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


def impress(revision):
    """Print a revision. Reads only, so that slow work is done before anything is locked."""
    slugs = {byline["correspondent"] for byline in revision.bylines} - {""}
    correspondents = Correspondent.objects.known_as(slugs)
    edition = Edition(
        article_id=revision.article_id,
        revision=revision,
        body=sanitise(revision.body),
        excerpt=excerpt(revision),
        bylines=[printed_byline(byline, correspondents) for byline in revision.bylines],
        section=revision.section,
        publication=revision.publication.name if revision.publication else "",
        rendered_at=timezone.now(),
        **{name: getattr(revision, name) for name in PRINTED},
    )
    return Sheet(
        edition=edition,
        topics=unique(Tag.objects.known_as(revision.tags).values()),
        correspondents=unique(correspondents.values()),
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
    """The standfirst, or else the first words of the body."""
    words = revision.standfirst or plain(revision.body)
    if len(words) <= EXCERPT:
        return words
    start, _blank, _cut = words[:EXCERPT].rpartition(" ")
    return f"{start or words[:EXCERPT]}…"
