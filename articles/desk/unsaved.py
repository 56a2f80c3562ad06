"""
What people typed and have not saved. Each opened form has a row of its own, and each row is its
writer's alone: it is never a revision, and so never in anybody's way.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from articles.models import Unsaved
from articles.text.plain import printable

#: Rows that a person may have of one story: more windows than anybody has open. The oldest go.
MOST = 20

#: How long it is known that a form was saved: a browser without a connection may come back
#: late with what was typed into it.
LATE = timedelta(days=30)


class Older(NamedTuple):
    """A row that was brought back into a form: its own form's key, and when it was typed."""

    key: UUID
    typed_at: datetime


def keep(fields, *, by, key, article=None, seen=0, instead_of=None, reopen=False, at=None):
    """
    Keep what a person typed into a form of theirs: {name: [value, …]}, as it would be sent.
    `seen` is the number of the revision that the form was opened with. The row that the form
    was filled from (Older, as `instead_of`) goes, unless it was typed in since. Gives the
    form's row; None where it was saved already, and no longer keeps anything unless `reopen`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        row, is_new = Unsaved.objects.select_for_update().get_or_create(
            by=by, key=key, defaults={"article": article, "fields": {}, "typed_at": at}
        )
        if not (is_new or row.fields or reopen):
            return None
        row.article, row.seen, row.typed_at = article, seen, at
        row.fields = clean(fields)
        row.save()
        forget(instead_of, by=by)
        if is_new:
            trim(article, by=by)
    return row


def clean(fields):
    """Drop what no database takes as text."""
    return {
        printable(name): [printable(value) for value in values] for name, values in fields.items()
    }


def forget(older, *, by):
    """Delete the row that another one has taken over from, if nobody has typed in it since."""
    if older:
        Unsaved.objects.filter(by=by, key=older.key, typed_at=older.typed_at).delete()


def trim(article, *, by):
    """Delete the oldest of what a person has typed into a story, where there is too much."""
    surplus = list(of(by, article).values_list("pk", flat=True)[MOST:])
    Unsaved.objects.filter(pk__in=surplus).delete()


def of(by, article):
    """A person's rows of a story (None: of stories never saved), the latest first."""
    return Unsaved.objects.filter(by=by, article=article).exclude(fields={})


def discard(key, *, by):
    """Throw away what a person typed into a form."""
    Unsaved.objects.filter(by=by, key=key).delete()


def close(key, *, by, article, instead_of=None, at=None):
    """
    Let go of what a form has kept, now that it is saved; in the transaction of the save. That
    it was saved stays known, so that nothing is kept of what comes late.
    """
    at = at or timezone.now()
    kept = {"article": article, "fields": {}, "typed_at": at}
    _row, is_new = Unsaved.objects.update_or_create(by=by, key=key, defaults=kept)
    forget(instead_of, by=by)
    Unsaved.objects.filter(by=by, fields={}, typed_at__lt=at - LATE).delete()
    if is_new:
        trim(article, by=by)
