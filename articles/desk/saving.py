"""
The one way into the copy. The admin, imports and the fixtures' loader all call it: it cleans,
compares with what is there, swaps on the revision the writer saw, and leaves a Revision.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import search
from articles.desk.notices import tell
from articles.models import (
    Act,
    Article,
    Byline,
    Correspondent,
    Notice,
    Picture,
    PictureUse,
    Revision,
    Tag,
)
from articles.permissions import EVERYWHERE, may
from articles.refusals import Moved, NotPermitted
from articles.text.blocks import paragraphs
from articles.text.change import lines
from articles.text.diff import words_changed
from articles.text.figures import pictures, without_figures
from articles.workflow import APPROVED, Stage

#: What rights to a story are told by. From its row: on the object it may be new already.
REACH = ["section", "owner", "assignee", "stage"]


def save(article, *, by, seen=None, bylines=None, tags=None, at=None, also_by=()):
    """
    Save the working copy as its writer left it, and give its newest revision.

    `seen` is the number of the revision that the writer started from (default: the one the
    object was read with). `bylines` is a list of unsaved Byline in printing order, `tags` a
    list of Tag; None leaves them as they are. `also_by` are the user names of those whose words
    were merged in. Where nothing changed, nothing is written. Copy
    that was approved goes back to be subbed: these are other words.

    Raises Moved when somebody saved meanwhile, NotPermitted where `by` may not write this
    story (None, for imports, may), and ValidationError for copy that does not fit its fields;
    whichever it is, nothing has changed.
    """
    seen = article.revision_number if seen is None else seen
    was = None if article._state.adding else Article.objects.only(*REACH).get(pk=article.pk)
    demand_permission(was or article, by=by)
    tidy(article)
    with transaction.atomic():
        if article._state.adding:
            article.owner = article.owner or by
            article.save(force_insert=True)
        revision = drafted(article, bylines, tags, by=by, at=at or timezone.now())
        newest = article.newest()
        if newest and is_the_same(newest, revision):
            return newest
        tell_apart(revision, newest)
        revision.also_by = sorted(also_by)
        swap(article, seen=seen, at=revision.saved_at)
        if newest:
            demand_section(article, was=was, by=by)
            send_to_subbing(article, by=by, approved=newest, at=revision.saved_at)
        if bylines is not None:
            rewrite_bylines(article, bylines)
        if tags is not None:
            article.tags.set(Tag.objects.hold(tags))
        revision.number = article.revision_number
        revision.save(force_insert=True)
        note_pictures(revision)
        search.index(revision)
    return revision


def keep(article, contents, *, by, at):
    """
    Leave a revision of words that are not the working copy's (see Revision.contents), and give
    it. The caller holds the story's lock, and saves the working copy after.
    """
    article.revision_number += 1
    article.save(update_fields=["revision_number"])
    revision = Revision(
        article=article, number=article.revision_number, by=by, saved_at=at, **contents
    )
    revision.clean_fields(exclude=["article", "by"])
    revision.save(force_insert=True)
    note_pictures(revision)
    return revision


def note_pictures(revision):
    """Note which pictures of the library a revision shows; a number that is none's shows none."""
    shown = {revision.lead_picture_id, *pictures(revision.body)} - {None}
    # Held: nobody deletes one while it is noted.
    there = Picture.objects.hold(shown) if shown else []
    PictureUse.objects.bulk_create([PictureUse(revision=revision, picture_id=pk) for pk in there])


def rewrite(article, contents, *, by, at, also_by=()):
    """Save the working copy as Revision.contents have it (see `save`); give its newest revision."""
    contents = dict(contents)
    printed, tags = contents.pop("bylines"), contents.pop("tags")
    known = Correspondent.objects.known_as({line["correspondent"] for line in printed} - {""})
    bylines = [
        Byline(**line | {"correspondent": known.get(line["correspondent"])}) for line in printed
    ]
    for name, value in contents.items():
        setattr(article, name, value)
    topics = dict.fromkeys(Tag.objects.known_as(tags).values())
    return save(article, by=by, bylines=bylines, tags=list(topics), at=at, also_by=also_by)


def demand_permission(article, *, by):
    verb = "add" if article._state.adding else "change"
    if by is not None and not may(by, verb, article):
        raise NotPermitted(_("You may not change this story. Ask who has it to share it."))


def demand_section(article, *, was, by):
    """
    Refuse to take a story out of a section that somebody else edits, or one that somebody
    else began and gave no section yet: a right that holds in one's own section only would
    hold then. A draft of one's own may go anywhere. `was` is the story before the save.
    """
    if by is None or was.section_id == article.section_id or by.has_perm(EVERYWHERE):
        return
    is_begun = was.stage == Stage.DRAFT or was.section_id is None
    is_free = was.owner_id == by.pk and is_begun and not was.editions.exists()
    if not (is_free or was.is_in_section_of(by)):
        raise NotPermitted(_("Ask an editor of its section to move this story to another one."))


def send_to_subbing(article, *, by, approved, at):
    """Send copy whose approved words were changed back to be subbed, and tell who approved it."""
    sent = Article.objects.filter(pk=article.pk, stage__in=APPROVED).update(stage=Stage.SUBBING)
    if not sent:
        return
    article.stage = Stage.SUBBING
    # Before the act that ends them.
    vouched = [*approved.approvals().select_related("by")]
    vouched += approved.clearances().select_related("by")
    Act.objects.create(article=article, verb="sub", by=by, at=at, revision=approved)
    tell(
        Notice.Kind.MOVED,
        article,
        to=[act.by for act in vouched],
        by=by,
        text=_("The words that you approved were changed: it is at “Subbing” again."),
    )


def tidy(article):
    """Clean the copy's fields, and refuse what does not fit them (ValidationError)."""
    article.clean_fields()
    article.clean()


def credited(bylines):
    """Number bylines in their order; one without words of its own takes its correspondent's."""
    for position, byline in enumerate(bylines):
        byline.position = position
        if byline.correspondent and not byline.name.strip():
            byline.name = byline.correspondent.name
            byline.role = byline.role or byline.correspondent.role
        byline.clean_fields(exclude=["article"])
        if not byline.name:
            raise ValidationError(_("Name the writer, or choose a correspondent."))
    return bylines


def drafted(article, bylines, tags, *, by, at):
    """Make the unsaved revision of what the writer left."""
    if bylines is None:
        bylines = article.bylines.select_related("correspondent")
    else:
        bylines = credited(bylines)
    tags = article.tags.all() if tags is None else tags
    return Revision(
        article=article,
        bylines=[summed_up(byline) for byline in bylines],
        tags=sorted(tag.slug for tag in tags),
        by=by,
        saved_at=at,
        **copy_of(article),
    )


def is_the_same(newest, revision):
    """Tell whether a revision says nothing new; a tag under a new slug is nothing new."""
    kept, left = newest.contents(), revision.contents()
    by_slug = {name: left[name] for name in ("bylines", "tags")}
    if kept == left:
        return True
    if kept | by_slug != left:
        return False
    return kept | under_todays_slugs(kept["bylines"], kept["tags"]) == left


def under_todays_slugs(bylines, tags):
    """Name correspondents and tags by the slugs they have today, whichever they had."""
    credited = Correspondent.objects.known_as({line["correspondent"] for line in bylines} - {""})
    return {
        "bylines": [
            line | {"correspondent": known.slug if known else ""}
            for line in bylines
            for known in [credited.get(line["correspondent"])]
        ],
        "tags": sorted({tag.slug for tag in Tag.objects.known_as(tags).values()}),
    }


def tell_apart(revision, newest):
    """Note on a revision what it has changed since the one before, if there is one."""
    if newest is None:
        return
    before, after = newest.contents(), revision.contents()
    revision.changed = [name for name in after if before[name] != after[name]]
    revision.words_changed = words_changed(lines(newest), lines(revision))


def writers(revisions):
    """The user names of everybody whose words are in revisions."""
    named = {name for revision in revisions for name in revision.also_by}
    return named | {revision.by.get_username() for revision in revisions if revision.by}


def summed_up(byline):
    """What a revision keeps of a byline."""
    slug = byline.correspondent.slug if byline.correspondent else ""
    return {"name": byline.name, "role": byline.role, "correspondent": slug}


def copy_of(article):
    return {field: getattr(article, field) for field in Article.copy_fields()}


def swap(article, *, seen, at):
    """Write the copy onto the story's row if `seen` is still its newest revision; else Moved."""
    words = paragraphs(without_figures(article.body))
    length = sum(len(line.split()) for line in words)
    claimed = Article.objects.filter(pk=article.pk, revision_number=seen).update(
        revision_number=seen + 1, updated_at=at, length=length, **copy_of(article)
    )
    if not claimed:
        raise Moved(article.newest())
    article.revision_number, article.updated_at, article.length = seen + 1, at, length


def hold_credited(bylines):
    """Lock those whom bylines credit; one who was merged meanwhile is who they went into."""
    credited = [byline.correspondent for byline in bylines if byline.correspondent]
    if not credited:
        return
    Correspondent.objects.hold(credited)
    today = Correspondent.objects.known_as({known.slug for known in credited})
    for byline in bylines:
        if byline.correspondent:
            byline.correspondent = today.get(byline.correspondent.slug)


def rewrite_bylines(article, bylines):
    hold_credited(bylines)
    article.bylines.all().delete()
    for byline in bylines:
        byline.pk, byline.article = None, article
    Byline.objects.bulk_create(bylines)
