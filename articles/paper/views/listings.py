from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Correspondent, Edition, Section, Tag
from articles.paper.directory import furnish
from articles.paper.paging import page


@require_safe
def section(request, slug):
    """Show the stories of a section that has some."""
    return listing(request, Section, slug, "paper/section.html", of="section")


@require_safe
def topic(request, slug):
    """Show the stories on a topic that has some."""
    return listing(request, Tag, slug, "paper/topic.html", of="topics__tag", via="topics")


@require_safe
def correspondent(request, slug):
    """Show a correspondent who has stories in print, and these."""
    return listing(
        request,
        Correspondent,
        slug,
        "paper/correspondent.html",
        of="credits__correspondent",
        via="credits",
    )


def listing(request, model, slug, template, *, of, via=""):
    """
    Show one page of what is live of a section, topic or correspondent. One with nothing live
    is answered as one that never was.
    """
    at = timezone.now()
    noun = get_object_or_404(model.objects.in_print(at=at), slug=slug)
    editions, older = page(request, Edition.objects.live(at=at), via=via, **{of: noun})
    return render(
        request,
        template,
        {
            "furniture": furnish(at=at),
            "noun": noun,
            "editions": editions,
            "older": older,
            "is_first_page": "before" not in request.GET,
        },
    )
