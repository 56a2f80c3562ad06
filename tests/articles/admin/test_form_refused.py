"""What the story's form refuses, and that it keeps what was typed."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission

from articles.models import Article, Revision
from articles.text.markup import TooMuch
from tests.articles.admin.paperwork import at_desk, errors, form_url, opened, rows, send, words
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db


def names(article):
    return [byline.name for byline in article.bylines.all()]


def tag_names(article):
    return {tag.name for tag in article.tags.all()}


def kept(response, name):
    """What a form that comes back has in a field."""
    return response.context["adminform"].form[name].value()


def test_a_story_needs_a_name_and_says_so_once(client):
    at_desk(client)

    response = send(client, body="<p>It did.</p>")

    assert errors(response) == "Give the story a headline or a slugline."
    assert not Article.objects.exists()


@pytest.mark.parametrize("button", ["_save", "_publish", "_proof"])
@pytest.mark.parametrize("seen", ["", "x", "-1", "0", "99", "1" * 40, "1\x00"])
def test_a_form_that_saw_no_revision_is_refused(client, seen, button):
    at_desk(client)
    article = make_article(headline="First")

    response = send(client, article, headline="Second", seen=seen, **{button: "1"})

    article.refresh_from_db()
    assert response.status_code in (400, 409)
    assert errors(response)
    assert kept(response, "headline") == "Second"
    assert (article.headline, article.revision_number) == ("First", 1)


@pytest.mark.parametrize("seen", ["1", "99"])
def test_a_new_story_can_have_seen_no_revision(client, seen):
    at_desk(client)

    response = send(client, headline="First", seen=seen)

    assert response.status_code == 400
    assert not Article.objects.exists()


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
    article = make_article(by=reporter, tags=["ferries"])

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
        ("tags", ["x" * 101]),
        ("label", "x"),
        ("label", "news\x00"),
        ("section", "1\x00"),
        ("kicker", "\x00"),
        ("language", "en\x00"),
        ("_move", "x"),
        ("bylines-0-correspondent", "x"),
        ("bylines-0-name", "n" * 201),
        ("bylines-0-place", "9" * 400),
        ("bylines-0-was", "9" * 400),
        ("bylines-0-name", "n\x00"),
        ("bylines-TOTAL_FORMS", "x"),
        ("bylines-TOTAL_FORMS", ""),
        ("bylines-TOTAL_FORMS", "-1"),
        ("bylines-TOTAL_FORMS", "9" * 9),
        ("bylines-TOTAL_FORMS", "9" * 30),
        ("bylines-INITIAL_FORMS", "-1"),
        ("bylines-INITIAL_FORMS", "7"),
    ],
)
def test_what_does_not_fit_is_an_error_on_the_form(client, field, value):
    at_desk(client)
    article = make_article()

    response = send(client, article, **{"standfirst": "Typed", field: value})

    assert response.status_code == 400
    assert errors(response)
    assert kept(response, "standfirst") == "Typed"
    assert Revision.objects.count() == 1


def test_control_characters_in_a_tag_are_dropped(client):
    at_desk(client)
    article = make_article(tags=["ferries"])

    response = send(client, article, tags=["fer\x00ries", "\x08", "qu\x1bay"])

    assert response.status_code == 302
    assert tag_names(article) == {"ferries", "quay"}


def test_copy_that_grows_too_long_in_composition_is_an_error(client):
    at_desk(client)
    article = make_article()

    # Unicode composes this letter to two, so that it fits the form and not the field.
    response = send(client, article, headline="\u0958" * 300)

    assert response.status_code == 400
    assert "300" in errors(response)
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("name", ["bylines-TOTAL_FORMS", "bylines-INITIAL_FORMS", "seen"])
def test_a_form_that_lacks_what_it_has_unseen_is_refused(client, name):
    at_desk(client)
    article = make_article()
    data = opened(client, article) | {"headline": "Typed"}
    del data[name]

    response = send(client, article, data)

    assert response.status_code == 400
    assert kept(response, "headline") == "Typed"
    assert Revision.objects.count() == 1


def test_two_megabytes_of_pasted_html_are_refused_and_kept(client):
    at_desk(client)
    article = make_article()
    pasted = "<p>pasted <b>words</b></p>" * (2_000_000 // 26)

    response = send(client, article, body=pasted)

    assert response.status_code == 400
    assert "This is more than a story: over 500000 characters" in errors(response)
    assert kept(response, "body") == pasted
    assert Revision.objects.count() == 1


def test_more_than_the_site_takes_at_once_is_refused_in_words(client):
    at_desk(client)
    article = make_article()
    data = opened(client, article) | {"body": "b" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}

    response = send(client, article, data)

    assert response.status_code == 413
    assert "That is more than we take at once" in words(response)
    assert Revision.objects.count() == 1


def test_more_fields_than_the_site_takes_are_refused(client):
    at_desk(client)
    article = make_article()

    response = send(client, article, **{f"x{number}": "" for number in range(1001)})

    assert response.status_code == 400
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("name", ["headline", "body", "tags", "bylines-0-name", "seen", "_move"])
@pytest.mark.parametrize("typed", [b"a\xed\xa0\x80b", b"a\xff\xfeb", b"\xc0\x80"])
def test_bytes_that_are_no_text_are_never_a_fault(client, name, typed):
    """Such as half of a surrogate pair. Django reads them as U+FFFD, which is a character."""
    at_desk(client)
    article = make_article()
    data = urlencode(opened(client, article) | {name: typed}, doseq=True)

    response = client.post(form_url(article), data, "application/x-www-form-urlencoded")

    assert response.status_code in (302, 400)


def test_a_form_of_no_encoding_we_know_is_never_a_fault(client):
    at_desk(client)
    article = make_article()

    for sent in ("text/plain", "application/json", "multipart/form-data; boundary=x"):
        assert client.post(form_url(article), b"{]\x00", sent).status_code == 400

    assert Revision.objects.count() == 1


def test_who_may_not_change_a_story_is_told_so(client):
    article = make_article(headline="First")
    data = {"headline": "Second", "seen": 1}
    at_desk(client, "Picture editor")

    response = send(client, article, data)

    article.refresh_from_db()
    assert response.status_code == 403
    assert article.headline == "First"


def test_who_may_not_move_a_story_to_another_section_keeps_what_they_typed(client):
    reporter = at_desk(client, "Reporter")
    article = make_article(section=make_section("Harbour"))
    article.shared_with.add(reporter)

    response = send(client, article, headline="Second", section=make_section("Sport").pk)

    assert response.status_code == 403
    assert "Ask an editor of its section" in errors(response)
    assert kept(response, "headline") == "Second"
    assert Revision.objects.count() == 1


def test_a_story_that_is_not_there_is_no_fault(client):
    at_desk(client)

    assert client.get("/admin/articles/article/999999/change/").status_code == 404
    assert client.post("/admin/articles/article/999999/change/", {}).status_code == 404
    assert client.get("/admin/articles/article/999999/proof/").status_code == 404
