"""
A revision as readers would get it, shown through the paper's own view: to the desk, and to
whoever has a link.
"""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import press
from articles.admin import proof_pictures
from articles.desk import proof_links
from articles.paper.directory import Entry, furnish
from articles.paper.moment import moment
from articles.paper.pictures import put_up
from articles.paper.views.article import page
from articles.pictures.drawing import PREVIEWS

#: No cache keeps a proof, no robot lists it, and no link from it tells where it is.
UNSEEN = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def proof(request, model_admin, pk):
    """Show the desk a proof of the newest revision, or of `?revision=`."""
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    revision = asked_for(request, article)
    if revision is None:
        messages.warning(request, _("There is nothing to proof yet: save the story first."))
        return redirect("admin:articles_article_change", pk)
    stamp = stamp_of_desk(revision)
    return shown(request, revision, stamp=stamp, previews=proof_pictures.of_desk)


@require_safe
def read(request, token):
    """Show the proof that a link is for to whoever has it, or say that it shows nothing."""
    at = moment(request)
    try:
        link, revision = proof_links.find(token, at=at)
    except proof_links.Shut as shut:
        context = {"furniture": furnish(at=at), "shut": shut}
        return unseen(render(request, "no_proof.html", context, status=404))
    stamp, previews = stamp_of_link(link, revision), proof_pictures.of_link(token)
    response = shown(request, revision, stamp=stamp, previews=previews)
    if request.method == "GET":
        agent = request.headers.get("User-Agent", "")
        proof_links.opened(link, revision, agent=agent, at=at)
    return response


@require_safe
def picture(request, token, number, side):
    """Send a picture of the proof that a link shows, as long as the link shows it."""
    at = moment(request)
    try:
        _link, revision = proof_links.find(token, at=at)
    except proof_links.Shut:
        raise Http404 from None
    found = proof_pictures.shown_by(revision, at=at).filter(pk=number).first()
    if found is None or side not in PREVIEWS:
        raise Http404
    return unseen(proof_pictures.sent(found, side))


def shown(request, revision, *, stamp, previews):
    """
    Set a revision as its page, with a stamp that says what the page is; `previews` gives the
    addresses of its pictures.
    """
    sheet, at = press.proof(revision), moment(request)
    put_up(sheet.edition, proof_pictures.hung(sheet.edition, previews, at=at))
    furniture = furnish(at=at)
    topics = [Entry(tag.name, tag.slug, tag.get_absolute_url()) for tag in sheet.topics]
    request.stamp = stamp
    response = page(request, sheet.edition, furniture=replace(furniture, topics=topics), proof=True)
    return unseen(response)


def unseen(response):
    for header, value in UNSEEN.items():
        response[header] = value
    return response


def asked_for(request, article):
    """Give the revision that the address names; Http404 for one that is not this story's."""
    if (number := request.GET.get("revision")) is None:
        return article.newest()
    if (revision := numbered(article, number)) is None:
        raise Http404
    return revision


def numbered(article, number):
    """Find a story's revision by its number, which is text as somebody sent it; or None."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return article.revisions.filter(number=number).first()


def stamp_of_desk(revision):
    """Say what the page is, with the way back to the desk."""
    return format_html(
        '{} <a href="{}">{}</a>',
        _("Proof of revision %(number)s, for the desk only.") % {"number": revision.number},
        reverse("admin:articles_article_change", args=[revision.article_id]),
        _("Back to the story"),
    )


def stamp_of_link(link, revision):
    """Say what the page is, for whom, and until when; and no way to anywhere."""
    until = date_format(timezone.localtime(link.expires_at), "j F Y, H:i T")
    # The name may run the other way than the words around it.
    return format_html(
        _("Proof for {recipient}, revision {number}, not for publication; until {time}."),
        recipient=format_html("<bdi>{}</bdi>", link.recipient),
        number=revision.number,
        time=until,
    )
