"""The verbs: each asks for the right, checks the move and the copy, acts in one transaction."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.checks.wholeness import missing
from articles.models import Act, Article
from articles.models.article import NO_END
from articles.permissions import may
from articles.press.impress import impress
from articles.press.timeline import MICROSECOND, Timeline, moment
from articles.refusals import Embargoed, IllegalMove, Incomplete, Moved, NotPermitted, Refused
from articles.signals import timeline_changed
from articles.workflow import is_legal


def publish(article, *, by, revision=None, at=None):
    """
    Put a revision before readers from `at` on (UTC, a whole minute to come; default now).
    It holds until what already comes next. `revision` is the one the person saw (default:
    the newest). Gives the edition. Raises Refused.
    """
    revision = revision or article.newest()
    demand_permission(by, "publish", article)  # cheap refusals first
    demand_whole(revision)
    sheet = impress(revision)  # reads only; slow work, no lock held
    with transaction.atomic():
        article, timeline, now = claim(article)
        at = moment(at, now=now)
        demand(by, "publish", article, timeline, now=now)
        demand_fresh(article, revision, timeline, at=at)
        sheet.edition.embargoed_until = article.embargoed_until
        edition = timeline.place(sheet, at=at)
        record(article, "publish", by=by, now=now, at=at, edition=edition)
    return edition


def expire(article, *, by, at=None, reason=""):
    """
    Take a story from readers at `at` (UTC, a whole minute to come; default now); what waits
    for then or later is withdrawn. Gives the edition that answers *off*. Raises Refused.
    """
    with transaction.atomic():
        article, timeline, now = claim(article)
        at = moment(at, now=now)
        demand(by, "expire", article, timeline, now=now)
        timeline.clear(since=at)
        if not timeline.has_copy(at):
            raise IllegalMove(_("Nothing of this story would be live at that moment."))
        edition = timeline.take_off(at=at)
        record(article, "expire", by=by, now=now, at=at, edition=edition, reason=reason)
    return edition


def withdraw(article, *, by, reason=""):
    """
    Take a story from readers now, and all that waits with it. Gives the edition that answers
    *off*, or None where nothing was live yet. Publishing again undoes it. Raises Refused.
    """
    with transaction.atomic():
        article, timeline, now = claim(article)
        demand(by, "withdraw", article, timeline, now=now)
        is_live = timeline.has_copy(now)
        if not is_live and not timeline.waiting(now):
            raise IllegalMove(_("Nothing of this story is out or waiting."))
        timeline.clear(since=now)
        edition = timeline.take_off(at=now) if is_live else None
        record(article, "withdraw", by=by, now=now, at=now, edition=edition, reason=reason)
    return edition


def unschedule(article, *, by, reason=""):
    """
    Take out all that waits, new words and expiries alike; what readers have stays. Raises
    Refused.
    """
    with transaction.atomic():
        article, timeline, now = claim(article)
        demand(by, "unschedule", article, timeline, now=now)
        demand_waiting(timeline, now=now)
        timeline.clear(since=now + MICROSECOND)
        record(article, "unschedule", by=by, now=now, at=now, edition=None, reason=reason)


def proof(revision):
    """
    Print a revision without saving it: the sheet that readers would get, were it published
    now. Its path is empty if the story has none yet.
    """
    sheet = impress(revision)
    timeline = Timeline(revision.article)
    timeline.prepare(sheet.edition, at=timeline.clock())
    return sheet


def objection(verb, article, *, by):
    """Give what a verb would refuse with if it were used now (a Refused), or None."""
    timeline = Timeline(article)
    now = timeline.clock()
    try:
        demand(by, verb, article, timeline, now=now)
        if verb == "unschedule":
            demand_waiting(timeline, now=now)
        if verb == "publish":
            newest = article.newest()
            demand_whole(newest)
            demand_fresh(article, newest, timeline, at=now)
    except Refused as refused:
        return refused
    return None


def claim(article):
    """Lock a story: give it and its timeline as they are now, and the moment it is."""
    article = Article.objects.claim(article.pk)
    timeline = Timeline(article)
    return article, timeline, timeline.clock()  # the clock is read after the lock


def demand(by, verb, article, timeline, *, now):
    """Refuse a verb that this person may not use, or that does not fit where the story is."""
    demand_permission(by, verb, article)
    standing = timeline.standing(now)
    if not is_legal(verb, standing=standing, stage=article.stage):
        raise IllegalMove(
            _("This cannot be done with a story that is %(standing)s (stage: %(stage)s).")
            % {"standing": standing.label.lower(), "stage": article.get_stage_display().lower()}
        )


def demand_permission(by, verb, article):
    if not may(by, verb, article):
        raise NotPermitted(_("You may not do this with this story. Ask an editor."))


def demand_whole(revision):
    """Refuse to print what lacks something that a page cannot do without."""
    if revision is None:
        raise Incomplete(_("Save the story first: there is nothing to print yet."))
    if wanting := missing(revision):
        raise Incomplete(_("The story needs %(what)s first.") % {"what": ", ".join(wanting)})


def demand_fresh(article, revision, timeline, *, at):
    """Refuse to print what is not the newest, under an embargo, or there already."""
    if revision.number != article.revision_number:
        raise Moved(article.newest())
    if article.embargoed_until and at < article.embargoed_until:
        raise Embargoed(embargo_text(article))
    in_force = timeline.in_force(at)
    if in_force is not None and in_force.revision_id == revision.pk:
        raise IllegalMove(_("Readers have these words already then; nothing would change."))


def demand_waiting(timeline, *, now):
    if not timeline.waiting(now):
        raise IllegalMove(_("Nothing of this story waits."))


def embargo_text(article):
    if article.embargoed_until >= NO_END:
        return _("The story is under an embargo without an end.")
    return _("The story is under an embargo until %(time)s.") % {
        "time": date_format(timezone.localtime(article.embargoed_until), "DATETIME_FORMAT")
    }


def record(article, verb, *, by, now, at, edition, reason=""):
    """Write down who did it, and tell the others once it is done."""
    Act.objects.create(
        article=article,
        verb=verb,
        by=by,
        at=now,
        effective_at=at if at != now else None,
        revision=edition.revision if edition else None,
        edition=edition,
        reason=reason,
    )
    transaction.on_commit(
        lambda: timeline_changed.send(type(article), article_id=article.pk, verb=verb)
    )
