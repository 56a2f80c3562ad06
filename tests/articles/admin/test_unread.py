"""What others saved since a person last had a story open."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin.revisions.news import runs
from articles.desk import saving, visits
from articles.models import Article, Visit
from tests.articles.admin.paperwork import at_desk, form_url, send, words
from tests.factories import edit, make_article, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


def save(article, by, **fields):
    """Save other words of a story, as somebody."""
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    saving.save(article, by=by)


def unread(client, **query):
    """The headlines that the list marks as unread."""
    rows = client.get(LIST, query).context["cl"].result_list
    return {article.headline for article in rows if article.is_unread}


def person(first, last):
    return make_user(first_name=first, last_name=last)


def test_a_story_opened_for_the_first_time_has_no_news(client):
    at_desk(client)
    article = edit(make_article(), headline="Ferry sinks")

    assert "Since you last opened" not in words(client.get(form_url(article)))


def test_the_form_says_who_saved_what_since_it_was_last_opened(client):
    at_desk(client)
    article, odile, tom = make_article(), person("Odile", "Marsh"), person("Tom", "Reeve")
    client.get(form_url(article))
    save(article, odile, headline="Ferry sinks")
    save(article, odile, headline="Ferry floats")
    save(article, tom, headline="Ferry waits")

    page = client.get(form_url(article))

    assert (
        "Since you last opened this story: Odile Marsh saved revisions 2 and 3; "
        "Tom Reeve saved revision 4." in words(page)
    )
    assert f'href="{LIST}{article.pk}/compare/?from=1&amp;to=4"' in page.text


def test_it_says_so_once(client):
    at_desk(client)
    article = make_article()
    client.get(form_url(article))
    save(article, make_user(), headline="Ferry sinks")
    client.get(form_url(article))

    assert "Since you last opened" not in words(client.get(form_url(article)))


def test_a_persons_own_save_is_nothing_new_to_them(client):
    me = at_desk(client)
    article = make_article()
    client.get(form_url(article))
    save(article, me, headline="Ferry sinks")

    assert unread(client) == set()
    assert "Since you last opened" not in words(client.get(form_url(article)))


def test_what_others_saved_before_it_is(client):
    me = at_desk(client)
    article = make_article()
    client.get(form_url(article))
    save(article, person("Odile", "Marsh"), headline="Ferry sinks")
    save(article, me, standfirst="All are well.")

    assert unread(client) == {"Ferry sinks"}
    page = words(client.get(form_url(article)))
    assert "Odile Marsh saved revision 2." in page


def test_a_form_that_comes_back_says_nothing_and_counts_as_no_visit(client):
    me = at_desk(client)
    article = make_article()
    client.get(form_url(article))
    save(article, make_user(), headline="Ferry sinks")

    answer = send(client, article, {"seen": "x"})

    assert answer.status_code == 400
    assert "Since you last opened" not in words(answer)
    assert Visit.objects.get(article=article, by=me).number == 1


def test_the_story_of_another_visitor_is_their_own_affair(client):
    at_desk(client)
    article = make_article()
    visits.opened(article, by=make_user())

    assert len(unread(client)) == 1


def test_the_list_marks_what_is_unread_in_words(client):
    at_desk(client)
    read, changed, _new = (make_article(headline=name) for name in ("Read", "Changed", "New"))
    for article in (read, changed):
        client.get(form_url(article))
    save(changed, make_user(), standfirst="All are well.")

    assert unread(client) == {"Changed", "New"}
    assert words(client.get(LIST)).count("unread") >= 2
    assert '<bdi>New</bdi> <span class="unread">unread</span>' in client.get(LIST).text
    assert '<bdi>Read</bdi> <span class="unread">' not in client.get(LIST).text


def test_the_list_can_be_narrowed_to_it(client):
    at_desk(client)
    read, _new = make_article(headline="Read"), make_article(headline="New")
    client.get(form_url(read))

    def rows(**query):
        return {str(row) for row in client.get(LIST, query).context["cl"].result_list}

    assert rows(unread="yes") == {"New"}
    assert rows(unread="x") == {"Read", "New"}


def test_what_came_in_by_no_account_is_new_to_all(client):
    at_desk(client)
    article = make_article()
    client.get(form_url(article))
    edit(article, headline="Ferry sinks")

    assert unread(client) == {"Ferry sinks"}
    assert "No account saved revision 2." in words(client.get(form_url(article)))


def test_those_who_may_only_look_are_told_too(client):
    at_desk(client, "Picture editor")
    article = make_article()
    client.get(form_url(article))
    save(article, person("Odile", "Marsh"), headline="Ferry sinks")

    assert "Odile Marsh saved revision 2." in words(client.get(form_url(article)))


def test_a_name_is_not_taken_for_html(client):
    at_desk(client)
    article = make_article()
    client.get(form_url(article))
    save(article, person("<script>alert(1)</script>", "Marsh"), headline="<b>Ferry</b>")

    for page in (client.get(LIST), client.get(form_url(article))):
        assert "<script>alert" not in page.text
        assert "<b>Ferry" not in page.text


def test_as_many_queries_for_thirty_rows_as_for_one(client):
    at_desk(client)
    counts = []

    for rows in (1, 29):
        for _ in range(rows):
            make_article()
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST, {"unread": "yes"})
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([4], ["4"]),
        ([4, 5], ["4", "5"]),
        ([4, 5, 6], ["4–6"]),
        ([2, 4, 5, 7, 8, 9, 11], ["2", "4", "5", "7–9", "11"]),
    ],
)
def test_numbers_one_after_the_other_are_said_as_one(numbers, said):
    assert list(runs(numbers)) == said
