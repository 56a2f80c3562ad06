"""Which stories something is done with: those ticked on the list, or all that it shows."""

from functools import partialmethod

from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.admin.many.jobs import JOBS
from articles.admin.many.views import begin
from articles.models import Batch, BatchLine
from articles.permissions import may
from articles.text.plain import is_number

#: Stories of one batch. More are narrowed down first: nobody means ten thousand at once.
MOST = 10_000

#: Characters of a list's address that are kept, to lead back to it.
LONGEST_QUERY = 2_000


def action(name):
    """Make the action of a job, as Django's lists take it."""

    def act(model_admin, request, queryset):
        stories = list(queryset.values_list("pk", "revision_number", "stage")[: MOST + 1])
        if len(stories) > MOST:
            told = _("That is more than %(most)d stories. Narrow the list down first.")
            messages.warning(request, told % {"most": MOST})
            return None
        batch = made(request, name, [saw(request, *story) for story in stories])
        if JOBS[name].form is None:
            return begin(request, batch, {})
        return redirect("admin:articles_article_many", batch.pk)

    act.__name__ = name
    act.short_description = JOBS[name].label
    act.allowed_permissions = (name,)
    return act


def made(request, name, stories):
    """Make the batch of a job on these stories: [(number, revision seen, stage seen), …]."""
    Batch.objects.of(request.user).outdated(at=timezone.now()).delete()
    query = request.GET.urlencode()
    query = query if len(query) <= LONGEST_QUERY else ""
    batch = Batch.objects.create(by=request.user, verb=name, query=query)
    BatchLine.objects.bulk_create(
        (
            BatchLine(batch=batch, article_id=pk, seen=number, stage=stage)
            for pk, number, stage in stories
        ),
        batch_size=1_000,
    )
    return batch


def saw(request, pk, number, stage):
    """What the person saw of a story, if the list said; else the story as it is now."""
    if not hasattr(request, "rows_seen"):
        request.rows_seen = seen_in(request)
    return pk, *request.rows_seen.get(pk, (number, stage))


def seen_in(request):
    """What the person saw of each row: {story number: (revision number, stage)}."""
    rows = [row.split(":") for row in request.POST.getlist("seen")]
    return {
        int(pk): (int(number), stage)
        for pk, number, stage in (row for row in rows if len(row) == 3)
        if is_number(pk) and len(number) <= 9 and is_number(number) and len(stage) <= 10
    }


class ChoosesMany:
    """For the list of stories: its actions. Each is offered to whoever has its right at all."""

    actions = [action(name) for name in JOBS]

    def action_checkbox(self, article):
        """Have each row say what the person saw of it."""
        saw = f"{article.pk}:{article.revision_number}:{article.stage}"
        return format_html(
            '{}<input type="hidden" name="seen" value="{}">', super().action_checkbox(article), saw
        )

    def may_use(self, request, *, name):
        return may(request.user, JOBS[name].right)

    def response_action(self, request, queryset, *args, **kwargs):
        asked = set(request.POST.getlist("action")) & JOBS.keys()
        if any(not self.may_use(request, name=name) for name in asked):
            raise PermissionDenied
        if not all(map(is_number, request.POST.getlist(helpers.ACTION_CHECKBOX_NAME))):
            raise BadRequest
        return super().response_action(request, queryset, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        unfinished = Batch.objects.of(request.user).unfinished().first()
        told = {"unfinished": unfinished, "job": unfinished and JOBS.get(unfinished.verb)}
        return super().changelist_view(request, (extra_context or {}) | told)


for name in JOBS:
    setattr(ChoosesMany, f"has_{name}_permission", partialmethod(ChoosesMany.may_use, name=name))
