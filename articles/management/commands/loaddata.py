from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from articles.desk import saving
from articles.models import Article, Edition, Tag
from articles.models.tag import folded

#: The rows that others belong to: what is of a story that was here is left with it.
OWNERS = (Article, Edition)


class Command(loaddata.Command):
    """
    Django's loaddata, made safe for a newsroom: a fixture adds, it never overwrites. What is
    here already stays as it is, edited, embargoed or published, and the command says so. A
    story comes in through the desk, cleaned and with a revision, like all other copy.
    """

    def loaddata(self, fixture_labels):
        self.kept: list = []
        self.added: set = set()
        try:
            super().loaddata(fixture_labels)
            self.leave_revisions()
        except (DeserializationError, DatabaseError, ValueError) as error:
            why = error.__cause__ or error
            raise CommandError(
                _("%(error)s\nNothing was loaded. Mend the fixture and load it again.")
                % {"error": f"{error} {why}" if why is not error else error}
            ) from error
        for article in Article.objects.filter(pk__in=self.kept):
            self.stdout.write(_("Left as it is, since it is here already: %s") % article)

    def save_obj(self, obj):
        row = obj.object
        if row._meta.app_label != "articles":
            return super().save_obj(obj)
        if self.is_here(row) or self.belongs_to_what_was_here(row):
            if isinstance(row, Article):
                self.kept.append(row.pk)
            return False
        self.tidy(row)
        saved = super().save_obj(obj)
        if isinstance(row, OWNERS):
            self.added.add((type(row), row.pk))
        return saved

    def is_here(self, row):
        """Tell whether the row is in the database. Refuses to put one over another's number."""
        there = type(row)._base_manager.using(self.using).filter(pk=row.pk).first()
        if there is None:
            return False
        if hasattr(row, "natural_key") and tuple(row.natural_key()) != tuple(there.natural_key()):
            raise CommandError(
                _("%(row)s has the number of %(there)s. Dump with --natural-primary.")
                % {"row": row, "there": there}
            )
        return True

    def belongs_to_what_was_here(self, row):
        owners = [
            (field.related_model, getattr(row, field.attname))
            for field in row._meta.concrete_fields
            if field.related_model in OWNERS
        ]
        return any(pk is not None and (model, pk) not in self.added for model, pk in owners)

    def tidy(self, row):
        """Do what a row's own save would: a fixture's rows are written without it."""
        if isinstance(row, Tag):
            row.key = folded(row.name)
        if isinstance(row, Article):
            try:
                saving.tidy(row)
            except ValidationError as error:
                raise CommandError(f"{row}: {'; '.join(error.messages)}") from error

    def leave_revisions(self):
        added = [pk for model, pk in self.added if model is Article]
        for article in Article.objects.filter(pk__in=added, revisions=None):
            saving.save(article, by=None)
