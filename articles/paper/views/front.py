from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.paper.directory import furnish
from articles.paper.moment import moment
from articles.paper.pictures import hang_for
from articles.workflow import Label

#: Sections on the front, and stories of each. SQLite joins at most 500 selects in one.
SECTIONS, A_SECTION = 50, 5


@require_safe
def front(request):
    """Show the latest stories of each section, and the latest of all on top."""
    at = moment(request)
    furniture = furnish(at=at)
    editions = latest_by_section([entry.slug for entry in furniture.sections[:SECTIONS]], at=at)
    hang_for(request, editions, are_cards=True)
    lead = max(editions, key=prominence, default=None)
    blocks = [
        (
            entry,
            [e for e in editions if e.section.slug == entry.slug and e is not lead],
        )
        for entry in furniture.sections
    ]
    return render(
        request,
        "paper/front.html",
        {
            "furniture": furniture,
            "lead": lead,
            "blocks": [(entry, stories) for entry, stories in blocks if stories],
        },
    )


def prominence(edition):
    """What somebody paid for leads only where there is nothing else."""
    return edition.label != Label.SPONSORED, edition.cursor


def latest_by_section(slugs, *, at):
    """
    The A_SECTION latest live editions of each section, in one query. A limited query for
    each section costs the same however many stories there are; one over all would not.
    """
    if not slugs:
        return []
    live = Edition.objects.live(at=at)
    latest = [live.listed(section__slug=slug).values("pk")[:A_SECTION] for slug in slugs]
    # SQLite limits no part of a UNION; it does limit a subquery.
    first, *others = [Edition.objects.for_listing().filter(pk__in=pks).order_by() for pks in latest]
    rows = first.union(*others, all=True)
    return sorted(rows, key=lambda edition: edition.cursor, reverse=True)
