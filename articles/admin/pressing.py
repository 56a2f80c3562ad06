"""
The verbs of the press, each on a page of its own: a GET shows what it would do, a POST does
it. The page names the revision that the person saw, and only that one goes out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles import press as the_press
from articles.admin.clock import MinuteField, spoken
from articles.permissions import may
from articles.refusals import BadMoment, NotPermitted, Refused
from articles.workflow import Answer, Stage, Standing, is_legal

#: Years ahead. What is further off is a slip of the finger.
HORIZON = 10


@dataclass(frozen=True)
class Verb:
    """
    A verb as its page shows it. `asks` names the form's fields, `needs` those required;
    `done` says that it was done, `to_come` that it will be, at %(when)s.
    """

    name: str
    do: Callable
    label: Promise
    question: Promise
    means: Promise
    done: Promise
    asks: list[str]
    to_come: Promise | None = None
    needs: list[str] = field(default_factory=list)


VERBS = {
    verb.name: verb
    for verb in [
        Verb(
            "publish",
            the_press.publish,
            label=gettext_lazy("Publish"),
            question=gettext_lazy("Publish this story?"),
            means=gettext_lazy("Readers get exactly the revision named here."),
            done=gettext_lazy("Published."),
            to_come=gettext_lazy("It will be published on %(when)s."),
            asks=["revision", "at"],
        ),
        Verb(
            "expire",
            the_press.expire,
            label=gettext_lazy("Expire"),
            question=gettext_lazy("Have this story expire?"),
            means=gettext_lazy(
                "Readers lose the story at that time. Whatever waits for then or later is "
                "withdrawn."
            ),
            done=gettext_lazy("Expired."),
            to_come=gettext_lazy("It will expire on %(when)s."),
            asks=["at", "reason"],
            needs=["at"],
        ),
        Verb(
            "withdraw",
            the_press.withdraw,
            label=gettext_lazy("Withdraw"),
            question=gettext_lazy("Withdraw this story?"),
            means=gettext_lazy(
                "Readers lose the story at once, and whatever waits is withdrawn with it. "
                "Publishing again brings it back."
            ),
            done=gettext_lazy("Withdrawn."),
            asks=["reason"],
        ),
        Verb(
            "unschedule",
            the_press.unschedule,
            label=gettext_lazy("Unschedule"),
            question=gettext_lazy("Take back all that waits?"),
            means=gettext_lazy(
                "Nothing that waits will happen: no new words go out, and nothing expires. "
                "What readers have now stays as it is."
            ),
            done=gettext_lazy("Nothing of this story waits any more."),
            asks=["reason"],
        ),
    ]
}


class PressForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    at = MinuteField(label=gettext_lazy("At"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the record. Readers do not see it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2, "class": "vLargeTextField"}),
    )

    def __init__(self, verb, article, **kwargs):
        super().__init__(**kwargs)
        self.article = article
        for name in set(self.fields) - set(verb.asks):
            del self.fields[name]
        for name in verb.needs:
            self.fields[name].required = True
        if "at" in self.fields:
            self.fields["at"].help_text = when(is_needed="at" in verb.needs)

    def clean_revision(self):
        revision = self.article.revisions.filter(number=self.cleaned_data["revision"]).first()
        if revision is None:
            raise ValidationError(_("There is no such revision of this story."))
        return revision

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at.year > timezone.now().year + HORIZON:
            raise ValidationError(_("Give a time within the next ten years."))
        return at


def when(*, is_needed):
    zone = {"zone": timezone.get_current_timezone_name()}
    if is_needed:
        return _("A whole minute, in the time of %(zone)s.") % zone
    return _("A whole minute, in the time of %(zone)s. Leave it empty for now.") % zone


@require_http_methods(["GET", "HEAD", "POST"])
def press(request, model_admin, pk, name):
    """Ask whether to use a verb on a story (GET), or use it (POST)."""
    verb, now = VERBS[name], timezone.now()
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not may(request.user, verb.name, article):
        raise PermissionDenied
    if request.method != "POST":
        newest = article.newest()
        form = PressForm(verb, article, initial={"revision": newest and newest.number})
        return asked(request, model_admin, article, verb, form, now=now)
    form = PressForm(verb, article, data=request.POST)
    if not form.is_valid():
        return asked(request, model_admin, article, verb, form, now=now, status=400)
    try:
        edition = verb.do(article, by=request.user, **form.cleaned_data)
    except NotPermitted:
        raise PermissionDenied from None
    except Refused as refused:
        form.add_error(None, str(refused))
        status = 400 if isinstance(refused, BadMoment) else 409
        return asked(request, model_admin, article, verb, form, now=now, status=status)
    messages.success(request, told(verb, edition, at=form.cleaned_data.get("at")))
    return redirect("admin:articles_article_change", pk)


def asked(request, model_admin, article, verb, form, *, now, status=200):
    """Show the page that asks, with what readers have, what waits, and what speaks against."""
    named = form.cleaned_data.get("revision") if form.is_bound else None
    editions = article.editions.select_related("revision").defer("body")
    return TemplateResponse(
        request,
        "admin/articles/article/press.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "original": article,
            "title": verb.question,
            "media": model_admin.media,
            "has_view_permission": True,
            "verb": verb,
            "form": form,
            "revision": named or article.newest(),
            "in_force": editions.in_force(at=now).first(),
            "waiting": editions.waiting(at=now).order_by("live_from"),
            "objection": None
            if form.is_bound
            else the_press.objection(verb.name, article, by=request.user),
        },
        status=status,
    )


def told(verb, edition, *, at):
    """Say what was done, with the way to the page that readers have now."""
    if at:
        return verb.to_come % {"when": spoken(timezone.localtime(at))}
    if edition is not None and edition.answer == Answer.COPY:
        link = format_html('<a href="{}">{}</a>', edition.path, _("Read it on the site"))
        return format_html("{} {}.", verb.done, link)
    return verb.done


def offered(user, article, *, at):
    """List the verbs that a person may use on a story (None for one yet to be) as it is now."""
    standing = article.standing(at=at) if article else Standing.NEVER_OUT
    stage = article.stage if article else Stage.DRAFT
    legal = [
        verb
        for verb in VERBS.values()
        if may(user, verb.name, article) and is_legal(verb.name, standing=standing, stage=stage)
    ]
    if article and article.editions.waiting(at=at).exists():
        return legal
    return [verb for verb in legal if verb.name != "unschedule"]
