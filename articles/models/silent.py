from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.act import Act
from articles.models.edition import Edition, EditionQuerySet

#: Words. A date, a score or the spelling of a name is put right in five or fewer; a sentence
#: that says something else takes more.
FEW = 5


class SilentEditQuerySet(EditionQuerySet):
    def shown(self, *, at):
        """Those that readers had by `at`, with who brought each about, as `by`."""
        by = Act.objects.filter(edition=models.OuterRef("pk")).order_by("-at")
        silent = self.begun(at=at).filter(is_silent=True, words_changed__gt=FEW)
        return silent.annotate(by=models.Subquery(by.values("by__username")[:1]))


class SilentEdit(Edition):
    """An edition that changed more than a few live words without a word to readers."""

    objects = SilentEditQuerySet.as_manager()

    class Meta:
        proxy = True
        # Who may see editions may see these.
        default_permissions = ()
        verbose_name = _("silent edit")
        verbose_name_plural = _("silent edits")
