from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles.models import Correspondent, Edition, Masthead, Section, Tag
from articles.models.masthead import WRITTEN


def sitemaps(at):
    """The parts of the sitemap at `at`, by name."""
    return {
        "stories": StorySitemap(at),
        "pages": PageSitemap(at),
        "sections": DirectorySitemap(at, Section),
        "topics": DirectorySitemap(at, Tag),
        "correspondents": DirectorySitemap(at, Correspondent),
    }


class StorySitemap(Sitemap):
    """Every story that readers have."""

    def __init__(self, at):
        self.at = at

    def items(self):
        live = Edition.objects.live(at=self.at)
        return live.listed().only("path", "published_at", "revised_at")

    def location(self, edition):
        return edition.path

    def lastmod(self, edition):
        return edition.revised_at or edition.published_at


class PageSitemap(Sitemap):
    """The pages of the paper about itself, as far as they are written."""

    def __init__(self, at):
        self.at = at

    def items(self):
        masthead = Masthead.objects.current()
        return [name for name in WRITTEN if getattr(masthead, f"has_{name}")]

    def location(self, name):
        return reverse(f"paper:{name}")


class DirectorySitemap(Sitemap):
    """The pages of sections, topics and correspondents in print."""

    def __init__(self, at, model):
        self.at, self.model = at, model

    def items(self):
        return self.model.objects.in_print(at=self.at).order_by("slug")
