"""Links to pages of our own."""

from uuid import uuid4

import pytest
from django.utils import timezone

from articles import press
from articles.checks.links import broken_links
from tests.articles.checks.cases import found
from tests.factories import make_article, make_live, next_minute

pytestmark = pytest.mark.django_db


def linked(address, words="the report"):
    return f'<p>Read on.</p><p>See <a href="{address}">{words}</a> of May.</p>'


BROKEN = [("body", "the report", 0)]


def test_a_story_that_readers_have_is_found_by_key_and_by_path():
    article = make_live()

    assert found(broken_links, linked(f"story:{article.uid}")) == []
    assert found(broken_links, linked(article.edition.path)) == []


def test_a_story_that_they_do_not_have_is_told():
    article = make_article()

    assert found(broken_links, linked(f"story:{article.uid}")) == BROKEN
    assert found(broken_links, linked(f"story:{uuid4()}")) == BROKEN


def test_a_story_that_was_withdrawn_is_told(editor):
    article = make_live()
    press.withdraw(article, by=editor)

    assert found(broken_links, linked(f"story:{article.uid}")) == BROKEN
    assert found(broken_links, linked(article.edition.path)) == BROKEN


def test_it_is_asked_for_the_moment_that_the_words_go_out(editor):
    article = make_article()
    at = next_minute(5)
    press.publish(article, by=editor, at=at)
    body = linked(f"story:{article.uid}")

    assert found(broken_links, body, at=at) == []
    assert found(broken_links, body, at=timezone.now()) == BROKEN


def test_an_address_of_ours_that_is_none_is_told():
    assert found(broken_links, linked("/no/such/page/here/at/all")) == BROKEN
    assert found(broken_links, linked("/harbour/2027/03/28/nothing/")) == BROKEN
    assert found(broken_links, linked("/corrections/")) == []


def test_other_sites_are_theirs():
    assert found(broken_links, linked("https://example.org/harbour/2027/03/28/nothing/")) == []
    assert found(broken_links, linked("mailto:news@example.org")) == []


def test_the_place_is_the_link_s_own():
    body = f'<p>The report &amp; the report: <a href="story:{uuid4()}">the report</a></p>'

    assert found(broken_links, body) == [("body", "the report", 1)]


def test_many_links_are_two_queries(django_assert_num_queries):
    article = make_live()
    body = linked(f"story:{article.uid}") * 5 + linked(article.edition.path) * 5

    with django_assert_num_queries(2):
        assert found(broken_links, body) == []
