from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.natural import NaturalManager


class Alias(models.Model):
    """
    A path that belongs to a story: the one it has, or one it had. It names no target: the
    story's edition in force does, so there are no chains. A path is unique for ever, and
    freed only by a story that was never live.
    """

    path = models.CharField(_("path"), max_length=400, unique=True)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="aliases")
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = NaturalManager("path")

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")

    def __str__(self):
        return self.path

    def natural_key(self):
        return (self.path,)

    natural_key.dependencies = ["articles.article"]
