from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk import saving, search
from articles.models import Article, Edition, EditionCredit, EditionTopic, ProofLink, Tag

#: The rows that others belong to: what is of a story that was here is left with it.
OWNERS = (Article, Edition, ProofLink)

#: What Django raises for a fixture that is wrong in itself or for this database.
UNFIT = (
    DeserializationError,
    DatabaseError,
    ObjectDoesNotExist,
    ValidationError,
    ValueError,
    TypeError,
)


class Command(loaddata.Command):
    """
    Django's loaddata, made safe for a newsroom: a fixture adds, it never overwrites. What is
    here already stays as it is, edited, embargoed or published, and the command says so. A
    story comes in through the desk, cleaned and with a revision, like all other copy.
    """

    def loaddata(self, fixture_labels):
        self.kept: list = []
        #: {(model, pk), …}
        self.added: set[tuple] = set()
        try:
            super().loaddata(fixture_labels)
            self.number_listing_rows()
            self.leave_revisions()
            search.index_again(pk for model, pk in self.added if model is Article)
        except UNFIT as e:
            why = e.__cause__ or e
            raise CommandError(
                _("%(error)s\nNothing was loaded. Mend the fixture and load it again.")
                % {"error": f"{e} {why}" if why is not e else e}
            ) from e
        if self.verbosity:
            self.tell()

    def save_obj(self, obj):
        row = obj.object
        if self.is_here(row) or self.belongs_to_what_was_here(row):
            self.kept.append(row)
            return False
        if row._meta.app_label == "articles":
            tidy(row)
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
        """Tell whether a row is part of a story that this fixture did not bring."""
        for field in row._meta.concrete_fields:
            owner, pk = field.related_model, getattr(row, field.attname)
            if owner in OWNERS and pk is not None and (owner, pk) not in self.added:
                # One that is not there yet comes later in the fixture.
                return owner._base_manager.using(self.using).filter(pk=pk).exists()
        return False

    def number_listing_rows(self):
        """Listings go by story numbers, which a fixture with natural keys gives anew."""
        added = [pk for model, pk in self.added if model is Edition]
        number = Edition.objects.filter(pk=OuterRef("edition")).values("article_id")
        for model in (EditionTopic, EditionCredit):
            model.objects.filter(edition__in=added).update(number=Subquery(number))

    def leave_revisions(self):
        added = [pk for model, pk in self.added if model is Article]
        for article in Article.objects.filter(pk__in=added, revisions=None):
            saving.save(article, by=None)

    def tell(self):
        """Say what was left as it is: each story by name, the rest by number."""
        stories = [row.pk for row in self.kept if isinstance(row, Article)]
        for article in Article.objects.filter(pk__in=stories):
            self.stdout.write(_("Left as it is, since it is here already: %s") % article)
        if others := len(self.kept) - len(stories):
            told = ngettext(
                "Left too: %d row that is here already or belongs to such a story.",
                "Left too: %d rows that are here already or belong to such a story.",
                others,
            )
            self.stdout.write(told % others)


def tidy(row):
    """Do what a row's own save or form would: a fixture's rows are written without either."""
    try:
        if isinstance(row, Tag):
            row.tidy()
        # Relations may be to rows that are yet to come; the database looks at the end.
        relations = [field.name for field in row._meta.concrete_fields if field.is_relation]
        row.clean_fields(exclude=relations)
        row.clean()
    except ValidationError as error:
        raise CommandError(f"{row._meta.verbose_name}: {'; '.join(error.messages)}") from error
