"""Another file for a picture: old and new are seen side by side before it is sent."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles import press
from articles.admin.pictures import looks
from articles.admin.pictures.onward import tell_of_pages
from articles.admin.pictures.uploading import ACCEPTED
from articles.desk import pictures
from articles.models import Picture
from articles.pictures.opening import Unusable
from articles.refusals import NotPermitted, Refused


class ReplaceForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("New file"),
        allow_empty_file=True,  # its own refusal says more
        max_length=None,
        widget=forms.FileInput({"accept": ACCEPTED}),
    )
    reads = forms.BooleanField(
        label=gettext_lazy("Take over what the new file says of itself"),
        help_text=gettext_lazy(
            "Caption, credit, rights and so on, where the file has them. Otherwise they stay."
        ),
        required=False,
    )
    at_once = forms.BooleanField(
        label=gettext_lazy("Nobody may see the old one any more"),
        help_text=gettext_lazy(
            "Its addresses answer no more, even for pages that somebody has open. Otherwise "
            "they answer for a day."
        ),
        required=False,
    )

    class Media:
        css = {"all": ["articles/desk.css", "articles/replacing.css"]}
        js = ["articles/replacing.js"]


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request, model_admin, pk):
    """Ask for a picture's new file (GET), or take it (POST; a script is told where to go then)."""
    picture = get_object_or_404(Picture, pk=pk, erased_at=None)
    if not may_replace(request, model_admin, picture):
        raise PermissionDenied
    if request.method != "POST":
        return asked(request, model_admin, picture, ReplaceForm())
    form = ReplaceForm(request.POST, request.FILES)
    if form.is_valid():
        taken(request, picture, form)
    if form.errors:
        return asked(request, model_admin, picture, form, status=400)
    model_admin.log_change(request, picture, _("Replaced the file."))
    then = reverse("admin:articles_picture_change", args=[pk])
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return JsonResponse({"then": then}) if is_script else redirect(then)


def may_replace(request, model_admin, picture):
    """Tell whether somebody may: what was ever printed takes the right to change all pictures."""
    if picture.editions.exists():
        return request.user.has_perm("articles.change_picture")
    return model_admin.has_change_permission(request, picture)


def asked(request, model_admin, picture, form, *, status=200):
    page = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": picture,
        "title": _("Replace the file?"),
        "media": model_admin.media + form.media,
        "has_view_permission": True,
        "form": form,
        "alt": looks.alt(picture),
        "preview": looks.preview(picture, looks.LARGE),
        "uses": pictures.uses_of(picture, user=request.user, at=timezone.now()),
    }
    return TemplateResponse(request, "admin/articles/picture/replace.html", page, status=status)


def taken(request, picture, form):
    """Let a new file in, have pages show it, and tell; or put on the form why not."""
    given = form.cleaned_data
    try:
        done = pictures.replace_file(picture, given["file"], by=request.user, reads=given["reads"])
    except pictures.Known as known:
        if known.picture == picture and picture.editions.exists():
            # Once more: its pages may not have got it the first time.
            messages.info(request, _("This is the file that it has already."))
            carry(request, picture, at_once=given["at_once"])
        else:
            form.add_error("file", same_file(known, picture))
    except NotPermitted:
        raise PermissionDenied from None
    except Unusable as why:
        form.add_error("file", str(why))
    else:
        tell(request, done)
        carry(request, done.picture, at_once=given["at_once"])


def same_file(known, picture):
    if known.picture == picture:
        return _("This is the file that it has already.")
    address = reverse("admin:articles_picture_change", args=[known.picture.pk])
    link = format_html('<a href="{}">{}</a>', address, known.picture)
    return format_html("{} {}", _("This file is another picture of the library:"), link)


def tell(request, done):
    messages.success(request, _("The file is replaced. See whether its focal point still fits."))
    for remark in done.remarks:
        messages.warning(request, remark)
    if done.dropped:
        told = {"crops": ", ".join(done.dropped)}
        words = _("Drawn by hand, and gone, as they do not fit the new file: %(crops)s.")
        messages.warning(request, words % told)


def carry(request, picture, *, at_once):
    """Have pages show the new file."""
    if not picture.editions.exists():
        return
    try:
        press.reprint_picture(picture, by=request.user, at_once=at_once)
    except Refused as why:
        words = _("Pages still show the old one: %(why)s Replace it again, or tell an editor.")
        messages.error(request, words % {"why": why})
    else:
        tell_of_pages(request, picture)
