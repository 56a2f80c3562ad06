"""The pictures of what is about to go out: drawn while a person reads the page that asks."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from articles.permissions import may
from articles.press import renditions
from articles.refusals import Refused

#: The verbs whose pages have the pictures drawn of the newest words.
PREPARED = ("publish", "correct")


@require_POST
def prepare(request, model_admin, pk):
    """Draw the next picture of the newest words, and say how far it is: {"done", "total"}."""
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not any(may(request.user, verb, article) for verb in PREPARED):
        raise PermissionDenied
    revision = article.newest()
    if revision is None:
        raise Http404
    try:
        return JsonResponse(renditions.make_next(revision)._asdict())
    except Refused as refusal:
        return JsonResponse({"why": str(refusal)}, status=409)


def progress(verb, revision):
    """How far the pictures are that a verb's page is about; None where they are all there."""
    if verb.name not in PREPARED or revision is None:
        return None
    now = renditions.progress(revision)
    return None if now.is_done else now
