"""How many queries a page takes: few, and as many for thirty stories as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.models import Edition
from tests.factories import edit, make_live, make_section, make_user

LISTINGS = ["/harbour/", "/topic/ferries/", "/by/odile-marsh/", "/corrections/"]
FEEDS = ["/feed/", "/harbour/feed/", "/topic/ferries/feed/", "/by/odile-marsh/feed/"]
FEEDS += ["/corrections/feed/"]


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def make_corrected(editor):
    story = make_live(by=editor)
    press.correct(story, by=editor, kind="correction", note="It was ten.")
    return story


@pytest.mark.django_db
def test_a_changed_story_takes_four_queries_however_often_it_changed(client):
    editor = make_user()
    once, often = make_corrected(editor), make_corrected(editor)
    for number in range(3):
        press.publish(edit(often, headline=f"Ferry {number}"), by=editor)

    assert queries(client, once.edition.path) == queries(client, often.edition.path) == 4


@pytest.mark.django_db
def test_a_history_takes_five_queries_however_long_it_is(client):
    editor = make_user()
    once, often = make_corrected(editor), make_corrected(editor)
    for number in range(3):
        press.publish(edit(often, headline=f"Ferry {number}"), by=editor)

    for story in (once, often):
        assert queries(client, f"{story.edition.path}history/") == 5


@pytest.mark.django_db
def test_article_takes_three_queries_whatever_it_carries(client):
    editor = make_user()
    plain = make_live(by=editor, bylines=(), tags=())
    rich = make_live(
        by=editor,
        bylines=[f"Writer {letter}" for letter in "ABCDEF"],
        tags=[f"topic {letter}" for letter in "abcdefgh"],
    )

    assert queries(client, plain.edition.path) <= 3
    assert queries(client, rich.edition.path) == queries(client, plain.edition.path)


@pytest.mark.django_db
def test_listings_take_four_queries_with_one_row_and_with_thirty(client):
    editor = make_user()
    make_corrected(editor)
    with_one = {url: queries(client, url) for url in ["/", *LISTINGS, *FEEDS]}

    for _row in range(29):
        make_corrected(editor)

    assert {url: queries(client, url) for url in with_one} == with_one
    assert max(with_one.values()) <= 4


@pytest.mark.django_db
def test_front_takes_as_many_queries_for_twelve_sections_as_for_one(client):
    editor = make_user()
    make_live(by=editor)
    with_one = queries(client, "/")

    for number in range(11):
        make_live(by=editor, section=make_section(f"Quay {number}"))

    assert queries(client, "/") == with_one <= 4


@pytest.mark.django_db
def test_what_is_live_is_listed_along_an_index():
    listed = Edition.objects.live(at=timezone.now()).listed()[:20]

    # PostgreSQL decides by what is in its tables, SQLite by what indexes there are.
    if connection.vendor == "sqlite":
        assert "INDEX edition_latest" in listed.explain()
        assert "TEMP B-TREE" not in listed.explain()
