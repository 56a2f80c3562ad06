"""The whole site looked over: rows that must agree, pages that must not tell. Changes nothing."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.surfaces import hops, proofreading
from articles.surfaces.inspection import Round
from articles.surfaces.invariants import INVARIANTS, Fault
from articles.surfaces.pictures import PICTURES
from articles.surfaces.reader import Reader

CHECKS = [
    *INVARIANTS,
    *PICTURES,
    *(proofreading.editions, proofreading.working_copies),
    *(hops.targets, hops.former_addresses),
]

#: Stories fetched from the database at a time, with all their words.
BATCH = 100


class NoPages(Exception):
    """The site makes no pages, so nothing can be told of them."""


def unwatched(rows, total):
    return rows


def verify(*, sample=None, watch=unwatched) -> Iterator[Fault]:
    """
    Give what is wrong: in the rows of all stories, then on what strangers can fetch of `sample`
    stories, taken by lot (None: of all). `watch(rows, total)` may show how far it is. Raises
    NoPages where not even the front page can be made.
    """
    at = timezone.now()
    for check in watch(CHECKS, len(CHECKS)):
        yield from check(at=at)
    if sample == 0:
        return
    demand_pages()
    stories, total = chosen(sample)
    yield from shown(watch(stories, total))


def demand_pages():
    """Read the front page: where a file of every page is missing, each story's would fail."""
    if fault := Reader().read(reverse("paper:front")).fault:
        raise NoPages(fault)


def chosen(sample):
    """The stories to look for, and how many they are."""
    stories = Article.objects.order_by("pk" if sample is None else "?")
    count = stories.count() if sample is None else min(sample, stories.count())
    return stories[:count].iterator(chunk_size=BATCH), count


def shown(stories):
    """Give what strangers find of stories that they should not; each address's fault once."""
    told = set()
    reader = Round()
    for article in stories:
        for line in faulty(reader, article):
            known = (line.address, line.fault)
            if known not in told:
                told.add(known)
                yield fault_of(line, article)


def fault_of(line, article):
    what = f"{line.address} ({line.surface.label}): {line.fault}."
    if line.reading.fault:
        return Fault(what, _("Mend the page."), article.pk)
    advice = _("Kill or withdraw the story if it must be gone now; then mend the page.")
    return Fault(what, advice, article.pk)


def faulty(reader, article):
    """Look twice: what was kept of a page, or of the story, may be of before a verb."""
    if not any(line.fault for line in reader.inspect(article)):
        return []
    reader.forget()
    return [line for line in reader.inspect(Article.objects.get(pk=article.pk)) if line.fault]
