"""The library of pictures: how a file comes into it, what uses it, and how it leaves."""

import logging
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition, EditionPicture, Picture, PictureUse, picture_files
from articles.models.picture_files import ORIGINALS
from articles.pictures import drawing, framing, metadata, opening
from articles.pictures.opening import Unusable
from articles.pictures.private import kept_private
from articles.refusals import InUse, NotPermitted
from articles.text import file_names

logger = logging.getLogger(__name__)

#: What a picture has from its file, as opening.Examined says it.
OF_FILE = ("sha256", "format", "size", "width", "height")

#: Keywords of a file that are kept, and characters of each.
KEYWORDS, KEYWORD = 100, 100


@dataclass
class Filed:
    """A file that came in: its picture, whether that is new, and what to tell its uploader."""

    picture: Picture
    is_new: bool
    remarks: list[str] = field(default_factory=list)


# --- coming in ---


def file_picture(upload, *, by):
    """
    Put an uploaded file into the library, and give Filed: with the picture that is there
    already, where its bytes are the same. Raises pictures.Unusable.
    """
    examined = opening.examined(upload)
    same = Picture.objects.filter(sha256=examined.sha256).first()
    if same:
        return found(same)
    picture = Picture(uploaded_by=by, **what_it_says(upload))
    fill(picture, upload, examined)
    try:
        with transaction.atomic():
            picture.save()
    except IntegrityError:  # the same file came in twice at once
        picture_files.drop_all(picture.files())
        return found(Picture.objects.get(sha256=examined.sha256))
    return Filed(picture, True, list(examined.remarks))


def found(picture):
    if picture.erased_at:
        raise Unusable(_("This picture was erased for good. It cannot come in again."))
    return Filed(picture, False)


def replace_file(picture, upload, *, by, reads=False):
    """
    Give a picture another file, and with `reads` what that says of itself. Else what the desk
    says of it stays. Gives Replaced; its pages get the new one from the press
    (reprint_picture). Raises pictures.Unusable: Known, where the file is in the library.
    """
    examined = opening.examined(upload)
    demand_unknown(examined)
    said = what_it_says(upload)
    fresh = Picture(uid=picture.uid)
    fill(fresh, upload, examined)
    try:
        with transaction.atomic():
            old = Picture.objects.hold([picture.pk])[picture.pk]
            demand_replaceable(old, examined, by=by)
            before, files = dict(old.crops), old.files()
            change_file(old, fresh, said if reads else {"metadata": said["metadata"]})
            old.save()
            left = set(files) - set(old.files())
            transaction.on_commit(partial(picture_files.drop_all, left))
    except (IntegrityError, Unusable, NotPermitted) as why:
        kept = Picture.objects.get(pk=picture.pk)
        picture_files.drop_all(set(fresh.files()) - set(kept.files()))
        if isinstance(why, IntegrityError):  # the same file came in by another way
            demand_unknown(examined)
        raise
    return Replaced(old, list(examined.remarks), [crop for crop in before if crop not in old.crops])


def demand_replaceable(picture, examined, *, by):
    """Refuse, once a picture is held, what was all right a moment before."""
    demand_unknown(examined)
    if picture.erased_at:
        raise Unusable(_("This picture was erased for good. It takes no other file."))
    if not changeable_by(by).filter(pk=picture.pk).exists():
        raise NotPermitted(_("You may not replace the file of this picture."))


@dataclass
class Replaced:
    """A picture with another file: what to tell of that, and the crops drawn by hand that went."""

    picture: Picture
    remarks: list[str]
    dropped: list[str]


class Known(Unusable):
    """A file is in the library already. Carries `picture`."""

    def __init__(self, picture):
        self.picture = picture
        super().__init__(_("The library has this very file: “%(picture)s”.") % {"picture": picture})


def demand_unknown(examined):
    """Refuse a file that is in the library, or was erased from it."""
    if same := Picture.objects.filter(sha256=examined.sha256).first():
        raise Known(found(same).picture)


def change_file(picture, fresh, said):
    """Give a picture the file of `fresh`, and what is `said` of it: {field: value}."""
    for name in (*OF_FILE, "preview_key", "placeholder", "file_name", "original"):
        setattr(picture, name, getattr(fresh, name))
    for name, value in said.items():
        setattr(picture, name, value or getattr(picture, name))
    if len(said) > 1:
        picture.confirmed_at = None  # a person has to look at what was read
    picture.crops = {crop: box for crop, box in picture.crops.items() if fits(picture, crop, box)}


def fits(picture, crop, box):
    focus = picture.focus_x, picture.focus_y
    size = {"width": picture.width, "height": picture.height}
    return framing.fault(crop, box, focus=focus, **size) is None


def fill(picture, upload, examined):
    """Have a picture be of this file, and keep that and the desk's small pictures of it."""
    picture.preview_key = uuid4().hex
    picture.file_name = file_names.clean(upload.name or "", examined.ending)
    for name in OF_FILE:
        setattr(picture, name, getattr(examined, name))
    picture.original = f"{ORIGINALS}{picture.uid}/{examined.sha256}{examined.ending}"
    # First what may fail, at a file that is broken further in.
    previews = drawing.previews(upload)
    picture.placeholder = drawing.placeholder(BytesIO(previews[min(previews)]))
    upload.seek(0)
    files = {picture.preview_name(side): data for side, data in previews.items()}
    try:
        for name, content in (files | {picture.original.name: upload}).items():
            picture_files.store(name, content)
    except OSError:  # what was kept already is swept
        logger.exception("The files of a picture cannot be kept.")
        raise Unusable(
            _("The picture cannot be kept just now: the storage does not answer. Try again later.")
        ) from None


def what_it_says(upload):
    """Read from a file what the library's fields have: {field: value}."""
    told = metadata.read(upload)
    places = (told.place, told.city, told.country)
    words = {
        "headline": told.headline or told.title,
        "byline": ", ".join(told.creators),
        "place": ", ".join(dict.fromkeys(place for place in places if place)),
        **{name: getattr(told, name) for name in TOLD},
    }
    return {
        "metadata": told.as_json() | {"private": kept_private(upload)},
        "taken_at": told.taken_at,
        "keywords": [word[:KEYWORD] for word in told.keywords[:KEYWORDS]],
        **{name: fitted(name, value) for name, value in words.items()},
    }


#: Fields that are called the same in a file's metadata.
TOLD = ["caption", "alt", "credit", "copyright", "rights_holder", "restrictions"]


def fitted(name, value):
    """Make words fit a field of the library."""
    field: Any = Picture._meta.get_field(name)
    return field.to_python(value or "")[: field.max_length]


def confirm(picture):
    """Keep a picture as a person left its form: what was read is confirmed by that."""
    picture.confirmed_at = picture.confirmed_at or timezone.now()
    picture.save()


# --- its use ---


@dataclass
class Uses:
    """Where a picture is: stories of the desk, by their newest words, and what readers get."""

    stories: list[Article]
    live: list[Edition]
    waiting: list[Edition]
    #: How many more there are that the person may not see.
    stories_elsewhere: int = 0
    waiting_elsewhere: int = 0
    #: Whether anything keeps it, be it words of long ago.
    is_kept: bool = False

    def __bool__(self):
        numbers = self.stories_elsewhere + self.waiting_elsewhere
        return bool(self.stories or self.live or self.waiting or numbers)


def uses_of(picture, *, user, at):
    """Find where a picture is used, naming what is within a person's reach: Uses."""
    uses = in_newest_words().filter(picture=picture)
    stories = Article.objects.filter(pk__in=uses.values("revision__article"))
    within = Article.objects.for_editor(user)
    named = stories.filter(pk__in=within.values("pk")).defer("body").order_by("-updated_at")
    shown = Edition.objects.filter(pictures__picture=picture).defer("body")
    public = shown.live(at=at).values("article")
    waiting = shown.waiting(at=at).order_by("live_from")
    reached = waiting.filter(article__in=within.values("pk"))
    return Uses(
        stories=list(named),
        live=list(shown.live(at=at).order_by("-live_from")),
        waiting=list(reached),
        stories_elsewhere=stories.exclude(pk__in=public).exclude(pk__in=named).count(),
        waiting_elsewhere=waiting.count() - len(reached),
        is_kept=is_kept(picture),
    )


def in_newest_words():
    """The uses of pictures by the newest words of stories."""
    return PictureUse.objects.filter(revision__number=F("revision__article__revision_number"))


def is_kept(picture):
    return picture.uses.exists() or picture.editions.exists()


def is_out(picture, *, at):
    """Tell whether an edition that is live at `at`, or waits, shows it."""
    return EditionPicture.objects.current(at=at).filter(picture=picture).exists()


# --- who may ---


def changeable_by(user):
    """
    The pictures that somebody may change: their own ones too, until a story is printed with
    them, be it one that is gone: it may come back. An erased one stays as it is.
    """
    pictures = Picture.objects.filter(erased_at__isnull=True)
    if user.has_perm("articles.change_picture"):
        return pictures
    if not user.has_perm("articles.add_picture"):
        return pictures.none()
    printed = EditionPicture.objects.filter(picture=OuterRef("pk"))
    return pictures.filter(~Exists(printed), uploaded_by=user)


# --- going ---


def delete(picture, *, by):
    """Take a picture out of the library, with its files. Raises Refused, as of what is in use."""
    if not by.has_perm("articles.delete_picture"):
        raise NotPermitted(_("You may not delete pictures."))
    try:
        with transaction.atomic():
            # Whoever saves a story with it holds it too.
            held = Picture.objects.hold([picture.pk])[picture.pk]
            names = [*held.files(), *(rendition.path for rendition in held.renditions.all())]
            picture.delete()
            transaction.on_commit(partial(picture_files.drop_all, names))
    except ProtectedError:
        raise in_use() from None


def in_use():
    return InUse(
        _(
            "A story shows this picture, or did. It stays in the library: withdraw it, and no "
            "page shows it any more."
        )
    )
