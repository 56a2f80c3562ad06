"""How pictures are set on a page: what a browser needs to choose a file, and room for it."""

import re
from functools import partial

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.pictures.slots import NARROW, SLOTS
from articles.text.figures import GALLERY, with_figures, with_only

register = template.Library()

#: Width by height of a picture that needs a place of its own: narrower in a column that it would
#: fill alone, of less height in a row.
TALL, WIDE = 0.75, 1.6

#: Pixels: how high the row of a gallery is (gallery.css); what has fewer is not enlarged.
ROW = 320

#: A gallery as copy has it: its pictures in group 1.
WHOLE_GALLERY = re.compile(rf'<aside class="{GALLERY}">(.*?)</aside>', re.DOTALL)


@register.inclusion_tag("includes/_picture.html")
def picture(hung, place, alt="", is_first=False):
    """Set a picture in one of SLOTS; `is_first` is what a page is opened for."""
    slot = SLOTS[place]
    cut = hung.cut(slot.crop)
    return {
        "cut": cut,
        "sizes": slot.sizes.format(ratio=f"{cut.ratio:.3f}"),
        "narrow": hung.cut(slot.narrow) if slot.narrow else None,
        "narrow_sizes": slot.narrow_sizes,
        "media": NARROW,
        "placeholder": hung.placeholder,
        "place": place,
        "alt": alt,
        "is_first": is_first,
        "is_small": cut.height < ROW,
    }


@register.inclusion_tag("includes/_figure.html")
def lead_figure(edition):
    """Set the picture on top of a story."""
    place = place_of(edition.lead.cut(), "lead")
    told = {"caption": edition.lead_caption, "alt": edition.lead_alt, "is_lead": True}
    return {"hung": edition.lead, "place": place} | told


@register.inclusion_tag("includes/_plain_figure.html")
def plain_lead(edition, origin):
    """Set the same for a feed."""
    told = {"caption": edition.lead_caption, "alt": edition.lead_alt, "origin": origin}
    return {"hung": edition.lead} | told


def with_pictures(html, hung, origin=""):
    """
    Put pictures, {number: Hung}, in the places that sanitised HTML has for them; those that are
    not among them are left out. For a feed with an `origin`, scheme and host.
    """
    if "data-picture" not in html:
        return html
    # First, so that each knows whether it still stands in a gallery.
    html = with_only(html, hung)
    if origin:
        return with_figures(html, partial(drawn_plain, hung, origin))
    return WHOLE_GALLERY.sub(gallery, with_figures(html, partial(drawn, hung)))


def gallery(found):
    """Set a gallery: how many pictures it has, and a row that can be moved by keyboard too."""
    told = {"figures": mark_safe(found[1]), "count": found[1].count("<figure ")}  # noqa: S308
    return render_to_string("includes/_gallery.html", told).strip()


def drawn(hung, figure):
    shown = hung[figure.picture]
    place = place_of(shown.cut(), "gallery" if figure.is_in_gallery else "figure")
    return rendered("includes/_figure.html", shown, figure, place=place)


def drawn_plain(hung, origin, figure):
    return rendered("includes/_plain_figure.html", hung[figure.picture], figure, origin=origin)


def rendered(name, hung, figure, **told):
    # A caption was sanitised with the copy that it stands in.
    caption = mark_safe(figure.caption)  # noqa: S308
    told |= {"hung": hung, "caption": caption, "alt": figure.alt or ""}
    return render_to_string(name, told).strip()


def place_of(cut, place):
    """Which of SLOTS a picture stands in, of its shape, that would stand in one."""
    if place == "gallery":
        return "wide" if cut.ratio > WIDE else place
    if cut.ratio < TALL:
        return "tall"
    return "figure" if place == "lead" and cut.ratio < 1 else place
