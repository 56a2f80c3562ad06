from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import (
    clashing,
    findings,
    keeping,
    length,
    many,
    moving,
    notes,
    pressing,
    proof_links,
    proofs,
    receipts,
    revisions,
)
from articles.admin.article_form import ArticleForm
from articles.admin.article_list import Lists
from articles.admin.autocomplete import Autocompletes
from articles.admin.byline import BylineInline, rows_of
from articles.admin.editor import CONFIG, BodyWidget, allowed
from articles.admin.lead import Leads
from articles.admin.onward import onward
from articles.admin.planning import Plans
from articles.admin.printed import printed
from articles.admin.queries import StandsAnyQuery
from articles.admin.reach import FoundOrNot
from articles.admin.stories import stories
from articles.desk import merging
from articles.models import Article, Edition
from articles.permissions import may
from articles.refusals import Refused
from articles.text.slots import SLOTS


@admin.register(Article)
class ArticleAdmin(
    Lists,
    Plans,
    Leads,
    many.ChoosesMany,
    Autocompletes,
    FoundOrNot,
    StandsAnyQuery,
    admin.ModelAdmin,
):
    form = ArticleForm
    inlines = [BylineInline]
    autocomplete_fields = ["publication"]
    readonly_fields = [
        *("standing_now", "printed", "lead_shown"),
        *("uid", "source", "source_id", "created_at", "updated_at", "revision_number"),
    ]

    class Media:
        css = {
            "all": [
                "articles/desk.css",
                "articles/writing.css",
                "articles/bylines.css",
                "articles/measure.css",
                "articles/tools.css",
                "articles/stage.css",
                "articles/notes.css",
                "articles/clash.css",
                "articles/revisions.css",
                "articles/compare.css",
                "articles/keeping.css",
                "articles/findings.css",
            ]
        }
        js = [
            "articles/desk.js",
            "articles/notes.js",
            "articles/keeping.js",
            "articles/length.js",
            "articles/fits.js",
            "articles/shortcuts.js",
            "articles/findings.js",
        ]

    def get_urls(self):
        # A proof says itself what may be kept of it.
        proof = self.admin_site.admin_view(proofs.proof, cacheable=True)
        press = self.admin_site.admin_view(pressing.press)
        prepare = self.admin_site.admin_view(pressing.prepare)
        receipt = self.admin_site.admin_view(receipts.receipt)
        mine = {"model_admin": self}
        return [
            path("<int:pk>/proof/", proof, mine, "articles_article_proof"),
            path("stories/", self.admin_site.admin_view(stories), mine, "articles_article_stories"),
            path("<int:pk>/prepare/", prepare, mine, "articles_article_prepare"),
            path("<int:pk>/receipt/", receipt, mine, "articles_article_receipt"),
            *proof_links.paths(self),
            *(
                path(f"<int:pk>/{name}/", press, mine | {"name": name}, f"articles_article_{name}")
                for name in pressing.VERBS
            ),
            *notes.paths(self),
            *moving.paths(self),
            *many.paths(self),
            *clashing.paths(self),
            *revisions.paths(self),
            *keeping.paths(self),
            *findings.paths(self),
            *super().get_urls(),
        ]

    # --- the list ---

    def get_queryset(self, request):
        return super().get_queryset(request).for_editor(request.user)

    # --- the form ---

    def get_fieldsets(self, request, obj=None):
        may_write = self.may_write(request, obj)
        body, lead = "body" if may_write else "printed", self.lead_fields(may_write=may_write)
        title = ["headline", ("kicker", "slugline"), "standfirst", lead]
        terms = ["publication", "language", ("rights", "credit"), "shows_history"]
        fieldsets = [
            # The bylines stand between these: see change_form.html.
            (None, {"classes": ["copy"], "fields": title}),
            (None, {"classes": ["copy"], "fields": ["dateline", body]}),
            (
                _("Where it belongs"),
                {"classes": ["belongs"], "fields": ["section", "tags", "label"]},
            ),
            self.plan_fieldset(request, obj),
            (_("Publication and rights"), {"classes": ["collapse"], "fields": terms}),
        ]
        if obj is None:
            return fieldsets
        kept = ["uid", ("source", "source_id"), ("created_at", "updated_at"), "revision_number"]
        return [
            *fieldsets,
            (_("Where it is"), {"fields": ["standing_now"]}),
            (_("On file"), {"classes": ["collapse"], "fields": kept}),
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            kwargs |= {"config": CONFIG, "widget": BodyWidget}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        # The class was made for this request alone.
        form.user, form.refusal = request.user, getattr(request, "refusal", None)
        form.brought_back = keeping.asked_for(request, obj)
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "POST" and self.may_write(request, obj):
            kwargs["initial"] = rows_of(obj)
            kwargs |= keeping.rows_brought_back(request, obj)
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
        return printed(article)

    def view_on_site(self, article):
        live = Edition.objects.live(at=timezone.now())
        return live.filter(article=article.pk).values_list("path", flat=True).first()

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", obj) or may(request.user, "change", obj)

    def has_change_permission(self, request, obj=None):
        return may(request.user, "change", obj)

    def has_delete_permission(self, request, obj=None):
        """A newsroom spikes; it does not delete."""
        return False

    def history_view(self, request, object_id, extra_context=None):
        return revisions.history(request, self, object_id)

    # --- saving ---

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        keeping.keep_first(self, request, object_id)
        try:
            with merging.keeping():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except (Refused, ValidationError) as refusal:
            # All is rolled back. Once more, so that the form says why and keeps what was typed.
            request.refusal = refusal
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """Wait for the bylines: copy, bylines and tags are one save."""

    def save_related(self, request, form, formsets, change):
        form.file(bylines=formsets[0].printed())
        request.saved = form.saved

    def construct_change_message(self, request, form, formsets, add=False):
        # Revisions tell what changed in the bylines.
        return super().construct_change_message(request, form, [], add)

    def response_add(self, request, obj, post_url_continue=None):
        onwards = onward(request, obj, request.saved.revision)
        return onwards or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        clashing.tell(request, obj)
        onwards = onward(request, obj, request.saved.revision)
        return onwards or super().response_change(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {"show_save_and_add_another": False, "is_nav_sidebar_enabled": False}
        context |= {"length": length.length(obj), "slots": SLOTS}
        context["media"] = allowed(context["media"], request)
        context["stage_bar"] = moving.stage_bar(
            obj, user=request.user, data=keeping.filled_with(request)
        )
        context["may_publish"] = obj is None and may(request.user, "publish")
        if obj:
            context |= titled(obj, may_write=self.may_write(request, obj))
            context |= standing_of(obj, user=request.user)
            context["notes"] = notes.board(obj)
            context["news"] = revisions.news(request, obj)
        context |= clashing.told(request, obj)
        context["keeping"] = keeping.board(self, request, obj)
        context["findings"] = findings.board(self, request, obj)
        response = super().render_change_form(request, context, add, change, form_url, obj)
        return clashing.answered(request, response)


def standing_of(article, *, user):
    """What a story's form tells of readers and the press: for its template."""
    situation = pressing.Situation(article, now=timezone.now())
    verbs = pressing.offered(user, article, situation)
    names = {verb.name for verb in verbs}
    return {
        "situation": situation,
        "verbs": verbs,
        "may_publish": "publish" in names,
        "may_publish_now": "publish" in names and situation.is_plainly_live,
        "may_move": "reschedule" in names,
        "may_cancel": "unschedule" in names,
        "may_lift": "lift" in names,
        "may_see_receipt": may(user, "kill", article),
        "may_send_proofs": may(user, "proof", article),
        "record": revisions.last_lines(article),
    }


def titled(article, *, may_write):
    """What heads a story's form: the story, and what one may do with it."""
    form = _("%(story)s — change article") if may_write else _("%(story)s — view article")
    return {"title": form % {"story": str(article) or _("No headline")}, "subtitle": None}
