"""What was kept of forms that clashed: all that their writers had typed."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.clashing.form import name_of
from articles.admin.revisions.comparing import differences
from articles.admin.revisions.names import Names
from articles.models import Revision

#: Each is compared in full.
ON_A_PAGE = 10


def paths(model_admin):
    view = model_admin.admin_site.admin_view(kept_copy)
    mine = {"model_admin": model_admin}
    return [path("<int:pk>/clashes/", view, mine, "articles_article_clashes")]


@require_safe
def kept_copy(request, model_admin, pk):
    """Show the copy that was kept of a story's clashes, against what had been saved instead."""
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    kept = article.clashes.select_related("by")
    page = Paginator(kept, ON_A_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(
        request,
        "admin/articles/article/clashes.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "original": article,
            "title": _("Copy kept from clashes"),
            "media": model_admin.media,
            "has_view_permission": True,
            "page": page,
            "clashes": in_full(article, page),
        },
    )


def in_full(article, clashes):
    """Some clashes of a story, each with how it differs from what had been saved instead."""
    instead = article.revisions.filter(number__in={clash.newest for clash in clashes})
    revisions = {revision.number: revision for revision in instead}
    copies = [Revision(**clash.contents) for clash in clashes]
    names = Names([*revisions.values(), *copies])
    return [
        {
            "clash": clash,
            "by": name_of(clash.by),
            "parts": differences(revisions[clash.newest], copy, names),
        }
        for clash, copy in zip(clashes, copies, strict=True)
    ]
