"""What the checks say of a story, beside its form: of what is saved, and of what one types."""

from copy import copy

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.admin import keeping
from articles.admin.levels import by_level, summed_up
from articles.checks.register import findings
from articles.desk import saving
from articles.models import Article, Tag
from articles.models.tag import folded
from articles.text.slugs import slug_for


def paths(model_admin):
    """The addresses that the script asks while one types: of a story, and of one that is begun."""
    view = keeping.guarded(found, model_admin)
    return [
        path("<int:pk>/findings/", view, name="articles_article_findings"),
        path("add/findings/", view, name="articles_article_add_findings"),
    ]


@require_POST
def found(request, model_admin, article):
    """Answer what the checks find in what a form sent. Nothing of it is kept."""
    told = board_of(typed(model_admin, request, article))
    groups = render_to_string(
        "admin/articles/article/_found.html", {"findings": told, "may_write": True}, request
    )
    return JsonResponse({"summary": told["summary"], "groups": groups})


def board(model_admin, request, article):
    """What `_findings.html` shows of a story (None: one that is begun), as its form opens."""
    if keeping.filled_with(request):
        revision = typed(model_admin, request, article)
    else:
        revision = article and article.newest()
    return board_of(revision) | {"url": address(article)}


def board_of(revision):
    groups = by_level(findings(revision, stage=revision.article.stage) if revision else [])
    return {"groups": groups, "summary": summed_up(groups)}


def address(article):
    if article is None:
        return reverse("admin:articles_article_add_findings")
    return reverse("admin:articles_article_findings", args=[article.pk])


def typed(model_admin, request, article):
    """
    Make an unsaved revision of what fills a story's form. What the form would refuse is left as
    it is saved. Writes nothing, nor changes `article`.
    """
    # The form writes onto the object that it is given.
    form = model_admin.get_form(request, article, change=article is not None)(
        keeping.filled_with(request), instance=copy(article) if article else Article()
    )
    written = form.instance
    for name in form.errors.keys() & set(Article.copy_fields()):
        setattr(written, name, getattr(article or Article(), name))
    written.is_flagged = form.plan.get("is_flagged", written.is_flagged)
    return saving.drafted(
        written,
        bylines_of(model_admin, request, article),
        tags_named(form.cleaned_data.get("tags", [])),
        by=request.user,
        at=timezone.now(),
    )


def bylines_of(model_admin, request, article):
    """The bylines that fill a story's form; where it would refuse one, as they are saved."""
    formset, inline = next(iter(model_admin.get_formsets_with_inlines(request, article)))
    kwargs = model_admin.get_formset_kwargs(
        request, article or Article(), inline, formset.get_default_prefix()
    )
    rows = formset(**kwargs)
    if rows.is_valid():
        return rows.printed()
    return article.bylines.select_related("correspondent") if article else []


def tags_named(names):
    """Find the tags of these names, in whatever spelling; those that are none yet stay unsaved."""
    keys = {folded(name): name for name in names}
    known = {tag.key: tag for tag in Tag.objects.filter(key__in=keys)}
    new = {key: Tag(name=keys[key], slug=slug_for(keys[key], fallback="tag")) for key in keys}
    return list((new | known).values())
