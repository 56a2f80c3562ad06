"""Each verb of the desk on a page of its own: a GET asks, a POST does it."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.editor import allowed
from articles.admin.moving.asked import LONGEST, note_name
from articles.admin.moving.verbs import VERBS, told
from articles.admin.overruling import AsksWhy, checked, words_of
from articles.admin.pressing.differences import difference
from articles.checks.register import findings
from articles.desk import moves
from articles.permissions import may
from articles.refusals import Faulty, Incomplete, Moved, NotPermitted, Refused
from articles.workflow import APPROVED, MOVES, Level, Stage

#: What a refusal is answered with, where it is not 409: somebody was quicker.
STATUSES = {NotPermitted: 403, Incomplete: 400}


class MoveForm(AsksWhy, forms.Form):
    """What the page of a verb asks: whether, and a note. It names what the person saw."""

    field_order = ["seen", "stage", "reason"]

    required_css_class = "required"

    seen = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)
    stage = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("For whoever has the story, and for the record."),
        widget=AdminTextareaWidget({"rows": 4}),
    )

    def __init__(self, article, verb, *, user, found, note="", data=None):
        initial = {"seen": article.revision_number, "stage": article.stage, "reason": note}
        super().__init__(data=data, initial=initial)
        self.article, self.user, self.found = article, user, found
        self.ask_why(article, user=user, objection=objection(found))
        if not verb.takes_note:
            del self.fields["reason"]

    def clean_seen(self):
        seen = self.cleaned_data["seen"]
        if not self.article.revisions.filter(number=seen).exists():
            raise ValidationError(_("There is no such revision of this story."))
        return seen

    def arguments(self):
        """What the verb is to be called with. Only for a valid form."""
        given = self.cleaned_data
        return given | {"stage": given["stage"] or None}


def paths(model_admin):
    """The addresses of the verbs' pages."""
    view = model_admin.admin_site.admin_view(move)
    mine = {"model_admin": model_admin}
    return [path("<int:pk>/move/<slug:verb>/", view, mine, "articles_article_move")]


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, model_admin, pk, verb):
    """Ask whether to use a verb of the desk on a story (GET), or use it (POST)."""
    if verb not in MOVES:
        raise Http404
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not may(request.user, verb, article):
        raise PermissionDenied
    who = {"user": request.user, "found": said_of(article, verb)}
    if request.method != "POST":
        form = MoveForm(article, VERBS[verb], **who, note=request.GET.get("reason", ""))
        return asked(request, model_admin, verb, form)
    form = MoveForm(article, VERBS[verb], **who, data=request.POST)
    if not form.is_valid():
        return asked(request, model_admin, verb, form, status=400)
    try:
        moves.move(article, verb, by=request.user, **form.arguments())
    except Refused as refusal:
        return refused(request, model_admin, verb, form, refusal)
    messages.success(request, str(told(verb, article)))
    return redirect("admin:articles_article_change", pk)


def said_of(article, verb):
    """List what the checks say of the words that a verb vouches for."""
    newest = article.newest() if verb == "approve" else None
    return findings(newest, stage=Stage.READY) if newest else []


def objection(found):
    """What stops a verb of what the checks say (Faulty), or None."""
    errors = [finding for finding in found if finding.level == Level.ERROR]
    return Faulty(errors) if errors else None


def asked(request, model_admin, verb, form, *, status=200, **more):
    """Show the page that asks, with the revision that the person sees."""
    article = form.article
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": article,
        "title": VERBS[verb].label,
        "media": allowed(model_admin.media + form.media, request),
        "has_view_permission": True,
        "verb": VERBS[verb],
        "form": form,
        "revision": named(form),
        "checked": checked(form.found, objection(form.found), article),
        **more,
    }
    return TemplateResponse(request, "admin/articles/article/move.html", context, status=status)


def named(form):
    """The revision that the person saw, and that the page names."""
    seen = form.cleaned_data.get("seen") if form.is_bound else None
    revisions = form.article.revisions.filter(number=seen) if seen else form.article.revisions
    return revisions.first()


def refused(request, model_admin, verb, form, refusal):
    """Show the page again, with the note that was typed, and what has changed meanwhile."""
    seen = form.cleaned_data["seen"]
    is_of_note = isinstance(refusal, Incomplete) and "reason" in form.fields
    form.add_error("reason" if is_of_note else None, words_of(refusal))
    more = {}
    if isinstance(refusal, Moved):
        before = form.article.revisions.get(number=seen)
        more = {"newest": refusal.newest, "difference": difference(before, refusal.newest)}
    status = STATUSES.get(type(refusal), 409)
    return asked(request, model_admin, verb, form, status=status, **more)


def onward(request, article):
    """
    Say what a button of the story's form did, once it is done, and lead back to the story.
    None where no move was asked for.
    """
    keep_notes(request)
    if (verb := request.POST.get("_move")) is None:
        return None
    if verb == "approve" and article.stage not in APPROVED:
        return ask_why(request, article, verb)
    messages.success(request, f"{_('Saved.')} {told(verb, article)}")
    return redirect("admin:articles_article_change", article.pk)


def ask_why(request, article, verb):
    """Lead from a story's form, which is saved, to the page of a verb that the checks stopped."""
    messages.warning(request, _("Saved, and not approved yet: the checks found errors."))
    page = reverse("admin:articles_article_move", args=[article.pk, verb])
    return redirect(f"{page}?{urlencode({'reason': request.POST.get(note_name(verb), '')})}")


def keep_notes(request):
    """Give back each note that was typed for a move that was not made then."""
    pressed = request.POST.get("_move")
    for verb in VERBS.values():
        note = request.POST.get(note_name(verb.name), "").strip()
        if note and verb.name != pressed:
            says = _("“%(verb)s” was not pressed, so your note went to nobody: %(note)s")
            messages.warning(request, says % {"verb": verb.label, "note": note})
