from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import pressing, proofs, receipts
from articles.admin.article_form import ArticleForm
from articles.admin.article_list import ArticleList, StandingFilter
from articles.admin.autocomplete import Autocompletes
from articles.admin.byline import BylineInline, rows_of
from articles.admin.editor import CONFIG, allowed
from articles.admin.queries import StandsAnyQuery
from articles.admin.record import record
from articles.models import Article, Edition
from articles.permissions import may
from articles.refusals import Refused
from articles.templatetags.articles import copy


@admin.register(Article)
class ArticleAdmin(Autocompletes, StandsAnyQuery, admin.ModelAdmin):
    form = ArticleForm
    inlines = [BylineInline]
    autocomplete_fields = ["publication"]
    readonly_fields = [
        *("standing_now", "printed"),
        *("uid", "source", "source_id", "created_at", "updated_at", "revision_number"),
    ]

    list_display = ["title", "section", "names", "stage", "standing", "updated_at"]
    list_filter = ["stage", StandingFilter, "section", "publication", "updated_at"]
    list_select_related = ["section"]
    list_per_page = 50
    search_fields = ["headline", "slugline", "bylines__name"]
    search_help_text = _("Searches headlines, sluglines and names in bylines.")
    show_full_result_count = False

    class Media:
        css = {"all": ["articles/desk.css"]}
        js = ["articles/desk.js"]

    def get_urls(self):
        # A proof says itself what may be kept of it.
        proof = self.admin_site.admin_view(proofs.proof, cacheable=True)
        press = self.admin_site.admin_view(pressing.press)
        receipt = self.admin_site.admin_view(receipts.receipt)
        mine = {"model_admin": self}
        return [
            path("<int:pk>/proof/", proof, mine, "articles_article_proof"),
            path("<int:pk>/receipt/", receipt, mine, "articles_article_receipt"),
            *(
                path(f"<int:pk>/{name}/", press, mine | {"name": name}, f"articles_article_{name}")
                for name in pressing.VERBS
            ),
            *super().get_urls(),
        ]

    # --- the list ---

    def get_queryset(self, request):
        return super().get_queryset(request).with_standing(at=timezone.now())

    def get_changelist(self, request, **kwargs):
        return ArticleList

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, article):
        return str(article)

    @admin.display(description=_("by"))
    def names(self, article):
        return ", ".join(byline.name for byline in article.bylines.all())

    @admin.display(description=_("standing"))
    def standing(self, article):
        return article.standing(at=timezone.now()).label

    # --- the form ---

    def get_fieldsets(self, request, obj=None):
        body = "body" if self.may_write(request, obj) else "printed"
        copy = ["headline", ("kicker", "slugline"), "standfirst", "dateline", body]
        place = ["section", "tags", ("publication", "language"), ("rights", "credit")]
        fieldsets = [(None, {"fields": [*copy]}), (_("Where it belongs"), {"fields": place})]
        if obj is None:
            return [*fieldsets, (_("Where it is"), {"fields": ["stage"]})]
        kept = ["uid", ("source", "source_id"), ("created_at", "updated_at"), "revision_number"]
        return [
            *fieldsets,
            (_("Where it is"), {"fields": [("stage", "standing_now")]}),
            (_("On file"), {"classes": ["collapse"], "fields": kept}),
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            kwargs["config"] = CONFIG
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        # The class was made for this request alone.
        form.user, form.refusal = request.user, getattr(request, "refusal", None)
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "POST" and self.may_write(request, obj):
            kwargs["initial"] = rows_of(obj)
        return kwargs

    def may_write(self, request, article):
        if article is None or article.pk is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, article)

    @admin.display(description=_("standing"))
    def standing_now(self, article):
        """The standing, and whether readers have what is on the form."""
        label = article.standing(at=timezone.now()).label
        live = article.editions.live(at=timezone.now())
        number = live.values_list("revision__number", flat=True).first()
        if number in {None, article.revision_number}:
            return label
        return gettext("%(standing)s, with revision %(live)d; the newest is %(newest)d") % {
            "standing": label,
            "live": number,
            "newest": article.revision_number,
        }

    @admin.display(description=_("body"))
    def printed(self, article):
        return copy(article)

    def view_on_site(self, article):
        live = Edition.objects.live(at=timezone.now())
        return live.filter(article=article.pk).values_list("path", flat=True).first()

    def has_delete_permission(self, request, obj=None):
        """A newsroom spikes; it does not delete."""
        return False

    # --- saving ---

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (Refused, ValidationError) as refusal:
            # All is rolled back. Once more, so that the form says why and keeps what was typed.
            request.refusal = refusal
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """Wait for the bylines: copy, bylines and tags are one save."""

    def save_related(self, request, form, formsets, change):
        form.file(bylines=formsets[0].printed())

    def construct_change_message(self, request, form, formsets, add=False):
        # Revisions tell what changed in the bylines.
        return super().construct_change_message(request, form, [], add)

    def response_add(self, request, obj, post_url_continue=None):
        return onward(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return onward(request, obj) or super().response_change(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["show_save_and_add_another"] = False
        context["media"] = allowed(context["media"], request)
        context["may_publish"] = obj is None and may(request.user, "publish")
        if obj:
            context |= standing_of(obj, user=request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)


def standing_of(article, *, user):
    """What a story's form tells of readers and the press: for its template."""
    situation = pressing.Situation(article, now=timezone.now())
    verbs = pressing.offered(user, article, situation)
    names = {verb.name for verb in verbs}
    return {
        "situation": situation,
        "verbs": verbs,
        "may_publish": "publish" in names,
        "may_move": "reschedule" in names,
        "may_cancel": "unschedule" in names,
        "may_lift": "lift" in names,
        "may_see_receipt": may(user, "kill", article),
        "record": record(article),
    }


def onward(request, article):
    """Go where a button leads that saves and goes on, if one of these was pressed."""
    for name in ("proof", "publish"):
        if f"_{name}" in request.POST:
            return redirect(f"admin:articles_article_{name}", article.pk)
    return None
