"""The pictures of a story: whether they may be shown, and what is said of them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.checks.finding import Found
from articles.checks.reading import as_typed
from articles.models import Picture

#: Pictures in the body of one story: each is drawn in many sizes, and readers wait for them.
MOST = 60
#: Pixels across, of a lead and of others: with fewer a picture is a stamp in its column.
LEAST_LEAD, LEAST = 800, 400
#: How long before the end of a licence one is told.
SOON = timedelta(days=14)


class Shown(NamedTuple):
    """A picture in its place: whether words stand for it there, and where its caption is."""

    number: int
    picture: Picture | None
    has_alt: bool
    field: str
    start: int = 0
    stop: int = 0

    def found(self, says, **more):
        """Tell something of it. In `says` it is %(picture)s."""
        named = str(self.picture or self.number)
        return Found(says % ({"picture": named} | more), self.field, self.start, self.stop)


def shown(reading) -> Iterator[Shown]:
    """Give the pictures of a story in their places; one query for a reading."""
    if number := reading.lead_picture_id:
        picture = reading.pictures.get(number)
        is_told = reading.lead_is_decorative or reading.lead_alt or (picture and picture.alt)
        yield Shown(number, picture, bool(is_told), "lead_picture")
    at = 0
    for figure in reading.figures:
        picture = reading.pictures.get(figure.picture)
        is_told = figure.is_decorative or figure.alt or (picture and picture.alt)
        caption = as_typed(figure.caption)
        start = max(reading.words["body"].find(caption, at), at)
        at = start + len(caption)
        place = (start, at) if caption else (0, 0)
        yield Shown(figure.picture, picture, bool(is_told), "body", *place)


def alt_text(reading):
    """Whoever cannot see a picture is told what it shows."""
    says = _(
        "“%(picture)s” lacks its alternative text: say what it shows, or that it is decorative."
    )
    for each in shown(reading):
        if each.picture and not each.has_alt:
            yield each.found(says)


def unknown_pictures(reading):
    """A number that is no picture's."""
    says = _("The library has no picture %(picture)s: take it out, or choose another.")
    for each in shown(reading):
        if each.picture is None:
            yield each.found(says)


def unusable_pictures(reading):
    """A picture that may not be shown when the story goes out."""
    for each in known(reading):
        if not each.picture.is_usable(reading.at):
            yield each.found(why_unusable(each.picture, reading.at))


def why_unusable(picture, at):
    if picture.erased_at:
        return _("“%(picture)s” was erased: take it out, or choose another.")
    if picture.withdrawn_at and picture.withdrawn_at <= at:
        return _("“%(picture)s” was withdrawn: take it out, or choose another.")
    return _("The licence of “%(picture)s” has ended: take it out, or choose another.")


def too_many_pictures(reading):
    """More than readers would wait for."""
    if len(reading.figures) > MOST:
        says = _("The body has %(count)d pictures, and %(most)d are the most: take some out.")
        yield Found(says % {"count": len(reading.figures), "most": MOST}, "body")


def ending_licences(reading):
    """A picture that pages will soon leave out."""
    says = _("“%(picture)s” may be shown until %(end)s: pages leave it out from then on.")
    for each in known(reading):
        end = each.picture.licensed_until
        if end and reading.at < end <= reading.at + SOON:
            yield each.found(says, end=date_format(localtime(end), "DATETIME_FORMAT"))


def unconfirmed_pictures(reading):
    """A picture of which nobody looked at what its file says."""
    says = _("Nobody has confirmed what the library says of “%(picture)s”.")
    return (each.found(says) for each in known(reading) if not each.picture.confirmed_at)


def picture_credits(reading):
    """A picture that would be printed without saying whose it is."""
    says = _("“%(picture)s” has no credit line in the library.")
    return (each.found(says) for each in known(reading) if not each.picture.credit)


def restrictions(reading):
    """What the rights to a picture do not cover."""
    says = _("“%(picture)s” is restricted: %(what)s")
    for each in known(reading):
        if what := " ".join(each.picture.restrictions.split()):
            yield each.found(says, what=what)


def small_pictures(reading):
    """A picture of fewer pixels than its place on a page has points."""
    says = _("“%(picture)s” is only %(width)d pixels wide: look whether it is good enough.")
    for each in known(reading):
        if each.picture.width < (LEAST_LEAD if each.field == "lead_picture" else LEAST):
            yield each.found(says, width=each.picture.width)


def known(reading):
    """Give each picture of the library once, in its first place."""
    places: dict[int, Shown] = {}
    for each in shown(reading):
        if each.picture:
            places.setdefault(each.number, each)
    return places.values()
