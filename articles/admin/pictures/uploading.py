"""
Pictures come in: each file a request of its own where there is a script, all in one where there
is none. What is no picture is refused by itself, and the others arrive.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.admin.pictures.looks import told
from articles.desk.pictures import file_picture
from articles.pictures import kinds
from articles.pictures.opening import Unusable
from articles.text.file_names import bare

#: What a file input offers to choose: all that may come in, by name and by type.
ACCEPTED = ",".join(ending for endings in kinds.ENDINGS.values() for ending in endings)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, model_admin):
    """Ask for files (GET), or let those in that were sent as `files` (POST)."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    files = request.FILES.getlist("files")
    if request.method == "POST" and request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return one(request, files)
    if files and (arrived := many(request, files)):
        return redirect(confirm_url(arrived))
    if request.method == "POST" and not files:
        messages.error(request, _("Choose one file or more."))
    page = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Add pictures"),
        "accepted": ACCEPTED,
        "confirm": reverse("admin:articles_picture_confirm"),
        "media": model_admin.media,
    }
    status = 400 if request.method == "POST" else 200
    return TemplateResponse(request, "admin/articles/picture/upload.html", page, status=status)


def one(request, files):
    """Answer a script that sent one file: the picture as looks.told, or {"why": …}."""
    if len(files) != 1:
        return JsonResponse({"why": _("The file did not arrive. Try again.")})
    try:
        filed = file_picture(files[0], by=request.user)
    except Unusable as why:
        return JsonResponse({"why": str(why)})
    picture = filed.picture
    answer = told(picture, at=timezone.now()) | {
        "is_new": filed.is_new,
        "remarks": list(map(str, filed.remarks)),
        "url": reverse("admin:articles_picture_change", args=[picture.pk]),
    }
    return JsonResponse(answer, status=201 if filed.is_new else 200)


def many(request, files):
    """Let files in, tell what became of each, and give the pictures that are new."""
    arrived = []
    for file in files:
        try:
            filed = file_picture(file, by=request.user)
        except Unusable as why:
            tell(request, messages.ERROR, file, str(why))
            continue
        if filed.is_new:
            arrived.append(filed.picture)
        else:
            tell_known(request, file, filed.picture)
        for remark in filed.remarks:
            tell(request, messages.WARNING, file, str(remark))
    return arrived


def tell(request, level, file, words):
    messages.add_message(request, level, f"“{bare(file.name)}”: {words}")


def tell_known(request, file, picture):
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    link = format_html('<a href="{}">{}</a>', address, picture)
    words = _("“%(file)s” is in the library already:") % {"file": bare(file.name)}
    messages.info(request, format_html("{} {}", words, link))


def confirm_url(pictures):
    numbers = ",".join(str(picture.pk) for picture in pictures)
    return f"{reverse('admin:articles_picture_confirm')}?ids={numbers}"
