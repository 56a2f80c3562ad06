"""Which pictures a revision shows, noted with each save whichever way its words came."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import fixing, press
from articles.desk import restoring, saving
from articles.desk.search import found
from articles.models import Article, PictureUse
from tests.factories import (
    edit,
    make_article,
    make_library_picture,
    make_live,
    make_user,
    next_minute,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user()


def figure(picture):
    return f'<figure data-picture="{getattr(picture, "pk", picture)}"></figure>'


def uses(article):
    """{revision number: {picture number, …}}."""
    told: dict = {}
    rows = PictureUse.objects.filter(revision__article=article)
    for number, picture in rows.values_list("revision__number", "picture"):
        told.setdefault(number, set()).add(picture)
    return told


def test_lead_and_body_are_noted_each_picture_once():
    lead, other = make_library_picture(), make_library_picture()
    article = make_article(lead_picture=lead, body=figure(lead) + figure(other) * 2)

    assert uses(article) == {1: {lead.pk, other.pk}}
    edit(article, body="<p>None.</p>", lead_picture=None)
    assert uses(article) == {1: {lead.pk, other.pk}}


def test_a_number_that_is_no_picture_s_is_no_use_and_loses_nothing():
    article = make_article(body=f"<p>Fog.</p>{figure(987654321)}{figure(10**18 - 1)}")

    assert "987654321" in Article.objects.get().body
    assert uses(article) == {}


def test_a_lead_picture_that_is_not_there_is_refused():
    article = make_article()
    article.lead_picture_id = 987654321

    with pytest.raises(ValidationError, match="lead_picture"):
        saving.save(article, by=None)


def test_what_is_restored_is_noted(editor):
    picture = make_library_picture()
    article = make_article(body=f"<p>Fog.</p>{figure(picture)}", lead_picture=picture)
    edit(article, body="<p>Fog.</p>", lead_picture=None)

    restoring.restore(article, article.revisions.get(number=1), by=editor, seen=2)

    assert uses(article) == {1: {picture.pk}, 3: {picture.pk}}
    assert Article.objects.get().lead_picture == picture


def test_what_a_fix_is_merged_into_is_noted(editor):
    one, other = make_library_picture(), make_library_picture()
    body = f"<p>The boat left the quay at nine.</p>{figure(one)}"
    article = make_live(body=body, by=editor)
    edit(article, body=body + figure(other))
    press.publish(article, by=editor, at=next_minute(500))
    edit(article, slugline="Later")

    change = {"headline": "Ferry leaves late"}
    fixing.fix(article, change, by=editor, live=article.revisions.get(number=1))

    told = uses(article)
    newest = max(told)
    assert told[newest] == {one.pk, other.pk}
    assert all(one.pk in shown for shown in told.values())
    assert len(told) == Article.objects.get().revision_number


def test_words_under_pictures_are_no_length_of_a_story():
    caption = f'<figure data-picture="{make_library_picture().pk}"><figcaption>'
    article = make_article(
        body=f"<p>It left.</p>{caption}The ferry at the quay</figcaption></figure>"
    )

    assert Article.objects.get(pk=article.pk).length == 2


def test_a_story_is_found_by_the_words_under_its_pictures():
    picture = make_library_picture()
    body = f'<figure data-picture="{picture.pk}"><figcaption>Lighthouse</figcaption></figure>'
    article = make_article(body=body, lead_picture=picture, lead_caption="Breakwater")

    for word in ("lighthouse", "breakwater"):
        assert list(found(Article.objects.all(), word)) == [article]


def test_pictures_cost_a_save_two_queries_however_many_they_are():
    pictures = [make_library_picture() for _ in range(5)]
    counts = []
    for number in (0, 1, 5):
        article = make_article()
        article.body = "<p>Fog.</p>" + "".join(map(figure, pictures[:number]))
        with CaptureQueriesContext(connection) as queries:
            saving.save(article, by=None)
        counts.append(len(queries))

    none, one, five = counts
    assert one == five == none + 2
