"""Where readers may have a phrase from, other than from the story that is looked for."""

from contextlib import closing
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from articles.models import Correspondent, Edition, Masthead, Section, Tag
from articles.surfaces.searching import Page
from articles.workflow import Answer

#: Columns of an edition that its pages show.
PRINTED = """
    kicker headline standfirst dateline excerpt body publication rights credit notice
    correction_note lead_caption lead_alt
""".split()

#: Further columns, read as text.
OTHERS = ["path", "target", "uid_text", "bylines_text"]


def is_public(phrase, *, besides, at):
    """
    Tell whether a folded phrase is public by way of another story than number `besides`, of a
    name in the directory, or of the masthead. Slow; asked only of what was found on a page.
    """
    with closing(candidates(phrase, besides=besides, at=at)) as texts:
        return any(Page(text).has(phrase) for text in texts)


def candidates(phrase, *, besides, at):
    """Give the public texts that could hold a phrase: those with its longest word in them."""
    rarest = max(phrase.split(), key=lambda word: (word.isascii(), len(word)))
    editions = Edition.objects.in_force(at=at).exclude(article=besides).exclude(answer=Answer.OFF)
    editions = editions.annotate(
        bylines_text=Cast("bylines", TextField()), uid_text=Cast("uid", TextField())
    )
    for edition in mentioning(editions, [*PRINTED, *OTHERS], rarest).iterator():
        yield " | ".join(getattr(edition, name) for name in PRINTED)
        yield " | ".join(line["name"] + " | " + line["role"] for line in edition.bylines)
        yield f"{edition.path} | {edition.uid} | {edition.target}"
    # A story that readers have tells its notes for good, whichever edition brought them.
    notes = Edition.objects.corrections(at=at).exclude(article=besides)
    told = mentioning(notes, ["correction_note"], rarest)
    yield from told.values_list("correction_note", flat=True).iterator()
    yield from names(rarest, at=at)


def mentioning(rows, columns, word):
    """Keep the rows with a word in one of some columns; all of them, if it is not in ASCII."""
    if not word.isascii():
        # SQLite folds the case of ASCII alone, and JSON may write other letters as escapes.
        return rows
    anywhere = Q()
    for column in columns:
        anywhere |= Q(**{f"{column}__icontains": word})
    return rows.filter(anywhere)


def names(word, *, at):
    """Give what the directory says with a word in it."""
    masthead = Masthead.objects.first() or Masthead()
    links = [*masthead.header_links, *masthead.footer_links, *masthead.social_links]
    yield " | ".join(getattr(masthead, name) for name in SAID)
    yield " | ".join(link["label"] for link in links)
    for model, columns in DIRECTORY.items():
        for noun in mentioning(model.objects.in_print(at=at), columns, word):
            yield " | ".join(getattr(noun, name) for name in columns)
            yield noun.get_absolute_url()


#: What the masthead says on pages.
SAID = "name strapline footer about contact".split()

DIRECTORY: dict[Any, list[str]] = {
    Section: ["name", "slug", "description"],
    Tag: ["name", "slug"],
    Correspondent: ["name", "slug", "role", "biography"],
}
