"""The verbs of the desk as its screens show them, in the order that they are offered in."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.permissions import may
from articles.workflow import Stage, Standing, after


@dataclass(frozen=True)
class Verb:
    """
    A verb as people press it; `done` says that it was done. Whoever presses it may say why,
    if `takes_note`; has the chance to before it is done, if it `asks_first`; and has to, if
    it `needs_note`.
    """

    name: str
    label: Promise
    with_note: Promise
    means: Promise
    done: Promise
    takes_note: bool = True
    asks_first: bool = False
    needs_note: bool = False


ALL = [
    Verb(
        "submit",
        label=_("Submit"),
        with_note=_("Submit with a note…"),
        means=_("The copy goes to the desk. The editors of its section are told."),
        done=_("Submitted."),
    ),
    Verb(
        "sub",
        label=_("Take for subbing"),
        with_note=_("Take for subbing…"),
        means=_("The copy is subbed. It has to be approved again before it is ready."),
        done=_("Taken for subbing."),
        takes_note=False,
    ),
    Verb(
        "approve",
        label=_("Approve"),
        with_note=_("Approve with a note…"),
        means=_("You approve exactly these words. Other words have to be approved again."),
        done=_("Approved."),
    ),
    Verb(
        "clear",
        label=_("Clear legally"),
        with_note=_("Clear with a note…"),
        means=_("You clear exactly these words. Other words have to be cleared again."),
        done=_("Cleared legally."),
    ),
    Verb(
        "send_back",
        label=_("Send back"),
        with_note=_("Send back…"),
        means=_("The copy is a draft again, and its writer is told what you write here."),
        done=_("Sent back."),
        asks_first=True,
        needs_note=True,
    ),
    Verb(
        "spike",
        label=_("Spike"),
        with_note=_("Spike…"),
        means=_("The story is not used, and stays on the spike. It can be brought back."),
        done=_("Spiked."),
        asks_first=True,
    ),
    Verb(
        "unspike",
        label=_("Bring back from the spike"),
        with_note=_("Bring back from the spike…"),
        means=_("The copy is a draft again."),
        done=_("Brought back from the spike."),
        takes_note=False,
    ),
]

VERBS = {verb.name: verb for verb in ALL}


#: What readers have or will get is not spiked.
OUT = frozenset({Standing.LIVE, Standing.SCHEDULED})


def offered(user, article, *, at):
    """List the verbs that a person may use on a story as it is at `at`."""
    return [verb for verb in ALL if is_offered(verb.name, user, article, at=at)]


def is_offered(verb, user, article, *, at):
    if after(verb, article.stage, awaits_legal=False) is None or not may(user, verb, article):
        return False
    return not (verb == "spike" and article.standing(at=at) in OUT)


def told(verb, article):
    """Say that a verb was used on a story, and where its copy has stopped on the way."""
    if verb == "approve" and article.stage == Stage.LEGAL:
        return _("Approved. A lawyer has to clear it before it is ready.")
    return VERBS[verb].done
