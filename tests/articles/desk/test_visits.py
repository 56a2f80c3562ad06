"""Who has a story open, and what each last saw of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.desk import visits
from articles.desk.visits import STALE
from articles.models import Visit
from tests.factories import edit, make_article, make_user

pytestmark = pytest.mark.django_db


def test_a_first_visit_has_seen_nothing_before():
    reporter, article = make_user(), make_article()

    assert visits.opened(article, by=reporter) == 0
    assert Visit.objects.get().number == 1


def test_a_visit_knows_what_was_seen_at_the_one_before():
    reporter, article = make_user(), make_article()
    visits.opened(article, by=reporter)
    edit(article, headline="Second")

    assert visits.opened(article, by=reporter) == 1
    assert visits.opened(article, by=reporter) == 2


def test_a_sign_of_life_is_no_look_at_what_is_new():
    reporter, article = make_user(), make_article()
    visits.opened(article, by=reporter)
    edit(article, headline="Second")

    visits.here(article, by=reporter)

    assert Visit.objects.get().number == 1


def test_others_are_those_who_said_so_lately():
    article, me, odile, tom = make_article(), make_user(), make_user(), make_user()
    now = timezone.now()
    visits.opened(article, by=me, at=now)
    visits.opened(article, by=tom, at=now - STALE)
    visits.here(article, by=odile, at=now - STALE + timedelta(seconds=1))
    visits.here(make_article(), by=make_user(), at=now)

    assert visits.others(article, by=me, at=now) == [odile]
    assert visits.others(article, by=odile, at=now) == [me]


def test_who_left_is_gone_at_once_and_may_come_back():
    article, me, odile = make_article(), make_user(), make_user()
    visits.opened(article, by=odile)

    visits.left(article, by=odile)
    assert visits.others(article, by=me) == []

    visits.here(article, by=odile)
    assert visits.others(article, by=me) == [odile]


def test_others_are_found_in_one_query(django_assert_num_queries):
    article, me = make_article(), make_user()
    for _number in range(3):
        visits.here(article, by=make_user())

    with django_assert_num_queries(1):
        assert len(visits.others(article, by=me)) == 3
