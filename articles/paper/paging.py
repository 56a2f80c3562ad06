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
    """Write a (moment, story number) cursor for a URL."""
    moment, number = cursor
    return f"{moment.astimezone(UTC):{FORMAT}}Z-{number}"


def cursor(mark):
    """Read a cursor from a URL. Raises Http404 for what none of our links says."""
    parts = MARK.fullmatch(mark)
    if parts is None:
        raise Http404
    try:
        return datetime.strptime(parts[1], FORMAT).replace(tzinfo=UTC), int(parts[2])
    except ValueError:
        raise Http404 from None


def asked_for(request):
    """Give the cursor to go on from that a URL names; None for the first page."""
    before = request.GET.get("before")
    return None if before is None else cursor(before)


def page(request, editions, *, via="", **of):
    """
    Give one page of the live `editions` that are of something (see `Edition.objects.listed`),
    and the link to older ones ("" on the last page), in one query.
    """
    listing = editions.listed(via=via, before=asked_for(request), **of).for_listing()
    return cut(listing, lambda edition: edition.cursor)


def cut(rows, cursor):
    """
    Cut a page from ordered `rows`: a list, and the link to the rest, which goes on from
    `cursor(row)` of the last. Asks for one row more than it shows, to know if there are any.
    """
    rows = list(rows[: PAGE + 1])
    if len(rows) <= PAGE:
        return rows, ""
    return rows[:PAGE], "?" + urlencode({"before": mark(cursor(rows[PAGE - 1]))})
