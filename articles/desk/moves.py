"""Copy's way over the desk: from stage to stage."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Act, Article
from articles.permissions import may
from articles.refusals import IllegalMove, NotPermitted
from articles.workflow import Stage, Standing


def move(article, to, *, by, reason=""):
    """
    Send a story's copy to another stage, and leave an Act. Raises Refused: without the right,
    when somebody else moved it meanwhile, and for a spike of what readers have or will get.
    """
    if not may(by, "change", article):
        raise NotPermitted(_("You may not move this story."))
    with transaction.atomic():
        now = Article.objects.claim(article.pk)
        if now.stage != article.stage:
            raise IllegalMove(
                _(
                    "Somebody else moved this story meanwhile: it is at “%(stage)s” now. "
                    "Save again to move it from there."
                )
                % {"stage": now.get_stage_display()}
            )
        if to == Stage.SPIKED:
            demand_out_of_sight(now)
        now.stage = to
        now.save(update_fields=["stage"])
        Act.objects.create(article=now, verb=to, by=by, revision=now.newest(), reason=reason)
    article.stage = to


def demand_out_of_sight(article):
    standing = article.standing(at=timezone.now())
    waits = article.editions.waiting(at=timezone.now()).exists()
    if waits or standing in {Standing.LIVE, Standing.SCHEDULED}:
        raise IllegalMove(_("Withdraw the story first: readers have it, or will."))
