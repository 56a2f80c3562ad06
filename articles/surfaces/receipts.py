"""Receipts: what every surface answered a stranger after a story was killed."""

import logging

from articles.models import Receipt
from articles.surfaces.inspection import Round

logger = logging.getLogger(__name__)

#: The verbs that promise that a story is on no page any more.
PROMISING = {"kill"}


def take(act):
    """Look for the story of an act on every surface, and keep what was found. Gives the Receipt."""
    lines = [entry(line) for line in Round().inspect(act.article)]
    is_clean = not any(line["fault"] for line in lines)
    return Receipt.objects.create(act=act, lines=lines, is_clean=is_clean)


def entry(line):
    """Write a line as a receipt keeps it: without words of the story, which may have to be gone."""
    return {
        "surface": line.surface.name,
        "url": line.address,
        "status": line.reading.status,
        "at": line.reading.at.isoformat(),
        "fault": line.fault,
    }


def take_for(act, verb, **_details):
    """Receive what the press tells (see signals.timeline_changed)."""
    if verb not in PROMISING:
        return
    try:
        take(act)
    except Exception:
        # The story is off already; a receipt can be taken again.
        logger.exception("No receipt could be taken of the kill of story %s", act.article_id)
