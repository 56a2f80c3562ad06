"""What copy lacks, what is too long, and what stands against a story."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import press
from articles.checks.headline_length import headline_length
from articles.checks.obstacles import embargo, legal
from articles.checks.reading import Reading
from articles.checks.wholeness import byline, missing, standfirst, wholeness
from articles.models import Act, Article
from articles.text.slots import SLOTS
from tests.articles.checks.cases import found, make_revision, says
from tests.factories import edit, make_article, next_minute


def test_each_thing_that_is_lacking_is_told_at_its_field():
    assert found(wholeness) == [("headline", "", 0), ("section", "", 0), ("body", "", 0)]
    assert found(standfirst) == [("standfirst", "", 0)]
    assert found(byline) == [("bylines", "", 0)]


def test_what_is_there_is_not_missed():
    line = {"name": "Odile Marsh", "role": "", "correspondent": ""}
    fields = {"headline": "Ferry", "section_id": 1, "standfirst": "It left.", "bylines": [line]}

    assert [found(check, "Left.", **fields) for check in (wholeness, standfirst, byline)] == [
        []
    ] * 3
    assert missing(make_revision("Left.", **fields)) == []


def test_a_headline_is_measured_by_the_shortest_of_its_places():
    shortest = min(slot.characters for slot in SLOTS)

    assert says(headline_length, headline="x" * shortest) == []
    [said] = says(headline_length, headline="x" * (shortest + 1))
    assert said.startswith(f"The headline has {shortest + 1} characters, too many for: ")


@pytest.mark.django_db
def test_a_flag_stands_until_the_words_are_cleared(editor):
    article = make_article()
    assert list(legal(Reading(article.newest()))) == []
    Article.objects.update(is_flagged=True)
    article.refresh_from_db()
    assert len(list(legal(Reading(article.newest())))) == 1

    Act.objects.create(article=article, verb="clear", by=editor, revision=article.newest())

    assert list(legal(Reading(article.newest()))) == []
    assert len(list(legal(Reading(edit(article, headline="Other").newest())))) == 1


@pytest.mark.django_db
def test_an_embargo_stands_until_its_end(editor):
    article, end = make_article(), next_minute(30)
    press.embargo(article, by=editor, until=end, reason="Report", source="Ministry")
    article.refresh_from_db()
    revision = article.newest()

    assert len(list(embargo(Reading(revision, at=timezone.now())))) == 1
    assert list(embargo(Reading(revision, at=end))) == []


@pytest.mark.django_db
def test_an_embargo_without_an_end_says_so(editor):
    article = make_article()
    press.embargo(article, by=editor, reason="Report", source="Ministry")
    article.refresh_from_db()
    reading = Reading(article.newest(), at=timezone.now() + timedelta(days=9999))

    assert "without an end" in next(embargo(reading)).message
