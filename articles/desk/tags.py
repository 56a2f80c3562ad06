"""Tags become part of others, and come back; two spellings of one word stay one tag."""

import logging

from django.apps import apps as todays_apps
from django.db import transaction
from django.utils.translation import gettext as _

from articles.desk import renaming
from articles.desk.merges import Merging
from articles.models import ArticleTag, EditionTopic, Tag, TagMerge
from articles.models.tag import folded
from articles.refusals import Taken

logger = logging.getLogger(__name__)


def save(tag):
    """
    Save a tag, new or under another name or slug (see `renaming.save`). Raises Taken, with
    nothing changed, if the name went into another tag.
    """
    with transaction.atomic():
        renaming.save(tag)
        demand_unmerged(tag)
        # Its own again: nobody could give it back.
        tag.merges.filter(key=tag.key, undone_at=None).delete()


def demand_unmerged(tag):
    """Refuse a name that went into another tag. Raises Taken, which says into which."""
    into = Tag.objects.merged([folded(tag.name)]).get(folded(tag.name))
    if into not in (None, tag):
        raise Taken(
            _("“%(name)s” went into the tag “%(into)s”. To have it back, undo that merge.")
            % {"name": tag.name, "into": into}
        )


class MergingTags(Merging):
    """The name of a tag that was merged leads to the other one, in whatever spelling."""

    model, record, column = Tag, TagMerge, "tag"
    uses = {
        "articles": (ArticleTag, "content_object_id"),
        "editions": (EditionTopic, "edition_id"),
    }

    def remembered(self, row):
        return super().remembered(row) | {"key": row.key}

    def demand_mergeable(self, row, into):
        super().demand_mergeable(row, into)
        if TagMerge.objects.filter(key=row.key, undone_at=None).exists():
            raise Taken(
                _("A tag of the name “%(tag)s” was merged before: undo that merge first.")
                % {"tag": row}
            )

    def demand_undoable(self, merge):
        super().demand_undoable(merge)
        if same := Tag.objects.filter(key=merge.key).first():
            raise Taken(
                _("There is a tag “%(tag)s” again. Give that another name first.") % {"tag": same}
            )


merging = MergingTags()
merge, undo, may_merge = merging.merge, merging.undo, merging.may


def fold_again(using, apps=todays_apps, **_signal):
    """
    Fold the names of tags again that an earlier version folded otherwise. Two that share a
    spelling now stay two, and the log says so: which is to go into which is a person's to say.
    Runs after each migrate, on the tables that there are then.
    """
    for name in ("tag", "tagmerge"):
        if name in apps.all_models["articles"]:
            rows = apps.get_model("articles", name).objects.using(using)
            for row in rows.only("name", "key"):
                fold(row, rows)


def fold(row, rows):
    key = folded(row.name)
    if key == row.key:
        return
    if same := rows.filter(key=key).first():
        logger.warning("Tags of one spelling: %r and %r. Merge them.", row.name, same.name)
    else:
        rows.filter(pk=row.pk).update(key=key)
