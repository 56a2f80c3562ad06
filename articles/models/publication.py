from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField
from articles.models.natural import NaturalManager

is_language = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z",
    _("Give a language tag such as en-GB, fr or zh-Hant (BCP 47)."),
)
is_country = RegexValidator(
    r"^[A-Z]{2}\Z", _("Give a country's two-letter code such as GB (ISO 3166-1).")
)


class Publication(models.Model):
    """A title that stories run in, ours or another's: The Daily Telegraph."""

    name = LineField(_("name"), max_length=200, unique=True)
    language = models.CharField(
        _("language"), max_length=35, blank=True, validators=[is_language], help_text=_("en-GB")
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[is_country], help_text=_("GB")
    )

    objects = NaturalManager("name")

    class Meta:
        ordering = ["name"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.name,)
