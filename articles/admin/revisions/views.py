from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import InvalidPage
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.admin.editor import allowed
from articles.admin.revisions.comparing import differences
from articles.admin.revisions.log import lines, log, name_of
from articles.desk import restoring
from articles.models import Revision
from articles.refusals import NotPermitted, Refused
from articles.text.plain import is_number
from articles.workflow import APPROVED

#: How differences are shown.
VIEWS = ("inline", "sides")


def paths(model_admin):
    mine = {"model_admin": model_admin}
    guarded = model_admin.admin_site.admin_view
    return [
        path("<int:pk>/compare/", guarded(compare), mine, "articles_article_compare"),
        path("<int:pk>/restore/<int:number>/", guarded(restore), mine, "articles_article_restore"),
    ]


# --- The log ---------------------------------------------------------------------------------


@require_safe
def history(request, model_admin, object_id):
    """Show a story's log, and let two revisions be chosen to compare."""
    article = model_admin.get_object(request, unquote(object_id))
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    now = timezone.now()
    page = page_asked_for(request, log(article))
    shown = lines(article, page.object_list, now=now)
    return answer(
        request,
        model_admin,
        article,
        "history",
        title=_("History: %(story)s") % {"story": article},
        page=page,
        lines=shown,
        chosen=newest_two(shown),
        live=live_number(article, now=now),
        may_change=model_admin.has_change_permission(request, article),
    )


def page_asked_for(request, paginator):
    try:
        return paginator.page(request.GET.get("page", 1))
    except InvalidPage:
        raise Http404 from None


def newest_two(lines):
    """The numbers that a comparison is offered of: (from, to); None where there is one save."""
    numbers = [line.revision.number for line in lines if line.is_save][:2]
    return {"from": numbers[-1], "to": numbers[0]} if numbers else {}


def live_number(article, *, now):
    """The number of the revision that readers have, or None."""
    live = article.editions.live(at=now)
    return live.values_list("revision__number", flat=True).first()


# --- Two compared ----------------------------------------------------------------------------


@require_safe
def compare(request, model_admin, pk):
    """Show what differs from revision `?from=` to revision `?to=`, inline or on two sides."""
    article = found(request, model_admin, pk)
    before, after = (revision_of(article, request.GET.get(name, "")) for name in ("from", "to"))
    return answer(
        request,
        model_admin,
        article,
        "compare",
        title=_("Revisions compared: %(story)s") % {"story": article},
        before=signed(before),
        after=signed(after),
        parts=differences(before, after),
        view=view_asked_for(request),
        live=live_number(article, now=timezone.now()),
        may_change=model_admin.has_change_permission(request, article),
    )


def found(request, model_admin, pk):
    """Give a story. Raises Http404 for one out of reach, PermissionDenied for one to be unseen."""
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    return article


def revision_of(article, number):
    """Give a revision by its number, as an address has it. Raises Http404."""
    if not is_number(number):
        raise Http404
    return get_object_or_404(article.revisions.select_related("by"), number=number)


def signed(revision):
    """A revision with who saved it, as the pages name one."""
    return {"revision": revision, "who": name_of(revision.by)}


def view_asked_for(request):
    view = request.GET.get("view")
    return view if view in VIEWS else VIEWS[0]


# --- One brought back ------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, model_admin, pk, number):
    """Show what a restore of a revision would change (GET), or do it (POST)."""
    article = found(request, model_admin, pk)
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    revision = get_object_or_404(article.revisions.select_related("by"), number=number)
    if request.method != "POST":
        return asked(request, model_admin, revision)
    seen = request.POST.get("seen", "")
    if not is_number(seen) or int(seen) > article.revision_number:
        return asked(request, model_admin, revision, _("There is no such revision."), status=400)
    try:
        restored = restoring.restore(article, revision, by=request.user, seen=int(seen))
    except ValidationError as error:
        return asked(request, model_admin, revision, " ".join(error.messages), status=400)
    except Refused as refusal:
        status = 403 if isinstance(refusal, NotPermitted) else 409
        return asked(request, model_admin, revision, refusal, status=status)
    messages.success(
        request,
        _("What revision %(old)d said is now revision %(new)d, the newest.")
        % {"old": revision.number, "new": restored.number},
    )
    return redirect("admin:articles_article_change", pk)


def asked(request, model_admin, revision, refusal="", *, status=200):
    """Show what differs from the newest revision to the one that would be brought back."""
    newest = revision.article.newest()
    tags, correspondents = restoring.lost(revision)
    return answer(
        request,
        model_admin,
        revision.article,
        "restore",
        status=status,
        title=_("Restore revision %(number)d?") % {"number": revision.number},
        refusal=refusal,
        chosen=signed(revision),
        newest=signed(newest),
        is_approved=revision.article.stage in APPROVED,
        parts=differences(newest, Revision(**restoring.restorable(revision))),
        view=view_asked_for(request),
        lost_tags=tags,
        lost_correspondents=correspondents,
    )


def answer(request, model_admin, article, template, *, status=200, **context):
    return TemplateResponse(
        request,
        f"admin/articles/article/{template}.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "original": article,
            "media": allowed(model_admin.media, request),
            "has_view_permission": True,
            **context,
        },
        status=status,
    )
