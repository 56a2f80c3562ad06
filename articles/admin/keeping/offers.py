"""What is offered of what a person typed and did not save."""

from types import SimpleNamespace

from django.utils.text import Truncator

from articles.admin.byline import LAST, rows_of
from articles.admin.keeping.filling import as_sent
from articles.admin.pressing.differences import difference
from articles.desk import unsaved
from articles.text.blocks import paragraphs
from articles.text.change import LINES
from articles.text.figures import number
from articles.text.markup import Sanitised, TooMuch, sanitise
from articles.text.plain import is_number, one_line

#: Words of what was typed, of the lines that are not saved, that tell it from others.
FIRST_WORDS = 20

#: What a byline's row says.
BYLINE = ("place", "correspondent", "name", "role")


def offers(model_admin, request, article, *, but=()):
    """
    List what the person typed and did not save, the latest first: [{"row", "begins",
    "is_older"}, …], the first with its "difference" from what it was typed over. What is in a
    form already (keys, as `but`) is left out, and what says nothing new.
    """
    rows = unsaved.of(request.user, article).exclude(key__in=but)
    offered = [offer(row, article) for row in rows if differs(model_admin, request, row, article)]
    for latest in offered[:1]:
        latest["difference"] = changed(latest["row"], article)
    return offered


def offer(row, article):
    saved = lines_of(article) if article else []
    words = " ".join(line for line in lines_of(typed_words(row)) if line not in saved)
    return {
        "row": row,
        "begins": Truncator(words).words(FIRST_WORDS),
        "is_older": bool(article and row.seen < article.revision_number),
    }


def typed_words(row):
    """The words of the copy that was typed, by field; the body sanitised."""
    words = {name: one_line(first(row, name)) for name in LINES}
    lead = number(first(row, "lead_picture"))
    return SimpleNamespace(**words, lead_picture_id=lead, body=sanitised(first(row, "body")))


def first(row, name):
    return next(iter(row.fields.get(name, [])), "")


def sanitised(body):
    """What the desk would save of a body; nothing of one that it would refuse."""
    try:
        return sanitise(body)
    except TooMuch:
        return Sanitised("")


def lines_of(words):
    found = [getattr(words, name) for name in LINES] + paragraphs(words.body)
    return [line for line in found if line]


def changed(row, article):
    """Compare what was typed with the revision that it was typed over; None without one."""
    over = article and article.revisions.filter(number=row.seen).first()
    return difference(over, typed_words(row)) if over else None


def differs(model_admin, request, row, article):
    """Tell whether what was typed is anything but what is saved."""
    form = model_admin.get_form(request, article, change=article is not None)
    sent = as_sent(row)
    fields = set(form(sent, instance=article).changed_data) - {"seen"}
    if "body" in fields and article and is_the_same(first(row, "body"), article.body):
        fields.remove("body")
    return bool(fields) or bylines_in(sent) != bylines_of(article) or has_notes(row)


def is_the_same(typed, saved):
    """Compare bodies as they are saved: the editor writes the same one in another way."""
    try:
        return sanitise(typed) == saved
    except TooMuch:
        return False


def bylines_in(sent):
    """The bylines that a form sends, row by row as they are shown; empty ones are left out."""
    count = sent.get("bylines-TOTAL_FORMS", "")
    rows = range(min(int(count), LAST)) if is_number(count) else []
    found = [
        {name: sent.get(f"bylines-{row}-{name}", "").strip() for name in BYLINE}
        for row in rows
        if not sent.get(f"bylines-{row}-DELETE")
    ]
    return [byline for byline in found if byline["name"] or byline["correspondent"]]


def bylines_of(article):
    return [{name: str(row[name] or "") for name in BYLINE} for row in rows_of(article)]


def has_notes(row):
    return any(name.startswith("_note_") and any(row.fields[name]) for name in row.fields)
