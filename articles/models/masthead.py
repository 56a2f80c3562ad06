from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField


class MastheadManager(models.Manager):
    def current(self):
        """Give the paper's masthead; a plain one while nobody has named the paper."""
        return self.first() or Masthead()


class Masthead(models.Model):
    """The paper's own name and strapline. There is one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = LineField(_("name"), max_length=100, default="Newsroom")
    strapline = LineField(_("strapline"), max_length=200, blank=True)

    shows_history = models.BooleanField(
        _("public history"),
        default=True,
        help_text=_("Readers may see what changed in a story after publication, word by word."),
    )

    objects = MastheadManager()

    class Meta:
        verbose_name = _("masthead")
        verbose_name_plural = _("masthead")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_masthead"),
        ]

    def __str__(self):
        return self.name
