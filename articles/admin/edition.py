from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.queries import StandsAnyQuery
from articles.admin.reach import OfStories
from articles.admin.read_only import ReadOnly
from articles.checks.wholeness import ERROR, WARNING
from articles.models import Edition
from articles.templatetags.articles import copy, names

#: Level of a finding of the checks: in words.
LEVELS = {ERROR: _("Error"), WARNING: _("Warning")}


def said(finding):
    """Say what a check found, and who let it pass, if somebody did."""
    says = f"{LEVELS[finding['level']]}: {finding['message']}"
    if "overruled" not in finding:
        return says
    passed = _("Overruled by %(by)s: %(why)s")
    return f"{says} {passed % {'by': finding['by'], 'why': finding['overruled']}}"


@admin.register(Edition)
class EditionAdmin(ReadOnly, OfStories, StandsAnyQuery, admin.ModelAdmin):
    fieldsets = [
        (None, {"fields": ["article", "revision", "answer", "live_from", "live_until", "path"]}),
        (
            _("As printed"),
            {
                "fields": [
                    *("label", "kicker", "headline", "standfirst"),
                    *("credited", "printed", "section"),
                ],
            },
        ),
        (
            _("Told to readers"),
            {
                "fields": [
                    *("correction", "correction_note", "withholds"),
                    *("is_silent", "words_changed", "notice", "target"),
                ],
            },
        ),
        (
            _("Record"),
            {
                "classes": ["collapse"],
                "fields": [
                    *("published_at", "revised_at", "embargoed_until", "rendered_at", "uid"),
                    *("publication", "language", "rights", "credit", "found"),
                ],
            },
        ),
    ]
    list_display = ["what", "section", "live_from", "live_until", "revision"]
    list_filter = ["answer", "correction", "section", "live_from"]
    list_select_related = ["article", "section", "revision"]
    search_fields = ["headline", "path"]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("body", "article__body", "revision__body")

    def view_on_site(self, edition):
        return edition.path if edition.is_live(timezone.now()) else None

    @admin.display(description=_("edition"), ordering="headline")
    def what(self, edition):
        """Say what readers get, and of which story: one that is off has no words of its own."""
        return f"{edition.get_answer_display()}: {edition.headline or edition.article}"

    @admin.display(description=_("bylines"))
    def credited(self, edition):
        return names(edition.bylines)

    @admin.display(description=_("findings"))
    def found(self, edition):
        return "\n".join(map(said, edition.findings)) or "–"

    @admin.display(description=_("body"))
    def printed(self, edition):
        return copy(edition)
