"""Words that a court or a person's right requires gone: overwritten wherever a story keeps them."""

import json

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.models import (
    Alias,
    Article,
    Batch,
    Edition,
    EditionPicture,
    Receipt,
    Revision,
    StoryText,
    searching,
)
from articles.models.fields import SanitisedMixin
from articles.press.gate import claim, demand, record
from articles.press.impress import excerpt
from articles.refusals import IllegalMove, Incomplete
from articles.text.erasing import ERASED, erased, erased_html, erased_typed_html, stands_in
from articles.text.markup import TooMuch
from articles.text.slugs import first_free, slug_for
from articles.workflow import Answer

#: Characters that the words to be erased must have: fewer would tear holes into other words.
SHORTEST = 3


def erase(article, *, by, words, reason):
    """
    Overwrite `words` wherever this story keeps them: editions past, present and to come,
    revisions, the working copy, what was typed and is not saved, kept clashes, bylines, notes
    to readers and on the desk, the record, and its addresses. When what was
    shown, and why words are gone, stays known. It cannot be undone. Gives how many rows held
    the words. Raises Refused.
    """
    if len(words.strip()) < SHORTEST:
        raise Incomplete(_("Give the words to erase, three characters or more."))
    if not reason.strip():
        raise Incomplete(_("Give the reason, without the words themselves."))
    with transaction.atomic():
        article, timeline = claim(article)
        demand(by, "erase", article, timeline)
        try:
            rows = [row for row in rows_of(article) if overwritten(row, words)]
        except TooMuch:
            told = _("With the words marked, the story is longer than any. Erase more of it.")
            raise IllegalMove(told) from None
        aliases = [alias for alias in article.aliases.all() if is_made_of(alias, words, rows)]
        for alias in aliases:
            give_another_address(alias)
        if not rows and not aliases:
            raise IllegalMove(_("This story does not have these words anywhere."))
        forget(article)
        record(article, "erase", by=by, now=timeline.now, reason=erased(reason, words))
    return len(rows) + len(aliases)


def forget(article):
    """Have the desk's search know the words that are left, and no others; nor what it was asked."""
    Batch.objects.filter(lines__article=article).update(query="")
    names = article.bylines.values_list("name", flat=True)
    StoryText.objects.keep(article, names, number=article.pk)
    searching.forget(StoryText, connection)


def rows_of(article):
    """Every row that holds words of a story, the working copy first."""
    yield article
    for rows in (article.bylines, article.revisions, article.editions, article.acts):
        yield from rows.all()
    yield from EditionPicture.objects.filter(edition__article=article)
    for rows in (article.clashes, article.notes, article.notices, article.proof_links):
        yield from rows.all()
    yield from article.batch_lines.all()
    yield from Batch.objects.filter(lines__article=article)
    yield from article.unsaved.select_for_update()  # a window may be sending more of it
    kind = ContentType.objects.get_for_model(Article)
    yield from LogEntry.objects.filter(content_type=kind, object_id=str(article.pk))


def overwritten(row, words):
    """Erase the words in every field of a row that holds words. Tells whether there were any."""
    changed = [field.name for field in row._meta.concrete_fields if overwrite(row, field, words)]
    if changed and isinstance(row, Edition) and row.answer == Answer.COPY:
        row.excerpt = excerpt(row)  # it may have ended within the words
        changed.append("excerpt")
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


#: Fields that hold no words of people's, though they are made of characters.
NO_WORDS = {
    *("path", "target", "language", "source", "source_id", "verb", "tags", "object_id"),
    *("changed", "renditions", "placeholder"),
}

#: The same within what is kept as JSON: a correspondent's slug is theirs, not the story's.
NO_WORDS_WITHIN = {"correspondent", "kind", "at", "check", "level", "label", "language"}

#: What is HTML within it.
HTML_WITHIN = {"body"}


def overwrite(row, field, words):
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    if not is_text or field.choices or field.name in NO_WORDS:
        return False
    before = getattr(row, field.name)
    if field.name == "change_message":
        after = without_in_json(before, words)
    elif isinstance(field, SanitisedMixin):
        after = erased_html(before, words)
    else:
        after = without(before, words)
    if isinstance(after, str) and field.max_length:
        after = after[: field.max_length]  # the mark can be longer than the words
    setattr(row, field.name, after)
    return before != after


def without_in_json(message, words):
    """Erase the words in a message of the admin's log, which is JSON or plain text."""
    try:
        kept = json.loads(message)
    except ValueError:
        return erased(message, words)
    return message if (left := without(kept, words)) == kept else json.dumps(left)


def without(value, words, *, erase=erased):
    """Erase the words in a value of a field: text, or lists and dicts of it."""
    if isinstance(value, str):
        return erase(value, words)
    if isinstance(value, list):
        return [without(item, words, erase=erase) for item in value]
    if isinstance(value, dict):
        return {key: without_in(key, item, words) for key, item in value.items()}
    return value


def without_in(key, value, words):
    """Erase the words in what is kept under a key of JSON."""
    if key in NO_WORDS_WITHIN:
        return value
    return without(value, words, erase=erased_typed_html if key in HTML_WITHIN else erased)


def is_made_of(alias, words, rows):
    """
    Tell whether an address has the words in it. Of a headline that held them it may have any
    part, and in other forms: john-smiths-arrest.
    """
    slug = alias.path.split("/")[-2].replace("-", " ")
    if stands_in(slug, slug_for(words, fallback="").replace("-", " ")):
        return True
    return any(isinstance(row, Edition | Revision) and ERASED in row.headline for row in rows)


def give_another_address(alias):
    """Give a story an address that says nothing in place of this one."""
    stem = "/".join(alias.path.split("/")[:-2])
    slug = first_free("erased", lambda slug: Alias.objects.filter(path=f"{stem}/{slug}/").exists())
    before, alias.path = alias.path, f"{stem}/{slug}/"
    alias.save(update_fields=["path"])
    readdressed(alias.article, before, alias.path)


def readdressed(article, before, path):
    """Name a story by another path wherever the old one stands beside its alias."""
    article.editions.filter(path=before).update(path=path)
    # Other stories that were killed and lead here.
    Edition.objects.filter(target=before).update(target=path)
    for receipt in Receipt.objects.filter(act__article=article):
        receipt.lines = [with_address(line, before, path) for line in receipt.lines]
        receipt.save(update_fields=["lines"])


def with_address(line, before, path):
    """A receipt's line with one path for another, whether in letters or percent-encoded."""
    for old in (before, iri_to_uri(before)):
        line = {
            key: value.replace(old, path) if isinstance(value, str) else value
            for key, value in line.items()
        }
    return line
