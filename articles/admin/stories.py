"""Stories to link to, as the editor asks for them: those of the desk that a person may see, and
whatever readers have."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from articles.models import Article, Edition
from articles.text.links import path_of
from articles.text.plain import one_line, printable
from articles.workflow import Stage, Standing

#: Stories that are shown at once, and words of a search that count.
SHOWN, WORDS = 12, 8
#: Characters of a search, or of an address.
LONGEST = 500


@require_safe
def stories(request, model_admin):
    """Give {"results": [{key, headline, standing, section, day}, …]} for ?q= or ?address=."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    at = timezone.now()
    if "address" in request.GET:
        found = at_address(request, request.GET["address"][:LONGEST], at=at)
    else:
        words = one_line(request.GET.get("q", "")[:LONGEST]).split()[:WORDS]
        found = with_words(request.user, words, at=at)
    return JsonResponse({"results": found})


def with_words(user, words, *, at):
    """The stories with all these words: the desk's first, latest first; each once."""
    desk = Article.objects.for_editor(user).exclude(stage=Stage.SPIKED)
    desk = desk.filter(*(Q(headline__icontains=w) | Q(slugline__icontains=w) for w in words))
    live = Edition.objects.live(at=at).filter(*(Q(headline__icontains=word) for word in words))
    rows = [
        *map(on_desk, desk.with_standing(at=at).select_related("section")[:SHOWN]),
        *map(in_print, live.for_listing().order_by("-published_at")[:SHOWN]),
    ]
    unique = {row["key"]: row for row in reversed(rows)}
    order = dict.fromkeys(row["key"] for row in rows)
    return [unique[key] for key in order][:SHOWN]


def at_address(request, address, *, at):
    """The story that readers have at an address of ours, by whichever path it had: one, or none."""
    if not is_ours(request, address):
        return []
    path = printable(path_of(address))
    live = Edition.objects.live(at=at).select_related("section")
    found = live.filter(Q(path=path) | Q(article__aliases__path=path)).first()
    return [in_print(found)] if found else []


def is_ours(request, address):
    try:
        host = urlsplit(address).netloc.lower()
    except ValueError:
        return False
    return host in {request.get_host().lower(), urlsplit(settings.SITE_URL).netloc.lower()} - {""}


def on_desk(article):
    return {
        "key": str(article.uid),
        "headline": str(article),
        "standing": str(article.standing(at=timezone.now()).label),
        "section": str(article.section or ""),
        "day": date_format(timezone.localtime(article.updated_at), "j F Y"),
    }


def in_print(edition):
    return {
        "key": str(edition.uid),
        "headline": edition.headline,
        "standing": str(Standing.LIVE.label),
        "section": edition.section.name,
        "day": date_format(timezone.localtime(edition.published_at), "j F Y"),
    }
