"""A story's log: its saves, and what the desk and the press did with it, latest first."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import F, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.clock import spoken_moment
from articles.admin.people import named
from articles.admin.record import effect
from articles.admin.revisions.names import Names
from articles.admin.revisions.wording import changes
from articles.deeds import deed
from articles.models import Act, Edition, Revision
from articles.workflow import Answer

#: Lines of the log on a page of it, and on the story's form.
PER_PAGE, LAST = 50, 6


@dataclass(frozen=True)
class Outing:
    """How readers have to do with a revision: `state` is live, waits or past."""

    state: str
    told: str


@dataclass(frozen=True)
class Line:
    """A save, with its revision, or a use of a verb: when (UTC), by whom, and in words what."""

    at: datetime
    who: str
    revision: Revision | None
    told: list
    note: str = ""
    outings: list = field(default_factory=list)
    is_save: bool = True


def log(article):
    """A Paginator of a story's log. Its pages are of Line, once through `lines`."""
    return Paginator(keys(article), PER_PAGE)


def last_lines(article):
    """The last lines of a story's log."""
    return lines(article, keys(article)[:LAST], now=timezone.now())


def keys(article):
    """What the log is of, in its order: rows of (moment, whether it is a save, number)."""
    saves = article.revisions.order_by().annotate(
        moment=F("saved_at"), is_save=Value(1), row=F("pk")
    )
    acts = article.acts.order_by().annotate(moment=F("at"), is_save=Value(0), row=F("pk"))
    of = ("moment", "is_save", "row")
    # What is done at the moment of a save is done with it: after.
    both = saves.values_list(*of).union(acts.values_list(*of), all=True)
    return both.order_by("-moment", "is_save", "-row")


def lines(article, keys, *, now):
    """Make the lines of some keys, in as many queries however many there are."""
    keys = list(keys)
    saved = {row for _at, is_save, row in keys if is_save}
    done = {row for _at, is_save, row in keys if not is_save}
    saves = of_saves(article, saved, now=now)
    acts = of_acts(done)
    return [(saves if is_save else acts)[row] for _at, is_save, row in keys]


def of_saves(article, pks, *, now):
    """The lines of revisions: {pk: Line}. No body is fetched."""
    rows = Revision.objects.select_related("by").defer("body").in_bulk(pks)
    numbers = {row.number for row in rows.values()}
    before = {row.number: row for row in rows.values()}
    missing = {number - 1 for number in numbers} - numbers - {0}
    older = article.revisions.filter(number__in=missing).defer("body")
    before |= {row.number: row for row in older}
    names = Names(before.values())
    outings = outings_of(pks, now=now)
    return {
        pk: Line(
            at=row.saved_at,
            who=name_of(row.by),
            revision=row,
            told=changes(row, before.get(row.number - 1), names),
            outings=outings[pk],
        )
        for pk, row in rows.items()
    }


def of_acts(pks):
    """The lines of acts: {pk: Line}."""
    acts = Act.objects.select_related("by", "revision").defer("revision__body").in_bulk(pks)
    return {
        pk: Line(
            at=act.at,
            who=name_of(act.by),
            revision=act.revision,
            told=[": ".join(filter(None, [str(deed(act.verb)), effect(act)]))],
            note=act.reason,
            is_save=False,
        )
        for pk, act in acts.items()
    }


def outings_of(pks, *, now):
    """When readers had, have and will have revisions: {pk: [Outing, …]}, latest first."""
    found = defaultdict(list)
    editions = Edition.objects.filter(revision__in=pks, answer=Answer.COPY).defer("body")
    for edition in editions.order_by("-live_from"):
        found[edition.revision_id].append(outing(edition, now=now))
    return found


def outing(edition, *, now):
    begins, ends = spoken_moment(edition.live_from), edition.live_until
    if edition.live_from > now:
        return Outing("waits", _("Goes out on %(begins)s") % {"begins": begins})
    if ends is None or ends > now:
        return Outing("live", _("Live since %(begins)s") % {"begins": begins})
    times = {"begins": begins, "ends": spoken_moment(ends)}
    return Outing("past", _("Was live from %(begins)s to %(ends)s") % times)


def name_of(person):
    return named(person) if person else _("No account")
