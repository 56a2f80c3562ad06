"""Tags become part of others, and come back; two spellings of one word stay one tag."""

import logging
from typing import Any

from django.apps import apps as todays_apps
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import renaming
from articles.models import ArticleTag, EditionTopic, FormerAddress, Tag, TagMerge
from articles.models.former import page_of
from articles.models.tag import folded
from articles.refusals import IllegalMove, NotPermitted, Taken

logger = logging.getLogger(__name__)

#: Rows that one query names by number: SQLite takes 32,766 (its own default since 3.32).
BATCH = 10_000

#: Where tags are used, and whose number a use of each kind has: {name: (model, column)}.
USES: dict[str, tuple[Any, str]] = {
    "articles": (ArticleTag, "content_object_id"),
    "editions": (EditionTopic, "edition_id"),
}


def may_merge(user):
    """A merge changes one tag and deletes another."""
    return user is not None and user.has_perms(["articles.change_tag", "articles.delete_tag"])


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


def merge(tag, into, *, by):
    """
    Make a tag part of another: its stories and editions have that one, and its name and
    addresses lead there. Gives the TagMerge, by which `undo` brings it back. Raises Refused.
    """
    demand_right(by)
    with transaction.atomic():
        tag, into = held(tag, into)
        demand_mergeable(tag, into)
        page, is_public = page_of(tag), renaming.was_in_print(tag)
        made = TagMerge(into=into, name=tag.name, slug=tag.slug, key=tag.key, by=by)
        made.uses = {name: moved(*USES[name], tag, into) for name in USES}
        made.uses |= handed_over(tag, into)
        note(by, tag, DELETION, _("Merged into “%(into)s”.") % {"into": into})
        note(by, into, CHANGE, _("“%(tag)s” was merged into it.") % {"tag": tag})
        tag.delete()
        renaming.keep_address(page, into, is_public=is_public)
        made.save()
    return made


def demand_right(by):
    if not may_merge(by):
        raise NotPermitted(_("You may not merge tags: that takes the rights to change and delete."))


def held(*tags):
    """Lock tags, in one order whoever does it, and give them as they are now."""
    rows = Tag.objects.select_for_update().filter(pk__in=[tag.pk for tag in tags]).order_by("pk")
    found = {row.pk: row for row in rows}
    if missing := [tag for tag in tags if tag.pk not in found]:
        raise IllegalMove(_("The tag “%(tag)s” is not there any more.") % {"tag": missing[0]})
    return [found[tag.pk] for tag in tags]


def demand_mergeable(tag, into):
    if tag == into:
        raise IllegalMove(_("Choose another tag: this one cannot go into itself."))
    if TagMerge.objects.filter(key=tag.key, undone_at=None).exists():
        raise Taken(
            _("A tag of the name “%(tag)s” was merged before: undo that merge first.")
            % {"tag": tag}
        )


def moved(model, whose, tag, into):
    """Give one tag's uses to another, once each: [[whose had it alone], [whose had both]]."""
    uses = model.objects.filter(tag=tag)
    doubled = uses.filter(**{f"{whose}__in": model.objects.filter(tag=into).values(whose)})
    both = list(doubled.values_list(whose, flat=True))
    doubled.delete()
    alone = list(uses.values_list(whose, flat=True))
    uses.update(tag=into)
    return [alone, both]


def handed_over(tag, into):
    """Give the addresses that led to one tag, and the names, to another: which these were."""
    addresses = list(tag.former_addresses.values_list("path", flat=True))
    merges = list(tag.merges.values_list("pk", flat=True))
    tag.former_addresses.update(tag=into)
    tag.merges.update(into=into)
    return {"addresses": addresses, "merges": merges}


def undo(merge, *, by):
    """
    Bring a merged tag back, with its addresses and those of its uses that still have the tag
    it went into. Gives the tag. Raises Refused, if its name or slug is another's by now.
    """
    demand_right(by)
    with transaction.atomic():
        merge = TagMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
        demand_undoable(merge)
        [into] = held(merge.into)
        tag = Tag(name=merge.name, slug=merge.slug)
        FormerAddress.objects.filter(path=page_of(tag), tag=into).delete()
        renaming.save(tag)
        give_back(merge, tag, into)
        merge.undone_at = timezone.now()
        merge.save(update_fields=["undone_at"])
        note(by, tag, ADDITION, _("Taken out of “%(into)s” again.") % {"into": into})
        note(by, into, CHANGE, _("“%(tag)s” was taken out of it again.") % {"tag": tag})
    return tag


def demand_undoable(merge):
    if merge.undone_at is not None:
        raise IllegalMove(_("This merge was undone already."))
    if same := Tag.objects.filter(key=merge.key).first():
        raise Taken(
            _("There is a tag “%(tag)s” again. Give that another name first.") % {"tag": same}
        )
    later = TagMerge.objects.filter(into=merge.into, undone_at=None, pk__gt=merge.pk)
    for other in later.order_by("-pk"):
        if merge.pk in other.uses["merges"]:
            raise IllegalMove(
                _("What it went into was merged itself: undo “%(merge)s” first.") % {"merge": other}
            )


def give_back(merge, tag, into):
    """Give a tag that is back what a merge took from it, as far as that is still there."""
    for name, (model, whose) in USES.items():
        alone, both = merge.uses[name]
        for uses in in_batches(model.objects.filter(tag=into), whose, alone):
            uses.update(tag=tag)
        for uses in in_batches(model.objects.filter(tag=into), whose, both):
            model.objects.bulk_create(copied(use, tag) for use in uses)
    into.former_addresses.filter(path__in=merge.uses["addresses"]).update(tag=tag)
    into.merges.filter(pk__in=merge.uses["merges"]).update(into=tag)


def in_batches(uses, whose, numbers):
    for start in range(0, len(numbers), BATCH):
        yield uses.filter(**{f"{whose}__in": numbers[start : start + BATCH]})


def copied(use, tag):
    use.pk, use.tag = None, tag
    return use


def note(by, tag, flag, message):
    """Put on file, where the admin looks for a row's history, who did what with a tag."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Tag),
        object_id=tag.pk,
        object_repr=str(tag),
        action_flag=flag,
        change_message=message,
    )


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
