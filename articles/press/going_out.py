"""The verbs that bring words out, now or at a time."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.checks.overruling import count_rules, let_pass, overruled, spoken
from articles.checks.register import OUT, findings, of_words
from articles.press import hanging, renditions
from articles.press.approval import let_out
from articles.press.gate import (
    claim,
    demand,
    demand_newest,
    demand_news,
    demand_no_embargo,
    demand_no_idle_expiry,
    demand_permission,
    demand_whole,
    record,
)
from articles.press.impress import again, impress
from articles.press.timeline import Timeline, moment, take_over
from articles.refusals import BadMoment, IllegalMove, Incomplete, Moved
from articles.workflow import GRAVE, Answer, Kind


def publish(article, *, by, revision=None, at=None, is_silent=False, overrule=""):
    """
    Put a revision before readers from `at` on (UTC, a whole minute to come; default now).
    It holds until what already comes next. `revision` is the one the person saw (default:
    the newest). A silent change does not move the time that the page calls updated.
    `overrule` is the reason why words go out in spite of errors that the checks find. Gives
    the edition. Raises Refused.
    """
    what = {"revision": revision, "at": at, "overrule": overrule}
    verb = "schedule" if at else "publish"
    return bring_out(article, verb, by=by, **what, is_silent=is_silent)


def schedule(article, *, by, at, **how):
    """Put a revision before readers from a moment to come on, as `publish` does."""
    if at is None:
        raise BadMoment(_("Say when: give a moment to come."))
    return publish(article, by=by, at=at, **how)


def correct(article, *, by, kind, note, revision=None, at=None, withholds=None, overrule=""):
    """
    Publish with a note that readers see: a dated correction of what they had. `kind` is one of
    workflow.Kind. One that `withholds` keeps the words before it from the public history (by
    default an apology or a retraction does). The words may be those that readers have, where
    the note says all: these nobody need approve again. `overrule` is as for `publish`. Gives
    the edition. Raises Refused.
    """
    what = {"revision": revision, "at": at, "overrule": overrule}
    return bring_out(article, "correct", by=by, **what, **noted(kind, note, withholds))


def noted(kind, note, withholds):
    """Give the fields of an edition that brings a note. Raises Incomplete for none."""
    if kind not in Kind.values:
        raise Incomplete(_("Say what it is: %(kinds)s.") % {"kinds": ", ".join(Kind.values)})
    if not note.strip():
        raise Incomplete(_("Write the note that readers are to see."))
    withholds = kind in GRAVE if withholds is None else withholds
    return {"correction": kind, "correction_note": note, "withholds": withholds}


def bring_out(article, verb, *, by, revision, at, overrule, **how):
    """Print a revision and put it into the story's timeline; `how` are fields of its edition."""
    revision = revision or article.newest()
    demand_permission(by, verb, article)  # cheap refusals first
    demand_whole(revision)
    live = article.editions.live(at=timezone.now()).first() if verb == "correct" else None
    had = hanging.had_in(live, revision)
    sheet = impress(revision, at=at, had=had)  # slow work, no lock held
    found = of_words(revision, stage=OUT, at=at)
    with transaction.atomic():
        article, timeline = claim(article)
        at = moment(at, now=timeline.now)
        demand(by, verb, article, timeline)
        if at > timeline.now:
            demand_permission(by, "schedule", article)
        demand_printable(verb, article, revision, timeline, at=at)
        is_new = not is_only_a_note(verb, revision, timeline, at=at)
        if is_new:
            kept = let_out(verb, article, revision, found, by=by, at=at, overrule=overrule)
            count_rules(kept)
        else:
            kept = timeline.in_force(at).findings
        edition = timeline.place(sheet, at=at)
        edition.findings = kept
        # A note on words that are out goes under no promise about others.
        edition.embargoed_until = None if article.is_embargoed(at) else article.embargoed_until
        for name, value in how.items():
            setattr(edition, name, value)
        timeline.write()
        hanging.demand_shown(sheet, had=hanging.NONE if is_new else had)
        why = spoken(kept) if is_new else ""
        record(article, verb, by=by, now=timeline.now, at=at, edition=edition, reason=why)
    return edition


def demand_printable(verb, article, revision, timeline, *, at):
    """Refuse what is not the newest, is promised not to be out, or says nothing new."""
    had = timeline.in_force(at)
    if had and at > timeline.now and had.live_from == at and had.answer == Answer.OFF:
        raise IllegalMove(
            _("The story expires at that very moment. Give another, or move the expiry first.")
        )
    if is_only_a_note(verb, revision, timeline, at=at):
        return
    demand_newest(article, revision)
    demand_no_embargo(article, at=at)
    demand_news(revision, timeline, at=at)


def is_only_a_note(verb, revision, timeline, *, at):
    """Tell whether readers get a note at `at`, and otherwise the words that they have."""
    had = timeline.in_force(at)
    has_begun = had is not None and had.live_from <= timeline.now
    return verb == "correct" and has_begun and had.revision_id == revision.pk


def reschedule(article, *, by, was, at, reason="", overrule=""):
    """
    Move what waits for the moment `was` to another one, `at` (both UTC; a whole minute to
    come): new words or an expiry. Words are looked at again: `overrule` is as for `publish`,
    where something was found since they were to go out. Gives its edition. Raises Refused.
    """
    with transaction.atomic():
        article, timeline = claim(article)
        now, at = timeline.now, moment(at, now=timeline.now)
        demand(by, "reschedule", article, timeline)
        waiting = what_waits(timeline, was)
        if waiting.answer == Answer.OFF:
            demand_permission(by, "expire", article)
        demand_order(timeline, waiting, at=at)
        edition = moved(timeline, waiting, by=by, at=at, overrule=overrule)
        demand_no_idle_expiry(timeline)
        timeline.write()
        for sheet in timeline.sheets:
            hanging.demand_shown(sheet, had=hanging.ended(sheet, at=was))
        why = spoken([each for each in edition.findings if each not in waiting.findings], reason)
        record(article, "reschedule", by=by, now=now, at=at, edition=edition, reason=why)
    return edition


def demand_order(timeline, waiting, *, at):
    """Refuse to move what waits onto something else, or past an expiry."""
    first, last = sorted([waiting.live_from, at])
    for edition in timeline.waiting(timeline.now):
        if edition.live_from == at:
            raise IllegalMove(_("Something of this story begins at that moment already."))
        is_between = first < edition.live_from < last
        if is_between and Answer.OFF in (edition.answer, waiting.answer):
            raise IllegalMove(
                _("An expiry would change places with words that wait: move the others first.")
            )


def moved(timeline, waiting, *, by, at, overrule):
    """Take out what waits, and put the same in at another moment. Gives its edition there."""
    article, revision = timeline.article, waiting.revision
    timeline.take_out([waiting])
    if waiting.answer == Answer.OFF:
        return timeline.take_off(at=at)
    demand_no_embargo(article, at=at)
    revision.article = article
    found = findings(revision, stage=OUT, at=at)
    kept = let_pass(found, article, by=by, overrule=overrule, before=waiting.findings)
    sheet = again(waiting, embargoed_until=article.embargoed_until, findings=kept)
    return timeline.place(sheet, at=at)


def what_waits(timeline, was):
    """The edition that waits for a moment. Raises IllegalMove where none does."""
    for edition in timeline.waiting(timeline.now):
        if edition.live_from == was:
            return edition
    raise IllegalMove(_("Nothing of this story waits for that moment any more."))


def fix(article, *, by, revision, live, waiting, kind="", note="", withholds=None, **how):
    """
    Put a mended form of what readers have before them now, while other words wait: `revision`
    is made of the revision `live`, which must be what they still have. `waiting` is {start of
    an edition that waits: the revision that has the same fix}: each is printed again for its
    own time. An embargo binds none of it. `how` is is_silent, reason, and overrule: why words
    go out that nobody else has seen, or no lawyer has cleared. Gives the edition. Raises
    Refused.
    """
    correction = noted(kind, note, withholds) if kind or note else {}
    demand_permission(by, "fix", article)
    demand_whole(revision)
    had = renditions.wanted(live).keys()
    sheet = impress(revision, had=had)
    # What waits goes on waiting with the pictures that it has.
    sheets = {
        start: impress(mended, had=renditions.wanted(mended).keys())
        for start, mended in waiting.items()
    }
    return put_out(article, sheet, sheets, by=by, live=live, correction=correction, **how)


def put_out(
    article, sheet, sheets, *, by, live, correction, is_silent=False, reason="", overrule=""
):
    """Put a fix into the timeline: its own sheet now, and {start: sheet} for what waits."""
    with transaction.atomic():
        article, timeline = claim(article)
        demand(by, "fix", article, timeline)
        in_force = timeline.in_force(timeline.now)
        if in_force.revision_id != live.pk:
            raise Moved(in_force.revision)
        let = partial(let_pass_on, article, by=by, overrule=overrule)
        for start, mended in sheets.items():
            waiting = what_waits(timeline, start)
            let(mended, waiting)
            print_again(timeline, waiting, mended)
        why = spoken(let(sheet, in_force), reason)
        edition = timeline.place(sheet, at=timeline.now)
        edition.is_silent = is_silent
        for name, value in correction.items():
            setattr(edition, name, value)
        timeline.write()
        hanging.demand_shown(sheet, had=renditions.wanted(live).keys())
        record(article, "fix", by=by, now=timeline.now, edition=edition, reason=why)
    return edition


def let_pass_on(article, sheet, edition, *, by, overrule):
    """
    Refuse a sheet of words that do not go out (see `let_out`), unless they are those of the
    edition that it takes the place of: it keeps what was overruled of that. Gives what is
    overruled now.
    """
    revision, had = sheet.edition.revision, edition.findings
    if revision.contents() == edition.revision.contents():
        sheet.edition.findings = had
        return []
    at = edition.live_from
    found = of_words(revision, stage=OUT, at=at)
    kept = let_out("fix", article, revision, found, by=by, at=at, overrule=overrule)
    count_rules(kept)
    sheet.edition.findings = [*overruled(had), *kept]
    return kept


#: What an edition that waits keeps when it is printed again.
KEPT = ["embargoed_until", "is_silent", "correction", "correction_note", "withholds"]


def print_again(timeline, waiting, sheet):
    for name in KEPT:
        setattr(sheet.edition, name, getattr(waiting, name))
    timeline.place(sheet, at=waiting.live_from)


def proof(revision):
    """
    Print a revision without saving it: the sheet that readers would get, were it published
    now. Its path is empty if the story has none yet.
    """
    sheet = impress(revision, draws=False)
    timeline = Timeline(revision.article)
    sheet.edition.uid, sheet.edition.live_from = revision.article.uid, timeline.now
    copies = timeline.copies(before=timeline.now)
    take_over(sheet.edition, copies[-1] if copies else None)
    return sheet
