import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField, PlainField
from articles.models.natural import natural_manager
from articles.models.picture_files import PREVIEWS
from articles.models.picture_text import PictureText
from articles.pictures.drawing import PREVIEWS as SIDES

FRACTION = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class PictureQuerySet(models.QuerySet):
    def usable(self, *, at):
        """Those that may be shown at `at`: as `Picture.is_usable` says of one."""
        licensed = Q(licensed_until__isnull=True) | Q(licensed_until__gt=at)
        released = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at)
        return self.filter(licensed, released, erased_at__isnull=True)

    def hold(self, numbers):
        """
        Lock those of these numbers for the rest of the transaction, in one order: {number:
        Picture} as they are now. Whoever withdraws one waits; whoever prints one sees it.
        """
        # no_key: rows that refer to a picture may be written meanwhile.
        locked = self.select_for_update(no_key=True).filter(pk__in=set(numbers)).order_by("pk")
        return {picture.pk: picture for picture in locked}


class Picture(models.Model):
    """
    A picture of the library: the file as it came, which never leaves the desk, and what the
    desk knows of it. Readers get renditions of it, drawn at press time (see EditionPicture).
    """

    uid = models.UUIDField(_("picture id"), unique=True, default=uuid.uuid4, editable=False)

    # --- the file ---

    #: The file as it came, with all that it says of itself.
    original = models.FileField(_("original"), max_length=200, blank=True, editable=False)
    #: Of its bytes: the same file is the same picture.
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    file_name = LineField(_("file name"), max_length=200, blank=True, editable=False)
    #: What Pillow calls it, JPEG or PNG, whatever the file was called.
    format = models.CharField(_("format"), max_length=10, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False, help_text=_("In bytes."))
    #: Pixels of the picture upright.
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    #: Under what name the desk's own small pictures of it are kept.
    preview_key = models.CharField(max_length=64, editable=False)
    #: A data: address of a picture some twenty pixels wide, to be seen until the other is there.
    placeholder = models.CharField(max_length=600, blank=True, editable=False)
    #: What was read from the file, as `pictures.metadata.Metadata`: for the desk alone.
    metadata = models.JSONField(default=dict, blank=True, editable=False)

    # --- what it shows ---

    headline = LineField(_("headline"), max_length=300, blank=True)
    caption = PlainField(_("caption"), blank=True)
    alt = LineField(
        _("alternative text"),
        max_length=1000,
        blank=True,
        help_text=_("What the picture shows, for who cannot see it."),
    )
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    place = LineField(_("place"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)

    # --- whose it is ---

    byline = LineField(
        _("photographer"), max_length=200, blank=True, help_text=_("Who took it, or drew it.")
    )
    credit = LineField(
        _("credit line"), max_length=200, blank=True, help_text=_("As it is printed beside it.")
    )
    copyright = LineField(_("copyright notice"), max_length=300, blank=True)
    rights_holder = LineField(_("rights holder"), max_length=200, blank=True)
    licensed_until = models.DateTimeField(
        _("licence until"),
        null=True,
        blank=True,
        help_text=_("From then on no page shows it. Empty: without an end."),
    )
    may_syndicate = models.BooleanField(
        _("may be syndicated"), default=False, help_text=_("Others may have it from us.")
    )
    restrictions = PlainField(
        _("restrictions"), blank=True, help_text=_("Such as “not for sport” or “no cropping”.")
    )

    # --- how it is cut ---

    #: Where one looks first, as fractions of the upright picture's width and height.
    focus_x = models.FloatField(_("focal point, from the left"), default=0.5, validators=FRACTION)
    focus_y = models.FloatField(_("focal point, from the top"), default=0.5, validators=FRACTION)
    #: {"16:9": [left, top, right, bottom], …}: those drawn by hand, in fractions.
    crops = models.JSONField(_("crops"), default=dict, blank=True)

    # --- what became of it ---

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    #: When a person confirmed what was read from the file.
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_reason = LineField(
        _("reason of the withdrawal"), max_length=300, blank=True, editable=False
    )
    #: When its file was destroyed, because a court or a person's right required it.
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    objects = natural_manager(PictureQuerySet, "uid")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [
            ("withdraw_picture", _("Can withdraw pictures from all pages")),
            ("erase_picture", _("Can erase the file of pictures for good")),
        ]
        indexes = [
            models.Index(fields=["-uploaded_at", "-id"], name="picture_latest"),
            models.Index(
                fields=["licensed_until"],
                condition=Q(licensed_until__isnull=False),
                name="picture_licence_end",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(focus_x__gte=0, focus_x__lte=1, focus_y__gte=0, focus_y__lte=1),
                name="focus_is_in_the_picture",
            ),
        ]

    def __str__(self):
        return self.headline or self.caption[:80] or self.file_name or str(self.uid)

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        PictureText.objects.keep(self)

    def natural_key(self):
        return (str(self.uid),)

    def preview_name(self, side):
        """Where the desk's own small picture with that longer side (pixels) is in the storage."""
        return f"{PREVIEWS}{self.preview_key}-{side}.webp"

    def files(self):
        """Name all its files but for its renditions."""
        names = [self.preview_name(side) for side in SIDES]
        return [*names, self.original.name] if self.original else names

    @property
    def until(self):
        """From when on no page may show it (UTC): the licence's end or the withdrawal; or None."""
        ends = [end for end in (self.licensed_until, self.withdrawn_at, self.erased_at) if end]
        return min(ends, default=None)

    def is_usable(self, at):
        """Tell whether it may be shown at `at`, as `Picture.objects.usable` does."""
        return self.erased_at is None and (self.until is None or self.until > at)


class PictureUse(models.Model):
    """A revision shows a picture: on top of the story, or in its body. Written with each save."""

    revision = models.ForeignKey("articles.Revision", models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="uses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "picture"], name="one_use_a_revision"),
        ]

    def __str__(self):
        return f"{self.picture_id}: {self.revision_id}"
