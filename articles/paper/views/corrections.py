from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.paper.corrections import cursor, latest, with_stories
from articles.paper.directory import furnish
from articles.paper.moment import moment
from articles.paper.paging import asked_for, cut


@require_safe
def corrections(request):
    """Show every note to readers on what they have."""
    at = moment(request)
    editions, older = cut(latest(at=at, before=asked_for(request)), cursor)
    return render(
        request,
        "paper/corrections.html",
        {
            "furniture": furnish(at=at),
            "corrections": with_stories(editions, at=at),
            "older": older,
            "is_first_page": "before" not in request.GET,
        },
    )
