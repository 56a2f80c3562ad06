"""Who has a story, by when, and how long it is to be: each change on its own."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.moves import awaits_legal, demand_permission
from articles.desk.notices import tell
from articles.models import Act, Article, Notice
from articles.permissions import may
from articles.refusals import IllegalMove, NotPermitted
from articles.text.people import named
from articles.workflow import Stage

#: The fields of a plan; anybody who may change a story sets them.
PLANNED = ("due_at", "planned_for", "commissioned_length", "is_flagged")


def plan(article, *, by, **changes):
    """
    Change fields of a story's plan (see PLANNED), those that are given and no others: what
    somebody else changes meanwhile stays. A legal flag that is set or taken off leaves an Act;
    taking it off asks for the right `clear`. Raises NotPermitted, and ValidationError for what
    does not fit its field.
    """
    with transaction.atomic():
        now = claimed(article, "change", by=by)
        was_flagged = now.is_flagged
        write(now, **changes)
        if now.is_flagged != was_flagged:
            demand_flag(now, by=by)
            settle_legal(now)
            record(now, "flag" if now.is_flagged else "unflag", by=by)
    for name in [*changes, "stage"]:
        setattr(article, name, getattr(now, name))


def assign(article, to, *, by, reason=""):
    """
    Give a story to somebody, or to nobody (None). Takes the right `assign`; but whoever may
    change an unassigned story may take it themselves, and taking one that somebody else has
    is the verb `take_over`, with its own right. Raises Refused.
    """
    with transaction.atomic():
        now = Article.objects.claim(article.pk)
        before = now.assignee
        if before == to:
            return
        verb = "take_over" if before and to == by else "assign"
        demand_assignable(now, verb, to, by=by)
        # Before it changes hands: the one who had it might not see the story after.
        tell(Notice.Kind.TAKEN_OVER, now, to=[before], by=by, text=reason)
        write(now, assignee=to)
        tell(Notice.Kind.ASSIGNED, now, to=[to], by=by, text=reason)
        record(now, verb, by=by, people=[to] if to else [], reason=reason)
    article.assignee = now.assignee


def share(article, with_, *, by):
    """Share a story with people: they may see and change it, in whatever section. For each once."""
    with transaction.atomic():
        now = claimed(article, "share", by=by)
        known = set(now.shared_with.all())
        new = [person for person in dict.fromkeys(with_) if person not in known]
        for person in new:
            demand_staff(person)
        if new:
            now.shared_with.add(*new)
            tell(Notice.Kind.SHARED, now, to=new, by=by)
            record(now, "share", by=by, people=new)


def unshare(article, from_, *, by):
    """No longer share a story with people."""
    with transaction.atomic():
        now = claimed(article, "share", by=by)
        gone = list(now.shared_with.filter(pk__in={person.pk for person in from_}))
        if gone:
            now.shared_with.remove(*gone)
            record(now, "unshare", by=by, people=gone)


def claimed(article, verb, *, by):
    """Lock a story, and give it as it is now. Raises NotPermitted without the right."""
    now = Article.objects.claim(article.pk)
    demand_permission(now, verb, by=by)
    return now


def demand_assignable(article, verb, to, *, by):
    """Refuse to give a story to somebody: by whom may not, and to whom cannot have it."""
    is_free_to_take = to == by and article.assignee is None and may(by, "change", article)
    if not is_free_to_take:
        demand_permission(article, verb, by=by)
    if to is not None:
        demand_staff(to)


def demand_staff(person):
    if not (person.is_active and person.is_staff):
        raise IllegalMove(
            _("%(name)s is not on the desk: the account is closed, or not of the staff.")
            % {"name": named(person)}
        )


def demand_flag(article, *, by):
    if not article.is_flagged and not may(by, "clear", article):
        raise NotPermitted(_("Only who may clear a story legally may take its flag off."))


def settle_legal(article):
    """Send approved copy to the lawyers as it is flagged, and on when the flag is taken off."""
    awaits = awaits_legal(article, article.newest())
    if article.stage == Stage.READY and awaits:
        write(article, stage=Stage.LEGAL)
    elif article.stage == Stage.LEGAL and not awaits:
        write(article, stage=Stage.READY)


def write(article, **changes):
    """Set some fields of a story and nothing else."""
    for name, value in changes.items():
        setattr(article, name, value)
    article.clean_fields(exclude={field.name for field in article._meta.fields} - changes.keys())
    article.save(update_fields=list(changes))


def record(article, verb, *, by, people=(), reason=""):
    """Leave an Act, which names whom it is about."""
    names = ", ".join(map(named, people))
    return Act.objects.create(
        article=article,
        verb=verb,
        by=by,
        at=timezone.now(),
        revision=article.newest(),
        reason=": ".join(filter(None, [names, reason])),
    )
