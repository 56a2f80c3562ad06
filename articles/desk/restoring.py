"""An old revision becomes the newest words again: by a new save, which takes nothing away."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import saving
from articles.models import Act, Article, Correspondent, Tag
from articles.refusals import IllegalMove, Moved


def restore(article, revision, *, by, seen):
    """
    Save what a revision of a story kept as its newest words, and leave an Act that names it.
    Gives the new revision. `seen` is the number of the newest that the person saw.

    Raises what `saving.save` does: Moved where somebody saved since, NotPermitted,
    ValidationError for what fits its field no longer; and IllegalMove for the words that the
    story has already. Whichever it is, nothing has changed.
    """
    saving.demand_permission(article, by=by)
    at = timezone.now()
    with transaction.atomic():
        now = Article.objects.claim(article.pk)
        if seen != now.revision_number:
            raise Moved(now.newest())
        restored = saving.rewrite(now, revision.contents(), by=by, at=at)
        if restored.number == seen:
            raise IllegalMove(_("There is nothing to restore: the story has these very words."))
        Act.objects.create(article=now, verb="restore", by=by, at=at, revision=revision)
    return restored


def restorable(revision):
    """What a restore would bring back: as Revision.contents, under the slugs of today."""
    contents = revision.contents()
    return contents | saving.under_todays_slugs(contents["bylines"], contents["tags"])


def lost(revision):
    """
    What a restore cannot bring back, since it is there no more: (the slugs of tags, the names
    in bylines whose correspondents are gone; the names themselves stay).
    """
    tags = Tag.objects.known_as(revision.tags)
    slugs = {line["correspondent"] for line in revision.bylines} - {""}
    gone = slugs - Correspondent.objects.known_as(slugs).keys()
    return (
        [slug for slug in revision.tags if slug not in tags],
        [line["name"] for line in revision.bylines if line["correspondent"] in gone],
    )
