"""A revision as readers would get it, shown through the paper's own view."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import press
from articles.paper.directory import Entry, furnish
from articles.paper.moment import moment
from articles.paper.views.article import page


@require_safe
def proof(request, model_admin, pk):
    """Show a proof of the newest revision, or of `?revision=`."""
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    revision = asked_for(request, article)
    if revision is None:
        messages.warning(request, _("There is nothing to proof yet: save the story first."))
        return redirect("admin:articles_article_change", pk)
    sheet = press.proof(revision)
    furniture = furnish(at=moment(request))
    request.stamp = stamp(revision)
    response = page(
        request,
        sheet.edition,
        furniture=replace(furniture, topics=entries(sheet.topics)),
        proof=True,
    )
    for header, value in UNSEEN.items():
        response[header] = value
    return response


#: No cache keeps a proof, no robot lists it, and no link from it tells where it is.
UNSEEN = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


def asked_for(request, article):
    """Give the revision that the address names; Http404 for one that is not this story's."""
    if (number := request.GET.get("revision")) is None:
        return article.newest()
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    return get_object_or_404(article.revisions, number=number)


def entries(tags):
    return [Entry(tag.name, tag.slug, tag.get_absolute_url()) for tag in tags]


def stamp(revision):
    """Say what the page is, with the way back to the desk."""
    return format_html(
        '{} <a href="{}">{}</a>',
        _("Proof of revision %(number)s, for the desk only.") % {"number": revision.number},
        reverse("admin:articles_article_change", args=[revision.article_id]),
        _("Back to the story"),
    )
