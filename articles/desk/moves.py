"""Copy's way over the desk: from stage to stage."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Act, Article
from articles.permissions import may
from articles.refusals import IllegalMove, NotPermitted


def move(article, to, *, by, reason=""):
    """Send a story's copy to another stage, and leave an Act. Raises Refused."""
    if not may(by, "change", article):
        raise NotPermitted(_("You may not move this story."))
    with transaction.atomic():
        claimed = Article.objects.filter(pk=article.pk, stage=article.stage).update(stage=to)
        if not claimed:
            raise IllegalMove(_("Somebody else moved this story meanwhile. Load it again."))
        Act.objects.create(
            article=article, verb=to, by=by, revision=article.newest(), reason=reason
        )
    article.stage = to
