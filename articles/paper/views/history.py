from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.paper.addresses import path_of, story_of
from articles.paper.directory import furnish
from articles.paper.history import changes, may_show
from articles.paper.moment import moment
from articles.workflow import Answer


@require_safe
def history(request, **parts):
    """Show what changed in the story that is live at this path."""
    at, path = moment(request), path_of(**parts)
    live = Edition.objects.live(at=at).select_related("section").defer("body")
    edition = live.filter(path=path).first()
    if edition is None:
        return elsewhere(story_of(path, at=at))
    furniture = furnish(at=at)
    if not (may_show(edition, furniture.masthead) and (shown := changes(edition, at=at))):
        raise Http404
    return render(
        request,
        "paper/history.html",
        {"edition": edition, "furniture": furniture, "changes": shown},
    )


def elsewhere(edition):
    """Lead on to the history of a story that is at another path now."""
    if edition is None or edition.answer != Answer.COPY:
        raise Http404
    return HttpResponsePermanentRedirect(f"{edition.path}history/")
