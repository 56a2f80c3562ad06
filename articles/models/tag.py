import re
import unicodedata

from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.models.former import NounQuerySet
from articles.models.natural import NaturalManager, natural_manager
from articles.text.plain import one_line

#: Characters of a tag's key. Folding can make a name many times longer.
KEY = 200

#: Characters that show as nothing: soft hyphens, zero-width blanks and joiners, marks of
#: direction, variation selectors (Unicode's Default_Ignorable_Code_Point).
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

#: The typewriter's signs for the printer's; and i for the İ that case folding leaves in two.
PLAINER = {"‘": "'", "’": "'", "ʼ": "'", "‐": "-", "i\u0307": "i"}
PRINTED = re.compile("|".join(PLAINER))


def folded(name):
    """
    Fold a tag's name to what two spellings of one tag share, whatever their accents are made
    of, their case, width, blanks, apostrophes and what shows as nothing (as Unicode's
    NFKC_Casefold does, chapter 3.13 of the standard). A dotless ı stays another letter.
    """
    # Cut first: a form can send a name of a million accents.
    name = unicodedata.normalize("NFKC", one_line(name)[:KEY])
    name = unicodedata.normalize("NFKC", INVISIBLE.sub("", name).casefold())
    return one_line(PRINTED.sub(lambda sign: PLAINER[sign[0]], name))[:KEY]


class TagQuerySet(NounQuerySet):
    of_edition = "topics__tag"

    def named(self, names):
        """Find the tags of these names in their order, in whatever spelling; make those missing."""
        wanted = {folded(name): one_line(name) for name in names if folded(name)}
        known = {tag.key: tag for tag in self.filter(key__in=wanted)}
        known = self.merged(wanted.keys() - known.keys()) | known
        tags = [
            known.get(key) or self.get_or_create(key=key, defaults={"name": name})[0]
            for key, name in wanted.items()
        ]
        return list(dict.fromkeys(tags))  # two names may have gone into one tag

    def merged(self, keys):
        """Find the tags that those of these keys went into: {key: tag}."""
        merges = apps.get_model("articles", "TagMerge").objects
        gone = merges.filter(key__in=keys, undone_at=None).select_related("into")
        return {merge.key: merge.into for merge in gone} if keys else {}


class Tag(TagBase):
    """A topic that stories share."""

    key = models.CharField(_("key"), max_length=KEY, unique=True, editable=False)

    natural_key_fields = ["slug"]
    objects = natural_manager(TagQuerySet, "slug")

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def save(self, *args, **kwargs):
        self.tidy()
        super().save(*args, **kwargs)

    def tidy(self):
        """Clean the name, and fold it to the key."""
        self.name = one_line(self.name)
        self.key = folded(self.name)

    def slugify(self, tag, i=None):
        # Free at once: of taggit's own numbers (`i`) one may be another tag's former address.
        return type(self).objects.free_slug(tag)

    def get_absolute_url(self):
        return reverse("paper:topic", args=[self.slug])


class ArticleTag(ItemBase):
    """A tag on a story's working copy."""

    # Hidden from the tag: pages of the paper must not find the desk by way of it.
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="desk_uses+")
    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="article_tags"
    )

    objects = NaturalManager("content_object__uid", "tag__slug")

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="one_tag_once"),
        ]

    def __str__(self):
        return str(self.tag)

    def natural_key(self):
        return (*self.content_object.natural_key(), *self.tag.natural_key())

    natural_key.dependencies = ["articles.article", "articles.tag"]
