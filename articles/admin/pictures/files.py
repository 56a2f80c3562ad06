"""Files of the library, for the desk alone: small pictures, and the originals to be downloaded."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from articles.models import Picture, picture_files
from articles.pictures.drawing import PREVIEWS

INERT = {"X-Content-Type-Options": "nosniff"}


@require_safe
def preview(request, model_admin, pk, side):
    """Give the desk's own picture of a size: a WebP without anything that the file said."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if side not in PREVIEWS:
        raise Http404
    picture = get_object_or_404(Picture.objects.only("preview_key"), pk=pk)
    # Asked for each time, and sent again only after the file was replaced: whoever has logged
    # out, or was refused since, sees nothing.
    headers = INERT | {"ETag": f'"{picture.preview_key}"', "Cache-Control": "private, no-cache"}
    if headers["ETag"] in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers=headers)
    with opened(picture.preview_name(side)) as file:
        return HttpResponse(file.read(), content_type="image/webp", headers=headers)


@require_safe
def original(request, model_admin, pk):
    """Give the file as it came, to be kept and not shown, to those who may change the picture."""
    picture = get_object_or_404(Picture, pk=pk)
    if not model_admin.has_change_permission(request, picture):
        raise PermissionDenied
    return FileResponse(
        opened(picture.original.name),
        as_attachment=True,
        filename=picture.file_name,
        content_type="application/octet-stream",
        headers=INERT | {"Cache-Control": "private, no-store"},
    )


def opened(name):
    """Open a file of the library, or raise Http404: it was erased."""
    try:
        return picture_files.opened(name)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
