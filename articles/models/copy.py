from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import BodyField, LineField
from articles.models.publication import is_language
from articles.workflow import Label


def paper_language():
    """The language that copy is in unless it says otherwise: the paper's (BCP 47)."""
    language, _dash, region = settings.LANGUAGE_CODE.partition("-")
    return f"{language}-{region.upper()}" if region else language


class CopyFields(models.Model):
    """The words of a story and what it says of itself: what every save keeps."""

    slugline = LineField(
        _("slugline"),
        max_length=100,
        blank=True,
        help_text=_("The story's working name on the desk. Readers never see it."),
    )
    kicker = LineField(
        _("kicker"), max_length=80, blank=True, help_text=_("The few words over the headline.")
    )
    headline = LineField(_("headline"), max_length=300, blank=True)
    standfirst = LineField(
        _("standfirst"), max_length=1000, blank=True, help_text=_("What the story says, in brief.")
    )
    dateline = LineField(
        _("dateline"), max_length=80, blank=True, help_text=_("The place that opens the copy.")
    )
    body = BodyField(_("body"), blank=True)
    # The desk's relations to shared nouns are hidden from them: no page of the paper can
    # find the desk by way of a section.
    section = models.ForeignKey(
        "articles.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
    )
    publication = models.ForeignKey(
        "articles.Publication",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publication"),
        help_text=_("The title the story ran in."),
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        default=paper_language,
        validators=[is_language],
        help_text=_("Such as en-GB."),
    )
    label = models.CharField(
        _("label"),
        max_length=10,
        choices=Label.choices,
        default=Label.NEWS,
        help_text=_("What the story is. Readers are told wherever it is not news."),
    )
    # What stands over the copy. Its other pictures are in the body.
    lead_picture = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    lead_caption = LineField(_("caption"), max_length=1000, blank=True)
    lead_alt = LineField(
        _("alternative text"),
        max_length=1000,
        blank=True,
        help_text=_("What it shows, for who cannot see it. Empty: as in the library."),
    )
    lead_is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the words do not: it needs no alternative text."),
    )
    rights = LineField(
        _("rights line"), max_length=200, blank=True, help_text=_("Such as © The Paper.")
    )
    credit = LineField(_("credit line"), max_length=200, blank=True)
    shows_history = models.BooleanField(
        _("public history"),
        default=True,
        help_text=_("Readers may see what changed after publication, word by word."),
    )

    class Meta:
        abstract = True

    @classmethod
    def copy_fields(cls):
        """The names of the fields above, in order."""
        return [field.name for field in CopyFields._meta.fields]
