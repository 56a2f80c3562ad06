from django.contrib.sitemaps import Sitemap
from django.utils import timezone

from articles.models import Correspondent, Edition, Section, Tag


class StorySitemap(Sitemap):
    """Every story that readers have."""

    def items(self):
        live = Edition.objects.live(at=timezone.now())
        return live.listed().only("path", "published_at", "revised_at")

    def lastmod(self, edition):
        return edition.revised_at or edition.published_at


class DirectorySitemap(Sitemap):
    """The pages of sections, topics and correspondents in print."""

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.in_print(at=timezone.now()).order_by("slug")


SITEMAPS = {
    "stories": StorySitemap(),
    "sections": DirectorySitemap(Section),
    "topics": DirectorySitemap(Tag),
    "correspondents": DirectorySitemap(Correspondent),
}
