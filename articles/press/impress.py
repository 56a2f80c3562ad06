"""A revision becomes an edition."""

from dataclasses import dataclass, field

from articles.models import Correspondent, Edition, Tag
from articles.text.markup import plain, sanitise

#: Characters in an excerpt: what search engines show of a description, and then some.
EXCERPT = 200

#: The words that go from a revision to its edition as they are.
PRINTED = ["kicker", "headline", "standfirst", "dateline", "language", "rights", "credit"]


@dataclass
class Sheet:
    """A printed page before it has a place in time: an unsaved edition and its relations."""

    edition: Edition
    topics: list[Tag] = field(default_factory=list)
    correspondents: list[Correspondent] = field(default_factory=list)


def impress(revision):
    """Print a revision. Reads only, so that slow work is done before anything is locked."""
    correspondents = {
        correspondent.slug: correspondent
        for correspondent in Correspondent.objects.filter(
            slug__in=[byline["correspondent"] for byline in revision.bylines]
        )
    }
    edition = Edition(
        article_id=revision.article_id,
        revision=revision,
        uid=revision.article.uid,
        body=sanitise(revision.body),
        excerpt=excerpt(revision),
        bylines=[printed_byline(byline, correspondents) for byline in revision.bylines],
        section=revision.section,
        publication=revision.publication.name if revision.publication else "",
        **{name: getattr(revision, name) for name in PRINTED},
    )
    return Sheet(
        edition=edition,
        topics=list(Tag.objects.filter(slug__in=revision.tags)),
        correspondents=list(correspondents.values()),
    )


def printed_byline(byline, correspondents):
    slug = byline["correspondent"]
    return {
        "name": byline["name"],
        "role": byline["role"],
        "correspondent": slug if slug in correspondents else "",
    }


def excerpt(revision):
    """The standfirst, or else the first words of the body."""
    words = revision.standfirst or plain(revision.body)
    if len(words) <= EXCERPT:
        return words
    start, _blank, _cut = words[:EXCERPT].rpartition(" ")
    return f"{start or words[:EXCERPT]}…"
