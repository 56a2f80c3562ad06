from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.utils.translation import gettext as _

from articles.deeds import deed
from articles.desk import moves, planning
from articles.management.pressing import find_person, find_revision, find_story
from articles.management.verbs import OPTIONS
from articles.refusals import Refused
from articles.text.plain import one_line
from articles.workflow import MOVES

#: verb: what it does, for its help.
HELP = {
    "submit": "Send a draft to the desk.",
    "sub": "Take copy for subbing: also what was approved, to be approved again.",
    "approve": "Approve the newest revision.",
    "clear": "Clear the newest revision legally.",
    "send_back": "Send copy back to its writer, with a note of what is to be done.",
    "spike": "Spike a story that nothing uses.",
    "unspike": "Bring a story back from the spike, as a draft.",
    "assign": "Give a story to somebody; to nobody without --to.",
    "take_over": "Take a story from whoever has it.",
    "share": "Share a story with somebody, who may then see and change it.",
}

#: Verbs of words, and those of notes; the others take no such option.
NAMES_REVISION = moves.OF_WORDS
NEEDS_REASON = frozenset({"send_back"})
MAY_OVERRULE = frozenset({"approve"})


class Command(BaseCommand):
    help = (
        "Use a verb of the desk on a story: submit it, approve it, give it to somebody, and so "
        "on. `desk VERB --help` says what each takes. Refused: exit code 1, and nothing is changed."
    )

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
        for name, says in HELP.items():
            sub = verbs.add_parser(name, help=says, description=says)
            sub.add_argument(
                "story", metavar="STORY", help="its path or address (any it had), number, or id"
            )
            sub.add_argument("--by", metavar="USER", required=True, help="who does it: a username")
            add_options(sub, name)

    def handle(self, *args, **options):
        try:
            self.use(**options)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        except (InterfaceError, OperationalError, ProgrammingError) as error:
            says = _("The database does not answer, or is not migrated: %s")
            raise CommandError(says % one_line(str(error))) from None

    def use(self, *, verb, story, by, **options):
        story, person = find_story(story), find_person(by)
        use(verb, story, by=person, **options)
        self.stdout.write(f"{deed(verb)}: {story} ({_('story')} {story.pk})")


def add_options(parser, verb):
    if verb in MOVES or verb in {"assign", "take_over"}:
        parser.add_argument(
            "--reason", default="", required=verb in NEEDS_REASON, help="a note, for the record"
        )
    if verb in NAMES_REVISION:
        parser.add_argument(
            "--revision", metavar="N", type=int, help="the revision that was read; default: newest"
        )
    if verb in MAY_OVERRULE:
        parser.add_argument("--overrule", **OPTIONS["--overrule"])
    if verb in {"assign", "share"}:
        parser.add_argument("--to", metavar="USER", required=verb == "share", help="to whom")


def use(verb, story, *, by, reason="", revision=None, to=None, overrule="", **_django):
    """Use a verb on a story. Raises Refused, and CommandError for who or what is not there."""
    if verb in MOVES:
        seen = None if revision is None else find_revision(story, revision).number
        moves.move(story, verb, by=by, seen=seen, reason=reason, overrule=overrule)
    elif verb == "share":
        planning.share(story, [find_person(to)], by=by)
    elif verb == "take_over":
        planning.assign(story, by, by=by, reason=reason)
    else:
        planning.assign(story, to and find_person(to), by=by, reason=reason)
