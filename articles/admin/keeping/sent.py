"""What a story's form sends: which of it is kept, under whose name and by which key."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from articles.desk import unsaved
from articles.desk.unsaved import Older
from articles.text.plain import is_number

#: Names in the form: its own key; what it was filled from; whose it is.
KEY, INSTEAD_OF, BY = "_kept", "_kept_instead", "_kept_by"

#: How names begin that are no fields: buttons, and what the form says of itself.
NO_FIELDS = ("csrfmiddlewaretoken", "_")
#: But for notes that go with a move.
NOTES = "_note_"


def typed(data):
    """What people typed of what a form sends: {name: [value, …]}."""
    return {
        name: values
        for name, values in data.lists()
        if name.startswith(NOTES) or not name.startswith(NO_FIELDS)
    }


def key_in(data, name=KEY):
    """The key of an opened form; None where there is none, or no key."""
    with suppress(ValueError):
        return UUID(data.get(name, ""))
    return None


def older_in(data):
    """The row that a form was filled from (Older), or None."""
    key, _blank, moment = data.get(INSTEAD_OF, "").partition(" ")
    key, typed_at = key_in({KEY: key}), moment_in(moment)
    return Older(key, typed_at) if key and typed_at else None


def moment_in(text: str) -> datetime | None:
    # A moment at either end of the calendar has no time in UTC.
    with suppress(ValueError, OverflowError):
        moment = parse_datetime(text)
        return moment.astimezone(UTC) if moment and is_aware(moment) else None
    return None


def seen_in(data, article):
    """The number of the revision that a form was opened with; never one that is yet to come."""
    seen = data.get("seen", "")
    return min(int(seen), article.revision_number) if article and is_number(seen) else 0


def keep_sent(request, article, **options):
    """Keep what a form sent. Gives its row, or None (see unsaved.keep)."""
    data = request.POST
    return unsaved.keep(
        typed(data),
        by=request.user,
        key=key_in(data),
        article=article,
        seen=seen_in(data, article),
        instead_of=older_in(data),
        **options,
    )


def keep_first(model_admin, request, object_id):
    """
    Keep what a form was sent with, before anything is tried with it: whatever comes of that,
    it is there. Does nothing for whoever may not write the story.
    """
    if request.method != "POST" or key_in(request.POST) is None:
        return
    article = None
    if object_id is not None:
        rows = model_admin.get_queryset(request)
        article = rows.filter(pk=object_id).first() if is_number(object_id) else None
        if article is None:
            return
    if model_admin.may_write(request, article):
        keep_sent(request, article, reopen=True)


def let_go(form):
    """Let go of what was kept of a form, which is saved; in the transaction of the save."""
    if key := key_in(form.data):
        unsaved.close(key, by=form.user, article=form.instance, instead_of=older_in(form.data))
