"""What waits for a person: notices, and what is due from them."""

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import Max
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.desk import notices
from articles.text.plain import is_number

#: Notices on a page of the list.
LINES = 50

#: Stories in the list of what is due: more than anybody can be late with.
MOST_DUE = 100


@admin.site.admin_view
@require_safe
def for_you(request):
    """List what is due from a person, and their notices, newest first."""
    mine = notices.of(request.user).select_related("article", "by").defer("article__body")
    page = Paginator(mine, LINES).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        **admin.site.each_context(request),
        "title": _("For you"),
        "now": now,
        "due": notices.due_from(request.user, at=now).defer("body")[:MOST_DUE],
        "page": page,
        "newest": notices.of(request.user).aggregate(newest=Max("pk"))["newest"],
    }
    return TemplateResponse(request, "admin/for_you.html", context)


@admin.site.admin_view
@require_POST
def read_all(request):
    """Mark a person's notices as read, as far as they have seen them."""
    seen = request.POST.get("seen", "")
    if not is_number(seen):
        raise BadRequest("There is no such notice")
    notices.read(notices.of(request.user).filter(pk__lte=seen))
    return redirect("for_you")


urlpatterns = [
    path("", for_you, name="for_you"),
    path("read/", read_all, name="read_notices"),
]
