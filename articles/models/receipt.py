from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Receipt(models.Model):
    """What every surface answered a stranger after a story was killed."""

    act = models.ForeignKey(
        "articles.Act", models.PROTECT, related_name="receipts", verbose_name=_("act")
    )
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)
    #: [{"surface": …, "url": …, "status": 410, "at": ISO 8601, "fault": "" or what it gave away}]
    lines = models.JSONField(_("lines"), default=list)
    is_clean = models.BooleanField(_("clean"), default=False)

    class Meta:
        ordering = ["-taken_at", "-pk"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self):
        return f"{self.act}, {self.taken_at:%Y-%m-%d %H:%M}"
