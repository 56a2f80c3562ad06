"""
Copies of the same words read against each other: each edition against the revision that it
prints, each working copy against its newest revision.
"""

from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Correspondent, Edition, Revision, Tag, TagMerge
from articles.press.impress import PRINTED, excerpt
from articles.surfaces.hops import batches
from articles.surfaces.invariants import RESTORE, Fault
from articles.text.markup import TooMuch, plain, sanitise
from articles.text.plain import one_line
from articles.workflow import Answer

#: Rows fetched at a time, with all their words.
BATCH = 100

RENDER = gettext_lazy("Render it again: press repress.")

#: What is compared that is no column of a revision, as people call it.
LABELS = {
    "bylines": gettext_lazy("bylines"),
    "tags": gettext_lazy("tags"),
    "correspondents": gettext_lazy("correspondents"),
}


def editions(*, at):
    """Every edition of copy has what the press would print of its revision."""
    printed = Edition.objects.filter(answer=Answer.COPY).select_related("revision").order_by("pk")
    yield from compared(printed.prefetch_related("topics", "credits"), Misprints)


def working_copies(*, at):
    """The working copy has what its newest revision says."""
    newest = Revision.objects.filter(number=F("article__revision_number")).order_by("pk")
    related = newest.select_related("article").prefetch_related(
        "article__bylines", "article__article_tags"
    )
    yield from compared(related, Strays)


def compared(rows, kind):
    """Give the faults of rows, of those that differ on a second look: somebody may have saved."""
    for batch in batches(rows.iterator(chunk_size=BATCH), BATCH):
        doubtful = [row.pk for row, _fault in kind(batch).faults()]
        if doubtful:
            again = list(rows.filter(pk__in=doubtful))
            yield from (fault for _row, fault in kind(again).faults())


class Comparison:
    """A batch of rows, with what the slugs in their revisions are of today."""

    def __init__(self, rows):
        self.rows = rows
        revisions = [self.revision(row) for row in rows]
        self.tags = Tag.objects.known_as({slug for each in revisions for slug in each.tags})
        self.correspondents = Correspondent.objects.known_as(
            {line["correspondent"] for each in revisions for line in each.bylines} - {""}
        )
        self.one_tag = taken_out()

    @staticmethod
    def revision(row):
        """The revision that a row is compared with."""
        raise NotImplementedError

    def differences(self, row):
        """Give the faults of one row."""
        raise NotImplementedError

    def faults(self):
        """Give the faults of all rows: (row, Fault)."""
        for row in self.rows:
            yield from ((row, fault) for fault in self.differences(row))

    def same_tags(self, numbers, slugs):
        """Tell whether the tags of some numbers are those that a revision names."""
        named = {self.tags[slug].pk for slug in slugs if slug in self.tags}
        return self.as_one(named) == self.as_one(numbers)

    def as_one(self, numbers):
        return {self.one_tag.get(number, number) for number in numbers}


def taken_out():
    """
    Tags that were another one for a time, till the merge was undone: {tag: the other one}, by
    number. What was saved or printed meanwhile may have either.
    """
    merges = TagMerge.objects.exclude(undone_at=None).values_list("slug", "into")
    into = dict(merges.order_by("undone_at"))
    tags = Tag.objects.known_as(into)
    return {tag.pk: into[slug] for slug, tag in tags.items()}


class Misprints(Comparison):
    """Editions compared with what the press would print."""

    @staticmethod
    def revision(edition):
        return edition.revision

    def differences(self, edition):
        start = edition.live_from.isoformat()
        if names := [name for name, is_same in self.parts(edition) if not is_same]:
            what = _("The edition of %(start)s differs from its revision: %(what)s.")
            yield fault(edition.article_id, what, names, RESTORE, start=start)
        elif edition.body != rendered(edition.revision) or not has_excerpt(edition):
            yield Fault(
                _("The edition of %(start)s has an excerpt or HTML that the press would not print.")
                % {"start": start},
                RENDER,
                edition.article_id,
            )

    def parts(self, edition):
        """Give what an edition has of its revision: (name, whether it is the same)."""
        revision = edition.revision
        for name in [*PRINTED, "section_id"]:
            yield name, getattr(edition, name) == getattr(revision, name)
        # A title keeps the name under which it was printed.
        yield "publication", bool(edition.publication) == bool(revision.publication_id)
        yield "body", plain(edition.body) == plain(rendered(revision))
        yield "bylines", as_printed(edition.bylines) == as_printed(revision.bylines)
        yield "tags", self.same_tags({row.tag_id for row in edition.topics.all()}, revision.tags)
        credited = {row.correspondent_id for row in edition.credits.all()}
        yield "correspondents", credited == self.credited(revision)

    def credited(self, revision):
        slugs = {line["correspondent"] for line in revision.bylines}
        return {self.correspondents[slug].pk for slug in slugs if slug in self.correspondents}


class Strays(Comparison):
    """Newest revisions compared with their working copies."""

    @staticmethod
    def revision(revision):
        return revision

    def differences(self, revision):
        if names := [name for name, is_same in self.parts(revision) if not is_same]:
            what = _("Its working copy differs from its newest revision: %(what)s.")
            yield fault(revision.article_id, what, names, RESTORE)

    def parts(self, revision):
        article = revision.article
        for name, value in revision.contents().items():
            if name not in {"bylines", "tags"}:  # which a story has in rows of their own
                yield name, getattr(article, name) == value
        bylines = [{"name": line.name, "role": line.role} for line in article.bylines.all()]
        yield "bylines", as_printed(bylines) == as_printed(revision.bylines)
        numbers = {row.tag_id for row in article.article_tags.all()}
        yield "tags", self.same_tags(numbers, revision.tags)


def fault(story, what, names, advice, **told):
    called = ", ".join(str(label(name)) for name in names)
    return Fault(what % (told | {"what": called}), advice, story)


def label(name) -> str | Promise:
    if name in LABELS:
        return LABELS[name]
    field: Any = Revision._meta.get_field(name.removesuffix("_id"))
    return field.verbose_name


def rendered(revision):
    """The HTML that the press makes; of what is more than a story, none."""
    try:
        return sanitise(revision.body)
    except TooMuch:
        return ""


def has_excerpt(edition):
    return edition.excerpt == one_line(excerpt(edition.revision))


def as_printed(bylines):
    return [(line["name"], line["role"]) for line in bylines]
