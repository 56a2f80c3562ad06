"""Listings are paged by where the last story stood, so that a deep page costs no more."""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import Http404

#: Stories on a page of a listing.
PAGE = 20

MARK = re.compile(r"(\d{8}T\d{6}\.\d{6})Z-(\d{1,18})", re.ASCII)
FORMAT = "%Y%m%dT%H%M%S.%f"


def mark(cursor):
    """Write a (published_at, story number) cursor for a URL."""
    published_at, number = cursor
    return f"{published_at.astimezone(UTC):{FORMAT}}Z-{number}"


def cursor(mark):
    """Read a cursor from a URL. Raises Http404 for what none of our links says."""
    parts = MARK.fullmatch(mark)
    if parts is None:
        raise Http404
    try:
        return datetime.strptime(parts[1], FORMAT).replace(tzinfo=UTC), int(parts[2])
    except ValueError:
        raise Http404 from None


def page(request, editions, *, via="", **of):
    """
    Give one page of the live `editions` that are of something (see `Edition.objects.listed`),
    and the link to older ones ("" on the last page). One query: it asks for one row more
    than it shows, to know if there are any.
    """
    before = request.GET.get("before")
    listing = editions.listed(
        via=via, before=None if before is None else cursor(before), **of
    ).for_listing()
    rows = list(listing[: PAGE + 1])
    if len(rows) <= PAGE:
        return rows, ""
    return rows[:PAGE], "?" + urlencode({"before": mark(rows[PAGE - 1].cursor)})
