from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import PlainField


class Act(models.Model):
    """One use of a verb on a story: who, what, when, on which revision, and why."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="acts")
    verb = models.CharField(_("verb"), max_length=30)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    #: When it shows for readers, where that is not at once.
    effective_at = models.DateTimeField(_("takes effect"), null=True, blank=True)
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, null=True, related_name="+", verbose_name=_("revision")
    )
    # An edition that waits may be replaced; what was done to bring it about stays.
    edition = models.ForeignKey(
        "articles.Edition", models.SET_NULL, null=True, related_name="+", verbose_name=_("edition")
    )
    reason = PlainField(_("reason"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        indexes = [models.Index(fields=["-at", "-id"], name="act_latest")]

    def __str__(self):
        return f"{self.verb}: {self.article}"
