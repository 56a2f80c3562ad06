import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField


class ProofLink(models.Model):
    """A link by which somebody without an account may read a proof, until it ends."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="proof_links")
    #: What it shows; None for whatever is newest.
    revision = models.ForeignKey(
        "articles.Revision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revision"),
    )
    recipient = LineField(_("for"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("proof link")
        verbose_name_plural = _("proof links")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(recipient=""), name="proof_link_names_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.recipient}: {self.article}"


class ProofOpening(models.Model):
    """One time that a proof link was opened."""

    link = models.ForeignKey(ProofLink, models.CASCADE, related_name="openings")
    at = models.DateTimeField(_("at"), default=timezone.now)
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="+", verbose_name=_("revision")
    )
    #: What the browser said it is.
    agent = LineField(_("browser"), max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("opening")
        verbose_name_plural = _("openings")

    def __str__(self):
        return f"{self.link}, {self.at:%Y-%m-%d %H:%M}"
