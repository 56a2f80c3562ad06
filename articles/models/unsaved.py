import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Unsaved(models.Model):
    """
    What a person typed into a story's form and has not saved: theirs alone, and no revision.
    Each opened form has a row of its own, so that two windows never overwrite each other.
    """

    #: The form that it was typed into.
    key = models.UUIDField(default=uuid.uuid4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: None for a story that was never saved.
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, related_name="unsaved"
    )
    #: The revision that the form was opened with, 0 for none.
    seen = models.PositiveIntegerField(_("seen"), default=0)
    #: {name in the form: [value, …]}, as it would be sent; {} once the form was saved.
    fields = models.JSONField(_("fields"), default=dict, encoder=DjangoJSONEncoder)
    typed_at = models.DateTimeField(_("typed"), default=timezone.now)

    class Meta:
        ordering = ["-typed_at", "-pk"]
        verbose_name = _("unsaved copy")
        verbose_name_plural = _("unsaved copy")
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="one_unsaved_a_form"),
        ]

    def __str__(self):
        return f"{self.by}, {self.typed_at:%Y-%m-%d %H:%M}"
