"""Every address that something had leads to it in one hop, and none is two things' at once."""

from typing import Any

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles.models import Edition, FormerAddress
from articles.models.former import page_of
from articles.paper.addresses import NOUNS, leads_to
from articles.surfaces.invariants import BATCH, RESTORE, Fault
from articles.workflow import Answer


def targets(*, at):
    """A killed story that leads to another page leads to one that readers have."""
    moved = Edition.objects.in_force(at=at).filter(answer=Answer.MOVED)
    for number, target in moved.values_list("article_id", "target").iterator(chunk_size=BATCH):
        if leads_to(target, at=at) is None:
            yield Fault(
                _("It leads to %(target)s, where readers find nothing: they get 410.")
                % {"target": target},
                _("Reinstate it, and kill it with another page to lead to."),
                number,
            )


def former_addresses(*, at):
    """Where a section, topic or correspondent was leads to where it is, which is elsewhere."""
    rows = FormerAddress.objects.select_related(*FormerAddress.NOUNS)
    for batch in batches(rows.iterator(chunk_size=BATCH)):
        present = present_addresses(batch)
        for row in batch:
            if row.path in present:
                yield Fault(
                    _("%(path)s is a page's address and leads elsewhere too.") % {"path": row.path},
                    _("Give what has its page there another slug."),
                )
            elif model_at(row.path) is not type(row.noun):
                yield Fault(
                    _("%(path)s is not the form of address that leads anywhere.")
                    % {"path": row.path},
                    RESTORE,
                )


def present_addresses(rows):
    """Which of the paths of some former addresses are a page's address today: a set."""
    slugs: dict[Any, list[str]] = {}
    for row in rows:
        if model := model_at(row.path):
            slugs.setdefault(model, []).append(resolve(row.path).kwargs["slug"])
    return {
        page_of(noun)
        for model, known in slugs.items()
        for noun in model.objects.filter(slug__in=known)
    }


def model_at(path):
    """What a path is the form of address of: a model, or None."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name not in NOUNS:
        return None
    model, rest = NOUNS[match.url_name]
    return None if rest else model


def batches(rows, size=BATCH):
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
