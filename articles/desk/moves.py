"""Copy's way over the desk: from stage to stage, each by a verb of its own."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.checks.overruling import count_rules, let_pass, overruled, spoken
from articles.checks.register import findings
from articles.desk.notices import tell
from articles.desk.uses import demand_unused
from articles.models import Act, Article, Notice
from articles.permissions import may
from articles.refusals import IllegalMove, Incomplete, Moved, NotPermitted
from articles.workflow import Stage, after

#: Verbs that say something of the words: they name the revision that the person saw.
OF_WORDS = frozenset({"approve", "clear"})


def move(article, verb, *, by, seen=None, stage=None, reason="", overrule=""):
    """
    Use a verb of `workflow.MOVES` on a story: send its copy to another stage, leave an Act,
    which it gives, and tell whom it concerns. `seen` is the number of the revision that the
    person saw, `stage` where they saw it (default: as it is). `overrule` is the reason why words
    are approved in spite of errors that the checks find. Raises Refused: without the right,
    where the story is elsewhere on the desk, for words that are no longer the newest, where
    someone else has to approve, for errors, and for a spike of what something uses.
    """
    demand_permission(article, verb, by=by)
    reason = reason.strip()
    with transaction.atomic():
        now = Article.objects.claim(article.pk)
        newest = now.newest()
        demand(now, newest, verb, by=by, seen=seen, stage=stage, reason=reason)
        reason = vouched_for(now, newest, verb, by=by, reason=reason, overrule=overrule)
        now.stage = after(verb, now.stage, awaits_legal=awaits_legal(now, newest))
        now.save(update_fields=["stage"])
        act = Act.objects.create(
            article=now, verb=verb, by=by, at=timezone.now(), revision=newest, reason=reason
        )
        tell_people(now, act)
    article.stage = now.stage
    return act


def demand_permission(article, verb, *, by):
    if not may(by, verb, article):
        raise NotPermitted(_("You may not do this with this story. Ask an editor."))


def demand(article, newest, verb, *, by, seen, stage, reason):
    """Refuse a move of a story as it is now, under its lock."""
    demand_permission(article, verb, by=by)
    demand_stage(article, verb, seen=stage)
    if verb in OF_WORDS and seen not in (None, article.revision_number):
        raise Moved(newest)
    if verb == "approve":
        demand_other_eyes(newest, by=by)
    if verb == "send_back" and not reason:
        raise Incomplete(_("Say what is to be done: write a note to whoever gets it back."))
    if verb == "spike":
        demand_unused(article, by=by)


def demand_stage(article, verb, *, seen):
    told = {"stage": article.get_stage_display()}
    if after(verb, article.stage, awaits_legal=False) is None:
        raise IllegalMove(_("This cannot be done with a story at “%(stage)s”.") % told)
    if seen not in (None, article.stage):
        raise IllegalMove(
            _(
                "Somebody else moved this story meanwhile: it is at “%(stage)s” now. "
                "Do it again if you still mean to."
            )
            % told
        )


def demand_other_eyes(revision, *, by):
    """Refuse, where the paper asks for four eyes, to approve one's own words."""
    if settings.FOUR_EYES and revision.is_written_by(by):
        raise NotPermitted(
            _("You wrote the last words of this story: somebody else has to approve them.")
        )


def vouched_for(article, revision, verb, *, by, reason, overrule):
    """
    Refuse to approve words with errors that nobody overrules. Gives what the record says: why
    it was done, and what was overruled, and why.
    """
    if verb != "approve":
        return reason
    # As ready, even where a lawyer sees it first: that is what whoever approves says of it.
    kept = let_pass(findings(revision, stage=Stage.READY), article, by=by, overrule=overrule)
    count_rules(kept)
    return "\n".join([spoken(kept, reason), *(each["message"] for each in overruled(kept))])


def awaits_legal(article, revision):
    """Tell whether a lawyer has yet to clear these words."""
    return article.is_flagged and not revision.is_cleared()


def tell_people(article, act):
    """Leave word of a move with those whose story it is, and with who has to take it up."""
    people = [article.owner, article.assignee]
    if act.verb == "send_back":
        tell(Notice.Kind.SENT_BACK, article, to=people, by=act.by, text=act.reason)
        return
    if act.verb == "submit" and article.section:
        people += article.section.editors.all()
    if article.stage == Stage.LEGAL:
        people += get_user_model().objects.with_perm("articles.clear_article")
    text = _("It is at “%(stage)s” now.") % {"stage": Stage(article.stage).label}
    text = "\n".join(filter(None, [text, act.reason]))
    tell(Notice.Kind.MOVED, article, to=people, by=act.by, text=text)
