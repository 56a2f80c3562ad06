"""What became part of another of its kind, and how it comes back: shared by all kinds."""

from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import renaming
from articles.models import FormerAddress
from articles.models.former import page_of
from articles.refusals import IllegalMove, NotPermitted

#: Rows that one query names by number: SQLite takes 32,766 (its own default since 3.32).
BATCH = 10_000


class Merging:
    """How rows of one noun (`model`) are merged. What a kind has of its own is at the end."""

    model: Any
    #: The record of a merge.
    record: Any
    #: The name of the foreign keys to the noun, wherever it is used.
    column = ""
    #: Uses that are one a place, and whose number a use has: {name: (model, column)}.
    uses: dict[str, tuple[Any, str]] = {}

    def may(self, user):
        """A merge changes one row and deletes another."""
        rights = [f"articles.{verb}_{self.model._meta.model_name}" for verb in ("change", "delete")]
        return user is not None and user.has_perms(rights)

    def merge(self, row, into, *, by):
        """
        Make a row part of another: what used it uses that one, and its addresses lead there.
        Gives the record of the merge, by which `undo` brings it back. Raises Refused.
        """
        self.demand_right(by)
        with transaction.atomic():
            row, into = self.held(row, into)
            self.demand_mergeable(row, into)
            page, is_public = page_of(row), renaming.was_in_print(row)
            made = self.record(into=into, by=by, **self.remembered(row))
            made.uses = self.moved(row, into) | self.handed_over(row, into)
            note(by, row, DELETION, _("Merged into “%(into)s”.") % {"into": into})
            note(by, into, CHANGE, _("“%(tag)s” was merged into it.") % {"tag": row})
            row.delete()
            renaming.keep_address(page, into, is_public=is_public)
            made.save()
            self.settle(made, into)
        return made

    def undo(self, merge, *, by):
        """
        Bring back what was merged, with its addresses and those of its uses that still have
        what it went into. Gives the row. Raises Refused, if its name or slug is another's by now.
        """
        self.demand_right(by)
        with transaction.atomic():
            merge = self.record.objects.select_for_update(of=("self",)).get(pk=merge.pk)
            self.demand_undoable(merge)
            [into] = self.held(merge.into)
            row = self.restored(merge, into)
            FormerAddress.objects.filter(path=page_of(row), **{self.column: into}).delete()
            renaming.save(row)
            self.give_back(merge, row, into)
            merge.undone_at = timezone.now()
            merge.save(update_fields=["undone_at"])
            note(by, row, ADDITION, _("Taken out of “%(into)s” again.") % {"into": into})
            note(by, into, CHANGE, _("“%(tag)s” was taken out of it again.") % {"tag": row})
        return row

    def demand_right(self, by):
        if not self.may(by):
            raise NotPermitted(
                _("You may not merge %(names)s: that takes the rights to change and delete.")
                % {"names": self.model._meta.verbose_name_plural}
            )

    def held(self, *rows):
        """Lock rows, in one order whoever does it, and give them as they are now."""
        numbers = [row.pk for row in rows]
        locked = self.model.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
        found = {row.pk: row for row in locked}
        if missing := [row for row in rows if row.pk not in found]:
            raise IllegalMove(_("“%(tag)s” is not there any more.") % {"tag": missing[0]})
        return [found[number] for number in numbers]

    def demand_mergeable(self, row, into):
        if row == into:
            raise IllegalMove(_("Choose another one: this one cannot go into itself."))

    def demand_undoable(self, merge):
        if merge.undone_at is not None:
            raise IllegalMove(_("This merge was undone already."))
        later = self.record.objects.filter(into=merge.into, undone_at=None, pk__gt=merge.pk)
        for other in later.order_by("-pk"):
            if merge.pk in other.uses["merges"]:
                raise IllegalMove(
                    _("What it went into was merged itself: undo “%(merge)s” first.")
                    % {"merge": other}
                )

    def moved(self, row, into):
        """Give one row's uses to another, once each: {name: [[whose had it alone], [both]]}."""
        return {name: self.moved_of(*use, row, into) for name, use in self.uses.items()}

    def moved_of(self, model, whose, row, into):
        uses = model.objects.filter(**{self.column: row})
        others = model.objects.filter(**{self.column: into}).values(whose)
        doubled = uses.filter(**{f"{whose}__in": others})
        both = list(doubled.values_list(whose, flat=True))
        doubled.delete()
        alone = list(uses.values_list(whose, flat=True))
        uses.update(**{self.column: into})
        return [alone, both]

    def handed_over(self, row, into):
        """Give the addresses that led to one row, and its merges, to another: which these were."""
        addresses = list(row.former_addresses.values_list("path", flat=True))
        merges = list(row.merges.values_list("pk", flat=True))
        row.former_addresses.update(**{self.column: into})
        row.merges.update(into=into)
        return {"addresses": addresses, "merges": merges}

    def give_back(self, merge, row, into):
        """Give a row that is back what a merge took from it, as far as that is still there."""
        for name, (model, whose) in self.uses.items():
            alone, both = merge.uses[name]
            of_into = model.objects.filter(**{self.column: into})
            for uses in in_batches(of_into, whose, alone):
                uses.update(**{self.column: row})
            for uses in in_batches(of_into, whose, both):
                model.objects.bulk_create(self.copied(use, row) for use in uses)
        addresses = into.former_addresses.filter(path__in=merge.uses["addresses"])
        addresses.update(**{self.column: row})
        into.merges.filter(pk__in=merge.uses["merges"]).update(into=row)

    def copied(self, use, row):
        use.pk = None
        setattr(use, self.column, row)
        return use

    # --- what a kind has of its own ---

    def remembered(self, row):
        """The fields of the record that a row of this kind can be made of again."""
        return {"name": row.name, "slug": row.slug}

    def restored(self, merge, into):
        """The row, unsaved, as it was before it went into another."""
        return self.model(name=merge.name, slug=merge.slug)

    def settle(self, merge, into):
        """Do what can only be done once the row is gone."""


def in_batches(uses, whose, numbers):
    for start in range(0, len(numbers), BATCH):
        yield uses.filter(**{f"{whose}__in": numbers[start : start + BATCH]})


def note(by, row, flag, message):
    """Put on file, where the admin looks for a row's history, who did what with it."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        object_repr=str(row),
        action_flag=flag,
        change_message=message,
    )
