"""
The verbs of a picture that readers have or had: its end, and how it looks. They reach every
edition that shows it; of an edition's words they change none.
"""

from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import (
    Act,
    Article,
    EditionPicture,
    Picture,
    PictureText,
    picture_files,
    searching,
)
from articles.models.rendition import GRACE
from articles.permissions import may_picture
from articles.pictures.slots import WIDTHS
from articles.press import renditions
from articles.press.timeline import is_whole_minute
from articles.refusals import BadMoment, IllegalMove, Incomplete, NotPermitted
from articles.signals import timeline_changed

#: Stories that are written down in one statement.
BATCH = 500

#: What the library says of a picture that is erased: nothing.
BLANK: dict[str, Any] = {
    **dict.fromkeys("headline caption alt place byline credit copyright".split(), ""),
    **dict.fromkeys("rights_holder restrictions file_name original placeholder".split(), ""),
    "keywords": [],
    "metadata": {},
    "crops": {},
    "taken_at": None,
}


def withdraw_picture(picture, *, by, reason):
    """
    End a picture everywhere at once: no page shows it from now on, and its files answer no more.
    `release_picture` undoes it. Raises Refused.
    """
    demand_right(by, "withdraw")
    demand_reason(reason)
    with transaction.atomic():
        picture = held(picture)
        if picture.withdrawn_at:
            raise IllegalMove(_("This picture is withdrawn already."))
        now = timezone.now()
        picture.withdrawn_at, picture.withdrawal_reason = now, reason
        bring_to_an_end(picture, ["withdrawn_at", "withdrawal_reason"])
        record(picture, "withdraw_picture", by=by, now=now, reason=reason)


def release_picture(picture, *, by, reason):
    """Take a withdrawal back: pages show it again as far as its licence goes. Raises Refused."""
    demand_right(by, "release")
    demand_reason(reason)
    with transaction.atomic():
        picture = held(picture)
        if not picture.withdrawn_at:
            raise IllegalMove(_("This picture is not withdrawn."))
        picture.withdrawn_at, picture.withdrawal_reason = None, ""
        bring_to_an_end(picture, ["withdrawn_at", "withdrawal_reason"])
        record(picture, "release_picture", by=by, now=timezone.now(), reason=reason)


def license_picture(picture, *, by, until):
    """
    Say until when a picture may be shown: `until` (UTC, a whole minute), or None for no end. All
    that shows it ends then, be that sooner or later than before. Raises Refused.
    """
    demand_right(by, "license")
    if until is not None and not is_whole_minute(until):
        raise BadMoment(_("Give a whole minute: a licence ends on one."))
    with transaction.atomic():
        picture = held(picture)
        if picture.licensed_until == until:
            return
        picture.licensed_until = until
        bring_to_an_end(picture, ["licensed_until"])
        record(picture, "license_picture", by=by, now=timezone.now(), at=until)


def reprint_picture(picture, *, by, at_once=False):
    """
    Have pages that are live or wait show a picture as the library has it now: its file, crops and
    credit. Files that pages showed before answer for a day more, for who has such a page open;
    `at_once` they answer no more. Raises Refused.
    """
    demand_right(by, "reprint")
    drawn: dict[str, Any] = {}
    picture = Picture.objects.get(pk=picture.pk)
    # What is to be drawn, and how, is known for certain under the lock; it is slow work before.
    while (done := hung_anew(picture, drawn, by=by, at_once=at_once)) is not True:
        picture, crops = done
        drawn = renditions.make(picture, crops)


def hung_anew(picture, drawn, *, by, at_once):
    """
    Give all pages that show a picture what is `drawn` of it: True. If that is not of how it is
    now, or not all: (the picture as it is now, the crops that are to be drawn).
    """
    with transaction.atomic():
        now_held, at = held(picture), timezone.now()
        crops = crops_shown(now_held, at=at)
        is_the_same = renditions.keys(now_held, crops) == renditions.keys(picture, crops)
        if crops - drawn.keys() or not is_the_same:
            return now_held, sorted(crops)
        if crops:
            what = {name: getattr(now_held, name) for name in ("placeholder", "credit")}
            showing(now_held, at=at).update(renditions=drawn, **what)
        retire(now_held, at=at, at_once=at_once)
        record(now_held, "reprint_picture", by=by, now=at)
    return True


def crops_shown(picture, *, at):
    rows = showing(picture, at=at).values_list("renditions", flat=True)
    return {crop for drawn in rows.iterator(chunk_size=BATCH) for crop in drawn}


def erase_picture(picture, *, by, reason):
    """
    Destroy the file of a picture, all that was drawn from it and what the library says of it,
    because a court or a person's right requires it. That it was there, and where it was shown,
    stays known. Captions and alternative texts in stories are words of theirs: see `erase`. A
    file that the storage does not let go is told to the log, and swept. It cannot be undone.
    Raises Refused.
    """
    demand_right(by, "erase")
    demand_reason(reason)
    with transaction.atomic():
        picture = held(picture)
        now = timezone.now()
        files = [*picture.files(), *(rendition.path for rendition in picture.renditions.all())]
        record(picture, "erase_picture", by=by, now=now, reason=reason)
        for name, value in BLANK.items():
            setattr(picture, name, value)
        picture.erased_at, picture.withdrawal_reason = now, reason
        # Previews that could not be dropped are named by nobody, and swept.
        picture.preview_key = uuid4().hex
        bring_to_an_end(picture, [*BLANK, "erased_at", "withdrawal_reason", "preview_key"])
        picture.editions.update(renditions={}, placeholder="", credit="")
        picture.renditions.all().delete()
        forget(picture)
        transaction.on_commit(partial(picture_files.drop_all, files))


def forget(picture):
    """Have neither the desk's search nor the admin's log know the words of a picture."""
    searching.forget(PictureText, connection)
    kind = ContentType.objects.get_for_model(Picture)
    logged = LogEntry.objects.filter(content_type=kind, object_id=str(picture.pk))
    logged.update(object_repr=str(picture), change_message="")


# --- what they share ---


def demand_right(by, verb):
    if not may_picture(by, verb):
        raise NotPermitted(_("You may not do this with pictures. Ask a picture editor."))


def demand_reason(reason):
    if not reason.strip():
        raise Incomplete(_("Give the reason."))


def held(picture):
    """Lock a picture and give it as it is now. Raises IllegalMove for one that is erased."""
    picture = Picture.objects.hold([picture.pk])[picture.pk]
    if picture.erased_at:
        raise IllegalMove(_("This picture was erased for good."))
    return picture


def bring_to_an_end(picture, fields):
    """Save what was changed of a picture, and have all editions show it until then."""
    picture.save(update_fields=[*fields, "updated_at"])
    picture.editions.update(until=picture.until)


def showing(picture, *, at=None):
    """
    The rows of a picture, or of its number, in editions that are live at `at` (UTC; default now),
    or wait.
    """
    return EditionPicture.objects.current(at=at or timezone.now()).filter(picture=picture)


def retire(picture, *, at, at_once):
    """Let the renditions go that are not of the picture as it is now."""
    present = renditions.keys(picture, WIDTHS).values()
    former = picture.renditions.exclude(recipe__in=present)
    former = former if at_once else former.current()
    former.update(replaced_at=at - GRACE if at_once else at)


def record(picture, verb, *, by, now, at=None, reason=""):
    """Write it down with every story that readers have or will have with the picture."""
    # By its number: of one that is erased no word must be left.
    told = " ".join([_("Picture %(number)s.") % {"number": picture.pk}, reason]).strip()
    rows = showing(picture, at=now).order_by("-edition__live_from")
    # What readers have comes last, and counts.
    stories = dict(rows.values_list("edition__article", "edition__revision"))
    what = {"verb": verb, "by": by, "at": now, "effective_at": at, "reason": told}
    # No act names its edition: one that waits may be gone before this is committed.
    acts = [Act(article_id=pk, revision_id=stories[pk], **what) for pk in sorted(stories)]
    Act.objects.bulk_create(acts, batch_size=BATCH)
    transaction.on_commit(partial(tell, acts))


def tell(acts):
    for act in acts:
        timeline_changed.send(Article, article_id=act.article_id, verb=act.verb, act=act)
