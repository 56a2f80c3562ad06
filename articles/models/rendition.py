from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: The folder of the files, within the default storage.
FOLDER = "renditions/"


class RenditionQuerySet(models.QuerySet):
    def current(self):
        """Those that pages are printed with now."""
        return self.filter(replaced_at__isnull=True)


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
