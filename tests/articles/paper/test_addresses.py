"""Every address that a story had leads to it, in one hop, as long as readers have it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import press
from articles.models import Edition
from articles.workflow import Answer
from tests.factories import make_live, make_section, make_user, next_minute

pytestmark = pytest.mark.django_db

DEFAULT = "We published a story at this address and have taken it down."


@pytest.fixture
def editor():
    return make_user()


@pytest.fixture
def moved_on(editor):
    """A story that is at another path than it was: `old` and `new`."""
    article = make_live(by=editor, headline="Walrus in the lock")
    article.old = article.edition.path
    article.new = press.readdress(article, by=editor, slug="walrus").path
    return article


def answer(client, path):
    response = client.get(path)
    return response.status_code, response.headers.get("Location")


def kill(article, editor, **how):
    return press.kill(article, by=editor, **how)


def test_a_former_path_leads_to_the_storys_path_of_now(client, moved_on):
    assert answer(client, moved_on.old) == (301, moved_on.new)
    assert answer(client, f"{moved_on.old}?utm=1") == (301, moved_on.new)
    assert answer(client, moved_on.new) == (200, None)


def test_a_path_in_letters_of_any_script_leads_on(client, editor):
    article = make_live(by=editor, headline="Ferry")
    press.readdress(article, by=editor, slug="паром")

    status, location = answer(client, article.edition.path)

    assert status == 301
    assert client.get(location).status_code == 200


def test_it_takes_one_query_more_than_a_page_that_is_missing_has(client, moved_on):
    with CaptureQueriesContext(connection) as queries:
        client.get(moved_on.old)

    assert len(queries) == 2


def test_a_former_path_of_what_is_off_is_404(client, editor, moved_on):
    press.withdraw(moved_on, by=editor)

    assert answer(client, moved_on.old) == (404, None)
    assert answer(client, moved_on.new) == (404, None)


def test_a_killed_story_answers_with_the_editors_words_under_every_path(client, editor, moved_on):
    kill(moved_on, editor, notice="It was <b>wrong</b>.\n\nWe are sorry.")

    for path in (moved_on.old, moved_on.new):
        response = client.get(path)
        page = response.content.decode()
        assert response.status_code == 410
        assert "<p>It was &lt;b&gt;wrong&lt;/b&gt;.</p>" in page
        assert "<p>We are sorry.</p>" in page
        assert DEFAULT not in page
        assert "alrus" not in page


def test_a_killed_story_without_words_answers_with_ours(client, editor, moved_on):
    kill(moved_on, editor)

    response = client.get(moved_on.new)

    assert response.status_code == 410
    assert DEFAULT in response.content.decode()


def test_a_vanished_story_is_404_under_every_path(client, editor, moved_on):
    kill(moved_on, editor, answer=Answer.VANISHED)

    assert answer(client, moved_on.old) == answer(client, moved_on.new) == (404, None)


def test_a_reinstated_story_is_back_and_its_former_path_leads_to_it(client, editor, moved_on):
    kill(moved_on, editor)
    press.reinstate(moved_on, by=editor)

    assert answer(client, moved_on.old) == (301, moved_on.new)
    assert answer(client, moved_on.new) == (200, None)


def test_a_tombstone_answers_only_from_its_moment_on(client, editor, hold_clock):
    article = make_live(by=editor)
    before = hold_clock()
    kill(article, editor)

    assert client.get(article.edition.path).status_code == 200
    hold_clock(before + (next_minute() - before))
    assert client.get(article.edition.path).status_code == 410


# --- Where a moved story leads ---------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/town/", "/topic/ferries/", "/by/odile-marsh/"])
def test_a_moved_story_leads_to_a_page_of_ours(client, editor, path):
    make_live(by=editor, section=make_section("Town"))
    article = make_live(by=editor)
    kill(article, editor, answer=Answer.MOVED, target=path)

    assert answer(client, article.edition.path) == (301, path)


def test_a_moved_story_leads_to_where_its_target_is_now(client, editor, moved_on):
    article, last = make_live(by=editor), make_live(by=editor)
    kill(article, editor, answer=Answer.MOVED, target=moved_on.old)

    assert answer(client, article.edition.path) == (301, moved_on.new)

    kill(moved_on, editor, answer=Answer.MOVED, target=last.edition.path)

    assert answer(client, article.edition.path) == (301, last.edition.path)
    assert answer(client, moved_on.old) == (301, last.edition.path)


@pytest.mark.parametrize("taken", ["withdraw", "kill"])
def test_a_moved_story_is_gone_where_its_target_is_hidden(client, editor, taken):
    article, target = make_live(by=editor), make_live(by=editor)
    kill(article, editor, answer=Answer.MOVED, target=target.edition.path)
    assert answer(client, article.edition.path) == (301, target.edition.path)

    getattr(press, taken)(target, by=editor)

    response = client.get(article.edition.path)
    assert (response.status_code, response.headers.get("Location")) == (410, None)
    assert DEFAULT in response.content.decode()


def test_a_moved_story_is_gone_where_a_page_has_nothing_left(client, editor):
    article = make_live(by=editor)
    other = make_live(by=editor, section=make_section("Town"))
    kill(article, editor, answer=Answer.MOVED, target="/town/")
    press.withdraw(other, by=editor)

    assert answer(client, article.edition.path) == (410, None)


@pytest.mark.parametrize("target", ["/admin/", "/nowhere/at/all/", "/robots.txt"])
def test_a_moved_story_leads_to_nothing_that_is_no_page_for_readers(client, editor, target):
    article = make_live(by=editor)
    tombstone = kill(article, editor, answer=Answer.MOVED, target="/")
    Edition.objects.filter(pk=tombstone.pk).update(target=target)

    assert answer(client, article.edition.path) == (410, None)


def test_stories_that_lead_to_each_other_are_gone(client, editor):
    one, other = make_live(by=editor), make_live(by=editor)
    tombstone = kill(one, editor, answer=Answer.MOVED, target=other.edition.path)
    kill(other, editor, answer=Answer.MOVED, target="/")
    Edition.objects.filter(answer=Answer.MOVED).exclude(pk=tombstone.pk).update(
        target=one.edition.path
    )

    assert answer(client, one.edition.path) == answer(client, other.edition.path) == (410, None)
