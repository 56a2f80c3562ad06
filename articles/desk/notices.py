"""Word to people of what concerns them in a story, and what is due from them."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk import letters
from articles.models import Article, Edition, Notice
from articles.permissions import may
from articles.workflow import Stage

#: The most unread notices that are counted.
MOST = 99

#: How long before its time a story is called due.
AHEAD = timedelta(hours=24)

#: Where copy is that nobody waits for.
DONE = frozenset({Stage.READY, Stage.SPIKED})


def tell(kind, article, *, to, by, text=""):
    """
    Leave a notice (Notice.Kind) for each person of `to`, but for `by`, who did it, and those who
    may not see the story. Gives the notices. Call it in the transaction of what it tells of:
    where the site has e-mail, each is sent once that is committed.
    """
    people = {person.pk: person for person in to if person and person != by}
    notices = Notice.objects.bulk_create(
        Notice(to=person, article=article, kind=kind, by=by, text=text)
        for person in people.values()
        if may(person, "view", article)
    )
    if notices:
        # The save is done by then: whatever fails is logged.
        transaction.on_commit(partial(letters.send, notices), robust=True)
    return notices


# --- What a person has -----------------------------------------------------------------------


def of(user):
    """A person's notices, newest first; none of a story that they may no longer see."""
    if not may(user, "view"):
        return Notice.objects.none()
    return Notice.objects.filter(to=user, article__in=Article.objects.for_editor(user))


def unread(user):
    """Count a person's unread notices, as far as MOST."""
    return of(user).filter(read_at=None).order_by()[:MOST].count()


def read(notices):
    """Mark notices (QuerySet) as read, those that are not."""
    notices.filter(read_at=None).update(read_at=timezone.now())


# --- What is due -----------------------------------------------------------------------------


def due(*, at):
    """The stories that are late at `at`, or will be within a day, and not done; soonest first."""
    live = Edition.objects.live(at=at).filter(article=OuterRef("pk"))
    late = Article.objects.filter(due_at__lte=at + AHEAD).exclude(stage__in=DONE)
    return late.exclude(Exists(live)).order_by("due_at", "pk")


def due_from(user, *, at):
    """What of it is due from a person: whose story it is, unless it is assigned to another."""
    if not may(user, "view"):
        return Article.objects.none()
    return due(at=at).filter(Q(assignee=user) | Q(assignee=None, owner=user))


def remind(*, at=None):
    """
    Leave notice of what is due, and give the notices: one to a person for a story and the time
    it is due at, however often this is done.
    """
    at = at or timezone.now()
    numbers = list(due(at=at).values_list("pk", flat=True))
    return [notice for pk in numbers for notice in remind_of(pk, at=at)]


@transaction.atomic
def remind_of(pk, *, at):
    """Remind whose story it is, under the story's lock: two who remind at once send one."""
    try:
        article = due(at=at).claim(pk)
    except Article.DoesNotExist:  # done meanwhile
        return []
    whose = article.assignee or article.owner
    due_at = date_format(timezone.localtime(article.due_at), "j F Y, H:i")
    text = _("Due on %(when)s") % {"when": due_at}
    told = Notice.objects.filter(kind=Notice.Kind.DUE, article=article, to=whose, text=text)
    return [] if told.exists() else tell(Notice.Kind.DUE, article, to=[whose], by=None, text=text)
