"""What every verb does: claim the story, ask whether it may go on, and leave a record."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.checks.wholeness import missing
from articles.models import Act, Article
from articles.models.article import NO_END
from articles.permissions import may
from articles.press.timeline import Timeline
from articles.refusals import Embargoed, IllegalMove, Incomplete, Moved, NotPermitted
from articles.signals import timeline_changed
from articles.workflow import is_legal


def claim(article):
    """Lock a story: give it and its timeline as they are now (the clock is read after)."""
    article = Article.objects.claim(article.pk)
    return article, Timeline(article)


def demand(by, verb, article, timeline):
    """Refuse a verb that this person may not use, or that does not fit where the story is."""
    demand_permission(by, verb, article)
    standing = timeline.standing(timeline.now)
    if not is_legal(verb, standing=standing, stage=article.stage):
        raise IllegalMove(
            _("This cannot be done with a story that is %(standing)s (stage: %(stage)s).")
            % {"standing": standing.label.lower(), "stage": article.get_stage_display().lower()}
        )


def demand_permission(by, verb, article):
    if not may(by, verb, article):
        raise NotPermitted(_("You may not do this with this story. Ask an editor."))


def demand_whole(revision):
    """Refuse to print what lacks something that a page cannot do without."""
    if revision is None:
        raise Incomplete(_("Save the story first: there is nothing to print yet."))
    if wanting := missing(revision):
        raise Incomplete(_("The story needs %(what)s first.") % {"what": ", ".join(wanting)})


def demand_newest(article, revision):
    if revision.article_id != article.pk:
        raise IllegalMove(_("That is a revision of another story."))
    if revision.number != article.revision_number:
        raise Moved(article.newest())


def demand_news(revision, timeline, *, at):
    """Refuse to print what readers would have then anyway."""
    in_force = timeline.in_force(at)
    if in_force is not None and in_force.revision_id == revision.pk:
        raise IllegalMove(_("Readers have these words already then; nothing would change."))


def demand_no_embargo(article, *, at):
    if article.is_embargoed(at):
        raise Embargoed(embargo_text(article))


def demand_no_idle_expiry(timeline):
    """Refuse what would leave an expiry with nothing to take off, and so lose it unseen."""
    for edition in timeline.idle():
        raise IllegalMove(
            _("Then the expiry on %(time)s would take nothing off. Move or cancel that first.")
            % {"time": spoken(edition.live_from)}
        )


def demand_waiting(timeline):
    if not timeline.waiting(timeline.now):
        raise IllegalMove(_("Nothing of this story waits."))


def embargo_text(article):
    if article.embargoed_until >= NO_END:
        return _("The story is under an embargo without an end.")
    until = spoken(article.embargoed_until)
    return _("The story is under an embargo until %(time)s.") % {"time": until}


def spoken(moment):
    """Say a moment (UTC) by the paper's clock."""
    return date_format(timezone.localtime(moment), "j F Y, H:i T")


def record(article, verb, *, by, now, at=None, edition=None, reason=""):
    """Write down who did it, and tell the others once it is done. Gives the Act."""
    act = Act.objects.create(
        article=article,
        verb=verb,
        by=by,
        at=now,
        effective_at=at if at != now else None,
        revision=edition.revision if edition else None,
        edition=edition,
        reason=reason,
    )
    transaction.on_commit(
        lambda: timeline_changed.send(type(article), article_id=article.pk, verb=verb, act=act)
    )
    return act
