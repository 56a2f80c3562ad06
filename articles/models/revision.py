from django.conf import settings
from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.act import Act
from articles.models.article import Article
from articles.models.copy import CopyFields
from articles.models.fields import is_byline_list, is_slug_list
from articles.models.natural import NaturalManager

#: Verbs of the desk after which an approval, or a lawyer's clearance, counts no more.
ENDS_APPROVAL = frozenset({"sub", "send_back", "spike"})
ENDS_CLEARANCE = frozenset({"send_back", "spike", "flag"})


class Revision(CopyFields):
    """What the copy was after one editorial save. It never changes."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    #: [{"name": …, "role": …, "correspondent": slug or ""}, …] in printing order.
    bylines = models.JSONField(_("bylines"), default=list, blank=True, validators=[is_byline_list])
    #: [slug, …] in order.
    tags = models.JSONField(_("tags"), default=list, blank=True, validators=[is_slug_list])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    #: [username, …] of those whose words were merged into it, which `by` may not have seen.
    also_by = models.JSONField(_("also by"), default=list, blank=True, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    #: What differs from the revision before: [field, …], and in how many words; None where
    #: nobody counted. Kept, because a list of revisions could not compare them all.
    changed = models.JSONField(_("changed"), default=list, blank=True, editable=False)
    words_changed = models.PositiveIntegerField(
        _("words changed"), null=True, blank=True, editable=False
    )

    objects = NaturalManager("article__uid", "number")

    class Meta:
        ordering = ["-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_revision_a_number"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="revisions_from_one"),
        ]

    def __str__(self):
        return _("Revision %(number)s") % {"number": self.number}

    def contents(self):
        """All that it keeps of the copy, by column: {field: value}. What revisions differ in."""
        # By column: a section is compared by its key, without being fetched.
        columns = [field.attname for field in CopyFields._meta.fields]
        return {name: getattr(self, name) for name in [*columns, "bylines", "tags"]}

    def is_written_by(self, user):
        """Tell whether a person wrote the last words, or some that were merged in unseen."""
        return self.by_id == user.pk or user.get_username() in self.also_by

    def is_cleared(self):
        """Tell whether a lawyer has cleared exactly these words, and it holds."""
        return self.clearances().exists()

    def is_approved_by_another(self):
        """
        Tell whether somebody other than their writer has approved exactly these words, since
        they were last taken back to be worked on.
        """
        others = self.approvals().exclude(by=self.by_id)
        return others.exclude(by__username__in=self.also_by).exists()

    def approvals(self):
        """The approvals (Act) of exactly these words that count."""
        return self.standing_acts("approve", until=ENDS_APPROVAL)

    def clearances(self):
        """The legal clearances (Act) of exactly these words that count."""
        return self.standing_acts("clear", until=ENDS_CLEARANCE)

    def standing_acts(self, verb, *, until):
        """The acts of a verb on these words that none of the verbs `until` has ended since."""
        acts = Act.objects.filter(revision=self)
        ended = acts.filter(verb__in=until).aggregate(last=Max("pk"))["last"] or 0
        return acts.filter(verb=verb, pk__gt=ended)

    def natural_key(self):
        return (*self.article.natural_key(), self.number)

    natural_key.dependencies = ["articles.article", settings.AUTH_USER_MODEL.lower()]
