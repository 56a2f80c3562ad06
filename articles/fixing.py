"""
A fix of what readers have, while other words wait. The desk saves it and the press prints it,
in one transaction: into the live words, into the working copy, and into each edition that
waits. So no waiting word goes out early, and no fix is undone when its time comes.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import press
from articles.desk import saving
from articles.models import Article
from articles.refusals import Clashed, IllegalMove, Moved
from articles.text.merge import merge_copy
from articles.workflow import Answer


def fix(article, change, *, by, live, **told):
    """
    Change the words that readers have: `change` is {field: value} on top of the contents of
    the revision `live` (see Revision.contents), which is what the person saw. `told` is passed
    on to `press.fix`: is_silent, kind, note, reason. Gives the edition. Raises Clashed where
    words that wait change the same place, and whatever else the press refuses with.
    """
    base = live.contents()
    mended = base | change
    if mended == base and not told.get("note"):
        raise IllegalMove(_("You changed nothing."))
    with transaction.atomic():
        article = Article.objects.claim(article.pk)
        demand_live(article, live, by=by)
        waiting = list(waiting_copies(article, at=timezone.now()))
        newest = article.newest()
        others = {edition.revision_id: edition.revision for edition in waiting} | {
            newest.pk: newest
        }
        merged = merge(base, mended, others)
        fixed, kept = save(article, mended, merged, newest=newest, by=by)
        starts = {edition.live_from: kept[edition.revision_id] for edition in waiting}
        return press.fix(article, by=by, revision=fixed, live=live, waiting=starts, **told)


def demand_live(article, live, *, by):
    """Refuse, before anything is merged, what the press would refuse."""
    if refusal := press.objection("fix", article, by=by):
        raise refusal
    in_force = article.editions.live(at=timezone.now()).select_related("revision").get()
    if in_force.revision_id != live.pk:
        raise Moved(in_force.revision)


def waiting_copies(article, *, at):
    waiting = article.editions.waiting(at=at).filter(answer=Answer.COPY)
    return waiting.select_related("revision").order_by("live_from")


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


def save(article, mended, merged, *, newest, by):
    """Leave a revision of the fix and of each form merged with it; the working copy comes last."""
    at = timezone.now()
    kept = {
        pk: saving.keep(article, contents, by=by, at=at)
        for pk, contents in merged.items()
        if pk != newest.pk
    }
    is_all = merged[newest.pk] == mended
    fixed = None if is_all else saving.keep(article, mended, by=by, at=at)
    kept[newest.pk] = saving.rewrite(article, merged[newest.pk], by=by, at=at)
    return fixed or kept[newest.pk], kept
