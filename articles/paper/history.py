"""What changed in a story after readers first had it, as far as they may still see it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from articles.models import Edition
from articles.paper.corrections import Note, note_of
from articles.paper.pictures import hang
from articles.text.blocks import paragraphs
from articles.text.diff import changed_only, compare_paragraphs
from articles.text.figures import with_only
from articles.workflow import TOMBSTONES, Answer, Label

#: Changes on a page, the latest; and paragraphs of each that are shown.
LONGEST, SHOWN = 20, 100

#: What is compared at all: ten times a long read. More would cost every reader seconds.
PARAGRAPHS, CHARACTERS = 1_000, 200_000

#: What stands in lines of its own and is compared as such, with its name.
LINES = {
    "kicker": _("Kicker"),
    "headline": _("Headline"),
    "standfirst": _("Standfirst"),
    "dateline": _("Dateline"),
}

#: What tells whether an edition changed anything: small, so that a story's page can ask.
OUTLINE = """
    article_id live_from answer label bylines words_changed correction correction_note withholds
""".split()


@dataclass(frozen=True)
class Part:
    """What changed of one thing: its name ("" for the body), and paragraphs, each in runs."""

    label: str
    paragraphs: list
    #: There is more that changed than is shown here.
    is_cut: bool = False


@dataclass(frozen=True)
class Change:
    """What an edition brought: its moment (UTC), its note, if any, and what is not as before."""

    at: datetime
    note: Note | None
    is_withheld: bool
    parts: list[Part]

    @property
    def says_something(self):
        return bool(self.parts or self.note or self.is_withheld)


def has_history(edition, masthead, *, at):
    """Tell whether the edition that is live at `at` has a page of changes; one query at most."""
    return bool(may_show(edition, masthead) and steps(edition, at=at))


def may_show(edition, masthead):
    """Tell whether the paper shows changes, and readers were told of one."""
    is_told = edition.revised_at is not None
    return is_told and edition.shows_history and masthead.shows_history


def steps(edition, *, at):
    """
    The editions of a story that brought something new by `at`, each after the one before it, in
    outline: [(edition or None, edition), …] in order. Nothing from before a tombstone is among
    them, nor from before words that were withheld; these come first then, after None.
    """
    begun = Edition.objects.begun(at=at).filter(article_id=edition.article_id)
    shown: list[Edition | None] = []
    was_off = False
    for row in begun.order_by("live_from").only(*OUTLINE):
        if row.answer in TOMBSTONES or (was_off and row.words_changed):
            shown = []
        if row.answer == Answer.COPY:
            shown = [None, row] if row.withholds else [*(shown or [None]), row]
        was_off = row.answer == Answer.OFF
    return [(before, after) for before, after in pairwise(shown) if is_news(before, after)]


def is_news(before, after):
    if before is None:
        return bool(after.correction)
    # Of editions from before words were counted (None) it is not known.
    has_changed = after.words_changed != 0 or small_print(before) != small_print(after)
    return bool(after.correction or has_changed)


def changes(edition, *, at):
    """
    What changed in a story by `at`, latest first: a list of Change, in two queries, or three if
    it has pictures. Those that have nothing to show are left out, unless they are all there is: a
    page is linked then.
    """
    latest = steps(edition, at=at)[-LONGEST:]
    pks = {row.pk for step in latest for row in step if row}
    whole = Edition.objects.in_bulk(pks)
    hang(whole.values(), at=at)
    told = [
        change(before and whole[before.pk], whole[after.pk]) for before, after in reversed(latest)
    ]
    return [change for change in told if change.says_something] or told[:1]


def change(before, after):
    return Change(
        at=after.live_from,
        note=note_of(after),
        is_withheld=after.withholds,
        parts=parts(before, after) if before else [],
    )


def parts(before, after):
    """What differs between two editions: a list of Part."""
    compared = [
        part(label, olds, news)
        for (label, olds), (_label, news) in zip(words(before), words(after), strict=True)
    ]
    return [part for part in compared if part.paragraphs or part.is_cut]


def part(label, olds, news):
    """What differs between the paragraphs of two editions, as far as it can be shown."""
    both = [*olds, *news]
    if len(both) > PARAGRAPHS or sum(map(len, both)) > CHARACTERS:
        return Part(label, [], is_cut=olds != news)
    changed = changed_only(compare_paragraphs(olds, news))
    return Part(label, changed[:SHOWN], is_cut=len(changed) > SHOWN)


def words(edition):
    """
    The words of an edition: [(name of the part, its paragraphs), …]. Captions are among them as
    long as pages may show their pictures.
    """
    yield _("Label"), [label_of(edition)]
    for name, label in LINES.items():
        line = getattr(edition, name)
        yield label, [line] if line else []
    yield _("Bylines"), names(edition)
    yield _("Caption"), [edition.lead_caption] if edition.lead and edition.lead_caption else []
    yield "", paragraphs(with_only(edition.body, edition.hung))


def small_print(edition):
    """What readers see of an edition and no word is counted of."""
    return label_of(edition), names(edition)


def label_of(edition):
    return str(Label(edition.label or Label.NEWS).label)


def names(edition):
    return [byline["name"] for byline in edition.bylines]
