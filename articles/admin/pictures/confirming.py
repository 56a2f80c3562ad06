"""What was read from files, for a person to confirm: of all that were just uploaded, on a page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.admin.pictures import looks
from articles.admin.pictures.forms import ConfirmForm, SameForAll
from articles.admin.pictures.onward import Change
from articles.admin.pictures.said import said
from articles.desk import pictures
from articles.models import Picture
from articles.text.plain import is_number

#: Pictures on one page.
MOST = 30


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, model_admin):
    """
    Ask of the pictures in ?ids=7,8 (without: of the person's own that nobody confirmed) whether
    what was read is right (GET), or keep what a person made of it (POST).
    """
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        with transaction.atomic():
            same, forms = asked(request, data=request.POST)
            changes = saved(forms, same) if are_valid(same, forms) else None
        if changes is not None:
            return done(request, changes)
    else:
        same, forms = asked(request)
    page = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Describe pictures"),
        "same": same,
        "forms": forms,
        "rest": rest(request, forms),
        "media": model_admin.media,
    }
    status = 400 if request.method == "POST" else 200
    return TemplateResponse(request, "admin/articles/picture/confirm.html", page, status=status)


def asked(request, data=None):
    """The forms of a page: (SameForAll, [ConfirmForm, …]), with what each shows beside it."""
    rows = to_confirm(request)[:MOST]
    if data is not None:
        held = Picture.objects.hold([picture.pk for picture in rows])
        rows = [held[picture.pk] for picture in rows]
    at = timezone.now()
    forms = []
    for picture in rows:
        form = ConfirmForm(data, instance=picture, prefix=f"picture-{picture.pk}")
        form.picture = picture
        form.thumb = looks.preview(picture, looks.SMALL)
        form.size = looks.size_of(picture, looks.SMALL)
        form.rights, form.said = looks.rights(picture, at=at), said(picture)
        forms.append(form)
    return SameForAll(data, prefix="all"), forms


def to_confirm(request):
    """The pictures that a person is asked about, in the order that they came in."""
    rows = pictures.changeable_by(request.user)
    if "ids" in request.GET:
        rows = rows.filter(pk__in=[n for n in request.GET["ids"].split(",") if is_number(n)][:MOST])
    else:
        rows = rows.filter(uploaded_by=request.user, confirmed_at__isnull=True)
    return rows.order_by("uploaded_at", "pk")


def rest(request, forms):
    """How many of the person's pictures nobody confirmed, beside those on the page."""
    own = pictures.changeable_by(request.user)
    own = own.filter(uploaded_by=request.user, confirmed_at__isnull=True)
    return own.exclude(pk__in=[form.instance.pk for form in forms]).count()


def are_valid(same, forms):
    return all([same.is_valid(), *(form.is_valid() for form in forms)])


def saved(forms, same):
    """Keep what was filled in: a list of Change."""
    given, changes = same.given(), []
    for form in forms:
        for name, value in given.items():
            setattr(form.instance, name, value)
        changes.append(Change(form.instance, [*form.changed_data, *given]))
        changes[-1].keep()
    return changes


def done(request, changes):
    for change in changes:
        change.carry(request)
    number = len(changes)
    words = ngettext("%s picture is described.", "%s pictures are described.", number) % number
    messages.success(request, words)
    tell_wanting(request, [change.picture for change in changes])
    return redirect(reverse("admin:articles_picture_changelist"))


def tell_wanting(request, confirmed):
    """Name the pictures that have no credit line, or no alternative text, yet."""
    for says, wanting in [
        (_("Without a credit line: %s."), [each for each in confirmed if not each.credit]),
        (_("Without an alternative text: %s."), [each for each in confirmed if not each.alt]),
    ]:
        if wanting:
            messages.warning(request, says % ", ".join(map(str, wanting)))
