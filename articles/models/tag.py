import unicodedata

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.models.edition import Edition
from articles.models.former import FormerAddress, NounQuerySet
from articles.models.natural import NaturalManager, natural_manager
from articles.text.plain import one_line
from articles.text.slugs import slug_for

#: Characters of a tag's key. Folding can make a name many times longer.
KEY = 200


def folded(name):
    """Fold a tag's name to what two spellings of one tag share: case, width and blanks."""
    return unicodedata.normalize("NFKC", one_line(name)).casefold()[:KEY]


class TagQuerySet(NounQuerySet):
    def in_print(self, *, at):
        """Those on a story that readers have at `at`: the only public ones."""
        live = Edition.objects.live(at=at).filter(topics__tag=models.OuterRef("pk"))
        return self.filter(models.Exists(live))

    def named(self, names):
        """Find the tags of these names in their order, in whatever spelling; make those missing."""
        wanted = {folded(name): one_line(name) for name in names if one_line(name)}
        known = {tag.key: tag for tag in self.filter(key__in=wanted)}
        known = self.merged(wanted.keys() - known.keys()) | known
        return [
            known.get(key) or self.get_or_create(key=key, defaults={"name": name})[0]
            for key, name in wanted.items()
        ]

    def merged(self, keys):
        """Find the tags that those of these keys went into: {key: tag}."""
        merges = self.model._meta.get_field("merges").related_model.objects
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
        slug = slug_for(tag, fallback="topic")
        slug = slug if i is None else f"{slug}-{i}"
        # An address that leads elsewhere is not had again; taggit goes on to the next number.
        is_taken = FormerAddress.objects.filter(path=reverse("paper:topic", args=[slug])).exists()
        return f"{slug}-topic" if is_taken else slug

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
