"""The report of what changed without readers being told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import press
from articles.desk import saving
from articles.models import SilentEdit
from articles.models.silent import FEW
from tests.articles.admin.paperwork import at_desk, soon, words
from tests.factories import make_live, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/silentedit/"


def edited(*, words=FEW + 1, by=None, at=None, **how):
    """A live story in which this many words were replaced; its edition."""
    by = by or make_user()
    before = " ".join(f"one{number}" for number in range(20))
    article = make_live(body=f"<p>{before}</p>")
    for number in range(words):
        article.body = article.body.replace(f"one{number} ", f"two{number} ")
    saving.save(article, by=None)
    return press.publish(article, by=by, at=at, **{"is_silent": True} | how)


def listed(client):
    return [edition.pk for edition in client.get(LIST).context["cl"].result_list]


def test_it_lists_silent_edits_of_more_than_a_few_words(client):
    at_desk(client)
    edited(words=FEW)
    edited(is_silent=False)
    edited(at=soon(days=1))
    many = edited()

    assert listed(client) == [many.pk]


def test_it_says_what_when_who_and_how_much(client):
    at_desk(client)
    edition = edited(by=make_user(username="ines"))

    row = words(client.get(LIST)).partition("Words changed")[2]

    assert edition.headline in row
    assert "ines 6" in row


def test_it_shows_the_difference_word_by_word(client):
    at_desk(client)
    edition = edited()

    page = client.get(f"{LIST}{edition.pk}/change/").text

    assert '<del><span class="visually-hidden">[removed: </span>one0 one1 ' in page
    assert '<ins><span class="visually-hidden">[added: </span>two0 two1 ' in page
    assert "one19" in page


def test_it_is_in_the_sidebar_of_those_who_may_see_editions(client):
    at_desk(client)
    assert f'href="{LIST}"' in client.get("/admin/").text

    at_desk(client, "Reporter")
    assert f'href="{LIST}"' not in client.get("/admin/").text
    assert client.get(LIST).status_code == 403


def test_nothing_can_be_changed_in_it(client):
    client.force_login(make_user(is_superuser=True))
    edition = edited()

    assert client.get(f"{LIST}add/").status_code == 403
    for way in ("change", "delete"):
        assert client.post(f"{LIST}{edition.pk}/{way}/", {"post": "yes"}).status_code == 403
    assert SilentEdit.objects.filter(pk=edition.pk).exists()


def test_as_many_queries_for_three_rows_as_for_one(client):
    at_desk(client)
    counts = []

    for rows in (1, 2):
        for _ in range(rows):
            edited()
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1]
