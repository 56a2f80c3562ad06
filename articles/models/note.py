from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import PlainField

#: Characters of a note: more than anybody reads beside a story.
LONGEST = 5_000


class Note(models.Model):
    """What somebody on the desk says of a story to the others, or in answer to one of them."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes")
    #: The note that began the thread; None for one that begins it.
    thread = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    text = PlainField(_("text"), max_length=LONGEST)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self):
        return self.text[:60]
