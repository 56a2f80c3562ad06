"""The verbs of the press as an operator meets them at the command line."""

from dataclasses import dataclass, field
from typing import Any

from articles.workflow import TOMBSTONES, Kind

ISO = "such as 2027-03-28T17:04+01:00 or 2027-03-28T16:04Z"

#: option: how argparse is told of it. Each ends up as the argument `dest` of the verb.
OPTIONS: dict[str, dict[str, Any]] = {
    "--at": {"metavar": "TIME", "help": f"when, a whole minute to come, {ISO}"},
    "--was": {"metavar": "TIME", "help": f"which of those that wait: its time, {ISO}"},
    "--reason": {"default": "", "help": "why, for the record; readers do not see it"},
    "--revision": {"metavar": "N", "type": int, "help": "the revision's number; default: newest"},
    "--silent": {
        "dest": "is_silent",
        "action": "store_true",
        "help": "readers need not be told: the time of the last update stays",
    },
    "--overrule": {
        "metavar": "REASON",
        "default": "",
        "help": "why the words go on in spite of errors that the checks find; needs the right to",
    },
    "--kind": {"choices": Kind.values, "help": "what the note to readers is"},
    "--note": {"help": "the note that readers see with the story"},
    "--withhold": {
        "dest": "withholds",
        "action": "store_true",
        "default": None,
        "help": "never show the earlier words again (default for apology and retraction)",
    },
    "--no-withhold": {
        "dest": "withholds",
        "action": "store_false",
        "default": None,
        "help": "keep the earlier words in the public history",
    },
    "--answer": {
        "choices": sorted(TOMBSTONES),
        "help": "what the address says from then on: gone (410, the default), moved (301, needs "
        "--to, and is the default with it) or vanished (404)",
    },
    "--to": {
        "dest": "target",
        "metavar": "PATH",
        "default": "",
        "help": "the page of ours that readers are led to, such as /crime/",
    },
    "--notice": {"default": "", "help": "only with gone: the words that readers see instead"},
    "--source": {"help": "whom the promise was given to"},
    "--slug": {"help": "the words of the new address"},
    "--words": {"help": "the words to overwrite, exactly"},
}


@dataclass
class Verb:
    """A verb as an operator meets it: its help and its options."""

    help: str
    asks: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)


VERBS = {
    "publish": Verb(
        "Put the newest revision before readers, now or at a time.",
        ["--at", "--revision", "--silent", "--overrule"],
    ),
    "schedule": Verb(
        "Put the newest revision before readers at a time to come.",
        ["--revision", "--silent", "--overrule"],
        needs=["--at"],
    ),
    "unschedule": Verb(
        "Take back what waits: all of it, or what waits for one time. What readers have stays.",
        ["--was", "--reason"],
    ),
    "reschedule": Verb(
        "Move what waits to another time.", ["--reason", "--overrule"], needs=["--was", "--at"]
    ),
    "expire": Verb(
        "Take a story from readers, now or at a time; what waits for later goes with it.",
        ["--at", "--reason"],
    ),
    "withdraw": Verb(
        "Take a story from readers now, with all that waits. Undo: reinstate.",
        ["--reason"],
    ),
    "correct": Verb(
        "Publish the newest revision with a note to readers on what was wrong.",
        ["--at", "--revision", "--withhold", "--no-withhold", "--overrule"],
        needs=["--kind", "--note"],
    ),
    "kill": Verb(
        "Take a story from every page. Only reinstate ends it.",
        ["--answer", "--to", "--notice", "--reason"],
    ),
    "reinstate": Verb(
        "Undo a kill or a withdrawal: readers have again what they had before.",
        ["--reason"],
    ),
    "embargo": Verb(
        "Promise a source that no words that are not out yet go out before a time.",
        needs=["--reason", "--source"],
    ),
    "lift": Verb("End an embargo early. Publishes nothing.", ["--reason"]),
    "readdress": Verb(
        "Give a story another address; the old one leads to it.",
        ["--reason"],
        needs=["--slug"],
    ),
    "repress": Verb("Render the HTML again, from the same words."),
    "erase": Verb(
        "Overwrite words that must be gone, wherever a story keeps them. CANNOT BE UNDONE.",
        needs=["--words", "--reason"],
    ),
}
