"""The pictures of an edition: which it shows, drawn for readers, and until when each is seen."""

from collections.abc import Set

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import EditionPicture, Picture
from articles.press import renditions
from articles.refusals import Unlicensed
from articles.text.figures import figures, with_alts
from articles.text.markup import Sanitised, sanitise

#: Numbers of pictures that go out as they are, whatever speaks against them.
NONE: frozenset[int] = frozenset()


# --- words ---


def dress(edition, revision, library):
    """Have an edition say of its pictures what its revision says, or else the library."""
    lead = library.get(revision.lead_picture_id)
    edition.lead_picture_id = revision.lead_picture_id
    edition.lead_caption = revision.lead_caption if lead else ""
    if lead and not revision.lead_is_decorative:
        edition.lead_alt = revision.lead_alt or lead.alt
    alts = {number: picture.alt for number, picture in library.items()}
    edition.body = dressed(revision.body, alts)


def dressed(body, alts):
    """Sanitise a body, and give its pictures the alternative texts that it has not."""
    body = sanitise(body)
    return Sanitised(with_alts(body, alts)) if figures(body) else body


def dressed_again(body, printed):
    """Do so once more, with the texts that were `printed`: the library may say others by now."""
    pairs = zip(figures(sanitise(body)), figures(printed), strict=False)
    return dressed(body, {new.picture: old.alt or "" for new, old in pairs if new.alt is None})


# --- rows, before anything is locked ---


def rows(revision, library, *, at=None, had: Set[int] = NONE):
    """
    Have the pictures of a revision drawn, and print them: unsaved EditionPicture rows. Slow where
    they were not drawn yet. Raises Unlicensed for what nobody may see at `at` (UTC; default now),
    but for what readers `had`; Unprintable for a file that is lost.
    """
    wanted = renditions.wanted(revision)
    demand_all_usable(library, wanted.keys() - had, at=at or timezone.now())
    known = {library[number]: crops for number, crops in wanted.items() if number in library}
    there = {picture: crops for picture, crops in known.items() if not picture.erased_at}
    drawn = renditions.finished(there)
    return [row(picture, drawn.get(picture.pk, {})) for picture in known]


def row(picture, drawn):
    return EditionPicture(picture=picture, renditions=drawn, placeholder=picture.placeholder)


def rows_again(edition):
    """Make the rows of a stored edition once more, of no edition yet."""
    made = list(edition.pictures.all())
    for each in made:
        each.pk, each.edition_id, each._state.adding = None, None, True
    return made


def draw_again(edition):
    """See that the pictures of a stored edition are drawn: their files may have been removed."""
    shown = edition.pictures.shown(at=timezone.now()).filter(picture__erased_at=None)
    shown = shown.select_related("picture")
    renditions.finished({each.picture: tuple(each.renditions) for each in shown})


def had_in(edition, revision):
    """The pictures of a revision that readers have in an edition, or None, of the same words."""
    is_same = edition is not None and edition.revision_id == revision.pk
    return renditions.wanted(revision).keys() if is_same else NONE


# --- under the lock ---


def hold(sheets):
    """
    Lock the pictures of sheets, and take over how they are now: until when each may be seen, and
    what is drawn of it. Whoever withdraws or replaces one waits, or is seen by this. Raises
    Unprintable for what was changed meanwhile, and is not drawn as it is now.
    """
    all_rows = [row for sheet in sheets for row in sheet.pictures]
    if not all_rows:
        return
    held = Picture.objects.hold([row.picture_id for row in all_rows])
    for row in all_rows:
        take_over(row, held[row.picture_id])


def take_over(row, picture):
    """Have a row say of its picture what is so now. Raises Unprintable where that is not drawn."""
    is_as_it_was = is_as_printed(row, picture)
    row.picture, row.until, row.credit = picture, picture.until, picture.credit
    if picture.erased_at:
        row.renditions, row.placeholder = {}, ""
    elif not is_as_it_was:
        drawn = renditions.drawn({picture: tuple(row.renditions)})
        now = {crop: drawn.get((picture.pk, crop)) for crop in row.renditions}
        if all(now.values()):
            row.renditions, row.placeholder = now, picture.placeholder
        elif not renditions.are_current(row):
            raise renditions.changed(picture)


def is_as_printed(row, picture):
    """Tell whether a picture is drawn now as it was when its row was printed a moment ago."""
    was = EditionPicture._meta.get_field("picture").get_cached_value(row, default=None)
    crops = list(row.renditions)
    return was and renditions.keys(was, crops) == renditions.keys(picture, crops)


def write(sheet):
    """Save the rows of a sheet whose edition has its place. Their pictures are held."""
    for each in sheet.pictures:
        each.edition = sheet.edition
    EditionPicture.objects.bulk_create(sheet.pictures)


def ended(sheet, *, at):
    """The pictures of a sheet that nobody would see at `at` either."""
    return {each.picture_id for each in sheet.pictures if not each.is_shown(at)}


def demand_shown(sheet, *, had: Set[int] = NONE):
    """Refuse to show what nobody may see when the edition begins. Its pictures are held."""
    for each in sheet.pictures:
        if each.picture_id not in had:
            demand_usable(each.picture, each.picture_id, at=sheet.edition.live_from)


def demand_all_usable(library, numbers, *, at):
    """Refuse pictures that the library has not, or that may not be shown at `at`."""
    for number in sorted(numbers):
        demand_usable(library.get(number), number, at=at)


def demand_usable(picture, number, *, at):
    """Refuse a picture, or None, that may not be shown at `at`. Raises Unlicensed."""
    if picture is None or not picture.is_usable(at):
        raise Unlicensed(why_not(picture, at=at) % {"picture": picture or number})


def why_not(picture, *, at):
    """Say why a picture, or None, may not be shown at `at`, and what to do."""
    if picture is None:
        return _("The library has no picture %(picture)s. Take it out of the story.")
    if picture.erased_at:
        return _("The file of the picture “%(picture)s” was erased. Take it out of the story.")
    if picture.withdrawn_at and picture.withdrawn_at <= at:
        return _("The picture “%(picture)s” was withdrawn. Take it out of the story.")
    return _(
        "The licence of the picture “%(picture)s” has ended by then. Renew it, or take it out."
    )
