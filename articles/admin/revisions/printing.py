"""Compared blocks as a template prints them: all in words, to be escaped."""

from dataclasses import dataclass, replace

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text.marked import Change, Kind, Stretch, stretches

#: Runs of changed blocks that a page shows, and unchanged blocks of one stretch.
RUNS, UNCHANGED = 4_000, 200

#: What a line of copy is, by its tag.
KINDS = {
    "p": gettext_lazy("Paragraph"),
    "h2": gettext_lazy("Subhead"),
    "h3": gettext_lazy("Lesser subhead"),
    "ul": gettext_lazy("List"),
    "ol": gettext_lazy("Numbered list"),
    "li": gettext_lazy("Item"),
    "blockquote": gettext_lazy("Quotation"),
    "figure": gettext_lazy("Picture"),
    "img": gettext_lazy("Image"),
    "figcaption": gettext_lazy("Caption"),
    "pullquote": gettext_lazy("Pull quote"),
    "factbox": gettext_lazy("Fact box"),
    "embed": gettext_lazy("Embed"),
    "picture": gettext_lazy("Picture"),
    "gallery": gettext_lazy("Gallery"),
    "alt": gettext_lazy("Alternative text"),
}

#: Emphasis, by its tag.
EMPHASIS = {"strong": gettext_lazy("bold"), "em": gettext_lazy("italic")}

#: What became of a block that is whole on one side: (where it is new, where it moved).
WHOLE = {
    Change.IN: (gettext_lazy("Added"), gettext_lazy("Moved to here")),
    Change.OUT: (gettext_lazy("Removed"), gettext_lazy("Moved from here")),
}


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """Words, what became of them, the classes of their emphasis, and what is to be said of it."""

    kind: str
    words: str
    classes: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A line of copy: what it is, what became of it, and its runs: all, before, and after."""

    tag: str
    change: str
    told: str
    runs: list
    before: list
    after: list


@dataclass(frozen=True, slots=True)
class PrintedStretch:
    """Blocks one after the other; of those that are folded, `left_out` are not there."""

    is_folded: bool
    count: int
    left_out: int
    blocks: list


def printed(blocks, *, folds):
    """Print compared blocks: ([PrintedStretch, …], whether some changes were left out)."""
    parts = stretches(blocks) if folds else [Stretch(False, blocks)]
    shown, left = [], RUNS
    for part in parts:
        if part.is_folded:
            blocks = part.blocks[:UNCHANGED]
        else:
            blocks = list(within(part.blocks, left))
            left -= sum(len(block.runs) for block in part.blocks)
        shown.append(printed_stretch(part, blocks))
        if left < 0:
            return shown, True
    return shown, False


def printed_stretch(part, blocks):
    """Print those blocks of a stretch that are shown."""
    missing = len(part.blocks) - len(blocks)
    printed_blocks = [printed_block(block) for block in blocks]
    return PrintedStretch(part.is_folded, len(part.blocks), missing, printed_blocks)


def within(blocks, most):
    """Give the first blocks, with no more runs in all than `most`."""
    for block in blocks:
        if most <= 0:
            return
        yield replace(block, runs=block.runs[:most])
        most -= len(block.runs)


def printed_block(block):
    return PrintedBlock(
        tag=block.kind[-1] if block.kind[-1] in KINDS else "other",
        change=str(block.change),
        told=told(block),
        runs=[printed_run(run) for run in block.runs],
        before=[printed_run(run, was=True) for run in block.before],
        after=[printed_run(run) for run in block.after],
    )


def kind_of(block):
    """Say what a block is, and was; nothing of a paragraph that stayed one, nor of what stayed."""
    if block.kind != block.had:
        return _("%(before)s, now %(after)s") % {
            "before": in_words(block.had),
            "after": in_words(block.kind).lower(),
        }
    stayed = block.kind == ("p",) or block.change == Change.SAME
    return "" if stayed else in_words(block.kind)


def in_words(kind):
    """Say what a line of copy is, from the innermost out: "Item, numbered list"."""
    words = [str(KINDS.get(tag, tag)) for tag in reversed(kind)]
    return ", ".join([words[0], *(word.lower() for word in words[1:])])


def told(block):
    """Say what became of a block as a whole, and what it is where that is to be known."""
    kind = kind_of(block)
    if block.change not in WHOLE:
        return kind
    became = str(WHOLE[block.change][block.is_moved])
    return f"{became}: {kind.lower()}" if kind else became


def printed_run(run, *, was=False):
    """Print a run as it is, or as it `was`: what it became is said where it is."""
    marks = run.had if was else run.marks
    classes = " ".join(f"is-{mark.name}" for mark in marks)
    is_said = not (was and run.kind == Kind.FORMATTED)
    return PrintedRun(str(run.kind), run.words, classes, note(run) if is_said else "")


def note(run):
    """Say what shows of words beside the words: their emphasis, if it is other, and targets."""
    if run.kind == Kind.FORMATTED:
        return "; ".join(reset(run))
    if run.kind == Kind.SAME:
        return ""
    return get_text_list([leads_to(mark) for mark in run.marks if mark.target], _("and"))


def reset(run):
    """Say what was set otherwise on words: a list of phrases."""
    came = {mark.name: mark for mark in run.marks if mark not in run.had}
    went = {mark.name: mark for mark in run.had if mark not in run.marks}
    for name in sorted({*came, *went}):
        if name in came and name in went:
            yield _("%(before)s, now %(after)s") % {
                "before": leads_to(went[name]),
                "after": leads_to(came[name]),
            }
        elif name in came:
            yield _("now %(what)s") % {"what": leads_to(came[name])}
        else:
            yield _("no longer %(what)s") % {"what": leads_to(went[name])}


def leads_to(mark):
    """Name a mark, with where it leads."""
    if mark.name == "a":
        return _("link to %(target)s") % {"target": mark.target}
    if mark.name == "img":
        return _("image %(target)s") % {"target": mark.target}
    if mark.name == "picture":
        return _("picture %(target)s") % {"target": mark.target}
    if mark.name == "embed":
        return _("embed of %(target)s") % {"target": mark.target}
    if mark.name == "cite":
        return _("who said it")
    return str(EMPHASIS.get(mark.name, mark.name))
