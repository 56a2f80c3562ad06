from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Correspondent, Edition, Section, Tag
from articles.paper.addresses import of
from articles.paper.directory import furnish
from articles.paper.moment import moment
from articles.paper.paging import page
from articles.paper.pictures import hang_for


@require_safe
@of(Section)
def section(request, noun):
    """Show the stories of a section that has some."""
    return listing(request, noun, "paper/section.html", section=noun)


@require_safe
@of(Tag)
def topic(request, noun):
    """Show the stories on a topic that has some."""
    return listing(request, noun, "paper/topic.html", via="topics", topics__tag=noun)


@require_safe
@of(Correspondent)
def correspondent(request, noun):
    """Show a correspondent who has stories in print, and these."""
    return listing(
        request,
        noun,
        "paper/correspondent.html",
        via="credits",
        credits__correspondent=noun,
    )


def listing(request, noun, template, *, via="", **of):
    """Show one page of what is live of a section, topic or correspondent."""
    at = moment(request)
    editions, older = page(request, Edition.objects.live(at=at), via=via, **of)
    return render(
        request,
        template,
        {
            "furniture": furnish(at=at),
            "noun": noun,
            "editions": hang_for(request, editions, are_cards=True),
            "older": older,
            "is_first_page": "before" not in request.GET,
        },
    )
