"""What readers subscribe to: full text, as Atom, for the front and each kind of listing."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from articles.models import Correspondent, Edition, Masthead, Section, Tag

#: Stories in a feed.
LENGTH = 30


class FullTextAtom(Atom1Feed):
    """Atom with the story in `content`, and the credit it must carry in `rights`."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["body"], {"type": "html"})
        if item["rights"]:
            handler.addQuickElement("rights", item["rights"])


class PaperFeed(Feed):
    """The latest stories that readers have of something."""

    feed_type = FullTextAtom
    model: Any = None
    of = via = ""

    def get_object(self, request, slug=None):
        if self.model is None:
            return None
        at = timezone.now()
        return get_object_or_404(self.model.objects.in_print(at=at), slug=slug)

    def title(self, noun):
        paper = Masthead.objects.current().name
        return f"{paper}: {noun}" if noun else paper

    def author_name(self, noun):
        # Atom asks for an author where a story names none.
        return Masthead.objects.current().name

    def link(self, noun):
        return noun.get_absolute_url() if noun else "/"

    def items(self, noun):
        of = {self.of: noun} if noun else {}
        live = Edition.objects.live(at=timezone.now())
        return live.listed(via=self.via, **of).select_related("section")[:LENGTH]

    def item_title(self, edition):
        return edition.headline

    def item_description(self, edition):
        return escape(edition.excerpt)  # Atom's summary is HTML here, the excerpt is words

    def item_link(self, edition):
        return edition.path

    def item_guid(self, edition):
        return edition.uid.urn

    def item_author_name(self, edition):
        names = ", ".join(byline["name"] for byline in edition.bylines)
        return names or edition.publication or None

    def item_pubdate(self, edition):
        return edition.published_at

    def item_updateddate(self, edition):
        return edition.revised_at or edition.published_at

    def item_categories(self, edition):
        return [edition.section.name]

    def item_extra_kwargs(self, edition):
        return {"body": edition.body, "rights": edition.rights}


class FrontFeed(PaperFeed):
    pass


class SectionFeed(PaperFeed):
    model, of = Section, "section"


class TopicFeed(PaperFeed):
    model, of, via = Tag, "topics__tag", "topics"


class CorrespondentFeed(PaperFeed):
    model, of, via = Correspondent, "credits__correspondent", "credits"
