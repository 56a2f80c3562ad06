"""The receipt of a kill: what every surface answered a stranger since."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.permissions import may
from articles.surfaces import receipts
from articles.surfaces.register import SURFACES
from articles.workflow import Standing


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request, model_admin, pk):
    """Show the latest receipt of a story's last kill (GET), or take another one (POST)."""
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not may(request.user, "kill", article):
        raise PermissionDenied
    kill = article.acts.filter(verb="kill").first()
    if kill is None:
        raise Http404
    is_killed = article.standing(at=timezone.now()) == Standing.KILLED
    if request.method != "POST":
        return shown(request, model_admin, article, kill, is_killed=is_killed)
    if not is_killed:
        return shown(request, model_admin, article, kill, is_killed=False, status=409)
    receipts.take(kill)
    messages.success(request, _("A new receipt was taken."))
    return redirect("admin:articles_article_receipt", pk)


def shown(request, model_admin, article, kill, *, is_killed, status=200):
    latest = kill.receipts.first()
    return TemplateResponse(
        request,
        "admin/articles/article/receipt.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "original": article,
            "title": _("Receipt of the kill"),
            "media": model_admin.media,
            "has_view_permission": True,
            "kill": kill,
            "is_killed": is_killed,
            "receipt": latest,
            "lines": [in_words(line) for line in latest.lines] if latest else [],
        },
        status=status,
    )


#: Surface: what people call it. A receipt may name one that is no more.
LABELS = {surface.name: surface.label for surface in SURFACES}


def in_words(line):
    """A line of a receipt, with the surface's name and the time of day, to the second."""
    at = timezone.localtime(datetime.fromisoformat(line["at"]))
    surface = LABELS.get(line["surface"], line["surface"])
    return line | {"surface": surface, "time": date_format(at, "H:i:s")}
