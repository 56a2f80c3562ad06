"""The paper's house rules; and the page that shows what one would have found, and switches it."""

import regex
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from articles.admin.queries import StandsAnyQuery
from articles.checks import trial
from articles.models import HouseRule

#: The fields that decide what a rule finds: once one is changed, it is tried anew.
LOOKS_FOR = frozenset({"phrase", "is_pattern", "matches_case"})


@admin.register(HouseRule)
class HouseRuleAdmin(StandsAnyQuery, admin.ModelAdmin):
    """A rule is switched on, and off, on the page of its trial alone."""

    fields = ["phrase", "is_pattern", "matches_case", "suggestion", "reason", "level", "is_on"]
    readonly_fields = ["is_on"]
    list_display = ["phrase", "suggestion", "level", "is_on", "often", "overruled", "reason"]
    list_filter = ["is_on", "level", "is_slow"]
    search_fields = ["phrase", "suggestion", "reason"]
    actions = ["switch_off"]

    class Media:
        css = {"all": ["articles/house_rules.css"]}

    def get_urls(self):
        view = self.admin_site.admin_view(trial_page)
        mine = {"model_admin": self}
        return [
            path("<int:pk>/trial/", view, mine, "articles_houserule_trial"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        if change and LOOKS_FOR & set(form.changed_data):
            obj.is_on = obj.is_slow = False
        # Not all of it: how often it fired is counted meanwhile.
        obj.save(update_fields=[*form.fields, "is_on", "is_slow"] if change else None)

    def response_post_save_add(self, request, obj):
        return redirect("admin:articles_houserule_trial", obj.pk)

    def response_post_save_change(self, request, obj):
        if obj.is_on:
            return super().response_post_save_change(request, obj)
        return redirect("admin:articles_houserule_trial", obj.pk)

    @admin.display(description=gettext_lazy("fired"), ordering="fired")
    def often(self, rule):
        return _("%(number)s; too slow") % {"number": rule.fired} if rule.is_slow else rule.fired

    @admin.action(description=gettext_lazy("Switch off"), permissions=["change"])
    def switch_off(self, request, rules):
        rules = list(rules.filter(is_on=True))
        for rule in rules:
            switch(self, request, rule, is_on=False)
        told = ngettext(
            "Switched off %(number)s rule.", "Switched off %(number)s rules.", len(rules)
        )
        self.message_user(request, told % {"number": len(rules)}, messages.SUCCESS)


@require_http_methods(["GET", "HEAD", "POST"])
def trial_page(request, model_admin, pk):
    """Show what a rule would have found in what readers have (GET), or switch it (POST)."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return shown(request, model_admin, get_object_or_404(HouseRule, pk=pk))
    with transaction.atomic():
        # Locked, so that what was seen is what is switched on.
        rule = get_object_or_404(HouseRule.objects.select_for_update(), pk=pk)
        return switched(request, model_admin, rule, is_on="switch_on" in request.POST)


def switched(request, model_admin, rule, *, is_on):
    if is_on and request.POST.get("seen") != rule.looks_for():
        messages.warning(request, _("The rule was changed meanwhile: see what it finds now."))
        return redirect("admin:articles_houserule_trial", rule.pk)
    switch(model_admin, request, rule, is_on=is_on)
    told = _("“%(rule)s” is on.") if is_on else _("“%(rule)s” is off.")
    messages.success(request, told % {"rule": rule})
    return redirect("admin:articles_houserule_changelist")


def switch(model_admin, request, rule, *, is_on):
    """Switch a rule, and write down who did."""
    rule.is_on, rule.is_slow = is_on, False
    rule.save(update_fields=["is_on", "is_slow"])
    model_admin.log_change(request, rule, _("Switched on.") if is_on else _("Switched off."))


def shown(request, model_admin, rule):
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": rule,
        "title": _("What would this rule have found?"),
        "media": model_admin.media,
        "has_view_permission": True,
        "trial": tried(rule),
    }
    return TemplateResponse(request, "admin/articles/houserule/trial.html", context)


def tried(rule):
    """The rule's trial; None for a pattern that cannot be read."""
    try:
        return trial.run(rule)
    except regex.error:
        return None
