from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import press as the_press
from articles.admin.clock import spoken_moment
from articles.admin.editor import allowed
from articles.admin.overruling import checked, words_of
from articles.admin.pressing.differences import difference, sides
from articles.admin.pressing.preparing import progress
from articles.admin.pressing.situation import Situation
from articles.admin.pressing.verbs import VERBS
from articles.checks.register import OUT, findings
from articles.deeds import deed
from articles.models import Edition
from articles.permissions import may
from articles.refusals import BadMoment, BadTarget, Clashed, Faulty, Moved, NotPermitted, Refused
from articles.workflow import Answer


@require_http_methods(["GET", "HEAD", "POST"])
def press(request, model_admin, pk, name):
    """Ask whether to use a verb on a story (GET), or use it (POST)."""
    verb = VERBS[name]
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not may(request.user, verb.name, article):
        raise PermissionDenied
    situation = Situation(article, now=timezone.now())
    who = {"user": request.user}
    who["objection"] = the_press.objection(verb.name, article, by=request.user)
    if request.method != "POST":
        form = verb.form(situation, **who, asked=request.GET)
        return asked(request, model_admin, verb, form, objection=in_the_way(form))
    form = verb.form(situation, **who, data=request.POST)
    if not form.is_valid():
        return asked(request, model_admin, verb, form, status=400)
    try:
        form.demand_seen()
        result = verb.do(article, by=request.user, **form.arguments())
    except NotPermitted:
        raise PermissionDenied from None
    except Refused as refusal:
        return refused(request, model_admin, verb, form, refusal)
    messages.success(request, told(verb, result, form.arguments()))
    return redirect(f"admin:articles_article_{verb.then}", pk)


def asked(request, model_admin, verb, form, *, status=200, **more):
    """Show the page that asks, with what readers have, what waits, and what speaks against."""
    situation = form.situation
    named = form.cleaned_data.get("revision") if form.is_bound else None
    revision = named or verb.prints(situation)
    return TemplateResponse(
        request,
        "admin/articles/article/press.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "original": situation.article,
            "title": question(verb, situation),
            "media": allowed(model_admin.media + form.media, request),
            "has_view_permission": True,
            "verb": verb,
            "form": form,
            "situation": situation,
            "revision": revision,
            "checked": checked(said_of(revision, verb), form.objection, situation.article),
            "vouched": vouched(revision, situation) if verb.name in VOUCHED and revision else [],
            "progress": progress(verb, revision),
            "may_move": may(request.user, "reschedule", situation.article),
            "may_cancel": may(request.user, "unschedule", situation.article),
            **more,
        },
        status=status,
    )


def in_the_way(form):
    """What stands against a verb, if it is not the checks: these have a place of their own."""
    return None if isinstance(form.objection, Faulty) else form.objection


def question(verb, situation):
    if verb.name == "embargo" and situation.is_embargoed:
        return _("Lengthen the embargo?")
    return verb.question


#: The verbs whose pages say who stands for the words that they bring out, and what the checks do.
VOUCHED = {"publish", "correct"}


def said_of(revision, verb):
    """List what the checks say of words that a verb brings out."""
    return findings(revision, stage=OUT) if verb.name in VOUCHED and revision else []


def vouched(revision, situation):
    """List who stands for the words of a revision: [(what was done, its acts or none), …]."""
    done = {"approve": revision.approvals(), "clear": revision.clearances()}
    acts = {verb: list(rows.select_related("by").order_by("pk")) for verb, rows in done.items()}
    wanted = {"approve"} | ({"clear"} if situation.article.is_flagged else set())
    return [(deed(verb), found) for verb, found in acts.items() if found or verb in wanted]


def refused(request, model_admin, verb, form, refusal):
    """Show the page again, with all that was typed, and what the refusal is about."""
    if isinstance(refusal, Faulty):
        form = asking_why(verb, form, refusal)
    is_of_target = isinstance(refusal, BadTarget) and "target" in form.fields
    form.add_error("target" if is_of_target else None, words_of(refusal))
    more = {}
    if isinstance(refusal, Moved):
        more = {"newest": refusal.newest}
        more["difference"] = difference(form.cleaned_data["revision"], refusal.newest)
    elif isinstance(refusal, Clashed):
        more = {"clashes": sides(refusal.clashes, form.situation)}
    status = 400 if isinstance(refusal, BadMoment) else 409
    return asked(request, model_admin, verb, form, status=status, **more)


def asking_why(verb, form, objection):
    """Make a form anew that was sent, for it to ask why errors are no objection."""
    form = verb.form(form.situation, user=form.user, objection=objection, data=form.data)
    form.is_valid()
    return form


def told(verb, result, given):
    """Say what was done, with the way to the page that readers have now."""
    if isinstance(result, int):
        return verb.done % {"count": result}
    if verb.to_come and (at := given.get("at")):
        return verb.to_come % {"when": spoken_moment(at)}
    if isinstance(result, list) and result:
        starts = ", ".join(spoken_moment(edition.live_from) for edition in result)
        return f"{verb.done} {_('Withdrawn is what waited for: %(starts)s.') % {'starts': starts}}"
    if isinstance(result, Edition) and result.answer == Answer.COPY:
        link = format_html('<a href="{}">{}</a>', result.path, _("Read it on the site"))
        return format_html("{} {}.", verb.done, link)
    return verb.done
