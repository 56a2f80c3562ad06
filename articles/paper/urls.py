from django.urls import path, register_converter
from django.views.decorators.http import require_safe

from articles.models import Correspondent, Section, Tag
from articles.paper.addresses import of
from articles.paper.converters import Digits2, Digits4, Words
from articles.paper.feeds import (
    CorrectionsFeed,
    CorrespondentFeed,
    SectionFeed,
    StoryFeed,
    TopicFeed,
)
from articles.paper.lifetimes import public
from articles.paper.views.about import about, contact
from articles.paper.views.article import article
from articles.paper.views.corrections import corrections
from articles.paper.views.front import front
from articles.paper.views.history import history
from articles.paper.views.listings import correspondent, section, topic
from articles.paper.views.pictures import picture
from articles.paper.views.renditions import rendition
from articles.paper.views.robots import robots, sitemap

register_converter(Words, "words")
register_converter(Digits4, "digits4")
register_converter(Digits2, "digits2")


def page(route, view, name):
    return path(route, public(require_safe(view)), name=name)


# The path is stored with the edition and looked up whole.
STORY = "<slug:section>/<digits4:year>/<digits2:month>/<digits2:day>/<words:slug>/"

app_name = "paper"
urlpatterns = [
    page("", front, "front"),
    page("feed/", StoryFeed(), "front_feed"),
    page("robots.txt", robots, "robots"),
    page("sitemap.xml", sitemap, "sitemap"),
    page("corrections/", corrections, "corrections"),
    page("corrections/feed/", CorrectionsFeed(), "corrections_feed"),
    page("topic/<words:slug>/", topic, "topic"),
    page("topic/<words:slug>/feed/", of(Tag, "feed/")(TopicFeed()), "topic_feed"),
    page("by/<words:slug>/", correspondent, "correspondent"),
    page(
        "by/<words:slug>/feed/",
        of(Correspondent, "feed/")(CorrespondentFeed()),
        "correspondent_feed",
    ),
    page("about/", about, "about"),
    page("contact/", contact, "contact"),
    # Files never change under their names: each says itself how long it is kept.
    path("media/directory/<str:name>", picture, name="picture"),
    path("media/pictures/<str:name>", rendition, name="rendition"),
    page("<slug:slug>/", section, "section"),
    page("<slug:slug>/feed/", of(Section, "feed/")(SectionFeed()), "section_feed"),
    page(STORY, article, "article"),
    page(STORY + "history/", history, "history"),
]
