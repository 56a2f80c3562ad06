from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.searching import SearchedQuerySet
from articles.text.markup import plain
from articles.text.terms import words

#: The columns that are searched, the weightiest first.
COLUMNS = ["headline", "slugline", "standfirst", "bylines", "body"]

#: Characters of each: what is more is not searched. PostgreSQL's index of one row has 1 MB.
LONGEST = 200_000


class StoryTextQuerySet(SearchedQuerySet):
    key = "article_id"

    def keep(self, copy, names, *, number):
        """
        Have the story of a number be found by this copy (a story's or a revision's) and the
        names in its bylines, and by nothing else.
        """
        self.update_or_create(article_id=number, defaults=text_of(copy, names))


class StoryText(models.Model):
    """What a story of the desk is found by: the words of its working copy, parted and folded."""

    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="+")
    headline = models.TextField(blank=True)
    slugline = models.TextField(blank=True)
    standfirst = models.TextField(blank=True)
    bylines = models.TextField(blank=True)
    body = models.TextField(blank=True)

    objects = StoryTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of an article")
        verbose_name_plural = _("texts of articles")

    def __str__(self):
        return self.headline or self.slugline


def text_of(copy, names):
    """What the index has of copy, and of the names in its bylines: {column: words}."""
    said = {name: getattr(copy, name) for name in ("headline", "slugline", "standfirst")}
    said |= {"bylines": ", ".join(names), "body": f"{copy.lead_caption} {plain(copy.body)}"}
    return {name: " ".join(words(said[name]))[:LONGEST] for name in COLUMNS}
