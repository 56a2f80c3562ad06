"""Pictures to choose from, as the editor's picker asks for them."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.admin.pictures.grid import found
from articles.admin.pictures.looks import told
from articles.models import Picture
from articles.text.plain import is_number

#: Pictures of one page, and the last page that can be asked for.
PAGE, DEEPEST = 24, 10_000


@require_safe
def choose(request, model_admin):
    """
    Give {"results": [{id, headline, …} as looks.told, …], "next": number of the next page or
    None} for ?q=&page=, the latest first; or for ?id=7&id=9 these.
    """
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    rows = Picture.objects.filter(erased_at__isnull=True).defer("metadata")
    if asked := [number for number in request.GET.getlist("id") if is_number(number)][:PAGE]:
        page, rows = 1, Picture.objects.filter(pk__in=asked).defer("metadata")
    else:
        page, rows = page_of(request), found(rows, request.GET.get("q", ""))
    start = (page - 1) * PAGE
    pictures = list(rows[start : start + PAGE + 1])
    at = timezone.now()
    return JsonResponse(
        {
            "results": [told(picture, at=at) for picture in pictures[:PAGE]],
            "next": page + 1 if len(pictures) > PAGE else None,
        }
    )


def page_of(request):
    number = request.GET.get("page", "")
    return min(max(int(number), 1), DEEPEST) if is_number(number) else 1
