"""Promises to a source that words are not out before a time: given, lengthened, lifted early."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models.article import NO_END
from articles.press.gate import claim, demand, embargo_text, record
from articles.press.timeline import moment
from articles.refusals import BadMoment, IllegalMove, Incomplete
from articles.workflow import Answer


def embargo(article, *, by, until=None, reason, source):
    """
    Promise that no words of a story that are not out yet go out before `until` (UTC, a whole
    minute to come; None: before somebody lifts it), and say why, and to whom. New words that
    wait for an earlier moment are withdrawn: a list of their editions is given. A promise can
    be lengthened; only `lift` ends it early. Raises Refused.
    """
    if not reason.strip() or not source.strip():
        raise Incomplete(_("Give the reason of the embargo, and its source."))
    with transaction.atomic():
        article, timeline = claim(article)
        until = NO_END if until is None else moment(until, now=timeline.now)
        demand(by, "embargo", article, timeline)
        if article.is_embargoed(timeline.now) and until < article.embargoed_until:
            told = embargo_text(article)
            raise BadMoment(_("%(embargo)s Lift it to end it sooner.") % {"embargo": told})
        promise(article, until=until, reason=reason, source=source)
        withdrawn = hold_back(timeline, until=until)
        timeline.write()
        record(article, "embargo", by=by, now=timeline.now, at=until, reason=reason)
    return withdrawn


def hold_back(timeline, *, until):
    """
    Take out the words that wait for too early a moment, and expiries of them alone; the other
    words are under the promise.
    """
    waiting = [e for e in timeline.waiting(timeline.now) if e.answer == Answer.COPY]
    early = [edition for edition in waiting if edition.live_from < until]
    for edition in waiting:
        edition.embargoed_until = until
    timeline.take_out(early)
    idle = timeline.idle()
    timeline.take_out(idle)
    return [*early, *idle]


def lift(article, *, by, reason=""):
    """End an embargo early. It publishes nothing by itself. Raises Refused."""
    with transaction.atomic():
        article, timeline = claim(article)
        demand(by, "lift", article, timeline)
        if not article.is_embargoed(timeline.now):
            raise IllegalMove(_("The story is under no embargo."))
        promise(article, until=None, reason="", source="")
        record(article, "lift", by=by, now=timeline.now, reason=reason)


def promise(article, *, until, reason, source):
    article.embargoed_until = until
    article.embargo_reason, article.embargo_source = reason, source
    article.save(update_fields=["embargoed_until", "embargo_reason", "embargo_source"])
