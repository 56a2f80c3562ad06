"""Pictures for readers. A name is no leave: whether it is public is asked each time."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles.models import Rendition, picture_files
from articles.paper.lifetimes import seconds_left
from articles.paper.moment import moment
from articles.paper.pictures import TYPES

#: Seconds that a browser keeps it, which never changes under its name. A day, and not for ever:
#: a cache between us and readers that takes itself for a browser then errs by no more.
KEPT = 24 * 60 * 60

#: A picture is nothing but a picture, whoever opens it by itself.
POLICY = "default-src 'none'; img-src 'self'; sandbox"


@require_safe
def rendition(request, name):
    """Send a picture that a page shows now; of any other say nothing."""
    at = moment(request)
    stem, _stop, ending = name.rpartition(".")
    found = Rendition.objects.public(at=at).filter(name=stem, format=ending).first()
    if found is None or ending not in TYPES:
        raise Http404
    told = HttpResponse(headers=headers(found, at=at))
    answer = get_conditional_response(request, etag=told["ETag"], response=told) or told
    # Whoever asks about the file alone has nobody read it.
    return answer if answer.status_code != 200 or request.method == "HEAD" else sent(found, told)


def headers(rendition, *, at):
    """What is said of a file: others may keep it as long as a page, a browser longer."""
    return {
        "Content-Type": TYPES[rendition.format],
        "Content-Disposition": "inline",
        "Content-Length": rendition.size,
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": f"public, max-age={KEPT}, s-maxage={seconds_left(at)}",
        "ETag": f'"{rendition.name}"',
    }


def sent(rendition, told):
    """Answer with the file: sent by the web server where it can, else read from the storage."""
    del told["Content-Length"]  # of what is there, whatever the row says
    if settings.ACCEL_PREFIX:
        told["X-Accel-Redirect"] = f"{settings.ACCEL_PREFIX}{rendition.path}"
        return told
    try:
        response = FileResponse(picture_files.opened(rendition.path))
    except FileNotFoundError:
        raise Http404 from None
    for name, value in told.items():
        response[name] = value
    return response
