from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.pressing.differences import difference
from articles.admin.queries import StandsAnyQuery
from articles.admin.reach import OfStories
from articles.admin.read_only import ReadOnly
from articles.models import Edition, SilentEdit
from articles.workflow import Answer


@admin.register(SilentEdit)
class SilentEditAdmin(ReadOnly, OfStories, StandsAnyQuery, admin.ModelAdmin):
    """The report of what changed for readers without their being told."""

    fields = ["story", "live_from", "who", "words_changed", "what_changed"]
    list_display = ["headline", "live_from", "who", "words_changed", "section"]
    list_filter = ["section", "live_from"]
    list_select_related = ["section"]
    ordering = ["-live_from"]
    search_fields = ["headline", "path"]
    show_full_result_count = False

    class Media:
        css = {"all": ["articles/desk.css"]}

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_edition")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_queryset(self, request):
        return super().get_queryset(request).shown(at=timezone.now()).defer("body")

    def view_on_site(self, edition):
        return edition.path if edition.is_live(timezone.now()) else None

    @admin.display(description=_("story"))
    def story(self, edition):
        form = reverse("admin:articles_article_change", args=[edition.article_id])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', form, edition.headline)

    @admin.display(description=_("what changed"))
    def what_changed(self, edition):
        copies = Edition.objects.filter(article=edition.article_id, answer=Answer.COPY)
        others = copies.begun(at=edition.live_from).exclude(pk=edition.pk)
        before = others.order_by("-live_from").first()
        compared = difference(before, edition) if before else []
        return render_to_string("admin/articles/_difference.html", {"difference": compared})
