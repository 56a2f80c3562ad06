"""What the story's form refuses, and that it keeps what was typed."""

import pytest
from django.contrib.auth.models import Permission

from articles.desk import saving
from articles.models import Article, Revision, Tag
from articles.text.markup import TooMuch
from articles.workflow import Stage
from tests.articles.admin.paperwork import at_desk, errors, opened, rows, send
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def names(article):
    return [byline.name for byline in article.bylines.all()]


def tag_names(article):
    return {tag.name for tag in article.tags.all()}


def test_a_story_needs_a_name_and_says_so_once(client):
    at_desk(client)

    response = send(client, body="<p>It did.</p>")

    assert errors(response) == "Give the story a headline or a slugline."
    assert not Article.objects.exists()


def overtaken(client):
    """A form opened before somebody else saved: the story, and what the form would send."""
    article = make_article(headline="First", bylines=["Odile Marsh"])
    data = opened(client, article)
    article.headline = "Second"
    saving.save(article, by=make_user(username="ines"), bylines=[])
    return article, data


def test_a_save_over_a_newer_one_changes_nothing(client):
    at_desk(client)
    article, data = overtaken(client)

    response = send(client, article, data, headline="Third")

    article.refresh_from_db()
    assert response.status_code == 200
    assert (article.headline, article.revision_number, names(article)) == ("Second", 2, [])
    assert "ines saved revision 2 since you opened this story." in errors(response)


def test_a_refused_save_keeps_all_that_was_typed(client):
    at_desk(client)
    article, data = overtaken(client)
    typed = {"headline": "Third", "body": "<p>Typed words.</p>", "tags": ["brand-new", "quay"]}

    response = send(client, article, data, **typed)

    form = response.context["adminform"].form
    rows = response.context["inline_admin_formsets"][0].formset.forms
    assert {name: form[name].value() for name in typed} == typed
    assert rows[0]["name"].value() == "Odile Marsh"
    assert not Tag.objects.filter(name="brand-new").exists()


def test_a_refused_save_is_refused_again(client):
    at_desk(client)
    article, data = overtaken(client)
    again = data | {"seen": send(client, article, data).context["adminform"].form["seen"].value()}

    response = send(client, article, again, headline="Third")

    assert response.status_code == 200
    assert Revision.objects.count() == 2


def test_a_save_that_changes_nothing_is_no_save_over_a_newer_one(client):
    at_desk(client)
    article, data = overtaken(client)
    make_same = {"headline": "Second", "bylines-0-name": "", "bylines-0-correspondent": ""}

    assert send(client, article, data, **make_same).status_code == 302


@pytest.mark.parametrize("seen", ["", "x", "-1", "99", "1" * 40])
def test_a_form_that_saw_no_revision_is_refused(client, seen):
    at_desk(client)
    article = make_article(headline="First")

    response = send(client, article, headline="Second", seen=seen)

    article.refresh_from_db()
    assert response.status_code == 200
    assert article.headline == "First"


def test_a_move_from_where_the_story_no_longer_is_is_refused(client):
    at_desk(client)
    article = make_article(headline="First")
    data = opened(client, article)
    Article.objects.update(stage=Stage.READY)

    response = send(client, article, data, headline="Second", stage=Stage.LEGAL)

    article.refresh_from_db()
    assert "it is at “Ready” now" in errors(response)
    assert (article.headline, article.stage) == ("First", Stage.READY)


def test_a_move_is_made_once_the_person_knows_where_the_story_is(client):
    at_desk(client)
    article = make_article(headline="First")
    data = opened(client, article) | {"headline": "Second", "stage": Stage.LEGAL}
    Article.objects.update(stage=Stage.READY)
    form = send(client, article, data).context["adminform"].form
    again = data | {name: form[name].value() for name in ("seen", "seen_stage", "stage")}

    response = send(client, article, again)

    article.refresh_from_db()
    assert response.status_code == 302
    assert (article.headline, article.stage) == ("Second", Stage.LEGAL)


@pytest.mark.parametrize("name", ["", " ", "\x01"])
def test_a_role_without_a_writer_is_an_error(client, name):
    at_desk(client)
    article = make_article(bylines=["A"])

    response = send(client, article, **rows((1, None, name, "Crime Correspondent")))

    assert "Name the writer" in errors(response)
    assert names(article) == ["A"]


def test_who_may_make_no_tags_is_told_so(client):
    reporter = make_user("Reporter")
    new_tags = Permission.objects.get(content_type__app_label="articles", codename="add_tag")
    reporter.groups.get().permissions.remove(new_tags)
    client.force_login(reporter)
    article = make_article(tags=["ferries"])

    response = send(client, article, tags=["ferries", "new"])

    assert errors(response) == "There is no tag “new”."
    assert tag_names(article) == {"ferries"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "A\x00B"),
        ("headline", "h" * 10_000),
        ("body", "<p>\x00</p>"),
        ("body", "<p>" + "b" * TooMuch.LENGTH),
        ("section", "999999"),
        ("section", "x"),
        ("publication", "x"),
        ("publication", "9" * 30),
        ("language", "not a language"),
        ("stage", "published"),
        ("seen_stage", "x"),
        ("tags", ["x" * 101]),
        ("bylines-0-correspondent", "x"),
        ("bylines-0-name", "n" * 201),
        ("bylines-0-place", "9" * 400),
        ("bylines-0-was", "9" * 400),
        ("bylines-TOTAL_FORMS", "x"),
    ],
)
def test_what_does_not_fit_is_an_error_on_the_form(client, field, value):
    at_desk(client)
    article = make_article()

    response = send(client, article, **{field: value})

    assert response.status_code == 200
    assert errors(response)
    assert Revision.objects.count() == 1


def test_copy_that_grows_too_long_in_composition_is_an_error(client):
    at_desk(client)
    article = make_article()

    # Unicode composes this letter to two, so that it fits the form and not the field.
    response = send(client, article, headline="\u0958" * 300)

    assert response.status_code == 200
    assert "300" in errors(response)
    assert Revision.objects.count() == 1


def test_a_story_that_is_not_there_is_no_error(client):
    at_desk(client)

    assert client.get("/admin/articles/article/999999/change/").status_code == 302
    assert client.get("/admin/articles/article/999999/proof/").status_code == 404
