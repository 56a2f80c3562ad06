"""Verbs, and merges of the tags that they touch, wait for their turn and never for each other."""

from threading import Thread

import pytest
from django.db import connection

from articles import fixing, press
from articles.desk import tags
from articles.models import Tag
from tests.factories import edit, make_live, make_user, next_minute

ROUNDS = 15


def together(*jobs):
    """Do each job ROUNDS times, all at once, each in a thread of its own. Gives what was raised."""
    raised = []

    def do(job):
        try:
            for number in range(ROUNDS):
                job(number)
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=do, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_a_story_is_moved_while_its_tags_are_merged():
    editor = make_user()
    article = make_live(by=editor, tags=["tides", "moon"])
    moments = [next_minute(10), next_minute(11)]
    press.publish(edit(article, headline="To come"), by=editor, at=moments[0])

    def move(number):
        was, at = moments if number % 2 == 0 else reversed(moments)
        press.reschedule(article, by=editor, was=was, at=at)

    def merge(number):
        [moon, tides] = Tag.objects.filter(name__in=["moon", "tides"]).order_by("name")
        tags.undo(tags.merge(tides, moon, by=editor), by=editor)

    assert together(move, merge) == []


@pytest.mark.django_db(transaction=True)
def test_two_stories_with_each_others_tags_are_fixed_at_once():
    editor = make_user()
    stories = [make_live(by=editor, tags=names) for names in (["a", "b", "c"], ["c", "b", "a"])]
    for story in stories:
        press.publish(edit(story, headline="To come"), by=editor, at=next_minute(10))

    def fixer(story):
        def fix(number):
            live = story.editions.filter(live_until__isnull=False).latest("live_from")
            fixing.fix(story, {"kicker": f"Kicker {number}"}, by=editor, live=live.revision)

        return fix

    assert together(*map(fixer, stories)) == []
