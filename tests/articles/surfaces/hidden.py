"""Stories of which readers must see nothing, each of its own kind: each word is marked."""

from datetime import timedelta

from django.utils import timezone

from articles import press
from articles.desk import moves, saving
from articles.models import Article, Byline, Note, Picture, ProofLink, Tag
from articles.workflow import Answer
from tests.articles.paper.hanging import figure
from tests.factories import (
    make_correspondent,
    make_library_picture,
    make_proof_link,
    make_publication,
    make_section,
    make_user,
    next_minute,
)

#: What every marked word begins with, and what stands in its place in words of nobody.
MARK, NOBODY = "xqz", "wvk"

DAY = timedelta(days=1)

#: What the stories that readers have share with those they do not.
SHARED = {"section": "Harbour", "tag": "ferries", "correspondent": "Odile Marsh"}


def mark(kind, field):
    return f"{MARK}{kind}{field}"


def words(kind):
    """The copy of a story of a kind, a mark in every field."""
    lines = "headline kicker slugline standfirst dateline rights credit".split()
    copy = {name: f"{mark(kind, name)} speaks of nothing else" for name in lines}
    body = (
        f"<p>{mark(kind, 'body')} opens the <em>copy</em>.</p><p>And {mark(kind, 'ends')} it.</p>"
    )
    lead, other = picture(kind, "lead"), picture(kind, "other")
    body += figure(other, f"{mark(kind, 'shown')} below it", alt=f"{mark(kind, 'seen')} in it")
    return copy | {
        "body": body,
        "publication": make_publication(mark(kind, "publication")),
        "lead_picture": lead,
        "lead_caption": f"{mark(kind, 'caption')} above it",
        "lead_alt": f"{mark(kind, 'alt')} in it",
    }


def picture(kind, name):
    """A picture of the library, a mark in all that is said of it: the same when asked again."""
    said = "caption alt credit byline copyright restrictions rights_holder".split()
    told = {field: f"{mark(kind, name + field)} of nothing" for field in said}
    told["headline"] = f"{mark(kind, name)} hangs here"
    found = Picture.objects.filter(headline=told["headline"]).first()
    return found or make_library_picture(size=(160, 120), name=f"{mark(kind, name)}.jpg", **told)


def plain(kind):
    """The copy of a story of a kind that readers may have."""
    return {"headline": f"Tide tables, {kind}", "body": "<p>High water is at noon.</p>"}


def credit(kind):
    """Bylines of somebody of the story's own, and of somebody whom others credit too."""
    own = make_correspondent(
        mark(kind, "name"), role=mark(kind, "role"), biography=f"{mark(kind, 'biography')} wrote."
    )
    printed = Byline(name=f"{own.name} Esq", role=mark(kind, "printed"), correspondent=own)
    return [printed, Byline(name="Odile Marsh", correspondent=make_correspondent())]


def save(article, kind, **copy):
    """Save a story with words, bylines and tags of its kind, its section as it is."""
    for name, value in copy.items():
        setattr(article, name, value)
    tags = Tag.objects.named([mark(kind, "tag"), SHARED["tag"]])
    saving.save(article, by=None, bylines=credit(kind), tags=tags)
    return article


def marked(kind, *, is_apart=True):
    """A draft of a kind, in a section of its own or one that others are in."""
    section = make_section(mark(kind, "section")) if is_apart else make_section(SHARED["section"])
    article = save(Article(section=section), kind, **words(kind))
    Note.objects.create(article=article, by=make_user(), text=f"{mark(kind, 'said')} of it all.")
    for ended in ({"expires_at": timezone.now()}, {"revoked_at": timezone.now()}):
        lend(article, kind, **ended)
    return article


def lend(article, kind, **ended):
    """A proof link to a story: an open one, unless it has `ended`."""
    link = make_proof_link(article, recipient=f"{mark(kind, 'reader')} and others")
    ProofLink.objects.filter(pk=link.pk).update(made_at=timezone.now() - DAY, **ended)


def live(kind):
    """A story that readers may have, live, without a mark."""
    article = Article(section=make_section(SHARED["section"]), **plain(kind))
    saving.save(article, by=None, tags=Tag.objects.named([SHARED["tag"]]))
    return article


# --- kinds of which readers have nothing: each makes its story and gives it ---


def draft(kind, by, **place):
    return marked(kind, **place)


def ready(kind, by, **place):
    article = marked(kind, **place)
    for verb in ("submit", "sub", "approve"):
        moves.move(article, verb, by=by, reason=mark(kind, "reason"))
    return article


def spiked(kind, by, **place):
    article = marked(kind, **place)
    lend(article, kind)
    moves.move(article, "spike", by=by, reason=mark(kind, "reason"))
    return article


def scheduled(kind, by, **place):
    article = marked(kind, **place)
    press.schedule(article, by=by, at=next_minute(10))
    return article


def unscheduled(kind, by, **place):
    article = scheduled(kind, by, **place)
    press.unschedule(article, by=by, reason=mark(kind, "reason"))
    return article


def embargoed(kind, by, **place):
    article = marked(kind, **place)
    lend(article, kind)
    told = {"reason": f"{mark(kind, 'reason')} asked", "source": mark(kind, "source")}
    press.embargo(article, by=by, until=next_minute(10), **told)
    press.schedule(article, by=by, at=next_minute(11))
    return article


def published(kind, by, **place):
    article = marked(kind, **place)
    press.publish(article, by=by)
    return article


def expired(kind, by, **place):
    article = published(kind, by, **place)
    press.expire(article, by=by, reason=mark(kind, "reason"))
    return article


def withdrawn(kind, by, **place):
    article = published(kind, by, **place)
    note = f"{mark(kind, 'note')} was said wrongly."
    press.correct(article, by=by, kind="correction", note=note)
    press.withdraw(article, by=by, reason=mark(kind, "reason"))
    return article


def returning(kind, by, **place):
    """Off now, back later."""
    article = expired(kind, by, **place)
    save(article, kind, headline=f"{mark(kind, 'again')} is to come back")
    press.schedule(article, by=by, at=next_minute(10))
    return article


def gone(kind, by, **place):
    article = published(kind, by, **place)
    lend(article, kind)
    press.readdress(article, by=by, slug=f"{mark(kind, 'slug')}-elsewhere")
    press.kill(article, by=by, notice="Nothing to read here.", reason=mark(kind, "reason"))
    return article


def moved(kind, by, **place):
    article = published(kind, by, **place)
    lend(article, kind)
    press.kill(article, by=by, answer=Answer.MOVED, target="/", reason=mark(kind, "reason"))
    return article


def vanished(kind, by, **place):
    article = published(kind, by, **place)
    lend(article, kind)
    press.kill(article, by=by, answer=Answer.VANISHED, reason=mark(kind, "reason"))
    return article


HIDDEN = [
    *(draft, ready, spiked, scheduled, unscheduled, embargoed, expired, withdrawn, returning),
    *(gone, moved, vanished),
]

#: Those whose addresses answer as a kill asked: the others' answer as ones that never were.
ANSWERING = {gone: 410, moved: 301}


# --- kinds of which readers have other words: each takes a live story and hides words in it ---


def changed(article, kind, by):
    """Words that are saved and not out."""
    save(article, kind, **words(kind))


def waiting(article, kind, by):
    """Words that wait for their time, and a note with them."""
    save(article, kind, **words(kind))
    note = f"{mark(kind, 'note')} is to be told."
    press.correct(article, by=by, kind="correction", note=note, at=next_minute(10))


def promised(article, kind, by):
    """Words under an embargo."""
    save(article, kind, **words(kind))
    lend(article, kind)
    told = {"reason": f"{mark(kind, 'reason')} asked", "source": mark(kind, "source")}
    press.embargo(article, by=by, **told)


CHANGES = [changed, waiting, promised]


def withheld(article, kind, by):
    """Words that were out, and that an apology took back."""
    before = plain(kind) | {name: "" for name in words(kind) if name not in plain(kind)}
    save(article, kind, **words(kind))
    press.publish(article, by=by)
    restore(article, before)
    press.correct(article, by=by, kind="apology", note="What stood here was wrong.")


def superseded(article, kind, by):
    """Words that were out, of a story whose history is not shown."""
    before = plain(kind) | {name: "" for name in words(kind) if name not in plain(kind)}
    save(article, kind, shows_history=False, **words(kind))
    press.publish(article, by=by)
    restore(article, before)
    press.publish(article, by=by)


def reinstated(article, kind, by):
    """Words that a tombstone had, and those from before it."""
    before = plain(kind) | {name: "" for name in words(kind) if name not in plain(kind)}
    save(article, kind, **words(kind))
    press.publish(article, by=by)
    restore(article, before)
    press.publish(article, by=by)
    press.kill(article, by=by, notice=f"{mark(kind, 'notice')} is why.", reason=mark(kind, "why"))
    press.reinstate(article, by=by, reason=mark(kind, "reason"))


#: What is nothing, and not empty, where a story has none.
RELATED = {"publication", "lead_picture"}


def restore(article, copy):
    """Give a story back its words without a mark."""
    for name, value in copy.items():
        setattr(article, name, value or (None if name in RELATED else ""))
    saving.save(article, by=None, bylines=[], tags=Tag.objects.named([SHARED["tag"]]))


FORMER = [withheld, superseded, reinstated]
