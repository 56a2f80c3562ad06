from shlex import quote

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from articles import press
from articles.deeds import deed
from articles.management.pressing import (
    find_person,
    find_revision,
    find_story,
    read_moment,
    receipt_text,
    repress,
    since_when,
    waiting,
)
from articles.management.verbs import ISO, OPTIONS, VERBS
from articles.models import Edition
from articles.permissions import may
from articles.press import renditions
from articles.press.gate import spoken
from articles.refusals import Refused
from articles.text.plain import one_line
from articles.workflow import Answer

#: The arguments of verbs that are moments.
MOMENTS = {"at", "was", "until"}


class Command(BaseCommand):
    help = (
        "Use a verb of the press on a story: publish it, take it from readers, and so on. "
        "`press VERB --help` says what each takes. Refused: exit code 1, and nothing is changed."
    )

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
        for name, verb in VERBS.items():
            sub = verbs.add_parser(name, help=verb.help, description=verb.help)
            sub.add_argument(
                "story",
                metavar="STORY",
                nargs="?" if name == "repress" else None,
                help="its path or address (any it had), its number, or its id",
            )
            sub.add_argument("--by", metavar="USER", required=True, help="who does it: a username")
            for option in [*verb.needs, *verb.asks]:
                sub.add_argument(option, **told_of(option, is_needed=option in verb.needs))
            if name == "embargo":
                add_end(sub)
            if name == "repress":
                add_all(sub)

    def handle(self, *args, **options):
        try:
            self.use(**options)
        except (InterfaceError, OperationalError, ProgrammingError) as error:
            says = _("The database does not answer, or is not migrated: %s")
            raise CommandError(says % one_line(str(error))) from None

    def use(self, *, verb, story, by, **options):
        person = find_person(by)
        if verb == "repress" and (options.pop("all") or options["older_than"]):
            return self.repress_all(person, story, options["older_than"])
        if story is None:
            raise CommandError(_("Name a story, or say --all."))
        return self.press_one(verb, find_story(story), person, options)

    def press_one(self, verb, story, person, options):
        asked = asked_for(verb, story, options)
        before = waiting(story)
        try:
            if verb in {"publish", "schedule", "correct"} and may(person, verb, story):
                draw_pictures(asked["revision"] or story.newest())
            result = getattr(press, verb)(story, by=person, **asked)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(told(verb, story, result, asked))
        if verb != "reschedule":
            for pk in before.keys() - waiting(story).keys():
                self.stdout.write(_("No longer waits: %s") % spoken(before[pk]))
        if verb == "kill":
            self.stdout.write(receipt_text(result))

    def repress_all(self, person, story, older_than):
        if story:
            raise CommandError(_("Name a story, or say --all; not both."))
        if not may(person, "repress"):
            raise CommandError(_("%s may not render stories again.") % person)
        since = since_when(older_than)
        numbers = list(press.unrendered(since=since))
        by = quote(person.get_username())
        again = f"press repress --all --older-than {since.isoformat()} --by {by}"
        self.stdout.write(_("%d stories to render. To go on after a stop:") % len(numbers))
        self.stdout.write(f"  manage.py {again}")
        self.stdout.flush()
        refused = self.repress_each(numbers, person)
        self.stdout.write(_("Rendered: %d") % (len(numbers) - len(refused)))
        for number, why in refused.items():
            self.stderr.write(_("Story %(number)s: %(why)s") % {"number": number, "why": why})
        if refused:
            raise CommandError(_("Refused: %d") % len(refused))

    def repress_each(self, numbers, person):
        """Render stories again, with a bar where somebody looks. Gives those refused, and why."""
        try:
            bar = tqdm(repress(numbers, by=person), total=len(numbers), unit="story", disable=None)
            return {number: why for number, why in bar if why}
        except KeyboardInterrupt:
            says = _("Stopped. What is rendered stays; go on as said above.")
            raise CommandError(says, returncode=130) from None  # as shells say it of Ctrl-C


def draw_pictures(revision):
    """Have the pictures drawn of what goes out, with a bar where somebody looks. Raises Refused."""
    progress = revision and renditions.progress(revision)
    if progress is None or progress.is_done:
        return
    with tqdm(total=progress.total, initial=progress.done, unit="picture", disable=None) as bar:
        while not progress.is_done:
            progress = renditions.make_next(revision)
            bar.update(progress.done - bar.n)


def told_of(option, *, is_needed):
    """What argparse is told of an option of a verb."""
    told = OPTIONS[option] | {"required": is_needed}
    if option == "--at" and not is_needed:
        told["help"] += "; default: now"
    return told


def add_end(parser):
    end = parser.add_mutually_exclusive_group(required=True)
    end.add_argument("--until", metavar="TIME", help=f"the end, a whole minute to come, {ISO}")
    end.add_argument(
        "--no-end", dest="until", action="store_const", const=None, help="until somebody lifts it"
    )


def add_all(parser):
    parser.add_argument("--all", action="store_true", help="every story, instead of one")
    parser.add_argument(
        "--older-than",
        metavar="TIME",
        help=f"with --all: only what was rendered before, {ISO}; default: now",
    )


def asked_for(verb, story, options):
    """Turn what was typed into the arguments of a verb. Raises CommandError."""
    typed = VERBS[verb].asks + VERBS[verb].needs
    names = {OPTIONS[option].get("dest", option.lstrip("-")) for option in typed}
    asked = {name: options[name] for name in names}
    if verb == "embargo":
        asked["until"] = options["until"]
    if verb == "kill":
        asked["answer"] = asked["answer"] or (Answer.MOVED if asked["target"] else Answer.GONE)
    for name in asked.keys() & MOMENTS:
        asked[name] = asked[name] and read_moment(asked[name])
    if asked.get("revision") is not None:
        asked["revision"] = find_revision(story, asked["revision"])
    return asked


def told(verb, story, result, asked):
    """Say in one line what was done: to which story, for when, and where or in how many rows."""
    is_to_come = verb == "publish" and asked.get("at")
    said = [f"{deed('schedule' if is_to_come else verb)}: {story} ({_('story')} {story.pk})"]
    if at := asked.get("at") or asked.get("until"):
        said.append(spoken(at))
    if isinstance(result, Edition) and result.path:
        said.append(result.path)
    if isinstance(result, int):
        said.append(counted(result))
    return ", ".join(said)


def counted(rows):
    if not rows:
        return _("nothing was found to change")
    return ngettext("%d row changed", "%d rows changed", rows) % rows
