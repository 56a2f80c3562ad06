"""
Where what readers look for is now: every address that a story, section, tag or correspondent
had lasts.
"""

from functools import wraps
from typing import Any

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from articles.models import Alias, Correspondent, Edition, Section, Tag
from articles.paper.moment import moment
from articles.workflow import Answer

#: Name of a pattern: what its page or feed is of, and what follows the address of that.
NOUNS: dict[str, tuple[Any, str]] = {
    "section": (Section, ""),
    "section_feed": (Section, "feed/"),
    "topic": (Tag, ""),
    "topic_feed": (Tag, "feed/"),
    "correspondent": (Correspondent, ""),
    "correspondent_feed": (Correspondent, "feed/"),
}

#: The patterns of pages that are always there.
STANDING = {"front", "front_feed", "corrections", "corrections_feed"}

#: Stories that lead to each other before we take it that they lead nowhere.
HOPS = 10


def path_of(section, year, month, day, slug):
    """Write a story's path from the parts of its address."""
    return f"/{section}/{year}/{month}/{day}/{slug}/"


def story_of(path, *, at):
    """Find what answers at `at` for the story that has or had a path: an edition, or None."""
    stories = Alias.objects.filter(path=path).values("article_id")
    in_force = Edition.objects.in_force(at=at).defer("body")
    return in_force.filter(article_id__in=stories).first()


def of(model, rest=""):
    """
    Make a view of a section, topic or correspondent one of its slug: one that it had leads to
    its address of today, with `rest` of the path and the query; Http404 for what is not in print.
    """

    def decorate(view):
        @wraps(view)
        def by_slug(request, slug):
            noun = model.objects.in_print_as(slug, at=moment(request))
            if noun is None:
                raise Http404
            if noun.slug == slug:
                return view(request, noun)
            query = request.META.get("QUERY_STRING")
            address = noun.get_absolute_url() + rest
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

        return by_slug

    return decorate


def leads_to(target, *, at, hops=HOPS):
    """
    Give the path at which readers find at `at` what `target`, a path of ours, leads to; None
    where they find nothing.
    """
    try:
        match = resolve(target)
    except Resolver404:
        return None
    if match.app_name != "paper":
        return None
    if match.url_name == "article":
        return story_leads_to(target, at=at, hops=hops)
    if match.url_name in NOUNS:
        model, rest = NOUNS[match.url_name]
        noun = model.objects.in_print_as(match.kwargs["slug"], at=at)
        return noun and noun.get_absolute_url() + rest
    return target if match.url_name in STANDING else None


def story_leads_to(path, *, at, hops):
    edition = story_of(path, at=at)
    if edition is None or not hops:
        return None
    if edition.answer == Answer.MOVED:
        return leads_to(edition.target, at=at, hops=hops - 1)
    return edition.path if edition.answer == Answer.COPY else None
