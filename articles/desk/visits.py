"""Who has a story open, and what each person last saw of it. A visit locks nobody out."""

from datetime import timedelta

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from articles.models import Visit

#: How long a window counts as open after it last said so. It says so every 15 seconds: two
#: may get lost on the way.
STALE = timedelta(seconds=45)


def opened(article, *, by, at=None):
    """
    Record that a person sees a story's newest revision now, and has it open. Gives the number
    of the revision that they had seen before: 0 for none.
    """
    visit, _is_new = Visit.objects.get_or_create(article=article, by=by)
    # Never back: another window of theirs may have seen a newer one meanwhile.
    number = Greatest(F("number"), Value(article.revision_number))
    Visit.objects.filter(pk=visit.pk).update(number=number, here_at=at or timezone.now())
    return visit.number


def here(article, *, by, at=None):
    """Note that a person still has a story open."""
    at = at or timezone.now()
    Visit.objects.update_or_create(article=article, by=by, defaults={"here_at": at})


def left(article, *, by):
    """Note that a person closed a story. Another window of theirs says soon that it is open."""
    Visit.objects.filter(article=article, by=by).update(here_at=None)


def others(article, *, by, at=None):
    """List who else has a story open now: users, who came first to the story first."""
    since = (at or timezone.now()) - STALE
    visits = Visit.objects.filter(article=article, here_at__gt=since).exclude(by=by)
    return [visit.by for visit in visits.select_related("by").order_by("pk")]


def here_now(numbers, *, at):
    """Who has which of these stories open at `at`: {story's number: [user, …]}."""
    visits = Visit.objects.filter(article__in=numbers, here_at__gt=at - STALE)
    found: dict = {}
    for visit in visits.select_related("by").order_by("pk"):
        found.setdefault(visit.article_id, []).append(visit.by)
    return found
