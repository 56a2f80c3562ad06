"""
What must be true of the rows of every story. Each check asks the database about all stories at
once and gives what is wrong as it comes, so that a hundred thousand stories need no more memory
than one.
"""

from dataclasses import dataclass
from itertools import groupby, zip_longest
from operator import attrgetter

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.checks.overruling import is_open
from articles.checks.wholeness import missing, wholeness
from articles.models import Act, Alias, Article, Edition, ProofLink, ProofOpening, Revision
from articles.models.edition import EditionCredit, EditionTopic
from articles.workflow import Answer, Level

#: Rows fetched at a time.
BATCH = 1000

#: What a verb of the press writes again for the whole story.
WRITE_AGAIN = gettext_lazy("Publish, schedule or withdraw it: each verb writes its timeline again.")
RESTORE = gettext_lazy("No verb leaves this: restore its rows from a backup.")


@dataclass(frozen=True)
class Fault:
    """Something that is not as it must be: what, of which story (a number), what to do."""

    what: str
    advice: str | Promise
    story: int | None = None


# --- timelines: one walk over all editions, story by story ---

#: What the walk reads of an edition: no words, which would be most of the database.
OUTLINE = """
    article_id live_from live_until answer embargoed_until published_at correction
    correction_note corrections
""".split()


def timelines(*, at):
    """Each story's editions fit together, and its notes add up."""
    rows = Edition.objects.order_by("article_id", "live_from").only(*OUTLINE)
    stories = groupby(rows.iterator(chunk_size=BATCH), attrgetter("article_id"))
    for number, rows_of_one in stories:
        editions = list(rows_of_one)
        for check in (ends, days, notes):
            yield from (Fault(what, advice, number) for what, advice in check(editions))


def ends(editions):
    for edition, following in zip_longest(editions, editions[1:]):
        if edition.live_until != (following and following.live_from):
            yield (
                _("The edition of %(start)s does not end where the next one begins.")
                % {"start": edition.live_from.isoformat()},
                WRITE_AGAIN,
            )


def days(editions):
    copies = [edition for edition in editions if edition.answer == Answer.COPY]
    if len({edition.published_at for edition in copies}) > 1:
        yield _("Its editions were first published on different moments."), RESTORE
    for edition in copies:
        if edition.embargoed_until and edition.live_from < edition.embargoed_until:
            yield _("An edition begins before the embargo that it was printed under ends."), RESTORE


def notes(editions):
    """Each edition tells the notes of those before it, and its own."""
    told: list[dict] = []
    for edition in editions:
        if edition.answer != Answer.COPY:
            continue
        if edition.correction:
            at = edition.live_from.isoformat()
            note = {"kind": edition.correction, "note": edition.correction_note, "at": at}
            told = [*told, note]
        if edition.corrections != told:
            yield (
                _("The edition of %(start)s does not tell the notes that readers were given.")
                % {"start": edition.live_from.isoformat()},
                RESTORE,
            )
            told = edition.corrections


# --- each of the others is a query ---


def embargoes(*, at):
    waiting = Edition.objects.waiting(at=at).filter(answer=Answer.COPY)
    for number in stories_of(waiting.filter(live_from__lt=F("article__embargoed_until"))):
        yield Fault(
            _("Words wait for a moment before the end of its embargo."),
            _("Take back what waits."),
            number,
        )


def listing_rows(*, at):
    """Listings find an edition by its story's number and the moment it was first published."""
    for model in (EditionTopic, EditionCredit):
        agreeing = Q(published_at=F("edition__published_at"), number=F("edition__article_id"))
        astray = model.objects.exclude(agreeing).values_list("edition__article_id", flat=True)
        for number in astray.distinct().iterator(chunk_size=BATCH):
            yield Fault(_("A listing has it in the wrong place."), RESTORE, number)


def rows_of_a_story(*, at):
    """What an edition, an act or a proof names is the same story's."""
    openings = ProofOpening.objects.exclude(revision__article=F("link__article"))
    wrong = {
        _("An edition prints another story's revision."): of_another(Edition),
        _("An edition has another story's id."): Edition.objects.exclude(uid=F("article__uid")),
        _("An act is of another story's revision."): of_another(Act),
        _("A proof link is for another story's revision."): of_another(ProofLink),
        _("A proof link showed another story."): ProofLink.objects.filter(openings__in=openings),
    }
    for what, rows in wrong.items():
        yield from (Fault(what, RESTORE, number) for number in stories_of(rows))


def of_another(model):
    """The rows that name a revision of another story than their own."""
    return model.objects.exclude(revision=None).exclude(revision__article=F("article"))


def revisions(*, at):
    """The working copy knows its newest revision."""
    kept = Revision.objects.filter(article=OuterRef("pk")).order_by().values("article")
    last = Subquery(kept.annotate(last=Max("number")).values("last"))
    articles = Article.objects.annotate(last=Coalesce(last, 0))
    wrong = articles.exclude(last=F("revision_number")).values_list("pk", flat=True)
    for number in wrong.iterator(chunk_size=BATCH):
        yield Fault(_("Its working copy is of a revision that is not the newest."), RESTORE, number)


def tombstones(*, at):
    """What is killed or off has no words but the tombstone's."""
    bare = Q(**dict.fromkeys(["headline", "kicker", "standfirst", "excerpt", "body"], ""))
    wordless = Edition.objects.exclude(answer=Answer.COPY)
    found = wordless.filter(~bare | Q(topics__isnull=False) | Q(credits__isnull=False))
    for number in stories_of(found):
        yield Fault(_("Words of the story stand on its tombstone."), RESTORE, number)


def addresses(*, at):
    """Where an edition stands is an address of its story's."""
    own = Alias.objects.filter(path=OuterRef("path"), article=OuterRef("article"))
    for number in stories_of(Edition.objects.exclude(path="").filter(~Exists(own))):
        yield Fault(_("It stands at an address that is not its own."), RESTORE, number)


def moved_addresses(*, at):
    """A story gets another address by `readdress` alone."""
    asked = Act.objects.filter(article=OuterRef("article"), verb="readdress")
    editions = Edition.objects.exclude(path="").filter(~Exists(asked)).order_by()
    stories = editions.values("article").annotate(paths=Count("path", distinct=True))
    for number in stories.filter(paths__gt=1).values_list("article", flat=True):
        yield Fault(_("Its address changed, and nobody changed it."), RESTORE, number)


def checks(*, at):
    """Every live edition is whole, or says that it is not; and no error went out unremarked."""
    live = Edition.objects.live(at=at).select_related("revision").defer("body")
    for edition in live.iterator(chunk_size=BATCH):
        for what in (*unsaid(edition), *passed_over(edition)):
            yield Fault(what, gettext_lazy("Correct it, or withdraw it."), edition.article_id)


def unsaid(edition):
    lacks = ", ".join(missing(edition.revision))
    told = {finding["check"] for finding in edition.findings if finding["level"] == Level.ERROR}
    if lacks and wholeness.__name__ not in told:
        yield _("It lacks %(what)s, and carries no finding that says so.") % {"what": lacks}


def passed_over(edition):
    for finding in filter(is_open, edition.findings):
        says = _("It went out with an error that nobody overruled: %(what)s")
        yield says % {"what": finding["message"]}


def stories_of(rows):
    numbers = rows.order_by().values_list("article_id", flat=True).distinct()
    return numbers.iterator(chunk_size=BATCH)


INVARIANTS = [
    *(timelines, embargoes, listing_rows, rows_of_a_story, revisions),
    *(tombstones, addresses, moved_addresses, checks),
]
