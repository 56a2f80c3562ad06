from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from articles.admin.levels import COUNTED
from articles.admin.queries import StandsAnyQuery
from articles.admin.reach import OfStories
from articles.admin.read_only import ReadOnly
from articles.models import Edition
from articles.templatetags.articles import copy, names
from articles.workflow import Level


def said(finding):
    """Say what a check found, and who let it pass, if somebody did: (level, message, who)."""
    passed = ""
    if "overruled" in finding:
        says = {"by": finding.get("by") or "–", "why": finding["overruled"]}
        passed = _("Overruled by %(by)s: %(why)s") % says
    return Level(finding["level"]).label, finding["message"], passed


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
        (_("Checks"), {"fields": ["found"]}),
        (
            _("Record"),
            {
                "classes": ["collapse"],
                "fields": [
                    *("published_at", "revised_at", "embargoed_until", "rendered_at", "uid"),
                    *("publication", "language", "rights", "credit"),
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
        """What the checks said of the words as they went out."""
        gravest_first = list(COUNTED)
        found = sorted(edition.findings, key=lambda each: gravest_first.index(each["level"]))
        lines = format_html_join("", "<p><strong>{}:</strong> {} <em>{}</em></p>", map(said, found))
        return lines or "–"

    @admin.display(description=_("body"))
    def printed(self, edition):
        return copy(edition)
