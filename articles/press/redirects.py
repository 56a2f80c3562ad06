"""What a moved story may lead to."""

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles.models import Alias, Correspondent, Edition, Section, Tag
from articles.refusals import BadTarget
from articles.text.plain import one_line

#: The pages of nouns, by the names of their patterns.
NOUNS = {"section": Section, "topic": Tag, "correspondent": Correspondent}

#: All that a story may lead to: pages to read, and no feeds or files.
PAGES = {"front", "corrections", "article", *NOUNS}


def demand_page_of_ours(target, article, *, at):
    """
    Refuse a target that is no path of ours (such as /crime/ or a story's), or one at which a
    stranger would find nothing at `at`, or this story again. Raises BadTarget.
    """
    if not target.startswith("/") or target.startswith("//") or not is_plain(target):
        raise BadTarget(_("Give the path of a page of ours, such as /crime/; no other site."))
    try:
        match = resolve(target)
    except Resolver404:
        match = None
    if match is None or match.app_name != "paper" or match.url_name not in PAGES:
        raise BadTarget(_("There is no page of ours at %(path)s.") % {"path": target})
    if match.url_name == "article":
        demand_other_story(target, article, at=at)
    elif match.url_name in NOUNS:
        demand_in_print(NOUNS[match.url_name], match.kwargs["slug"], target, article, at=at)


def is_plain(target):
    """Tell whether this is a path alone, without what a browser or a header may take otherwise."""
    return target == one_line(target) and not set(target) & set(" \\?#")


def demand_other_story(target, article, *, at):
    story = Alias.objects.filter(path=target).values_list("article_id", flat=True).first()
    if story == article.pk:
        raise BadTarget(_("That is this story’s own address."))
    if not Edition.objects.live(at=at).filter(article_id=story).exists():
        raise BadTarget(_("Readers have no story at %(path)s.") % {"path": target})


def demand_in_print(model, slug, target, article, *, at):
    # The story itself will not be there to be found.
    if model.objects.in_print_as(slug, at=at, besides=article) is None:
        raise BadTarget(_("Readers would find nothing at %(path)s.") % {"path": target})
