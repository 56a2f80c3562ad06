from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.workflow import Stage

#: How long a batch is kept that was done, and one that was never begun.
KEPT, ASKED = timedelta(days=30), timedelta(days=1)


class BatchQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(by=user)

    def unfinished(self):
        """Those that were begun, and have stories left."""
        waiting = BatchLine.objects.filter(batch=models.OuterRef("pk"), outcome=Outcome.WAITING)
        return self.filter(models.Exists(waiting), begun_at__isnull=False).order_by("pk")

    def outdated(self, *, at):
        """Those that nobody will look at again."""
        is_over = models.Q(begun_at__lt=at - KEPT)
        return self.filter(is_over | models.Q(begun_at=None, made_at__lt=at - ASKED))


class Batch(models.Model):
    """
    Something that a person does with many stories at once: with each by itself, a few seconds'
    worth at a time. What is done stays done when they leave; they may go on with the rest.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by")
    )
    #: What is done, as the list has it; and what it is done with, such as {"section": 3}.
    verb = models.CharField(_("what"), max_length=20)
    details = models.JSONField(_("details"), default=dict, blank=True)
    #: The list that the stories were chosen from: what its address asked.
    query = models.TextField(_("list"), blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")

    def __str__(self):
        return f"{self.verb}: {self.made_at}"


class Outcome(models.TextChoices):
    WAITING = "waiting", _("To be done")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    LEFT = "left", _("Left as it is")


class BatchLine(models.Model):
    """A story of a batch: what the person saw of it, and what came of it."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="lines")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="batch_lines")
    seen = models.PositiveIntegerField(_("revision seen"))
    stage = models.CharField(_("stage seen"), max_length=10, choices=Stage.choices)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING
    )
    told = models.TextField(_("told"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("story of a batch")
        verbose_name_plural = _("stories of batches")
        indexes = [models.Index(fields=["batch", "outcome", "id"], name="batch_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "article"], name="one_story_once_a_batch"),
        ]

    def __str__(self):
        return f"{self.article_id}: {self.outcome}"
