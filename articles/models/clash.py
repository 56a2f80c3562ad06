from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Clash(models.Model):
    """
    Copy that could not be merged into what somebody else saved meanwhile: kept as its writer
    left it, whatever they then choose.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="clashes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    #: The number of the revision that the writer began from, and of the one they clashed with.
    seen = models.PositiveIntegerField(_("began from revision"))
    newest = models.PositiveIntegerField(_("clashed with revision"))
    #: All that the writer would have saved: see Revision.contents.
    contents = models.JSONField(_("contents"), encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("kept clash")
        verbose_name_plural = _("kept clashes")

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"
