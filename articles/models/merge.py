from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField
from articles.models.tag import KEY


class TagMerge(models.Model):
    """
    A tag that became part of another one, with all that it takes to undo it. Until it is
    undone, whoever types the old name gets the tag it went into.
    """

    into = models.ForeignKey(
        "articles.Tag", models.CASCADE, related_name="merges", verbose_name=_("into")
    )
    name = LineField(_("name"), max_length=100)
    slug = models.CharField(_("slug"), max_length=100)
    key = models.CharField(_("key"), max_length=KEY)
    #: {"articles": [[ids that had this tag alone], [ids that had both]], "editions": the same}
    uses = models.JSONField(_("uses"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    merged_at = models.DateTimeField(_("merged"), default=timezone.now)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = _("merge of tags")
        verbose_name_plural = _("merges of tags")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(undone_at__isnull=True),
                name="one_merge_a_spelling",
            ),
        ]

    def __str__(self):
        return f"{self.name} → {self.into}"
