from django.contrib.admin import AdminSite
from django.utils import timezone

from articles.desk import notices

#: Lines of each kind on the first page.
LINES = 3


class Desk(AdminSite):
    """
    The admin, which tells each person what waits for them. It is made while the screens
    register themselves with it: nothing here may import them.
    """

    def each_context(self, request):
        return super().each_context(request) | {"unread": notices.unread(request.user)}

    def index(self, request, extra_context=None):
        mine = notices.of(request.user).filter(read_at=None).select_related("article", "by")
        now = timezone.now()
        told = {
            "now": now,
            "due": notices.due_from(request.user, at=now).defer("body")[:LINES],
            "notices": mine.defer("article__body")[:LINES],
        }
        return super().index(request, (extra_context or {}) | told)
