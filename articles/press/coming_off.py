"""The verbs that take a story from readers, or take back what waits; and bring it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.press import hanging
from articles.press.gate import (
    claim,
    demand,
    demand_no_embargo,
    demand_no_idle_expiry,
    demand_permission,
    demand_waiting,
    record,
)
from articles.press.going_out import what_waits
from articles.press.impress import again
from articles.press.redirects import demand_page_of_ours
from articles.press.timeline import MICROSECOND, moment
from articles.refusals import BadTarget, IllegalMove
from articles.workflow import TOMBSTONES, Answer

#: What an edition brings back is not told again: its note has been.
WITHOUT_NOTE = {"correction": "", "correction_note": "", "withholds": False, "is_silent": False}


def expire(article, *, by, at=None, reason=""):
    """
    Take a story from readers at `at` (UTC, a whole minute to come; default now); what waits
    for then or later is withdrawn. Gives the edition that answers *off*. Raises Refused.
    """
    with transaction.atomic():
        article, timeline = claim(article)
        at = moment(at, now=timeline.now)
        demand(by, "expire", article, timeline)
        timeline.clear(since=at)
        if not timeline.has_copy(at):
            raise IllegalMove(_("Nothing of this story would be live at that moment."))
        edition = timeline.take_off(at=at)
        timeline.write()
        record(article, "expire", by=by, now=timeline.now, at=at, edition=edition, reason=reason)
    return edition


def withdraw(article, *, by, reason=""):
    """
    Take a story from readers now, and all that waits with it. Gives the edition that answers
    *off*, or None where nothing was live yet. `reinstate` undoes it. Raises Refused.
    """
    with transaction.atomic():
        article, timeline = claim(article)
        now = timeline.now
        demand(by, "withdraw", article, timeline)
        is_live = timeline.has_copy(now)
        if not is_live and not timeline.waiting(now):
            raise IllegalMove(_("Nothing of this story is out or waiting."))
        timeline.clear(since=now)
        edition = timeline.take_off(at=now) if is_live else None
        timeline.write()
        record(article, "withdraw", by=by, now=now, edition=edition, reason=reason)
    return edition


def unschedule(article, *, by, was=None, reason=""):
    """
    Take out what waits for the moment `was` (UTC), or all that waits: new words and expiries
    alike. What readers have stays. Raises Refused.
    """
    with transaction.atomic():
        article, timeline = claim(article)
        demand(by, "unschedule", article, timeline)
        demand_waiting(timeline)
        if was is None:
            timeline.clear(since=timeline.now + MICROSECOND)
        else:
            timeline.take_out([what_waits(timeline, was)])
            demand_no_idle_expiry(timeline)
        timeline.write()
        record(article, "unschedule", by=by, now=timeline.now, at=was, reason=reason)


def kill(article, *, by, answer=Answer.GONE, notice="", target="", reason=""):
    """
    Take a story from every page for good, and all that waits with it. Its address answers with
    410 and the words of `notice` (Answer.GONE), with 301 to the page `target` (MOVED), or like
    one that never was (VANISHED). Only `reinstate` ends it. Gives the tombstone. Raises Refused.
    """
    with transaction.atomic():
        article, timeline = claim(article)
        demand(by, "kill", article, timeline)
        demand_tombstone(answer, article, notice=notice, target=target, now=timeline.now)
        tombstone = timeline.bury(answer, notice=notice, target=target)
        timeline.write()
        record(article, "kill", by=by, now=timeline.now, edition=tombstone, reason=reason)
    return tombstone


def demand_tombstone(answer, article, *, notice, target, now):
    """Refuse an answer that is none, or that does not go with the rest of what was asked."""
    if answer not in TOMBSTONES:
        raise IllegalMove(_("A killed story answers with gone, moved or vanished."))
    if notice and answer != Answer.GONE:
        raise IllegalMove(_("Only a story that is gone has words for readers: leave them out."))
    if target and answer != Answer.MOVED:
        raise BadTarget(_("Only a story that moved leads to a page: leave the page out."))
    if answer == Answer.MOVED:
        demand_page_of_ours(target, article, at=now)


def reinstate(article, *, by, reason=""):
    """
    Undo a kill or a withdrawal: what readers had before it they have again, under the same
    address. What waited then does not come back. Gives the edition. Raises Refused.
    """
    demand_permission(by, "reinstate", article)
    if last := article.editions.filter(answer=Answer.COPY).order_by("live_from").last():
        hanging.draw_again(last)  # slow work, no lock held
    with transaction.atomic():
        article, timeline = claim(article)
        now = timeline.now
        demand(by, "reinstate", article, timeline)
        demand_no_embargo(article, at=now)
        edition = what_was(timeline)
        timeline.write()
        record(article, "reinstate", by=by, now=now, edition=edition, reason=reason)
    return edition


def what_was(timeline):
    """Put in again what stood before a kill, or the last words before a withdrawal."""
    now = timeline.now
    ended = timeline.in_force(now)
    before = timeline.in_force(ended.live_from - MICROSECOND)
    if ended.answer in TOMBSTONES and before.answer == Answer.OFF:
        return timeline.take_off(at=now)
    return timeline.place(again(timeline.copies(before=now)[-1], **WITHOUT_NOTE), at=now)
