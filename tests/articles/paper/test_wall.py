"""While a public page is made, no SQL touches a table of the desk."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from articles import pictures, press
from articles.models import (
    Act,
    Article,
    ArticleTag,
    Byline,
    Clash,
    Edition,
    Masthead,
    Note,
    Notice,
    Picture,
    PictureText,
    PictureUse,
    ProofLink,
    ProofOpening,
    Receipt,
    Revision,
    Section,
    Unsaved,
    Visit,
)
from articles.paper import urls
from articles.workflow import Answer
from tests.articles.paper import hanging
from tests.factories import (
    edit,
    make_article,
    make_library_picture,
    make_live,
    make_picture,
    make_user,
)

DESK = {
    model._meta.db_table
    for model in (
        *(Article, Article.shared_with.through, ArticleTag, Byline, Revision, Act, Receipt),
        *(Section.editors.through, Note, Notice, Clash, Unsaved, Visit, ProofLink, ProofOpening),
        *(Picture, PictureText, PictureUse),
    )
}
STAFF = {"newsroom_user", "django_session", "auth_group", "auth_permission"}


def public_urls(
    article, picture="/media/directory/nothing.png", rendition="/media/pictures/nothing.jpg"
):
    """An address for each of the paper's URL patterns: pages that are there."""
    section, *_date, _slug = article.edition.path.strip("/").split("/")
    return {
        "front": "/",
        "front_feed": "/feed/",
        "robots": "/robots.txt",
        "sitemap": "/sitemap.xml",
        "topic": "/topic/ferries/",
        "topic_feed": "/topic/ferries/feed/",
        "correspondent": "/by/odile-marsh/",
        "correspondent_feed": "/by/odile-marsh/feed/",
        "section": f"/{section}/",
        "section_feed": f"/{section}/feed/",
        "article": article.edition.path,
        "history": f"{article.edition.path}history/",
        "corrections": "/corrections/",
        "corrections_feed": "/corrections/feed/",
        "about": "/about/",
        "contact": "/contact/",
        "picture": picture,
        "rendition": rendition,
    }


def tables(sql):
    return set(re.findall(r'"(\w+)"', sql))


def test_every_public_pattern_has_an_address_to_fetch():
    class Anybody:
        class edition:
            path = "/harbour/2027/03/28/ferry/"

    assert {pattern.name for pattern in urls.urlpatterns} == set(public_urls(Anybody))


def test_the_paper_has_no_other_door():
    names = {str(pattern.pattern) for pattern in get_resolver().url_patterns}
    outside = {name for name in names if not name.startswith("admin/")}

    # A proof and its pictures are read over the wall, by a link that the desk signed.
    proof = "proof/<str:token>/"
    picture = f"{proof}pictures/<int:number>-<int:side>.webp"
    assert outside == {"favicon.ico", proof, picture, ""}


def pictured(article, shown, other):
    """Have a story that is live show a picture on top and one in its copy."""
    article.edition = Edition.objects.live(at=timezone.now()).get(article=article)
    article.edition.body += hanging.figure(other, "The far shore.")
    hanging.lead(article.edition, shown)
    hanging.hang(article.edition, other)


@pytest.mark.django_db
def test_no_public_page_reads_a_table_of_the_desk(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    editor = make_user()
    logo = pictures.logo(ContentFile(make_picture(), "logo.png"))
    masthead = Masthead.objects.create(logo=logo, about="<p>Us.</p>", contact="<p>Here.</p>")
    article = make_live(standfirst="In brief.", tags=("ferries", "tides"))
    shown, other = make_library_picture(size=(400, 300)), make_library_picture(size=(400, 300))
    press.correct(edit(article, body="<p>At ten.</p>"), by=editor, kind="correction", note="Ten.")
    pictured(article, shown, other)
    make_article(headline="Not yet out", tags=("secrets",))
    killed, moved = make_live(by=editor), make_live(by=editor)
    press.kill(killed, by=editor)
    press.kill(moved, by=editor, answer=Answer.MOVED, target=article.edition.path)
    client.force_login(editor)  # not even for one of the staff

    file = f"/media/pictures/{shown.renditions.first().file_name}"
    answers = dict.fromkeys(public_urls(article, masthead.logo.url, file).values(), 200) | {
        "/nowhere/": 404,
        "/topic/secrets/": 404,
        "/harbour/2027/03/28/not-yet-out/": 404,
        killed.edition.path: 410,
        moved.edition.path: 301,
    }
    for url, status in answers.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)

            response.getvalue()  # a file is closed when it is read

        assert response.status_code == status, url
        for query in queries:
            assert not tables(query["sql"]) & (DESK | STAFF), query["sql"]


@pytest.mark.django_db
def test_the_wall_notices_a_page_that_looks_over_it():
    article = make_live()

    with CaptureQueriesContext(connection) as queries:
        _headline = article.editions.select_related("article").get().article.headline

    assert any(tables(query["sql"]) & DESK for query in queries)
