"""
The paper as it stood, or will stand, at another moment: its own views, asked with the clock of
then. Copy, lists and their order are of then; names, addresses and looks are today's.
"""

import re
from copy import copy
from datetime import UTC, datetime
from functools import wraps
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, re_path, resolve, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.admin import proof_pictures
from articles.admin.clock import MinuteField
from articles.admin.proofs import UNSEEN
from articles.permissions import EVERYWHERE

#: The pages that can be shown, by the names of their patterns.
PAGES = frozenset("front section topic correspondent article history corrections".split())

#: A moment in an address: ISO 8601, basic form, UTC.
FORMAT = "%Y%m%dT%H%M%SZ"

#: The first year and the year after the last: beyond them clocks have no zones, or no end.
YEARS = range(1900, 9999)


class SecondField(MinuteField):
    """A moment that was or is to come, to the second."""

    widget = forms.DateTimeInput({"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S")

    def validate(self, value):
        super().validate(value)
        if value.year not in YEARS:
            raise ValidationError(_("Give a year from 1900 on."))


class TimeMachineForm(forms.Form):
    at = SecondField(label=gettext_lazy("Moment"))
    page = forms.CharField(
        label=gettext_lazy("Page"),
        max_length=2000,
        initial="/",
        help_text=gettext_lazy(
            "The address of the front, of a section, topic or correspondent, of a story or its "
            "history, or of the corrections; such as / or /crime/."
        ),
        widget=forms.TextInput({"class": "vTextField"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["at"].help_text = _("To the minute or the second, in the time of %(zone)s.") % {
            "zone": zone
        }

    def clean_page(self):
        """Give the path alone, of a whole address too."""
        try:
            page = urlsplit(self.cleaned_data["page"]).path
        except ValueError:
            raise ValidationError(_("This is no address.")) from None
        return "/" + page.lstrip("/")


def for_staff(view):
    """
    Make a view of the admin that only those get who may see every edition, and that nobody
    keeps: a page at a moment to come shows what waits, of whatever section.
    """

    @wraps(view)
    def answer(request, *args):
        if not request.user.has_perms(["articles.view_edition", EVERYWHERE]):
            raise PermissionDenied
        response = view(request, *args)
        del response["ETag"], response["Last-Modified"]
        for header, value in UNSEEN.items():
            response[header] = value
        return response

    return admin.site.admin_view(require_safe(answer), cacheable=True)


@for_staff
def choose(request):
    """Ask for a moment and a page, and go there."""
    if "show" not in request.GET:
        initial = {"at": timezone.now(), "page": "/"} | request.GET.dict()
        return asked(request, TimeMachineForm(initial=initial))
    form = TimeMachineForm(request.GET)
    if not form.is_valid():
        return asked(request, form, status=400)
    return redirect(address(form.cleaned_data["at"], form.cleaned_data["page"]))


def asked(request, form, *, status=200):
    context = {
        **admin.site.each_context(request),
        "title": _("Time machine"),
        "form": form,
        "media": form.media,
    }
    return TemplateResponse(request, "admin/time_machine.html", context, status=status)


def address(at, page, query=""):
    """The address of a page at a moment."""
    there = reverse("time_machine_page", args=[f"{at.astimezone(UTC):{FORMAT}}", page])
    return f"{there}?{query}" if query else there


@for_staff
def show(request, at, page):
    """Show a page of the paper as of a moment; where readers find none then, ask again."""
    at = read(at)
    try:
        response = answer_then(request, at, page)
    except Http404:
        form = TimeMachineForm({"at": timezone.localtime(at), "page": page})
        form.add_error("page", _("Readers find no page here at that moment."))
        return asked(request, form, status=404)
    if "Location" not in response:
        return led_on(response, at)
    to = urlsplit(response["Location"])
    return redirect(address(at, to.path, to.query))


#: A link that people follow to a page of ours: no stylesheet's, no feed's, and not the desk's.
LINK = re.compile(rb'(<a\b[^>]*\bhref=")(/(?!admin/|static/|[^"]*feed/")[^"]*)')


def led_on(response, at):
    """Have the links of a page lead on to that moment, and not back to today."""
    there = address(at, "/").encode()
    response.content = LINK.sub(lambda link: link[1] + there + link[2][1:], response.content)
    return response


def read(at):
    """Read a moment from an address. Raises Http404 for one that no clock shows."""
    try:
        moment = datetime.strptime(at, FORMAT).replace(tzinfo=UTC)
    except ValueError:
        raise Http404 from None
    if moment.year not in YEARS:
        raise Http404
    return moment


def answer_then(request, at, page):
    """Have the paper answer, by its own view, as it did or will. Raises Http404."""
    match = resolve(page)
    if match.app_name != "paper" or match.url_name not in PAGES:
        raise Http404
    then = copy(request)
    then.META = {
        name: value for name, value in request.META.items() if not name.startswith("HTTP_IF_")
    }
    then.__dict__.pop("headers", None)  # made of META when first asked for
    then.path = then.path_info = page
    then.at, then.stamp, then.resolver_match = at, stamp(at, page), match
    then.previews = proof_pictures.of_desk
    return match.func(then, *match.args, **match.kwargs)


def stamp(at, page):
    """Say which moment it is, with the way back to the form."""
    if at <= timezone.now():
        says = _("The paper as it stood on %(time)s (%(zone)s), for staff only.")
    else:
        says = _("The paper as it is to stand on %(time)s (%(zone)s), for staff only.")
    local = timezone.localtime(at)
    told = {"time": date_format(local, "j F Y, H:i:s"), "zone": local.tzname()}
    query = {"at": f"{local:%Y-%m-%dT%H:%M:%S}", "page": page}
    back = reverse("time_machine", query=query)
    return format_html('{} <a href="{}">{}</a>', says % told, back, _("Another moment"))


urlpatterns = [
    path("", choose, name="time_machine"),
    re_path(r"^([0-9]{8}T[0-9]{6}Z)(/.*)$", show, name="time_machine_page"),
]
