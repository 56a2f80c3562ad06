"""What the story's form saves."""

import pytest
from django.contrib.auth.models import Permission

from articles.models import Act, Article, Revision, Tag
from articles.text.markup import TooMuch
from articles.workflow import Stage
from tests.articles.admin.paperwork import at_desk, form_url, opened, rows, send
from tests.factories import make_article, make_correspondent, make_section, make_user

pytestmark = pytest.mark.django_db


def names(article):
    return [byline.name for byline in article.bylines.all()]


def tag_names(article):
    return {tag.name for tag in article.tags.all()}


def test_a_new_story_is_filed(client):
    reporter = at_desk(client, "Reporter")

    response = send(client, headline="Ferry sinks", body="<p>It did.</p>")

    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.headline, article.body) == ("Ferry sinks", "<p>It did.</p>")
    assert article.newest().by == reporter


def test_a_change_leaves_a_revision_of_its_writer(client):
    editor = at_desk(client)
    article = make_article(headline="Ferry sinks")

    send(client, article, headline="Ferry does not sink")

    newest = article.newest()
    assert (newest.number, newest.headline, newest.by) == (2, "Ferry does not sink", editor)


def test_a_save_without_a_change_leaves_none(client):
    at_desk(client)
    article = make_article(bylines=["Odile Marsh", "Tom Reeve"], tags=["ferries", "quay"])

    response = send(client, article)

    assert response.status_code == 302
    assert Revision.objects.count() == 1


def test_what_copy_may_not_hold_is_gone(client):
    at_desk(client)
    article = make_article()

    send(client, article, body='<p onclick="x()">Words<script>alert(1)</script></p>')

    article.refresh_from_db()
    assert article.body == "<p>Words</p>"


@pytest.mark.parametrize("name", ["stage", "seen_stage", "owner", "length"])
def test_what_no_field_of_the_form_is_for_is_not_written(client, name):
    at_desk(client)
    article = make_article()
    before = getattr(article, name, None)

    assert send(client, article, headline="Second", **{name: "1"}).status_code == 302

    article.refresh_from_db()
    assert (article.headline, article.stage) == ("Second", Stage.DRAFT)
    assert name == "length" or getattr(article, name, None) == before


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SUBMITTED, Stage.SUBBING, Stage.SPIKED])
def test_saving_copy_leaves_the_stage_that_somebody_else_set(client, stage):
    at_desk(client)
    article = make_article()
    data = opened(client, article)
    Article.objects.update(stage=stage)

    send(client, article, data, headline="Second")

    article.refresh_from_db()
    assert (article.headline, article.stage) == ("Second", stage)


@pytest.mark.parametrize("stage", [Stage.LEGAL, Stage.READY])
def test_other_words_than_were_approved_are_subbed_again(client, stage):
    editor = at_desk(client)
    article = make_article(stage=stage)

    send(client, article, headline="Second")

    act = Act.objects.get()
    assert Article.objects.get().stage == Stage.SUBBING
    assert (act.verb, act.by) == ("sub", editor)


def test_saving_approved_copy_without_a_change_leaves_it_approved(client):
    at_desk(client)
    article = make_article(stage=Stage.READY)

    send(client, article)

    assert Article.objects.get().stage == Stage.READY


def test_bylines_are_saved_as_printed_and_in_order(client):
    at_desk(client)
    article = make_article(bylines=[])
    odile = make_correspondent("Odile Marsh", role="Harbour Correspondent")
    bylines = rows((2, None, "Our Foreign Staff", "in Tolland"), (1, odile, "", ""))

    send(client, article, **bylines)

    assert [(byline.name, byline.role) for byline in article.bylines.all()] == [
        ("Odile Marsh", "Harbour Correspondent"),
        ("Our Foreign Staff", "in Tolland"),
    ]


@pytest.mark.parametrize(
    ("places", "order"), [((1, 2, 1), "CAB"), ((2, 2, 3), "BAC"), ((1, "", 3), "ACB")]
)
def test_a_byline_goes_to_the_place_it_is_given(client, places, order):
    at_desk(client)
    article = make_article(bylines=["A", "B", "C"])
    bylines = rows(*((place, None, name, "") for place, name in zip(places, "ABC", strict=True)))

    send(client, article, **bylines)

    assert "".join(names(article)) == order


def test_an_emptied_row_is_no_byline(client):
    at_desk(client)
    article = make_article(bylines=["A", "B"])

    send(client, article, **rows((1, None, "", ""), (2, None, "B", ""), ("", None, "", "")))

    assert names(article) == ["B"]


def test_tags_are_found_in_any_spelling_and_new_ones_made(client):
    reporter = at_desk(client, "Reporter")
    article = make_article(tags=["ferries"], by=reporter)

    send(client, article, tags=["FERRIES", "Lighthouses", "2027", " ferries "])

    assert tag_names(article) == {"ferries", "Lighthouses", "2027"}
    assert Tag.objects.count() == 3


def test_tags_are_suggested_by_name(client):
    at_desk(client, "Reporter")
    make_article(tags=["ferries", "quay"])
    query = {"app_label": "articles", "model_name": "article", "field_name": "tags"}

    answer = client.get("/admin/articles/tag/names/", query | {"term": "ferr"}).json()

    assert answer["results"] == [{"id": "ferries", "text": "ferries"}]


def test_who_may_only_look_sees_the_body_as_it_reads(client):
    viewer = make_user(role=None)
    viewer.is_staff = True
    viewer.save()
    rights = ["view_article", "reach_every_article"]
    viewer.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(viewer)
    article = make_article(body="<p>It <em>did</em>.</p>", tags=["ferries"])

    page = client.get(form_url(article)).content.decode()

    assert "<p>It <em>did</em>.</p>" in page
    assert "Odile Marsh" in page
    assert "ferries" in page
    assert 'name="_save"' not in page
    assert client.post(form_url(article), {}).status_code == 403


@pytest.mark.parametrize("button", ["proof", "publish"])
def test_a_button_saves_and_goes_on(client, button):
    at_desk(client)
    article = make_article()

    response = send(client, article, headline="Second", **{f"_{button}": "1"})

    article.refresh_from_db()
    assert response["Location"] == f"/admin/articles/article/{article.pk}/{button}/"
    assert article.headline == "Second"


def test_only_who_may_publish_is_shown_the_way(client):
    reporter = make_user("Reporter")
    article = make_article(by=reporter)

    at_desk(client, "Editor")
    assert "/publish/" in client.get(form_url(article)).content.decode()
    client.force_login(reporter)
    assert "publish" not in client.get(form_url(article)).content.decode().lower()


@pytest.mark.parametrize(
    "headline", ["🚢🚢🚢", "العبارة تغادر في موعدها", "h" * 300, "<script>alert(1)</script>"]
)
def test_any_words_make_a_headline(client, headline):
    at_desk(client)
    article = make_article()

    send(client, article, headline=headline)

    article.refresh_from_db()
    assert article.headline == headline
    assert "<script>alert" not in client.get(form_url(article)).content.decode()


def test_as_much_copy_as_is_taken_is_saved_in_any_script(client):
    at_desk(client)
    article = make_article()
    body = "<p>" + "ت" * (TooMuch.LENGTH - 7) + "</p>"

    response = send(client, article, body=body)

    article.refresh_from_db()
    assert response.status_code == 302
    assert article.body == body


def test_a_section_is_chosen(client):
    at_desk(client)
    article, sport = make_article(), make_section("Sport")

    send(client, article, section=sport.pk)

    article.refresh_from_db()
    assert article.section == sport
