from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.searching import SearchedQuerySet
from articles.text.terms import words

#: The columns that are searched, the weightiest first.
COLUMNS = ["headline", "caption", "names", "details"]

#: What each column has of a picture.
FIELDS = {
    "headline": ["headline"],
    "caption": ["caption", "alt"],
    "names": ["byline", "credit", "rights_holder"],
    "details": ["place", "file_name"],
}

#: Characters of each column: what is more is not searched.
LONGEST = 20_000


class PictureTextQuerySet(SearchedQuerySet):
    key = "picture_id"

    def keep(self, picture):
        """Have a picture be found by its words as they are now, and by nothing else."""
        self.update_or_create(picture_id=picture.pk, defaults=text_of(picture))


class PictureText(models.Model):
    """What a picture of the library is found by: its words, parted and folded."""

    picture = models.OneToOneField("articles.Picture", models.CASCADE, related_name="+")
    headline = models.TextField(blank=True)
    caption = models.TextField(blank=True)
    names = models.TextField(blank=True)
    details = models.TextField(blank=True)

    objects = PictureTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a picture")
        verbose_name_plural = _("texts of pictures")

    def __str__(self):
        return self.headline or self.caption


def text_of(picture):
    """What the index has of a picture: {column: words}."""
    said = {column: [getattr(picture, name) for name in FIELDS[column]] for column in COLUMNS}
    said["details"] += picture.keywords
    return {name: " ".join(words("\n".join(said[name])))[:LONGEST] for name in COLUMNS}
