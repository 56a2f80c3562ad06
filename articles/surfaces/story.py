"""What the addresses of a story are made of."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from articles.desk.proof_links import Bounds, State, token
from articles.models import EditionPicture, FormerAddress, PictureUse, Rendition
from articles.models.edition import EditionCredit, EditionTopic
from articles.paper.paging import mark


@dataclass(frozen=True)
class Story:
    """Where a story stands, stood or would stand. Listings are paths such as /topic/tides/."""

    number: int
    #: Its own addresses: the one that it has, and those it had.
    paths: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    #: Marks (see paging.mark) of the pages on which it would come first.
    marks: tuple[str, ...] = ()
    #: The same of the list of all corrections.
    notes: tuple[str, ...] = ()
    #: The addresses of proofs that people outside were sent, whether they still open or not.
    proofs: tuple[str, ...] = ()
    #: Numbers of the pictures that it shows or showed, or is to show.
    pictures: tuple[int, ...] = ()
    #: The addresses of their files: of each picture the widest, for all are public together.
    renditions: tuple[str, ...] = ()


def tell(article):
    """Collect the story of an article: from all its editions, revisions and the working copy."""
    revisions = list(article.revisions.only("article_id", "section_id", "bylines", "tags"))
    numbers = tuple(sorted(pictures(article)))
    return Story(
        number=article.pk,
        paths=tuple(article.aliases.order_by("path").values_list("path", flat=True)),
        sections=listings("section", sections(article, revisions)),
        topics=listings("tag", tags(article), {slug for row in revisions for slug in row.tags}),
        correspondents=listings("correspondent", correspondents(article), credited(revisions)),
        marks=marks(article, "published_at"),
        notes=marks(article, "live_from", ~Q(correction="")),
        proofs=tuple(map(proof, article.proof_links.order_by("pk"))),
        pictures=numbers,
        renditions=renditions(numbers),
    )


def proof(link):
    """The address of a proof link."""
    return reverse("proof", args=[token(link)])


def open_proofs(article, *, at):
    """The addresses of the proof links that show a story at `at`: a set."""
    bounds = Bounds(article, at=at)
    links = article.proof_links.all()
    return {proof(link) for link in links if bounds.state(link) == State.OPEN}


def pictures(article):
    printed = EditionPicture.objects.filter(edition__article=article)
    used = PictureUse.objects.filter(revision__article=article)
    return {*printed.values_list("picture", flat=True), *used.values_list("picture", flat=True)}


def renditions(numbers):
    rows = Rendition.objects.filter(picture__in=numbers, crop="", format="jpg").order_by("width")
    widest = {(row.picture_id, row.recipe): row.file_name for row in rows}
    return tuple(reverse("paper:rendition", args=[file]) for file in widest.values())


def open_pictures(numbers, *, at):
    """Which of some pictures, by number, any story that readers have shows at `at`: a set."""
    rows = EditionPicture.objects.filter(picture__in=numbers).select_related("edition")
    rows = rows.defer("renditions", "placeholder", "edition__body")
    return {row.picture_id for row in rows if row.is_shown(at) and row.edition.is_live(at)}


def sections(article, revisions):
    printed = article.editions.values_list("section", flat=True)
    return {article.section_id, *printed, *(row.section_id for row in revisions)}


def tags(article):
    printed = EditionTopic.objects.filter(edition__article=article)
    return {
        *printed.values_list("tag", flat=True),
        *article.article_tags.values_list("tag", flat=True),
    }


def correspondents(article):
    printed = EditionCredit.objects.filter(edition__article=article)
    return {
        *printed.values_list("correspondent", flat=True),
        *article.bylines.values_list("correspondent", flat=True),
    }


def credited(revisions):
    """The slugs of those whom revisions credit."""
    return {byline["correspondent"] for row in revisions for byline in row.bylines} - {""}


def listings(noun, keys, slugs=()):
    """
    Every path that the pages of some nouns have and had: `noun` is one of FormerAddress.NOUNS,
    they are named by their keys and by slugs, which may be nobody's any more.
    """
    model: Any = FormerAddress._meta.get_field(noun).related_model
    rows = {*model.objects.filter(pk__in=keys), *model.objects.known_as(slugs).values()}
    former = FormerAddress.objects.filter(**{f"{noun}__in": rows})
    paths = {row.get_absolute_url() for row in [*rows, *(model(slug=slug) for slug in slugs)]}
    return tuple(sorted(paths.union(former.values_list("path", flat=True))))


def marks(article, moment, *kind):
    """A listing by a moment of its editions that goes on from just above a story begins with it."""
    editions = article.editions.exclude(**{moment: None}).filter(*kind).order_by(moment)
    moments = editions.values_list(moment, flat=True).distinct()
    return tuple(mark((at, article.pk + 1)) for at in moments)
