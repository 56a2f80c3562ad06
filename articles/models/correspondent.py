from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.directory_pictures import DirectoryPictureField
from articles.models.fields import LineField, PlainField
from articles.models.former import NounQuerySet
from articles.models.links import HELP, LinksField
from articles.models.natural import natural_manager


class CorrespondentQuerySet(NounQuerySet):
    of_edition = "credits__correspondent"


class Kind(models.TextChoices):
    PERSON = "person", _("Person")
    AGENCY = "agency", _("Agency")
    COLLECTIVE = "collective", _("Collective")


class CorrespondentDetails(models.Model):
    """What readers are told of a correspondent beside the name."""

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PERSON)
    role = LineField(
        _("role"), max_length=200, blank=True, help_text=_("Such as Crime Correspondent.")
    )
    biography = PlainField(_("biography"), blank=True)
    portrait = DirectoryPictureField(
        _("portrait"),
        blank=True,
        help_text=_(
            "A JPEG, PNG or WebP file of at most 10 MB. It is cut square; what the camera wrote "
            "into it, such as the place, is left out. Who cannot see it is told the name."
        ),
    )
    links = LinksField(_("links for readers"), help_text=HELP)

    class Meta:
        abstract = True

    @classmethod
    def detail_fields(cls):
        """The names of the fields above, in order."""
        return [field.name for field in CorrespondentDetails._meta.fields]


class Correspondent(CorrespondentDetails):
    """Whoever can be credited with a story, with or without an account here."""

    Kind = Kind

    name = LineField(_("name"), max_length=200)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        allow_unicode=True,
        help_text=_("The part of the address of this page. What it was before leads here."),
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="correspondent",
        verbose_name=_("account"),
    )

    objects = natural_manager(CorrespondentQuerySet, "slug")

    class Meta:
        ordering = ["name"]
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["person", "agency", "collective"]),
                name="correspondent_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(slug=""),
                name="correspondent_is_named",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("paper:correspondent", args=[self.slug])

    def natural_key(self):
        return (self.slug,)
