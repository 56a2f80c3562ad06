from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.models.edition_picture import EditionPicture

#: The folder of the files, within the default storage.
FOLDER = "renditions/"

#: How long pages that somebody has open may still ask for what was replaced.
GRACE = timedelta(days=1)


class RenditionQuerySet(models.QuerySet):
    def current(self):
        """Those that pages are printed with now."""
        return self.filter(replaced_at__isnull=True)

    def public(self, *, at):
        """Those that readers may fetch at `at`: an edition that is live shows their picture."""
        live = Edition.objects.live(at=at).values("pk")
        shown = EditionPicture.objects.shown(at=at).filter(edition__in=live)
        is_fresh = Q(replaced_at__isnull=True) | Q(replaced_at__gt=at - GRACE)
        return self.filter(is_fresh, Exists(shown.filter(picture=OuterRef("picture"))))


class Rendition(models.Model):
    """
    A picture drawn for readers, in one crop, width and format. Its name is a keyed hash of all
    that it was made from: it never changes, and nobody can guess another. Whether it is public
    at a moment is a question to the editions that show the picture.
    """

    # The paper asks by its number, and never reads the library.
    picture = models.ForeignKey("articles.Picture", models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=64, unique=True)
    #: "" is the whole picture; else one of pictures.framing.RATIOS.
    crop = models.CharField(max_length=10, blank=True)
    #: Pixels.
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    #: "avif", "webp" or "jpg": also the ending of its file.
    format = models.CharField(max_length=5)
    #: What all renditions of one crop were made from and how: a hash, the same for those that
    #: belong together.
    recipe = models.CharField(max_length=64)
    #: Bytes.
    size = models.PositiveIntegerField()
    #: When others took its place on pages. Pages that somebody has open may ask for it a while.
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        indexes = [
            models.Index(fields=["picture", "crop", "recipe"], name="rendition_set"),
            models.Index(
                fields=["replaced_at"],
                condition=Q(replaced_at__isnull=False),
                name="rendition_replaced",
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def file_name(self):
        return f"{self.name}.{self.format}"

    @property
    def path(self):
        """Where its file is in the storage."""
        return f"{FOLDER}{self.name[:2]}/{self.file_name}"
