from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.models.fields import LineField


class EditionPictureQuerySet(models.QuerySet):
    def shown(self, *, at):
        """Those that pages show at `at`, of whichever edition is in force then."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=at))

    def current(self, *, at):
        """Those of editions that readers have at `at`, or that wait."""
        editions = Edition.objects.live(at=at) | Edition.objects.waiting(at=at)
        return self.filter(Exists(editions.filter(pk=OuterRef("edition"))))


class EditionPicture(models.Model):
    """
    A picture of an edition, with all that a page needs to show it: its finished renditions. It
    is shown until its licence ends or somebody withdraws it, whatever becomes of the edition.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="pictures")
    # By its number alone: the library is the desk's.
    picture = models.ForeignKey("articles.Picture", models.PROTECT, related_name="editions")
    #: From when on no page shows it (UTC), as `Picture.until`; None: without an end.
    until = models.DateTimeField(_("shown until"), null=True, blank=True)
    credit = LineField(_("credit line"), max_length=200, blank=True)
    #: {crop: {"width": pixels, "height": pixels, "sources": {format: [[width, file name], …]}}}:
    #: of the widest first, then each width in order. "" is the whole picture.
    renditions = models.JSONField(_("renditions"), default=dict)
    #: As the picture has it.
    placeholder = models.CharField(max_length=600, blank=True)

    objects = EditionPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of an edition")
        verbose_name_plural = _("pictures of editions")
        indexes = [models.Index(fields=["picture", "until"], name="edition_picture_until")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "picture"], name="one_picture_once"),
        ]

    def __str__(self):
        return f"{self.picture_id}: {self.edition_id}"

    def is_shown(self, at):
        """Tell whether pages show it at `at`, as `EditionPicture.objects.shown` does."""
        return self.until is None or self.until > at
