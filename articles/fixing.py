"""
A fix of what readers have, while other words wait. The desk saves it and the press prints it,
in one transaction: into the live words, into the working copy, and into each edition that
waits. So no waiting word goes out early, and no fix is undone when its time comes.
"""

import math

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import press
from articles.desk import saving
from articles.models import Correspondent, Revision, Tag
from articles.press import renditions
from articles.press.gate import claim, demand, demand_permission
from articles.refusals import Clashed, IllegalMove, Moved
from articles.text.merge import merge_copy
from articles.workflow import Answer


def fix(article, change, *, by, live, **told):
    """
    Change the words that readers have: `change` is {field: value} on top of the contents of
    the revision `live` (see Revision.contents), which is what the person saw. `told` is passed
    on to `press.fix`: is_silent, kind, note, withholds, reason, overrule. Gives the edition.
    Raises Clashed where words that wait change the same place, and whatever else the press
    refuses with.
    """
    base = live.contents()
    mended = base | change
    if mended == base and not told.get("note"):
        raise IllegalMove(_("You changed nothing."))
    demand_permission(by, "fix", article)
    # Slow work, no lock held. What waits has its pictures already.
    renditions.make_within(Revision(article=article, **mended), seconds=math.inf)
    with transaction.atomic():
        article, timeline = claim(article)
        demand_live(article, timeline, live, by=by)
        waiting = [e for e in timeline.waiting(timeline.now) if e.answer == Answer.COPY]
        newest = article.newest()
        others = {edition.revision_id: edition.revision for edition in waiting}
        merged = merge(base, mended, others | {newest.pk: newest})
        hold_nouns([mended, *merged.values()])
        fixed, kept = save(article, mended, merged, newest=newest, by=by)
        starts = {edition.live_from: kept[edition.revision_id] for edition in waiting}
        # Under this lock, unlike other verbs: it prints what has just been saved.
        return press.fix(article, by=by, revision=fixed, live=live, waiting=starts, **told)


def demand_live(article, timeline, live, *, by):
    """Refuse, before anything is merged, what the press would refuse."""
    demand(by, "fix", article, timeline)
    in_force = timeline.in_force(timeline.now)
    if in_force.revision_id != live.pk:
        raise Moved(in_force.revision)


def merge(base, mended, others):
    """Merge the fix into each other revision: {pk: contents}. Raises Clashed."""
    merged: dict[int, dict] = {}
    clashes: dict[tuple, Exception] = {}
    for pk, revision in others.items():
        merged[pk], clashing = merge_copy(base, ours=revision.contents(), theirs=mended)
        clashes |= {(revision, field): clash for field, clash in clashing.items()}
    if clashes:
        raise Clashed(clashes)
    return merged


def hold_nouns(contents):
    """
    Lock all that what will be saved credits, and its tags, at once and in the order of a save:
    so no two wait for each other.
    """
    credited = {line["correspondent"] for each in contents for line in each["bylines"]} - {""}
    Correspondent.objects.hold(Correspondent.objects.known_as(credited).values())
    slugs = {slug for each in contents for slug in each["tags"]}
    Tag.objects.hold(Tag.objects.known_as(slugs).values())


def save(article, mended, merged, *, newest, by):
    """
    Leave a revision of the fix, and of each form merged with it: (the fix, {pk: its merged
    form}). The working copy's comes last, and is also that of whatever says the same.
    """
    at = timezone.now()
    final = merged[newest.pk]
    kept = {
        pk: saving.keep(article, contents, by=by, at=at)
        for pk, contents in merged.items()
        if contents != final
    }
    fixed = None if mended == final else saving.keep(article, mended, by=by, at=at)
    # The copy on the desk may have words that whoever fixes what is live has not seen.
    others = saving.writers([newest]) if final != mended else ()
    last = saving.rewrite(article, final, by=by, at=at, also_by=others)
    return fixed or last, {pk: kept.get(pk, last) for pk in merged}
