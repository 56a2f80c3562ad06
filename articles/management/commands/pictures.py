from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from shlex import quote

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.management.pressing import find_person, since_when
from articles.management.verbs import ISO
from articles.models import EditionPicture, picture_files
from articles.press import rebuilding, sweeping
from articles.press.gate import spoken
from articles.text.plain import one_line

#: Days that the report looks ahead.
AHEAD = 14


class Command(BaseCommand):
    help = (
        "Look after the files of pictures: draw what pages need again, remove what nobody needs, "
        "and tell which stories are about to lose a picture."
    )

    def add_arguments(self, parser):
        jobs = parser.add_subparsers(dest="job", metavar="JOB", required=True)
        rebuild = add_job(jobs, "rebuild", "Draw again what pages need, where it lacks or differs.")
        rebuild.add_argument("--by", metavar="USER", required=True, help="who does it: a username")
        rebuild.add_argument("--anew", action="store_true", help="draw what is there again too")
        rebuild.add_argument(
            "--older-than",
            metavar="TIME",
            help=f"with --anew: only what was drawn before, {ISO}; default: now",
        )
        sweep = add_job(jobs, "sweep", "Remove files that nobody needs any more.")
        sweep.add_argument("--dry-run", action="store_true", help="only say how many there are")
        ending = add_job(jobs, "ending", "Tell which stories are about to lose a picture.")
        ending.add_argument(
            "--days", type=days, default=AHEAD, help=f"how far to look ahead ({AHEAD})"
        )

    def handle(self, *, job, **options):
        try:
            getattr(self, job)(**options)
        except (InterfaceError, OperationalError, ProgrammingError) as error:
            says = _("The database does not answer, or is not migrated: %s")
            raise CommandError(says % one_line(str(error))) from None
        except OSError as error:
            says = _("The files of pictures cannot be reached: %s")
            raise CommandError(says % one_line(str(error))) from None
        except KeyboardInterrupt:
            says = _("Stopped. What is done stays; begin again to go on.")
            raise CommandError(says, returncode=130) from None  # as shells say it of Ctrl-C

    # --- rebuild ---

    def rebuild(self, *, by, anew, older_than, **_options):
        person = find_person(by)
        if not person.has_perm("articles.change_picture"):
            raise CommandError(_("%s may not change pictures.") % person)
        since = since_when(older_than) if anew or older_than else None
        numbers = rebuilding.shown_pictures(at=timezone.now())
        again = f"rebuild --anew --older-than {since.isoformat()}" if since else "rebuild"
        self.stdout.write(_("%d pictures to look at. To go on after a stop:") % len(numbers))
        self.stdout.write(f"  manage.py pictures {again} --by {quote(by)}")
        self.stdout.flush()
        rebuilt = rebuilding.rebuild(numbers, by=person, since=since)
        done = list(tqdm(rebuilt, total=len(numbers), unit="picture", disable=None))
        self.stdout.write(_("Drawn again: %d") % sum(is_drawn for _n, is_drawn, _why in done))
        refused = [(number, why) for number, _is_drawn, why in done if why]
        for number, why in refused:
            self.stderr.write(_("Picture %(number)s: %(why)s") % {"number": number, "why": why})
        if refused:
            raise CommandError(_("Refused: %d") % len(refused))

    # --- sweep ---

    def sweep(self, *, dry_run, **_options):
        at = timezone.now()
        says = _("To be removed: %(what)s: %(count)d") if dry_run else _("%(what)s: %(count)d")
        jobs: list[tuple[str, Iterator, Callable]] = [
            (_("Replaced renditions"), sweeping.replaced(at=at), partial(sweeping.remove, at=at)),
            (_("Outdated"), sweeping.outdated(at=at), partial(sweeping.retire, at=at)),
            (_("Files without a picture"), sweeping.strays(at=at), picture_files.drop),
            (_("Broken uploads"), sweeping.broken_uploads(at=at), remove_path),
        ]
        for what, found, remove in jobs:
            count = 0
            for one in tqdm(found, desc=what, unit="file", disable=None, leave=False):
                if not dry_run:
                    remove(one)
                count += 1
            self.stdout.write(says % {"what": what, "count": count})

    # --- ending ---

    def ending(self, *, days, **_options):
        at = timezone.now()
        rows = EditionPicture.objects.current(at=at).filter(
            until__gt=at, until__lte=at + timedelta(days=days)
        )
        rows = rows.select_related("picture", "edition").order_by("until", "pk")
        for row in rows.defer("renditions", "edition__body"):
            self.stdout.write(loss(row, at=at))
        self.stdout.write(_("Pictures about to end: %d") % len(rows))


def add_job(jobs, name, says):
    return jobs.add_parser(name, help=says, description=says)


def days(text):
    """Read how many days. Raises ValueError for none."""
    if not 0 < (value := int(text)) <= 3660:
        raise ValueError
    return value


def remove_path(path):
    path.unlink(missing_ok=True)


def loss(row, *, at):
    """Say in a line when a story loses a picture."""
    edition = row.edition
    told = {
        "time": spoken(row.until),
        "picture": row.picture,
        "number": row.picture_id,
        "story": edition.headline,
        "path": edition.path,
    }
    if edition.live_from > at:
        return _("%(time)s: “%(picture)s” (%(number)d) in “%(story)s”, which waits") % told
    return _("%(time)s: “%(picture)s” (%(number)d) in “%(story)s”, %(path)s") % told
