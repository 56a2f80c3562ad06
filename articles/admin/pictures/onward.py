"""What a change of a picture does to the pages that show it: the press does it, and tells."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import press
from articles.desk import pictures
from articles.models import Edition, Picture
from articles.refusals import Refused

#: Fields that pages, or the files for readers, carry.
PRINTED = {"credit", "copyright", "byline", "focus_x", "focus_y", "crops"}


class Change:
    """
    What somebody changed of a picture, by the names of `fields`. First it is kept; once that is
    committed, it is carried to the pages that show the picture, which takes a while.
    """

    def __init__(self, picture, fields):
        self.picture, self.fields = picture, set(fields)
        self.until = picture.licensed_until

    def keep(self):
        """Save the picture. The licence of what was ever printed is the press's to change."""
        if not self.picture.editions.exists():
            self.fields = set()  # there is nothing to carry them to
        if "licensed_until" in self.fields:
            rows = Picture.objects.filter(pk=self.picture.pk)
            self.picture.licensed_until = rows.values_list("licensed_until", flat=True).get()
        pictures.confirm(self.picture)

    def carry(self, request):
        try:
            if "licensed_until" in self.fields:
                press.license_picture(self.picture, by=request.user, until=self.until)
                messages.success(request, licensed(self.until))
            if self.fields & PRINTED and pictures.is_out(self.picture, at=timezone.now()):
                press.reprint_picture(self.picture, by=request.user)
                tell_of_pages(request, self.picture)
        except Refused as refusal:
            words = _("The picture is saved, but its pages stay as they were: %(why)s")
            messages.error(request, words % {"why": refusal})


def licensed(until):
    if until is None:
        return _("All stories that use it may show it without an end.")
    if until <= timezone.now():
        return _("No page shows it any more.")
    return _("Pages show it until its licence ends, and not after.")


def tell_of_pages(request, picture):
    at, shown = timezone.now(), Edition.objects.filter(pictures__picture=picture)
    live, waiting = shown.live(at=at).count(), shown.waiting(at=at).count()
    if live:
        words = ngettext(
            "%s story that readers have shows it as it is now.",
            "%s stories that readers have show it as it is now.",
            live,
        )
        messages.success(request, words % live)
    if waiting:
        words = ngettext(
            "%s story that waits will show it as it is now.",
            "%s stories that wait will show it as it is now.",
            waiting,
        )
        messages.success(request, words % waiting)
