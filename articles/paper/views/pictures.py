from pathlib import PurePath

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from articles import pictures
from articles.models import CorrespondentMerge, directory_pictures

#: Seconds in a year: a file of this name never changes.
FOR_EVER = 365 * 24 * 60 * 60


@require_safe
def picture(request, name):
    """Send a portrait or a logo that the directory names now; of any other file say nothing."""
    path = f"{directory_pictures.FOLDER}{name}"
    kind = pictures.TYPES.get(PurePath(name).suffix)
    # What went into another is kept for its return, and shown to nobody.
    if kind is None or not directory_pictures.is_named(path, besides=[CorrespondentMerge]):
        raise Http404
    try:
        with directory_pictures.STORAGE.open(path) as file:
            data = file.read()  # one that we drew: never large
    except FileNotFoundError:
        raise Http404 from None
    kept = {"Cache-Control": f"public, max-age={FOR_EVER}, immutable"}
    return HttpResponse(data, content_type=kind, headers=kept)
