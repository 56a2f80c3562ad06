"""What is done to many stories of the list at once: to each by itself, and told of each."""

from functools import partialmethod

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import BadRequest, PermissionDenied
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from articles import press
from articles.admin.editor import allowed
from articles.admin.moving.asked import LONGEST
from articles.admin.moving.verbs import VERBS
from articles.desk import moves, planning
from articles.permissions import may
from articles.refusals import Moved, Refused
from articles.text.plain import is_number

#: verb: how the list offers it.
LABELS = {
    "submit": gettext_lazy("Submit"),
    "sub": gettext_lazy("Take for subbing"),
    "approve": gettext_lazy("Approve"),
    "send_back": gettext_lazy("Send back…"),
    "spike": gettext_lazy("Spike…"),
    "unspike": gettext_lazy("Bring back from the spike"),
    "take_over": gettext_lazy("Take over"),
    "publish": gettext_lazy("Publish now…"),
}

DONE = {verb: VERBS[verb].done for verb in LABELS if verb in VERBS} | {
    "take_over": gettext_lazy("Yours now."),
    "publish": gettext_lazy("Published."),
}


def move_it(article, verb, *, by, seen, stage, reason):
    moves.move(article, verb, by=by, seen=seen, stage=stage, reason=reason)


def take_it(article, verb, *, by, **_seen):
    planning.assign(article, by, by=by)


def publish_it(article, verb, *, by, seen, **_seen):
    revision = article.newest()
    if revision and seen not in (None, revision.number):
        raise Moved(revision)
    press.publish(article, by=by, revision=revision)


#: verb: what does it to one story, where that is no move.
DOING = {"take_over": take_it, "publish": publish_it}


class NoteForm(forms.Form):
    """The note that goes with many stories at once."""

    reason = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST,
        help_text=gettext_lazy("What is to be done: each writer gets it."),
        widget=AdminTextareaWidget({"rows": 4}),
    )


#: verb: the form of the page that asks first.
ASKED = {"send_back": NoteForm, "spike": forms.Form, "publish": forms.Form}

MEANS = {verb: VERBS[verb].means for verb in LABELS if verb in VERBS} | {
    "publish": gettext_lazy("Readers get the newest words of each of these stories at once."),
}


def action(verb):
    """Make the action of a verb, as Django's lists take it."""

    def act(model_admin, request, queryset):
        if verb not in ASKED:
            return use_each(verb, request, queryset)
        is_answered = {"confirmed", "reason"} & request.POST.keys()
        form = ASKED[verb](request.POST if is_answered else None)
        if form.is_valid():
            return use_each(verb, request, queryset, **form.cleaned_data)
        return ask(verb, model_admin, request, queryset, form)

    act.__name__ = verb
    act.short_description = LABELS[verb]
    act.allowed_permissions = (verb,)
    return act


def use_each(verb, request, queryset, *, reason=""):
    """Use a verb on each story by itself, and say of each what came of it."""
    saw = seen_in(request)
    for article in queryset:
        seen, stage = saw.get(article.pk, (None, None))
        do = DOING.get(verb, move_it)
        try:
            do(article, verb, by=request.user, seen=seen, stage=stage, reason=reason)
        except Refused as refused:
            messages.warning(request, f"{article}: {refused}")
        else:
            messages.success(request, f"{article}: {DONE[verb]}")


def seen_in(request):
    """What the person saw of each row: {story number: (revision number, stage)}."""
    rows = [row.split(":") for row in request.POST.getlist("seen")]
    return {
        int(pk): (int(number), stage)
        for pk, number, stage in (row for row in rows if len(row) == 3)
        if is_number(pk) and is_number(number)
    }


def ask(verb, model_admin, request, queryset, form):
    """Ask on a page between, which names the stories, and what was seen of them."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": LABELS[verb],
        "media": allowed(model_admin.media, request),
        "verb": verb,
        "means": MEANS[verb],
        "form": form,
        "stories": list(queryset),
        "seen": request.POST.getlist("seen"),
        "checkbox": helpers.ACTION_CHECKBOX_NAME,
        "has_view_permission": True,
    }
    status = 400 if form.is_bound else 200
    return TemplateResponse(
        request, "admin/articles/article/move_many.html", context, status=status
    )


class MovesMany:
    """For the list of stories: its actions. Each is offered to whoever has its right at all."""

    actions = [action(verb) for verb in LABELS]

    def action_checkbox(self, article):
        """Have each row say what the person saw of it."""
        saw = f"{article.pk}:{article.revision_number}:{article.stage}"
        return format_html(
            '{}<input type="hidden" name="seen" value="{}">', super().action_checkbox(article), saw
        )

    def may_use(self, request, *, verb):
        return may(request.user, verb)

    def response_action(self, request, queryset, *args, **kwargs):
        asked = set(request.POST.getlist("action")) & LABELS.keys()
        if any(not may(request.user, verb) for verb in asked):
            raise PermissionDenied
        if not all(map(is_number, request.POST.getlist(helpers.ACTION_CHECKBOX_NAME))):
            raise BadRequest
        return super().response_action(request, queryset, *args, **kwargs)


for verb in LABELS:
    setattr(MovesMany, f"has_{verb}_permission", partialmethod(MovesMany.may_use, verb=verb))
