"""The page of a batch: it asks first, goes on, and reports of each story."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.admin.editor import allowed
from articles.admin.many.forms import kept
from articles.admin.many.jobs import JOBS
from articles.admin.many.running import go_on, leave
from articles.models import Article, Batch
from articles.models.batch import Outcome

#: Stories that one page of a report names.
LINES = 200

#: A report's order: what was refused is to be looked at.
ORDER = [Outcome.REFUSED, Outcome.LEFT, Outcome.WAITING, Outcome.DONE]
IN_ORDER = Case(*(When(outcome=outcome, then=place) for place, outcome in enumerate(ORDER)))


def paths(model_admin):
    view = model_admin.admin_site.admin_view(many)
    mine = {"model_admin": model_admin}
    return [path("many/<int:pk>/", view, mine, "articles_article_many")]


@require_http_methods(["GET", "HEAD", "POST"])
def many(request, model_admin, pk):
    """Ask, go on or report, wherever a batch of this person's is."""
    batch = get_object_or_404(Batch.objects.of(request.user), pk=pk)
    if batch.verb not in JOBS:
        raise Http404
    if batch.begun_at is None:
        return ask(request, model_admin, batch)
    if request.method != "POST":
        return shown(request, model_admin, batch, report(request, batch))
    if "leave" in request.POST:
        leave(batch)
        return redirect(request.path)
    return run(request, batch)


def ask(request, model_admin, batch):
    """Ask on a page, which names the stories, what the job has to know; and begin."""
    job = JOBS[batch.verb]
    form = job.form(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        return begin(request, batch, kept(form.cleaned_data))
    status = 400 if form.is_bound else 200
    return shown(request, model_admin, batch, {"form": form} | lines(request, batch), status=status)


def begin(request, batch, details):
    batch.details, batch.begun_at = details, timezone.now()
    batch.save(update_fields=["details", "begun_at"])
    return run(request, batch)


def run(request, batch):
    """
    Go on for some seconds; then lead to the list where all is done and the same came of each,
    else to the report.
    """
    go_on(batch, by=request.user)
    here = reverse("admin:articles_article_many", args=[batch.pk])
    came = set(batch.lines.order_by().values_list("outcome", "told").distinct()[:2])
    if len(came) > 1 or any(outcome != Outcome.DONE for outcome, _told in came):
        return redirect(here)
    number = batch.lines.count()
    told = ngettext("%(number)d story: %(what)s.", "%(number)d stories: %(what)s.", number)
    told %= {"number": number, "what": name_of(batch)}
    messages.success(request, format_html('{} <a href="{}">{}</a>', told, here, _("Report")))
    return redirect(back_from(batch))


def name_of(batch):
    """The job's name, without the dots that say that it asks first."""
    return str(JOBS[batch.verb].label).rstrip("…")


def back_from(batch):
    """The list that the stories were chosen from."""
    return f"{reverse('admin:articles_article_changelist')}?{batch.query}".rstrip("?")


def report(request, batch):
    """How far a batch is, and what came of its stories."""
    counted = dict(batch.lines.order_by().values_list("outcome").annotate(Count("pk")))
    numbers = [(Outcome(key).label, counted[key]) for key in ORDER if key in counted]
    total = sum(counted.values())
    left = counted.get(Outcome.WAITING, 0)
    return {
        "numbers": numbers,
        "total": total,
        "gone_through": total - left,
        "left": left,
        "is_paused": "pause" in request.GET,
        **lines(request, batch),
    }


def lines(request, batch):
    """A page of the stories of a batch; their words only as far as they are within reach."""
    page = Paginator(batch.lines.order_by(IN_ORDER, "pk"), LINES).get_page(request.GET.get("p"))
    stories = Article.objects.for_editor(request.user).defer("body")
    found = stories.in_bulk([line.article_id for line in page])
    return {"page": page, "rows": [(line, found.get(line.article_id)) for line in page]}


def shown(request, model_admin, batch, context, *, status=200):
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": name_of(batch),
        "original": name_of(batch),  # where the page is: what the stock breadcrumbs end with
        "media": allowed(model_admin.media, request),
        "has_view_permission": True,
        "batch": batch,
        "job": JOBS[batch.verb],
        "back": back_from(batch),
        **context,
    }
    return TemplateResponse(request, "admin/articles/article/many.html", context, status=status)
