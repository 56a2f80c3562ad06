"""
Every act on a story, as it comes through each door of the desk: the story that it fits, what
its form, page or command is sent, and what it has done.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from articles.models import Article
from articles.workflow import Stage, Standing
from tests.articles.admin.cases import CASES, NEXT_WEEK, TOMORROW
from tests.articles.admin.paperwork import standing, typed
from tests.factories import edit, make_article

#: The stage that each verb of the desk is used from, and the one that it leads to.
STAGES = {
    "submit": (Stage.DRAFT, Stage.SUBMITTED),
    "sub": (Stage.SUBMITTED, Stage.SUBBING),
    "approve": (Stage.SUBBING, Stage.READY),
    "clear": (Stage.LEGAL, Stage.READY),
    "send_back": (Stage.SUBBING, Stage.DRAFT),
    "spike": (Stage.DRAFT, Stage.SPIKED),
    "unspike": (Stage.SPIKED, Stage.DRAFT),
}

#: What the command of a verb is told beside the story.
OPTIONS = {
    "send_back": ["--reason=Too long"],
    "schedule": [f"--at={TOMORROW.isoformat()}"],
    "reschedule": [f"--was={TOMORROW.isoformat()}", f"--at={NEXT_WEEK.isoformat()}"],
    "correct": ["--kind=correction", "--note=It was late."],
    "embargo": ["--no-end", "--reason=Report", "--source=Ministry"],
    "readdress": ["--slug=ferry-leaves-late"],
    "erase": ["--words=general surprise", "--reason=A court says so"],
    "overrule": ["--overrule=The lawyer said so by telephone"],
}

#: The standing that a verb of the press leaves a story in, where it changes that.
STANDINGS = {
    "publish": Standing.LIVE,
    "schedule": Standing.SCHEDULED,
    "withdraw": Standing.EXPIRED,
    "kill": Standing.KILLED,
    "reinstate": Standing.LIVE,
    "overrule": Standing.LIVE,
}

#: The acts that the list has a bulk action for, and those without a page or a command of their own.
BULK = frozenset("submit sub approve send_back spike unspike take_over assign publish".split())
WITHOUT_PAGE = frozenset("change check share assign take_over note".split())
WITHOUT_COMMAND = frozenset("view change check note proof restore fix".split())


@dataclass
class Deed:
    """
    An act on a story: `story` makes one that it fits, and `did` tells whether a person has
    done it. The story's form shows `button`, and is sent `typed`; the `page`, below the story's
    address, is sent `sends`, and shows what it `asks`; `command` is what the command line is told.
    """

    story: Callable
    did: Callable
    button: str = ""
    typed: dict = field(default_factory=dict)
    page: str = ""
    sends: dict = field(default_factory=dict)
    asks: str = "<form"
    command: list = field(default_factory=list)


def staged(stage, **fields):
    article = make_article(headline="Ferry leaves on time")
    Article.objects.filter(pk=article.pk).update(stage=stage, **fields)
    return article


def begun():
    return staged(Stage.DRAFT)


def rewritten():
    return edit(begun(), headline="Ferry leaves late")


def moved(verb):
    """The deed of a verb of the desk."""
    start, end = STAGES[verb]
    note = {"reason": "Too long"} if verb == "send_back" else {}
    return Deed(
        story=partial(staged, start, is_flagged=verb == "clear"),
        did=lambda article, by: article.stage == end and is_last(verb, article, by),
        button=f'name="_move" value="{verb}"',
        typed={"_move": verb, "_stage": start, f"_note_{verb}": note.get("reason", "")},
        page=f"move/{verb}/",
        sends={"seen": 1, "stage": start} | note,
        command=["desk", verb, *OPTIONS.get(verb, [])],
    )


def pressed(verb, **more):
    """The deed of a verb of the press."""
    case = CASES.get(verb) or CASES["publish"]
    deed = {
        "story": case.story,
        "did": lambda article, by: is_last(verb, article, by) and stands(verb, article),
        "page": f"{verb}/",
        "sends": {"revision": 1} | case.sends,
        "command": ["press", verb, *OPTIONS.get(verb, [])],
    }
    deed |= more
    return Deed(**deed | {"button": f'/{deed["page"]}"'})


def is_last(verb, article, by):
    act = article.acts.first()
    return (act.verb, act.by) == (verb, by)


def stands(verb, article):
    return verb not in STANDINGS or standing(article) == STANDINGS[verb]


def is_newest(headline, article, by):
    newest = article.newest()
    return (newest.headline, newest.by) == (headline, by)


def scheduled():
    return pressed("schedule", page="publish/", sends={"revision": 1, "at": typed(TOMORROW)})


def overruled():
    why = "The lawyer said so by telephone"
    return pressed(
        "overrule",
        story=partial(staged, Stage.READY, is_flagged=True),
        did=lambda article, by: is_last("publish", article, by) and stands("publish", article),
        page="publish/",
        sends={"revision": 1, "overrule": why},
        asks='name="overrule"',
        command=["press", "publish", *OPTIONS["overrule"]],
    )


def written(colleague):
    """The deeds that are done on the story's form alone."""
    return {
        "change": Deed(
            begun,
            partial(is_newest, "Ferry leaves late"),
            button='name="_save"',
            typed={"headline": "Ferry leaves late"},
        ),
        "check": Deed(
            begun,
            lambda article, by: True,
            button='/findings/"',
            page="findings/",
            sends={"headline": "Ferry TK"},
        ),
        "share": Deed(
            begun,
            lambda article, by: colleague in article.shared_with.all(),
            button='name="shared_with"',
            typed={"shared_with": [colleague.pk]},
            command=["desk", "share", f"--to={colleague}"],
        ),
        "assign": Deed(
            begun,
            lambda article, by: article.assignee == colleague,
            button=f">{colleague}</option>",
            typed={"assignee": colleague.pk},
            command=["desk", "assign", f"--to={colleague}"],
        ),
        "take_over": Deed(
            partial(staged, Stage.DRAFT, assignee=colleague),
            lambda article, by: article.assignee == by,
            button=">{name}</option>",
            typed={"assignee": "{by}"},
            command=["desk", "take_over"],
        ),
    }


def read_and_told():
    """The deeds of those who read a story, and of those who have others read it."""
    return {
        "view": Deed(begun, lambda article, by: True, button="<form", page="proof/", asks="<main"),
        "note": Deed(
            begun,
            lambda article, by: article.notes.get().by == by,
            button='/note/"',
            page="note/",
            sends={"text": "Who said this?"},
        ),
        "proof": Deed(
            begun,
            lambda article, by: article.proof_links.get().by == by,
            button='/proof-links/"',
            page="proof-links/",
            sends={"recipient": "Ines Halloran", "revision": 1, "expires_at": typed(NEXT_WEEK)},
        ),
        "restore": Deed(
            rewritten,
            partial(is_newest, "Ferry leaves on time"),
            page="restore/1/",
            sends={"seen": 2},
        ),
    }


def all_deeds(colleague):
    """Every act of the table: {act: Deed}. `colleague` is whom stories are given to."""
    return {
        **read_and_told(),
        **written(colleague),
        **{verb: moved(verb) for verb in STAGES},
        **{verb: pressed(verb) for verb in CASES},
        "schedule": scheduled(),
        "overrule": overruled(),
    }
