"""The desk's own search: over the words that editors see, by the index of models.StoryText."""

from django.db.models import F

from articles.models import Article, StoryText

#: Stories that are indexed in one go, when many are.
BATCH = 500


def index(revision):
    """Have a story be found by the words of its newest revision: in the transaction of its save."""
    names = [line["name"] for line in revision.bylines]
    StoryText.objects.keep(revision, names, number=revision.article_id)


def index_again(numbers):
    """Index the stories of these numbers anew: what was written by another way than a save."""
    numbers = sorted(numbers)
    for start in range(0, len(numbers), BATCH):
        stories = Article.objects.filter(pk__in=numbers[start : start + BATCH])
        for article in stories.prefetch_related("bylines"):
            names = [byline.name for byline in article.bylines.all()]
            StoryText.objects.keep(article, names, number=article.pk)


def found(stories, text):
    """Narrow stories down to those that a search finds (see SearchedQuerySet.search)."""
    if not text.strip():
        return stories
    texts = StoryText.objects.search(text)
    # By a number that no index knows: so SQLite goes along the index that the list is ordered
    # by. Of a common word it would read every story otherwise, to put them in order.
    return stories.alias(number=F("pk") + 0).filter(number__in=texts.values("article_id"))
