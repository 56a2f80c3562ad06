from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.directory_pictures import DirectoryPictureField
from articles.models.fields import BodyField, LineField, PlainField
from articles.models.links import HELP, LinksField
from articles.text.markup import EXTENSIONS

#: What these pages may hold of what copy may.
TEXT = {name: EXTENSIONS[name] for name in "Bold Italic Heading BulletList OrderedList".split()}
TEXT |= {"ListItem": True, "HardBreak": True}
TEXT |= {"Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]}}

#: The pages that are there once somebody has written them: their fields, which no other page needs.
WRITTEN = ("about", "contact")


class MastheadManager(models.Manager):
    def current(self):
        """Give the paper's masthead, without its own pages; a plain one while there is none."""
        has = {f"has_{name}": ~Q(**{name: ""}) for name in WRITTEN}
        return self.defer(*WRITTEN).annotate(**has).first() or Masthead()


class Masthead(models.Model):
    """What the paper says of itself, over and under every page. There is one."""

    #: Whether readers have these pages. Of a row that was not `current()`, nobody asked.
    has_about = has_contact = False

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = LineField(_("name"), max_length=100, default="Newsroom")
    strapline = LineField(_("strapline"), max_length=200, blank=True)

    logo_width = models.PositiveSmallIntegerField(null=True, editable=False)
    logo_height = models.PositiveSmallIntegerField(null=True, editable=False)
    logo = DirectoryPictureField(
        _("logo"),
        blank=True,
        width_field="logo_width",
        height_field="logo_height",
        help_text=_(
            "It stands for the name on every page. A JPEG, PNG or WebP file of at most 10 MB, cut "
            "close: a PNG that is clear around the letters suits light and dark."
        ),
    )
    dark_logo = DirectoryPictureField(
        _("logo for the dark"),
        blank=True,
        help_text=_("The same in light letters, for readers whose screens are dark."),
    )

    header_links = LinksField(_("links after the sections"), help_text=HELP)
    footer = PlainField(
        _("footer"), blank=True, max_length=1000, help_text=_("Such as who publishes the paper.")
    )
    footer_links = LinksField(_("links of the footer"), help_text=HELP)
    social_links = LinksField(
        _("elsewhere"),
        help_text=_("The paper’s own pages on other sites. Search engines read them too."),
    )

    about = BodyField(
        _("about the paper"), blank=True, extensions=TEXT, help_text=_("Shown at /about/.")
    )
    contact = BodyField(
        _("how to reach it"), blank=True, extensions=TEXT, help_text=_("Shown at /contact/.")
    )

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
