from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import PlainField


class Notice(models.Model):
    """Word to one person of something that concerns them in a story."""

    class Kind(models.TextChoices):
        SENT_BACK = "sent_back", _("Sent back to you")
        MENTIONED = "mentioned", _("You were mentioned")
        ANSWERED = "answered", _("Answered you")
        ASSIGNED = "assigned", _("Assigned to you")
        TAKEN_OVER = "taken_over", _("Taken over from you")
        SHARED = "shared", _("Shared with you")
        MOVED = "moved", _("Moved")
        DUE = "due", _("Due")

    #: Those of notes, which are at the end of a story's form.
    OF_NOTES = frozenset({Kind.MENTIONED, Kind.ANSWERED})

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notices")
    kind = models.CharField(_("what"), max_length=12, choices=Kind.choices)
    #: Who did it; None for what the clock did.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    text = PlainField(_("text"), blank=True)
    #: Of a reminder: when the story is due.
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["to", "-at", "-id"], name="notice_latest"),
            # Counted on every page of the admin.
            models.Index(
                fields=["to"], condition=models.Q(read_at__isnull=True), name="notice_unread"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "article", "due_at"],
                condition=models.Q(kind="due"),
                name="one_reminder_of_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.article}"

    @property
    def fragment(self):
        """Where on the story's form it leads to."""
        return "#notes" if self.kind in self.OF_NOTES else ""
