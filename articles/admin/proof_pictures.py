"""
The pictures of proofs and of the time machine: the desk's own previews, for readers' files are
not drawn before the press prints them, and answer for what is live alone.
"""

from django.http import FileResponse, Http404
from django.urls import reverse

from articles.models import Picture, picture_files
from articles.paper.pictures import of_library
from articles.text.figures import pictures


def of_desk(number, side):
    """The address of a preview for those who are logged in."""
    return reverse("admin:articles_picture_preview", args=[number, side])


def of_link(token):
    """Make what gives the addresses of previews below a proof link's own."""
    return lambda number, side: reverse("proof_picture", args=[token, number, side])


def shown_by(words, *, at):
    """The pictures that a revision or an edition shows, of those that may be shown at `at`."""
    numbers = {words.lead_picture_id, *pictures(words.body)} - {None}
    return Picture.objects.usable(at=at).filter(pk__in=numbers)


def hung(edition, previews, *, at):
    """The pictures of a proof, as its page wants them: {number: Hung}."""
    return {each.pk: of_library(each, previews) for each in shown_by(edition, at=at)}


def sent(picture, side):
    """Answer with a preview. Raises Http404."""
    try:
        file = picture_files.opened(picture.preview_name(side))
    except FileNotFoundError:
        raise Http404 from None
    headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline"}
    return FileResponse(file, content_type="image/webp", headers=headers)
