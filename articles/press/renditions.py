"""
The files that readers get of a picture: drawn once for all stories that show it, when the press
first needs them, and before anything is locked.
"""

import json
import logging
from collections import defaultdict
from itertools import groupby
from operator import attrgetter
from time import monotonic
from typing import NamedTuple

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles.models import Picture, Rendition, picture_files
from articles.pictures import Unusable, drawing, framing
from articles.pictures.labelling import Label
from articles.pictures.slots import BODY, LEAD
from articles.refusals import Unprintable
from articles.text.figures import pictures

logger = logging.getLogger(__name__)

SALT = "articles.renditions"

#: What an edition tells of a rendition.
TOLD = ["name", "width", "height", "format"]


class Progress(NamedTuple):
    """Of how many pictures, of all that words show, the files are there."""

    done: int
    total: int

    @property
    def is_done(self):
        return self.done >= self.total


# --- what words need ---


def wanted(words):
    """The pictures that a revision shows, and in which crops: {number: (crop, …)}."""
    crops = dict.fromkeys(pictures(words.body), BODY)
    return crops | ({words.lead_picture_id: LEAD} if words.lead_picture_id else {})


def library(words):
    """What the library has of the pictures of a revision: {number: Picture}, in one query."""
    numbers = wanted(words)
    return Picture.objects.defer("metadata").in_bulk(numbers) if numbers else {}


def lacking(words):
    """What is yet to be drawn of the pictures of a revision: [(picture, crop), …]."""
    crops, known = wanted(words), library(words)
    # The others do not go out: the press says so, when it is asked to.
    cuts = {known[number]: crops[number] for number in crops if is_there(known.get(number))}
    there = drawn(cuts)
    pairs = [(picture, crop) for picture, crops in cuts.items() for crop in crops]
    return [(picture, crop) for picture, crop in pairs if (picture.pk, crop) not in there]


def is_there(picture):
    return picture is not None and picture.erased_at is None


def make_next(words):
    """
    Draw the next picture of a revision that lacks something, if one does: all that it lacks,
    since its file is decoded once. Gives Progress. Raises Unprintable.
    """
    left = by_picture(lacking(words))
    if left:
        picture, crops = left.popitem()
        make(picture, crops)
    return progressed(words, left)


def make_within(words, *, seconds):
    """Do so for some time, but once at least. Gives Progress. Raises Unprintable."""
    end = monotonic() + seconds
    now = make_next(words)
    while not now.is_done and monotonic() < end:
        now = make_next(words)
    return now


def progress(words):
    """Tell for how many of the pictures of a revision the files are there."""
    return progressed(words, by_picture(lacking(words)))


def by_picture(cuts):
    left = defaultdict(list)
    for picture, crop in cuts:
        left[picture].append(crop)
    return left


def progressed(words, left):
    total = len(wanted(words))
    return Progress(total - len(left), total)


# --- what is there ---


def drawn(cuts):
    """
    Find what is drawn of {picture: crops} as they are now, in one query: {(number of a picture,
    crop): what EditionPicture.renditions has of a crop}.
    """
    if not cuts:
        return {}
    recipes = {recipe(each, crop): (each.pk, crop) for each in cuts for crop in cuts[each]}
    rows = Rendition.objects.current().filter(picture__in=list(cuts), recipe__in=recipes)
    sets = defaultdict(list)
    for row in rows.order_by("width").only("recipe", *TOLD):
        sets[recipes[row.recipe]].append(row)
    return {cut: summed_up(rows) for cut, rows in sets.items()}


def are_current(row):
    """Tell whether the files that a row (EditionPicture) names are those of pages of today."""
    cuts = row.renditions.values()
    files = [file for cut in cuts for each in cut["sources"].values() for _width, file in each]
    names = [file.partition(".")[0] for file in files]
    return Rendition.objects.current().filter(name__in=names).count() == len(names)


def summed_up(rows):
    """What an edition keeps of the files of one crop, the narrowest first."""
    sources = defaultdict(list)
    for row in rows:
        sources[row.format].append([row.width, row.file_name])
    return {"width": rows[-1].width, "height": rows[-1].height, "sources": dict(sources)}


def finished(cuts):
    """Have the files of {picture: crops}: {number of a picture: as `make` gives}."""
    there = drawn(cuts)
    return {
        picture.pk: {crop: there[picture.pk, crop] for crop in crops}
        if all((picture.pk, crop) in there for crop in crops)
        else make(picture, crops)
        for picture, crops in cuts.items()
    }


# --- drawing ---


def make(picture, crops):
    """
    Have a picture in these crops, and give what an edition keeps of that: {crop: its pixels and
    files}, as EditionPicture.renditions. What was drawn before is used. Raises Unprintable where
    its file cannot be read.
    """
    there = drawn({picture: crops})
    if missing := [crop for crop in crops if (picture.pk, crop) not in there]:
        draw(picture, missing)
        there = drawn({picture: crops})
    if any((picture.pk, crop) not in there for crop in crops):
        raise changed(picture)
    return {crop: there[picture.pk, crop] for crop in crops}


def draw(picture, crops):
    """Draw crops of a picture, and keep each as soon as all its files are there."""
    boxes = {crop: box_of(picture, crop) for crop in crops}
    try:
        with picture_files.opened(picture.original.name) as file:
            files = drawing.draw(file, boxes=boxes, label=label_of(picture))
            for crop, of_crop in groupby(files, attrgetter("crop")):
                keep(picture, crop, of_crop)
    except Unstored as error:
        logger.exception("The files of picture %s cannot be kept.", picture.pk)
        told = _("What is drawn of “%(picture)s” cannot be kept just now. Try again later.")
        raise Unprintable(told % {"picture": picture}) from error
    except (OSError, Unusable) as error:
        logger.exception("The file of picture %s cannot be drawn.", picture.pk)
        raise lost(picture) from error


class Unstored(Exception):
    """The storage does not take a file."""


def keep(picture, crop, files):
    """Store the files of a crop, then name them: whoever breaks off leaves nothing half."""
    mark = recipe(picture, crop)
    rows = []
    for each in files:
        row = Rendition(
            picture_id=picture.pk,
            name=keyed(mark, each.width, each.format),
            crop=crop,
            width=each.width,
            height=each.height,
            format=each.format,
            recipe=mark,
            size=len(each.data),
        )
        try:
            picture_files.store(row.path, each.data)
        except OSError as error:
            raise Unstored from error
        rows.append(row)
    if not name(picture.pk, crop, rows):
        drop(rows)
        raise changed(picture)


def name(number, crop, rows):
    """
    Write the rows of a crop, unless the picture is another by now; tell whether. Two processes
    that draw it at once write the same, and what was replaced comes back.
    """
    with transaction.atomic():
        picture = Picture.objects.hold([number]).get(number)
        if not is_there(picture) or recipe(picture, crop) != rows[0].recipe:
            return False
        again = ["size", "replaced_at"]
        Rendition.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["name"], update_fields=again
        )
    return True


def drop(rows):
    """Remove files that no row names."""
    known = Rendition.objects.filter(name__in=[row.name for row in rows])
    named = set(known.values_list("name", flat=True))
    for row in rows:
        if row.name not in named:
            picture_files.drop(row.path)


def lost(picture):
    words = _(
        "The file of “%(picture)s” cannot be read: replace it in the library, or take the picture "
        "out of the copy."
    )
    return Unprintable(words % {"picture": picture})


def changed(picture):
    words = _("Somebody has just changed the picture “%(picture)s”: try again.")
    return Unprintable(words % {"picture": picture})


# --- what they are made from ---


def keys(picture, crops):
    """The recipes of some crops: those of the same picture, cut the same, are the same."""
    return {crop: recipe(picture, crop) for crop in crops}


def recipe(picture, crop):
    """Sum up all that the files of a crop are made from, and how: a keyed hash."""
    how = [drawing.RECIPE, drawing.WIDTHS[crop]]
    return keyed(
        picture.sha256, str(picture.uid), crop, box_of(picture, crop), label_of(picture), how
    )


def keyed(*made_from):
    """A hash that nobody makes without the paper's key: 64 characters."""
    return salted_hmac(SALT, json.dumps(made_from), algorithm="sha256").hexdigest()


def box_of(picture, crop):
    focus, by_hand = (picture.focus_x, picture.focus_y), picture.crops.get(crop)
    return framing.box(picture.width, picture.height, crop, focus=focus, drawn=by_hand)


def label_of(picture):
    return Label(byline=picture.byline, credit=picture.credit, copyright=picture.copyright)
