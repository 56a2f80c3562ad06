from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.paper.directory import furnish


@require_safe
def article(request, **_parts):
    """Show the edition that is live at this path."""
    at = timezone.now()
    live = Edition.objects.live(at=at).select_related("section")
    edition = live.filter(path=request.path).first()
    if edition is None:
        raise Http404
    return page(request, edition, furniture=furnish(at=at, edition=edition))


def page(request, edition, *, furniture, proof=None):
    """Set an edition as its page: one that readers have, or a proof (`proof` says for whom)."""
    return render(
        request,
        "paper/article.html",
        {"edition": edition, "furniture": furniture, "proof": proof},
    )
