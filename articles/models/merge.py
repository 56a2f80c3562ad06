from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.correspondent import CorrespondentDetails
from articles.models.fields import LineField
from articles.models.tag import KEY


class Merge(models.Model):
    """
    What became part of another of its kind (`into`), with all that it takes to undo it. Kinds
    add what a row of theirs had beside its name and slug.
    """

    name = LineField(_("name"), max_length=200)
    slug = models.CharField(_("slug"), max_length=100)
    #: By where it was used, the numbers of the uses (see desk/merges.py).
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
        abstract = True
        ordering = ["-merged_at", "-pk"]

    def __str__(self):
        return f"{self.name} → {self.into}"


class TagMerge(Merge):
    """A tag that became part of another one. Whoever types its name gets that one."""

    into = models.ForeignKey(
        "articles.Tag", models.CASCADE, related_name="merges", verbose_name=_("into")
    )
    key = models.CharField(_("key"), max_length=KEY)

    class Meta(Merge.Meta):
        verbose_name = _("merge of tags")
        verbose_name_plural = _("merges of tags")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(undone_at__isnull=True),
                name="one_merge_a_spelling",
            ),
        ]


class CorrespondentMerge(Merge, CorrespondentDetails):
    """A correspondent who was the same as another one."""

    into = models.ForeignKey(
        "articles.Correspondent", models.CASCADE, related_name="merges", verbose_name=_("into")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )

    class Meta(Merge.Meta):
        verbose_name = _("merge of correspondents")
        verbose_name_plural = _("merges of correspondents")
