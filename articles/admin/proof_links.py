"""The links by which people outside read proofs of a story: a page that lists and makes them."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminRadioSelect, AdminTextInputWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.clock import MinuteField
from articles.admin.proofs import asked_for, numbered
from articles.desk import proof_links
from articles.desk.proof_links import LONGEST, Bounds, State
from articles.models import ProofLink, ProofOpening
from articles.permissions import may
from articles.refusals import BadMoment, NotPermitted, Refused

#: How long a link lasts if nobody says otherwise.
USUAL = timedelta(days=7)

#: Openings of a link that the page shows, the latest first.
SHOWN = 100

#: The page's own look.
LOOKS = forms.Media(css={"all": ["articles/proofs.css"]})

#: What the form sends for a link that shows whatever is newest.
NEWEST = "newest"


class ProofLinkForm(forms.Form):
    """Who is to read what, until when."""

    required_css_class = "required"

    recipient = forms.CharField(
        label=gettext_lazy("For"),
        help_text=gettext_lazy("Who is to read it. The proof says that it is for them."),
        max_length=200,
        widget=AdminTextInputWidget,
    )
    revision = forms.CharField(label=gettext_lazy("Shows"), widget=AdminRadioSelect)
    expires_at = MinuteField(label=gettext_lazy("Until"))

    def __init__(self, article, *, revision, data=None):
        ends = timezone.now() + USUAL
        super().__init__(data, initial={"revision": revision.number, "expires_at": ends})
        self.article = article
        self.fields["revision"].widget.choices = showable(revision, self["revision"].value())
        self.fields["expires_at"].help_text = _(
            "In the time of %(zone)s; %(days)d days from now at most."
        ) % {"zone": timezone.get_current_timezone_name(), "days": LONGEST.days}

    def clean_revision(self):
        """Give the revision, or None for whichever is newest."""
        if (number := self.cleaned_data["revision"]) == NEWEST:
            return None
        if (revision := numbered(self.article, number)) is None:
            raise ValidationError(_("There is no such revision of this story."))
        return revision


def showable(revision, chosen):
    """List what a link may show, for a choice: a revision or the newest; and what was chosen."""
    numbers = dict.fromkeys([str(revision.number), str(chosen)])
    words = _("Revision %(number)s and nothing that is saved later")
    return [
        *((n, words % {"number": n}) for n in numbers if n.isdigit()),
        (NEWEST, _("The newest revision, whenever it is opened")),
    ]


@dataclass
class Line:
    """A link as the page tells of it. `address` is empty where it opens nothing any more."""

    link: ProofLink
    state: State
    address: str

    @property
    def more(self):
        """How many openings are not shown."""
        return self.link.times - len(self.link.latest)


@require_http_methods(["GET", "HEAD", "POST"])
def links(request, model_admin, pk):
    """Show a story's proof links (GET), or make one (POST)."""
    article = story(request, model_admin, pk)
    revision = asked_for(request, article)
    if revision is None:
        messages.warning(request, _("There is nothing to proof yet: save the story first."))
        return redirect("admin:articles_article_change", pk)
    if request.method != "POST":
        form = ProofLinkForm(article, revision=revision)
        return listed(request, model_admin, article, form)
    form = ProofLinkForm(article, revision=revision, data=request.POST)
    if not form.is_valid():
        return listed(request, model_admin, article, form, status=400)
    try:
        link = proof_links.make(article, by=request.user, **form.cleaned_data)
    except NotPermitted:
        raise PermissionDenied from None
    except Refused as refusal:
        return refused(request, model_admin, article, form, refusal)
    # Without the link itself: a message travels in a cookie.
    told = _("The link for %(recipient)s is made. Copy it and send it.")
    messages.success(request, told % {"recipient": link.recipient})
    return redirect(page_of(article, link))


@require_POST
def revoke(request, model_admin, pk, link):
    """Take a link back."""
    article = story(request, model_admin, pk)
    link = get_object_or_404(article.proof_links, pk=link)
    proof_links.revoke(link, by=request.user)
    told = _("The link for %(recipient)s opens nothing any more.")
    messages.success(request, told % {"recipient": link.recipient})
    return redirect(page_of(article, link))


def story(request, model_admin, pk):
    """Give a story that this person may send proofs of. Raises Http404, PermissionDenied."""
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not may(request.user, "proof", article):
        raise PermissionDenied
    return article


def page_of(article, link):
    page = reverse("admin:articles_article_proof_links", args=[article.pk])
    return f"{page}#link-{link.pk}"


def refused(request, model_admin, article, form, refusal):
    """Show the page again, with all that was typed, and why no link was made."""
    is_bad_moment = isinstance(refusal, BadMoment)
    form.add_error("expires_at" if is_bad_moment else None, str(refusal))
    return listed(request, model_admin, article, form, status=400 if is_bad_moment else 409)


def listed(request, model_admin, article, form, *, status=200):
    bounds = Bounds(article, at=timezone.now())
    return TemplateResponse(
        request,
        "admin/articles/article/proof_links.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "original": article,
            "title": _("Proof links"),
            "media": model_admin.media + LOOKS,
            "has_view_permission": True,
            "form": form,
            "objection": bounds.newest and bounds.objection(bounds.newest.pk),
            "lines": [line(request, link, bounds) for link in links_of(article)],
        },
        status=status,
    )


def links_of(article):
    """
    Fetch a story's links, the latest first: each with its openings, the latest of which are
    in `latest`, and how many `times` it was opened.
    """
    openings = ProofOpening.objects.select_related("revision").only(
        "at", "agent", "link", "revision__number"
    )
    links = article.proof_links.select_related("by", "revision").defer("revision__body")
    links = links.annotate(times=Count("openings")).order_by("-made_at", "-pk")
    return links.prefetch_related(Prefetch("openings", openings[:SHOWN], to_attr="latest"))


def line(request, link, bounds):
    state = bounds.state(link)
    address = ""
    if state in {State.OPEN, State.NOT_NOW}:
        there = reverse("proof", args=[proof_links.token(link)])
        address = request.build_absolute_uri(there)
    return Line(link, state, address)


def paths(model_admin):
    """The addresses of these pages."""
    view, mine = model_admin.admin_site.admin_view, {"model_admin": model_admin}
    there = "<int:pk>/proof-links/"
    return [
        path(there, view(links), mine, "articles_article_proof_links"),
        path(f"{there}<int:link>/revoke/", view(revoke), mine, "articles_article_revoke_proof"),
    ]
