"""What the script on a story's form asks, and is answered; see keeping.js."""

from functools import partial

from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.keeping.board import situation
from articles.admin.keeping.offers import offers
from articles.admin.keeping.sent import BY, keep_sent, key_in
from articles.desk import unsaved, visits


def paths(model_admin):
    """The addresses, each for a story and for one that is begun."""
    views = {"unsaved": kept, "unsaved/discard": discard, "here": here, "left": left}
    return [
        path(f"{of}/{name}/", guarded(view, model_admin), name=f"articles_article_{label}")
        for name, view in views.items()
        for of, label in [
            ("<int:pk>", name.replace("/", "_")),
            ("add", f"add_{name}".replace("/", "_")),
        ]
    ]


def guarded(view, model_admin):
    """Let whoever may write the story use a view, and tell everybody else plainly why not."""
    site = model_admin.admin_site
    inner = site.admin_view(partial(for_writer, view=view, model_admin=model_admin))

    @never_cache
    def answer(request, pk=None):
        # A script would take the page to log in on for a success.
        if is_script(request) and not site.has_permission(request):
            return told(
                _("You are no longer logged in. What you type is kept in this browser."),
                status=403,
                login=True,
            )
        return inner(request, pk=pk)

    return answer


def is_script(request):
    """Tell a script's request from a button's: that leads on to a page."""
    return not request.path.endswith("/discard/") or asked_by_script(request)


def asked_by_script(request):
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def for_writer(request, pk, *, view, model_admin):
    """Find the story (None: one that is begun), ask for the right, and use the view."""
    article = None
    if pk is not None:
        rows = model_admin.get_queryset(request).defer("body")
        article = get_object_or_404(rows, pk=pk)
    whose = request.POST.get(BY, request.GET.get(BY, ""))
    if whose not in ("", str(request.user.pk)):
        says = _("This browser is now logged in as %(who)s. Copy what you typed.")
        return told(says % {"who": request.user}, status=403)
    if not model_admin.may_write(request, article):
        return told(_("You may no longer change this story. Copy what you typed."), status=403)
    return view(request, model_admin, article)


def told(says, *, status, **more):
    return JsonResponse({"says": says, **more}, status=status)


@require_http_methods(["GET", "POST"])
def kept(request, model_admin, article):
    """Keep what a form sent (POST), or give what is offered, and a token to send more with."""
    if request.method == "POST":
        return keep(request, article)
    but = [key for key in [key_in(request.GET)] if key]
    shown = {
        "original": article,
        "keeping": {"offers": offers(model_admin, request, article, but=but)},
    }
    offer = render_to_string("admin/articles/article/_offers.html", shown, request)
    return JsonResponse({"token": get_token(request), "offer": offer})


def keep(request, article):
    if key_in(request.POST) is None:
        return told(_("This form has no key. Open it again."), status=400)
    row = keep_sent(request, article)
    if row is None:
        # No error: browsers would write one into their log for what is as it should be.
        return told(_("This was saved already."), status=200, isLate=True)
    at = time_format(timezone.localtime(row.typed_at), "H:i")
    return JsonResponse({"says": _("Kept at %(time)s") % {"time": at}})


@require_POST
def discard(request, model_admin, article):
    """Throw away what was typed into a form, and lead back to the story where a button asked."""
    if key := key_in(request.POST):
        unsaved.discard(key, by=request.user)
    if asked_by_script(request):
        return JsonResponse({"says": ""})
    messages.success(request, _("Thrown away."))
    if article is None:
        return redirect("admin:articles_article_add")
    return redirect("admin:articles_article_change", article.pk)


@require_POST
def here(request, model_admin, article):
    """Hear that a window is open, and say who else is here and what was saved meanwhile."""
    if article:
        visits.here(article, by=request.user)
    return JsonResponse(situation(request, article))


@require_POST
def left(request, model_admin, article):
    """Hear that a window was closed."""
    if article:
        visits.left(article, by=request.user)
    return JsonResponse({})
