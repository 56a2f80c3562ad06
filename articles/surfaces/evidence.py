"""
What would give a story away: every address, phrase and name that it has or had, less what
readers have of it now.
"""

from copy import copy
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Correspondent, Picture, Section, Tag
from articles.paper.pictures import hang
from articles.surfaces.searching import holds, words
from articles.surfaces.story import correspondents, sections, tags
from articles.text.blocks import paragraphs
from articles.text.figures import figures, with_only
from articles.workflow import TOMBSTONES, Answer

#: Words in a piece of a long phrase: a page that holds two lines of a story holds a piece.
PIECE = 8
#: A phrase of fewer words and fewer characters could be anybody's.
FEWEST, SHORTEST = 2, 10
#: What colleagues say to each other in fewer words could be anybody's: "Read on."
FEWEST_OF_A_NOTE = 4

#: Fields that hold phrases (of editions, revisions, the working copy), with what to call them.
PHRASES = {
    "headline": _("the headline"),
    "slugline": _("the slugline"),
    "kicker": _("the kicker"),
    "standfirst": _("the standfirst"),
    "excerpt": _("the excerpt"),
    "lead_caption": _("a caption"),
    "lead_alt": _("an alternative text"),
    "correction_note": _("a note to readers"),
    "notice": _("the words of a tombstone"),
    "embargo_reason": _("the reason of the embargo"),
    "embargo_source": _("the source of the embargo"),
}
#: What the library says of a picture, in fields that hold phrases.
OF_PICTURE = """
    headline caption alt file_name rights_holder restrictions withdrawal_reason
""".split()
#: What else an edition shows, and too many stories share to tell one by.
LINES = ["dateline", "publication", "rights", "credit"]

BODY, ADDRESS = _("words of the body"), _("its address")
ALT, PICTURE = _("an alternative text"), _("the words of a picture")
NAME, REASON, NOTE = _("a name"), _("the reason of an act"), _("a note of the desk")


@dataclass(frozen=True)
class Evidence:
    """What no stranger may find of one story. Phrases are folded (see `searching.words`)."""

    #: {phrase: what it is}
    phrases: dict[str, Promise]
    #: What the page of its public history may show all the same: a text, folded.
    told: str = ""

    def on(self, page):
        """Find the phrases that a page holds."""
        return [phrase for phrase in self.phrases if page.has(phrase)]


def gather(article, story, current, *, at):
    """
    Collect the evidence of a story, as strangers are to see nothing of it at `at`. `current` is
    its edition in force, or None.
    """
    editions = list(article.editions.order_by("live_from"))
    before = told(editions, at)
    hang([*before, *([current] if current else [])], at=at)
    public = words(" | ".join(public_phrases(current, article, story)))
    phrases = dict(secrets(article, story, editions, at=at))
    return Evidence(
        {phrase: what for phrase, what in phrases.items() if not holds(public, phrase)},
        told=words(" | ".join(text for row in before for text in shown_texts(row))),
    )


def public_phrases(current, article, story):
    """What readers have of a story now: words, names and addresses of the edition in force."""
    if current is None:
        return
    if current.answer == Answer.COPY:
        yield from shown_texts(current)
        yield from (getattr(current, name) for name in LINES)
        yield from (line[part] for line in current.bylines for part in ("name", "role"))
        yield from (note["note"] for note in current.corrections)
        yield from [*story.paths, str(article.uid), article.uid.hex]
    elif current.answer in TOMBSTONES:
        yield current.notice


def texts(row):
    """Give the phrases of an edition, a revision or a working copy: (what it is, text)."""
    for name, what in PHRASES.items():
        if text := getattr(row, name, ""):
            yield what, text
    for text in paragraphs(row.body):
        yield BODY, text
    for figure in figures(row.body):
        yield ALT, figure.alt or ""


def shown_texts(edition):
    """Give the texts of an edition, less what is said of pictures that pages show no more."""
    shown = copy(edition)
    shown.body = with_only(edition.body, edition.hung)
    if edition.lead is None:
        shown.lead_caption = shown.lead_alt = ""
    return [text for _what, text in texts(shown)]


def secrets(article, story, editions, *, at):
    """Give all that is known of a story, folded and in pieces: (phrase, what it is)."""
    rows = [*editions, *article.revisions.all(), article]
    known = [pair for row in rows for pair in texts(row)]
    known += [pair for row in unfiled(article) for pair in texts(row)]
    known += [(REASON, act.reason) for act in article.acts.exclude(reason="")]
    known += [(NOTE, text) for text in notes(article)]
    known += [(NAME, name) for name in unused_names(article, at=at)]
    known += [(PICTURE, text) for text in of_pictures(story)]
    for what, text in known:
        for piece in pieces(text):
            yield piece, what
    for address in [*story.paths, str(article.uid), article.uid.hex]:
        yield words(address), ADDRESS


def unfiled(article):
    """Give the copy that people typed and no revision has: what clashed, what was not saved."""
    for clash in article.clashes.all():
        yield copy_in(clash.contents)
    for unsaved in article.unsaved.all():
        yield copy_in({name: values[0] for name, values in unsaved.fields.items() if values})


def copy_in(contents):
    """Make a row of {field: value}: whatever else it holds, its phrases and its body."""
    names = [*PHRASES, "body"]
    texts = {name: contents.get(name) for name in names}
    return SimpleNamespace(
        **{name: text if isinstance(text, str) else "" for name, text in texts.items()}
    )


def notes(article):
    """What colleagues say of a story to each other, if it is enough to tell it by."""
    texts = article.notes.values_list("text", flat=True)
    return [text for text in texts if len(text.split()) >= FEWEST_OF_A_NOTE]


def of_pictures(story):
    """What the library says of a story's pictures."""
    rows = Picture.objects.filter(pk__in=story.pictures)
    return [text for row in rows.values_list(*OF_PICTURE) for text in row]


def pieces(text):
    """Fold a text and cut it into pieces, each enough to tell it by; none if it is too short."""
    found = words(text).split()
    if len(found) < FEWEST and len(text) < SHORTEST:
        return
    starts = list(range(0, max(len(found) - PIECE // 2, 1), PIECE))
    for start, end in zip(starts, [*starts[1:], len(found)], strict=True):
        yield " ".join(found[start:end])


def unused_names(article, *, at):
    """The names, biographies and addresses of what it is filed under and no live story is."""
    revisions = article.revisions.only("article_id", "section_id")
    nouns: dict[Any, set] = {
        Section: sections(article, revisions),
        Tag: tags(article),
        Correspondent: correspondents(article),
    }
    for model, keys in nouns.items():
        in_print = model.objects.in_print(at=at).values("pk")
        for noun in model.objects.filter(pk__in=keys).exclude(pk__in=in_print):
            yield from [noun.name, noun.get_absolute_url(), getattr(noun, "biography", "")]


def told(editions, at):
    """
    The editions whose words the public history may show: those of copy since a tombstone, or
    since a correction that withholds what was before it.
    """
    shown = []
    for edition in reversed([edition for edition in editions if edition.live_from <= at]):
        if edition.answer in TOMBSTONES:
            break
        shown.append(edition)
        if edition.withholds:
            break
    return shown
