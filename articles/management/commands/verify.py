import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.surfaces.verify import NoPages, verify

#: For monitoring: faults were found; it could not be told whether there are any; somebody
#: stopped it (128 and the signal's number, as shells have it).
FAULTS, UNKNOWN, STOPPED = 1, 2, 130

SAMPLE = 50


class Command(BaseCommand):
    help = (
        "Look the whole site over: rows that must agree, pages that must not tell. Changes "
        "nothing. Exits with 0 if all is well, 1 if not, 2 if it could not run."
    )

    def add_arguments(self, parser):
        how_many = parser.add_mutually_exclusive_group()
        how_many.add_argument(
            "--sample",
            type=number,
            default=SAMPLE,
            metavar="N",
            help=f"fetch the pages of N stories, taken by lot (default: {SAMPLE})",
        )
        how_many.add_argument("--all", action="store_true", help="fetch the pages of every story")
        parser.add_argument("--quiet", action="store_true", help="tell faults alone")

    def execute(self, *args, **options):
        # Around the system checks too: they may ask the database.
        try:
            return super().execute(*args, **options)
        except DatabaseError as error:
            told = _("The database does not answer as it should: %s") % error
            raise CommandError(told, returncode=UNKNOWN) from error
        except KeyboardInterrupt:
            raise CommandError(_("Stopped."), returncode=STOPPED) from None

    def handle(self, *args, sample, all, quiet, **options):
        def watch(rows, total):
            # Only where somebody watches (None); it goes to the standard error.
            return tqdm(rows, total=total, disable=quiet or None, leave=False)

        demand_migrated()
        try:
            count = sum(map(self.tell, verify(sample=None if all else sample, watch=watch)))
        except NoPages as error:
            told = _(
                "The pages cannot be made (%s): see the log. After an update or a restore, run "
                "manage.py collectstatic."
            )
            raise CommandError(told % error, returncode=UNKNOWN) from error
        if count:
            raise CommandError(_("Faults found: %s") % count, returncode=FAULTS)
        if not quiet:
            self.stdout.write(_("All is well."))

    def tell(self, fault):
        """Write a fault in a line. Gives 1, to be counted."""
        story = _("Story %s: ") % fault.story if fault.story else ""
        with tqdm.external_write_mode(file=sys.stdout):
            self.stdout.write(f"{story}{fault.what} {fault.advice}")
        return 1


def demand_migrated():
    """Refuse tables that are not as this version wants them."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        told = _("The database is not as this version needs it: run manage.py migrate.")
        raise CommandError(told, returncode=UNKNOWN)


def number(text):
    """Read how many. Raises ValueError for less than none."""
    if (value := int(text)) < 0:
        raise ValueError
    return value
