from django.urls import path, register_converter
from django.views.decorators.http import require_safe

from articles.paper.converters import Digits2, Digits4, Words
from articles.paper.feeds import CorrespondentFeed, FrontFeed, SectionFeed, TopicFeed
from articles.paper.sitemaps import SITEMAPS
from articles.paper.views.article import article
from articles.paper.views.front import front
from articles.paper.views.listings import correspondent, section, topic
from articles.paper.views.robots import robots, sitemap

register_converter(Words, "words")
register_converter(Digits4, "digits4")
register_converter(Digits2, "digits2")

app_name = "paper"
urlpatterns = [
    path("", front, name="front"),
    path("feed/", require_safe(FrontFeed()), name="front_feed"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("topic/<words:slug>/", topic, name="topic"),
    path("topic/<words:slug>/feed/", require_safe(TopicFeed()), name="topic_feed"),
    path("by/<words:slug>/", correspondent, name="correspondent"),
    path("by/<words:slug>/feed/", require_safe(CorrespondentFeed()), name="correspondent_feed"),
    path("<slug:slug>/", section, name="section"),
    path("<slug:slug>/feed/", require_safe(SectionFeed()), name="section_feed"),
    # The path is stored with the edition and looked up whole.
    path(
        "<slug:section>/<digits4:year>/<digits2:month>/<digits2:day>/<words:slug>/",
        article,
        name="article",
    ),
]
