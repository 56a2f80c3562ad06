"""
A save over what somebody else saved meanwhile: merged place by place. What has to be settled
by a person is kept first, whatever they then choose.
"""

from contextlib import contextmanager
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import saving
from articles.models import Article, Clash, Revision
from articles.refusals import Unsettled
from articles.text.places import merge_places

#: What of a story's row a save writes.
SAVED = [*Article.copy_fields(), "revision_number", "updated_at", "length", "stage"]


class Saved(NamedTuple):
    """What a save came to."""

    revision: Revision
    #: The revisions that others saved since the writer began, in order, without their bodies.
    met: list
    #: Whether there were places that a choice settled.
    is_settled: bool = False


def save_merged(article, *, by, seen, bylines=None, tags=None, choices=()):
    """
    Save the working copy as its writer left it (see `saving.save`), merged into the newest
    revision if that is not `seen`, the one that they began from. `choices`, {key of a place:
    Choice}, settle what does not merge. Gives Saved.

    Raises what `saving.save` does; ValidationError if there is no revision `seen`; Unsettled
    for places that no choice settles, with nothing changed. Call it within `keeping()`.
    """
    if article._state.adding:
        return Saved(saving.save(article, by=by, seen=seen, bylines=bylines, tags=tags), [])
    choices = dict(choices)
    with transaction.atomic():
        now = Article.objects.claim(article.pk)
        if seen == now.revision_number:
            return Saved(saving.save(article, by=by, seen=seen, bylines=bylines, tags=tags), [])
        saving.demand_permission(now, by=by)
        contents = left(article, bylines, tags, by=by)
        clash = Clash(article=now, by=by, seen=seen, newest=now.revision_number, contents=contents)
        merge = settled(clash, choices)
        met = now.revisions.filter(number__gt=seen, number__lte=clash.newest)
        met = list(met.order_by("number").select_related("by").defer("body"))
        together = merge.settled(choices)
        others = saving.writers(met)
        revision = saving.rewrite(now, together, by=by, at=timezone.now(), also_by=others)
    article.refresh_from_db(fields=SAVED)
    return Saved(revision, met, is_settled=bool(merge.places))


def left(article, bylines, tags, *, by):
    """What the writer would have saved: see Revision.contents."""
    saving.tidy(article)
    return saving.drafted(article, bylines, tags, by=by, at=timezone.now()).contents()


def settled(clash, choices):
    """Merge what the writer left into the newest revision: a Merge that `choices` settle."""
    merge = merged(clash)
    if merge.unsettled(choices):
        raise Unsettled(clash, merge)
    if merge.places:
        store(clash)
    return merge


def merged(clash):
    """Merge what a writer left, as far as it goes. Raises ValidationError."""
    base = clash.article.revisions.filter(number=clash.seen).first()
    if base is None:
        raise ValidationError(_("There is no such revision of this story."))
    newest = clash.article.newest()
    return merge_places(of_today(base), of_today(newest), clash.contents)


def of_today(revision):
    """The contents of a revision, with tags and correspondents by the slugs they have today."""
    kept = revision.contents()
    return kept | saving.under_todays_slugs(kept["bylines"], kept["tags"])


@contextmanager
def keeping():
    """
    Keep what a writer left if a save in this block is Unsettled: in a transaction of its own,
    once all that the save was part of is rolled back.
    """
    try:
        yield
    except Unsettled as unsettled:
        with transaction.atomic(durable=True):
            Article.objects.claim(unsettled.clash.article.pk)
            store(unsettled.clash)
        raise


def store(clash):
    """Keep what a writer left, once however often it is sent. The caller holds the story's lock."""
    same = Clash.objects.filter(article=clash.article, by=clash.by, seen=clash.seen)
    if not any(kept.contents == clash.contents for kept in same):
        clash.save(force_insert=True)
