"""Two revisions compared, field by field, as their page prints it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from articles.admin.revisions import printing
from articles.admin.revisions.names import Names
from articles.admin.revisions.wording import label_of
from articles.text.marked import Change, compare_html, compare_line, compare_lines
from articles.workflow import Label

#: In the order of the page. The body is compared as HTML, bylines and tags line by line.
FIELDS = """
    kicker headline standfirst lead_picture_id lead_caption lead_alt lead_is_decorative
    dateline body bylines tags section_id publication_id label
    slugline language rights credit shows_history
""".split()

#: field: how its value is said in a line, where that is not the value itself.
SAID = {
    "section_id": lambda value, names: names.section(value),
    "publication_id": lambda value, names: names.publication(value),
    "label": lambda value, names: str(Label(value).label if value in Label.values else value),
    "shows_history": lambda value, names: _("Shown") if value else _("Not shown"),
    "lead_picture_id": lambda value, names: names.picture(value),
    "lead_is_decorative": lambda value, names: _("Yes") if value else _("No"),
}

#: field: its value as a list of lines.
LISTED = {
    "bylines": lambda lines, names: [names.byline(line) for line in lines],
    "tags": lambda slugs, names: sorted({names.tag(slug) for slug in slugs}),
}


@dataclass(frozen=True)
class Part:
    """What differs in one field: printed stretches of blocks; all of it, unless it `is_cut`."""

    name: str
    label: str | Promise
    stretches: list
    is_cut: bool = False
    #: The HTML is other, and nothing that shows.
    is_unseen: bool = False


def differences(before, after, names=None):
    """
    What differs between two revisions, saved or not: a list of Part, empty where nothing.
    `names` names the directory's rows (Names), where more than these two are compared.
    """
    names = names or Names([before, after])
    return [
        part(name, blocks)
        for name in FIELDS
        if (blocks := compared(name, getattr(before, name), getattr(after, name), names))
    ]


def compared(name, before, after, names):
    """Compare two values of a field: a list of blocks, empty where they are the same."""
    if before == after:
        return []
    if name == "body":
        return compare_html(before, after, names.pictures)
    if name in LISTED:
        blocks = compare_lines(LISTED[name](before, names), LISTED[name](after, names))
    else:
        say = SAID.get(name, lambda value, names: value)
        blocks = [compare_line(say(before, names), say(after, names))]
    # A tag that has another name since was no change of the story.
    return blocks if any(block.change != Change.SAME for block in blocks) else []


def part(name, blocks):
    shown, is_cut = printing.printed(blocks, folds=name == "body")
    is_unseen = all(block.change == Change.SAME for block in blocks)
    return Part(name, label_of(name), shown, is_cut, is_unseen)
