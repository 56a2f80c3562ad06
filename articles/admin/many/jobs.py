"""What can be done with many stories: each job is one verb, used on each story by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import press
from articles.admin.many.forms import (
    AskedForm,
    NoteForm,
    PersonForm,
    SectionForm,
    TagsForm,
    TagsToMakeForm,
)
from articles.admin.moving.verbs import VERBS, told
from articles.desk import moves, planning, saving
from articles.permissions import may
from articles.press import renditions
from articles.refusals import Moved, Refused
from articles.workflow import APPROVED, Stage

AGAIN = _("Each save of approved words sends them back to be subbed, as ever.")


@dataclass(frozen=True)
class Job:
    """
    A job as people see it. `does` does it to a story, as `line` (BatchLine) says that it was
    seen, with what the `form` gave, and says what came of it; it raises Refused or
    ValidationError. `right` is the verb whose right it takes. Without a form nothing is asked.
    """

    name: str
    right: str
    label: Promise
    does: Callable
    means: str | Promise = ""
    form: type[AskedForm] | None = None
    #: Does a piece of the slow work for a story before it is locked; tells whether all is done.
    prepares: Callable | None = None


def move(verb):
    def moved(article, line, *, by, reason=""):
        moves.move(article, verb, by=by, seen=line.seen, stage=line.stage, reason=reason)
        return told(verb, article)

    return moved


def take_over(article, line, *, by):
    planning.assign(article, by, by=by)
    return gettext("Yours now.")


def assign(article, line, *, by, assignee):
    planning.assign(article, assignee, by=by)
    return gettext("Assigned.")


def publish(article, line, *, by):
    revision = article.newest()
    if revision and revision.number != line.seen:
        raise Moved(revision)
    press.publish(article, by=by, revision=revision)
    return gettext("Published.")


def draw_next(article, *, by):
    """Draw a picture of what is about to be published; tell whether all are."""
    revision = article.newest()
    if revision is None or not may(by, "publish", article):
        return True
    try:
        return renditions.make_next(revision).is_done
    except Refused:  # the press says so
        return True


def add_tags(article, line, *, by, tags):
    return save(article, by=by, tags=[*article.tags.all(), *tags])


def remove_tags(article, line, *, by, tags):
    return save(article, by=by, tags=[tag for tag in article.tags.all() if tag not in tags])


def change_section(article, line, *, by, section):
    article.section = section
    return save(article, by=by)


def save(article, *, by, **copy):
    """Save a story, whose words are as they are; say what came of it."""
    was, stage = article.revision_number, article.stage
    saving.save(article, by=by, **copy)
    if article.revision_number == was:
        return gettext("It was so already.")
    if stage in APPROVED and article.stage == Stage.SUBBING:
        return gettext("Changed. It has to be approved again.")
    return gettext("Changed.")


def moving(verb, *, form=None, label=None):
    shown = VERBS[verb]
    return Job(verb, verb, label or shown.label, move(verb), shown.means, form)


ALL = [
    moving("submit"),
    moving("sub"),
    moving("approve"),
    moving("send_back", form=NoteForm, label=_("Send back…")),
    moving("spike", form=AskedForm, label=_("Spike…")),
    moving("unspike"),
    Job("take_over", "take_over", _("Take over"), take_over),
    Job("assign", "assign", _("Assign…"), assign, _("Who gets a story is told."), PersonForm),
    Job("add_tags", "change", _("Add tags…"), add_tags, AGAIN, TagsToMakeForm),
    Job("remove_tags", "change", _("Remove tags…"), remove_tags, AGAIN, TagsForm),
    Job("change_section", "change", _("Change the section…"), change_section, AGAIN, SectionForm),
    Job(
        "publish",
        "publish",
        _("Publish now…"),
        publish,
        _("Readers get the newest words of each of these stories at once."),
        AskedForm,
        draw_next,
    ),
]

JOBS = {job.name: job for job in ALL}
