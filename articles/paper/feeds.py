"""What readers subscribe to, as Atom: full text of the front and each kind of listing; notes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid5

from django.contrib.syndication.views import Feed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from articles.models import Edition, Masthead
from articles.paper.corrections import latest, sorted_notes, with_stories
from articles.paper.links import lead_on
from articles.paper.moment import moment
from articles.paper.pictures import hang

#: Stories in a feed.
LENGTH = 30


@dataclass(frozen=True)
class Asked:
    """
    What one answer is of: a section, topic or correspondent (None: all), its moment, and the
    scheme and host that it was asked of.
    """

    noun: Any
    at: datetime
    paper: Masthead
    origin: str


class FullTextAtom(Atom1Feed):
    """Atom with the story in `content`, and the credit it must carry in `rights`."""

    def latest_post_date(self):
        # Without entries Django would read the clock once more.
        return super().latest_post_date() if self.items else self.feed["at"]

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["body"], {"type": "html"})
        if item["rights"]:
            handler.addQuickElement("rights", item["rights"])


class PaperFeed(Feed):
    """One object serves every reader: what an answer is of and when is in `Asked`, never here."""

    feed_type = FullTextAtom

    def get_object(self, request, noun=None):
        origin = f"{request.scheme}://{request.get_host()}"
        return Asked(noun, moment(request), Masthead.objects.current(), origin)

    def feed_extra_kwargs(self, asked):
        return {"at": asked.at}

    def author_name(self, asked):
        # Atom asks for an author where an entry names none.
        return asked.paper.name


class StoryFeed(PaperFeed):
    """The latest stories that readers have of something."""

    of = via = ""

    def title(self, asked):
        return f"{asked.paper.name}: {asked.noun}" if asked.noun else asked.paper.name

    def link(self, asked):
        return asked.noun.get_absolute_url() if asked.noun else "/"

    def items(self, asked):
        of = {self.of: asked.noun} if self.of else {}
        live = Edition.objects.live(at=asked.at)
        latest_first = live.listed(via=self.via, **of).select_related("section")[:LENGTH]
        editions = hang(lead_on(latest_first, at=asked.at), at=asked.at)
        for edition in editions:
            edition.origin = asked.origin
        return editions

    def item_title(self, edition):
        # Most readers of feeds show nothing else: what is no news has to say so here.
        return ": ".join(filter(None, [edition.told_label, edition.headline]))

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
        return list(filter(None, [edition.section.name, edition.told_label]))

    def item_extra_kwargs(self, edition):
        grave_notes, notes = sorted_notes(edition)
        entry = {"edition": edition, "grave_notes": grave_notes, "notes": notes}
        entry["origin"] = edition.origin  # Django asks of each story alone
        return {
            "body": render_to_string("paper/entry.html", entry).strip(),
            "rights": edition.rights,
        }


class SectionFeed(StoryFeed):
    of = "section"


class TopicFeed(StoryFeed):
    of, via = "topics__tag", "topics"


class CorrespondentFeed(StoryFeed):
    of, via = "credits__correspondent", "credits"


class CorrectionsFeed(PaperFeed):
    """The latest notes to readers on what they have."""

    def title(self, asked):
        return f"{asked.paper.name}: {_('Corrections')}"

    def link(self, asked):
        return reverse("paper:corrections")

    def items(self, asked):
        return with_stories(latest(at=asked.at)[:LENGTH], at=asked.at)

    def item_title(self, correction):
        return f"{correction.note.kind.label}: {correction.story.headline}"

    def item_description(self, correction):
        return self.words(correction)

    def item_link(self, correction):
        return correction.story.path

    def item_guid(self, correction):
        return uuid5(correction.story.uid, correction.note.at.isoformat()).urn

    def item_pubdate(self, correction):
        return correction.note.at

    item_updateddate = item_pubdate

    def item_extra_kwargs(self, correction):
        return {"body": self.words(correction), "rights": correction.story.rights}

    def words(self, correction):
        return linebreaks(correction.note.words, autoescape=True)
