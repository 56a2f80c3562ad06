"""What people typed and have not saved is kept: each opened form's by itself, and each person's."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from articles.desk import unsaved
from articles.desk.unsaved import LATE, MOST, Older
from articles.models import Revision, Unsaved
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

WORDS = {"headline": ["Ferry sinks"], "tags": ["quay", "ferries"]}


def kept(by, article=None):
    return [row.fields for row in unsaved.of(by, article)]


def test_what_is_typed_is_kept_and_is_no_revision():
    reporter, article = make_user(), make_article()

    row = unsaved.keep(WORDS, by=reporter, key=uuid4(), article=article, seen=1)

    assert kept(reporter, article) == [WORDS]
    assert (row.seen, row.article) == (1, article)
    assert Revision.objects.count() == 1


def test_a_form_keeps_its_latest_words_alone():
    reporter, key = make_user(), uuid4()
    unsaved.keep({"headline": ["F"]}, by=reporter, key=key)

    unsaved.keep(WORDS, by=reporter, key=key)

    assert kept(reporter) == [WORDS]


def test_two_forms_of_one_person_do_not_overwrite_each_other():
    reporter, article = make_user(), make_article()
    unsaved.keep({"headline": ["First"]}, by=reporter, key=uuid4(), article=article)

    unsaved.keep({"headline": ["Second"]}, by=reporter, key=uuid4(), article=article)

    assert kept(reporter, article) == [{"headline": ["Second"]}, {"headline": ["First"]}]


def test_somebody_elses_key_is_another_form():
    reporter, other, key = make_user(), make_user(), uuid4()
    unsaved.keep(WORDS, by=reporter, key=key)

    unsaved.keep({"headline": ["Mine"]}, by=other, key=key)
    unsaved.discard(key, by=other)

    assert kept(reporter) == [WORDS]
    assert kept(other) == []


def test_what_no_database_takes_is_dropped():
    reporter = make_user()

    unsaved.keep({"head\x00line": ["Fe\x00rry \ud800sinks\x07"]}, by=reporter, key=uuid4())

    assert kept(reporter) == [{"headline": ["Ferry sinks"]}]


def test_the_oldest_rows_of_a_story_go():
    reporter, article = make_user(), make_article()
    unsaved.keep(WORDS, by=reporter, key=uuid4(), article=make_article())

    for number in range(MOST + 2):
        unsaved.keep({"headline": [str(number)]}, by=reporter, key=uuid4(), article=article)

    assert kept(reporter, article) == [
        {"headline": [str(number)]} for number in reversed(range(2, MOST + 2))
    ]
    assert Unsaved.objects.count() == MOST + 1


def test_a_form_that_was_saved_keeps_nothing_that_comes_late():
    reporter, article, key = make_user(), make_article(), uuid4()
    unsaved.keep(WORDS, by=reporter, key=key, article=article)

    unsaved.close(key, by=reporter, article=article)

    assert unsaved.keep(WORDS, by=reporter, key=key, article=article) is None
    assert kept(reporter, article) == []


def test_a_form_that_was_saved_is_told_so_though_it_never_kept_anything():
    reporter, article, key = make_user(), make_article(), uuid4()

    unsaved.close(key, by=reporter, article=article)

    assert unsaved.keep(WORDS, by=reporter, key=key, article=article) is None


def test_a_form_that_was_saved_and_is_sent_again_keeps_again():
    reporter, article, key = make_user(), make_article(), uuid4()
    unsaved.close(key, by=reporter, article=article)

    unsaved.keep(WORDS, by=reporter, key=key, article=article, reopen=True)

    assert kept(reporter, article) == [WORDS]


def test_that_a_form_was_saved_is_forgotten_in_time():
    reporter, article = make_user(), make_article()
    now = timezone.now()
    unsaved.close(uuid4(), by=reporter, article=article, at=now - LATE - timedelta(seconds=1))
    unsaved.keep(WORDS, by=reporter, key=uuid4(), at=now - LATE - timedelta(days=1))

    unsaved.close(uuid4(), by=reporter, article=article, at=now)

    assert Unsaved.objects.filter(fields={}).count() == 1
    assert kept(reporter) == [WORDS]


def test_what_was_brought_back_is_kept_in_one_row():
    reporter = make_user()
    older = unsaved.keep(WORDS, by=reporter, key=uuid4())
    more = {"headline": ["Ferry sinks, slowly"]}

    unsaved.keep(more, by=reporter, key=uuid4(), instead_of=Older(older.key, older.typed_at))

    assert kept(reporter) == [more]


def test_what_was_brought_back_stays_where_somebody_typed_on_in_its_own_window():
    reporter = make_user()
    row = unsaved.keep(WORDS, by=reporter, key=uuid4())
    older = Older(row.key, row.typed_at)
    unsaved.keep({"headline": ["Typed on"]}, by=reporter, key=row.key)

    unsaved.keep(WORDS, by=reporter, key=uuid4(), instead_of=older)
    unsaved.close(uuid4(), by=reporter, article=make_article(), instead_of=older)

    assert kept(reporter) == [WORDS, {"headline": ["Typed on"]}]


def test_what_was_brought_back_goes_when_it_is_saved():
    reporter, article = make_user(), make_article()
    row = unsaved.keep(WORDS, by=reporter, key=uuid4(), article=article)

    older = Older(row.key, row.typed_at)
    unsaved.close(uuid4(), by=reporter, article=article, instead_of=older)

    assert kept(reporter, article) == []


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_is_kept_once():
    reporter, article, key = make_user(), make_article(), uuid4()
    start, faults = Barrier(4), []

    def type_on(number):
        start.wait()
        try:
            unsaved.keep({"headline": [str(number)]}, by=reporter, key=key, article=article)
        except Exception as fault:  # told by the main thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=type_on, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert Unsaved.objects.count() == 1
