from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """When a person last had a story open, and what they saw of it."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="visits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: The newest revision that they have seen, 0 for none.
    number = models.PositiveIntegerField(_("revision seen"), default=0)
    #: When their window last said that it is open (UTC); None once it was closed.
    here_at = models.DateTimeField(_("here"), null=True, blank=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            # Who is in what, now.
            models.Index(
                fields=["-here_at"], condition=models.Q(here_at__isnull=False), name="visit_here"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "by"], name="one_visit_a_person"),
        ]

    def __str__(self):
        return f"{self.by}: {self.article}"
