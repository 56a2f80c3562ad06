from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Masthead
from articles.paper.directory import furnish
from articles.paper.moment import moment
from articles.text.markup import plain


@dataclass(frozen=True)
class Words:
    """Words set as copy is: sanitised HTML, which no place opens."""

    body: str
    dateline: str = ""


@require_safe
def about(request):
    """Say what the paper says of itself, once somebody has written it."""
    return written(request, "about", _("About us"))


@require_safe
def contact(request):
    """Say how readers reach the paper, once somebody has written it."""
    return written(request, "contact", _("Contact"))


def written(request, name, title):
    """Show a page whose words are the masthead's own."""
    words = Masthead.objects.values_list(name, flat=True).first()
    if not words or not plain(words):
        raise Http404
    context = {"furniture": furnish(at=moment(request)), "title": title, "words": Words(words)}
    return render(request, "paper/about.html", context)
