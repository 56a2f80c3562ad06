from django.contrib.admin import AdminSite
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.i18n import JavaScriptCatalog

from articles.desk import notices
from articles.desk.board import board

#: Lines of each kind of what is for a person on the first page.
LINES = 3


class Desk(AdminSite):
    """
    The admin, which tells each person what waits for them; its first page is the newsroom. It
    is made while the screens register themselves with it: nothing here may import them.
    """

    def each_context(self, request):
        # Counted when it is shown: a page may be of what is read by opening it.
        unread = SimpleLazyObject(lambda: notices.unread(request.user))
        return super().each_context(request) | {"unread": unread}

    def i18n_javascript(self, request, extra_context=None):
        # Django's own has the admin's words alone: the desk's scripts have some too.
        packages = ["django.contrib.admin", "articles", "newsroom"]
        return JavaScriptCatalog.as_view(packages=packages)(request)

    def index(self, request, extra_context=None):
        mine = notices.of(request.user).filter(read_at=None).select_related("article", "by")
        now = timezone.now()
        told = {
            "now": now,
            "board": board(request.user, at=now),
            "due": notices.due_from(request.user, at=now).defer("body")[:LINES],
            "notices": mine.defer("article__body")[:LINES],
        }
        return super().index(request, (extra_context or {}) | told)
