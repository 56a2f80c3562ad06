"""The report of stories that are about to lose a picture, or have lost one."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.pictures import looks
from articles.models import Article, EditionPicture
from articles.text.plain import is_number

#: Stories of one table, and the most days that can be asked for.
MOST, LONGEST = 200, 366


@require_safe
def ending(request, model_admin):
    """Show which stories, live or waiting, lose a picture within ?days= from now, or lost one."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    days, at = days_of(request), timezone.now()
    lost, losing = shown_until(at + timedelta(days=days), user=request.user, at=at)
    page = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Pictures about to end"),
        "days": days,
        "lost": lost,
        "losing": losing,
        "most": MOST,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/articles/picture/ending.html", page)


def days_of(request):
    number = request.GET.get("days", "")
    return min(int(number), LONGEST) if is_number(number) else looks.SOON


def shown_until(end, *, user, at):
    """The pictures of editions whose time ends by `end`: those that ended by `at`, the others."""
    within = Article.objects.for_editor(user)
    rows = EditionPicture.objects.current(at=at).filter(until__lte=end)
    rows = rows.select_related("picture", "edition")
    rows = rows.defer("edition__body", "renditions", "picture__metadata")
    lost, losing = rows.filter(until__lte=at), rows.filter(until__gt=at)
    lists = list(lost.order_by("-until")[:MOST]), list(losing.order_by("until")[:MOST])
    numbers = [row.edition.article_id for rows in lists for row in rows]
    reached = set(within.filter(pk__in=numbers).values_list("pk", flat=True))
    return tuple([with_looks(row, reached, at=at) for row in rows] for rows in lists)


def with_looks(row, reached, *, at):
    """Hang on a row what the report shows of it."""
    row.is_waiting = row.edition.live_from > at
    row.is_reached = row.edition.article_id in reached
    row.thumb = looks.preview(row.picture, looks.SMALL)
    row.size = looks.size_of(row.picture, looks.SMALL)
    row.rights = looks.rights(row.picture, at=at)
    return row
