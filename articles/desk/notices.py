"""Word to people of what concerns them in a story, and what is due from them."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk import letters
from articles.models import Article, Notice
from articles.models.article import within_reach
from articles.permissions import may

#: The most unread notices that are counted.
MOST = 99

#: How long before its time a story is called due, and for how long after. Who looks for what
#: is late for longer has the list of stories.
AHEAD, BEHIND = timedelta(hours=24), timedelta(days=14)

#: How long a notice is kept that was read.
KEPT = timedelta(weeks=8)


def tell(kind, article, *, to, by, text=""):
    """
    Leave a notice (Notice.Kind) for each person of `to`, but for `by`, who did it, and those who
    may not see the story; a reminder says when the story is due. Gives the notices. Call it in
    the transaction of what it tells of: where the site has e-mail, each is sent once that is
    committed.
    """
    people = {person for person in to if person and person != by and may(person, "view", article)}
    due_at = article.due_at if kind == Notice.Kind.DUE else None
    clear(kind, article, people)
    notices = Notice.objects.bulk_create(
        Notice(to=person, article=article, kind=kind, by=by, text=text, due_at=due_at)
        for person in sorted(people, key=lambda person: person.pk)
    )
    if notices:
        # The save is done by then: whatever fails is logged.
        transaction.on_commit(partial(letters.send, notices), robust=True)
    return notices


def clear(kind, article, people):
    """
    Make room for people's new notices: of moves of a story the newest says all, and what was
    read long ago goes. A reminder stays: it says that there was one.
    """
    theirs = Notice.objects.filter(to__in=people)
    if kind == Notice.Kind.MOVED:
        theirs.filter(kind=kind, article=article).delete()
    theirs.filter(read_at__lt=timezone.now() - KEPT).exclude(kind=Notice.Kind.DUE).delete()


# --- What a person has -----------------------------------------------------------------------


def of(user):
    """A person's notices, newest first; none of a story that they may no longer see."""
    if not may(user, "view"):
        return Notice.objects.none()
    return within_reach(Notice.objects.filter(to=user), user)


def unread(user):
    """Count a person's unread notices, as far as MOST."""
    return of(user).filter(read_at=None).order_by()[:MOST].count()


def read(notices):
    """Mark notices (QuerySet) as read, those that are not."""
    notices.filter(read_at=None).update(read_at=timezone.now())


def read_of(article, *, by):
    """Mark a person's notices of a story as read: they have it open."""
    read(Notice.objects.filter(to=by, article=article))


# --- What is due -----------------------------------------------------------------------------


def due(*, at):
    """The unfinished stories that are due about `at`, late or soon to be; soonest first."""
    rows = Article.objects.filter(due_at__gte=at - BEHIND, due_at__lte=at + AHEAD)
    return rows.unfinished(at=at).order_by("due_at", "pk")


def due_from(user, *, at):
    """What of it is due from a person: whose story it is, unless it is assigned to another."""
    if not may(user, "view"):
        return Article.objects.none()
    return due(at=at).of(user)


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
    told = Notice.objects.filter(kind=Notice.Kind.DUE, article=article, due_at=article.due_at)
    if told.filter(to=whose).exists():
        return []
    due_at = date_format(timezone.localtime(article.due_at), "j F Y, H:i")
    text = _("Due on %(when)s") % {"when": due_at}
    return tell(Notice.Kind.DUE, article, to=[whose], by=None, text=text)
