from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField
from articles.models.former import NounQuerySet
from articles.models.natural import natural_manager
from articles.text.slugs import RESERVED

is_colour = RegexValidator(r"^#[0-9a-f]{6}\Z", _("Give a colour such as #7a1f1f."))


def is_not_reserved(slug):
    if slug.casefold() in RESERVED:
        raise ValidationError(
            _("“%(slug)s” is the site's own address. Choose another slug, such as %(slug)s-news."),
            params={"slug": slug},
        )


class SectionQuerySet(NounQuerySet):
    of_edition = "section"


class Section(models.Model):
    """Where readers find a story: News, Crime, Sport."""

    name = LineField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        validators=[is_not_reserved],
        help_text=_("The first part of its stories’ addresses. What it was before leads here."),
    )
    description = LineField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("What readers find in it, in a sentence. It stands under the name."),
    )
    #: Sections run from the lowest to the highest (see desk/ordering.py).
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_in_navigation = models.BooleanField(
        _("in the navigation"),
        default=True,
        help_text=_("Its name stands on top of every page. Its own page is there anyway."),
    )
    colour = models.CharField(_("colour"), max_length=7, default="#7a1f1f", validators=[is_colour])

    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("editors"),
        help_text=_("Their rights hold for the stories of this section."),
    )

    objects = natural_manager(SectionQuerySet, "slug")

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(slug=""), name="section_is_named"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("paper:section", args=[self.slug])

    def natural_key(self):
        return (self.slug,)
