"""Taking a picture from all pages, giving it back, erasing its file: each a page that asks why."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles import press
from articles.admin.pictures import looks
from articles.desk import pictures
from articles.models import Picture
from articles.refusals import NotPermitted, Refused


@dataclass(frozen=True)
class Verb:
    """A verb of the press as its page shows it. `fits` tells whether it may start from there."""

    name: str
    do: Callable
    right: str
    fits: Callable[[Picture], bool]
    label: Promise
    question: Promise
    means: Promise
    done: Promise
    is_final: bool = False


VERBS = {
    verb.name: verb
    for verb in [
        Verb(
            "withdraw",
            press.withdraw_picture,
            "articles.withdraw_picture",
            fits=lambda picture: not picture.withdrawn_at and not picture.erased_at,
            label=_("Withdraw"),
            question=_("Withdraw this picture?"),
            means=_(
                "It leaves every page at once, and its addresses answer no more. Copy that shows "
                "it does not go out. Releasing it brings it back."
            ),
            done=_("Withdrawn: no page shows it any more."),
        ),
        Verb(
            "release",
            press.release_picture,
            "articles.withdraw_picture",
            fits=lambda picture: bool(picture.withdrawn_at) and not picture.erased_at,
            label=_("Release"),
            question=_("Release this picture?"),
            means=_("Pages that showed it show it again, as far as its licence goes."),
            done=_("Released: pages may show it again."),
        ),
        Verb(
            "erase",
            press.erase_picture,
            "articles.erase_picture",
            fits=lambda picture: not picture.erased_at,
            label=_("Erase"),
            question=_("Erase this picture for good?"),
            means=_(
                "It cannot be undone. The original and all that was drawn from it are destroyed; "
                "that it was here, and where it was shown, stays on record. For what a court, or "
                "a person’s right, requires gone."
            ),
            done=_("Erased: its files are gone."),
            is_final=True,
        ),
    ]
}


class ReasonForm(forms.Form):
    required_css_class = "required"

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For the record. Readers do not see it."),
        max_length=300,
        widget=AdminTextareaWidget({"rows": 2}),
    )

    class Media:
        css = {"all": ["articles/desk.css", "articles/replacing.css"]}


def offered(user, picture):
    """List the verbs that a person may use on a picture as it is."""
    return [verb for verb in VERBS.values() if verb.fits(picture) and user.has_perm(verb.right)]


@require_http_methods(["GET", "HEAD", "POST"])
def use(request, model_admin, pk, name):
    """Ask why (GET), or use a verb of the press on a picture (POST)."""
    verb, picture = VERBS[name], get_object_or_404(Picture, pk=pk)
    if not request.user.has_perm(verb.right):
        raise PermissionDenied
    if request.method != "POST":
        return asked(request, model_admin, verb, picture, ReasonForm())
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return asked(request, model_admin, verb, picture, form, status=400)
    try:
        verb.do(picture, by=request.user, reason=form.cleaned_data["reason"])
    except NotPermitted:
        raise PermissionDenied from None
    except Refused as why:
        form.add_error(None, str(why))
        return asked(request, model_admin, verb, picture, form, status=409)
    messages.success(request, str(verb.done))
    return redirect("admin:articles_picture_change", pk)


def asked(request, model_admin, verb, picture, form, *, status=200):
    """Show the page that asks, with the stories that it is about."""
    page = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": picture,
        "title": verb.question,
        "media": model_admin.media + form.media,
        "has_view_permission": True,
        "verb": verb,
        "form": form,
        "fits": verb.fits(picture),
        "alt": looks.alt(picture),
        "preview": "" if picture.erased_at else looks.preview(picture, looks.SMALL),
        "size": looks.size_of(picture, looks.SMALL),
        "uses": pictures.uses_of(picture, user=request.user, at=timezone.now()),
    }
    return TemplateResponse(request, "admin/articles/picture/withdraw.html", page, status=status)
