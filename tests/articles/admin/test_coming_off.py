"""The pages of the verbs that take a story off: expire, withdraw, unschedule, kill."""

import pytest

from articles import press
from articles.models import Act
from articles.workflow import Answer, Standing
from tests.articles.admin.cases import NEXT_WEEK, TOMORROW, live, waiting
from tests.articles.admin.paperwork import (
    at_desk,
    form_url,
    press_url,
    soon,
    standing,
    told,
    typed,
    use,
    words,
)
from tests.factories import edit, make_article, make_live, make_user

pytestmark = pytest.mark.django_db


def test_a_story_expires_at_a_time(client):
    at_desk(client)
    article, at = make_live(), soon(days=2)

    use(client, "expire", article, at=typed(at), reason="The offer ends")

    assert article.editions.in_force(at=at).get().answer == "off"
    assert standing(article) == Standing.LIVE
    assert Act.objects.filter(verb="expire").get().reason == "The offer ends"


def test_to_expire_needs_a_time(client):
    at_desk(client)
    article = make_live()

    assert use(client, "expire", article).status_code == 400
    assert article.editions.count() == 1


def test_a_story_is_withdrawn_at_once(client):
    at_desk(client)
    article = make_live()

    use(client, "withdraw", article, reason="Wrong ferry")

    assert standing(article) == Standing.EXPIRED
    assert Act.objects.filter(verb="withdraw").get().reason == "Wrong ferry"


def test_withdrawing_what_never_was_out_is_refused(client):
    at_desk(client)
    article = make_article()

    assert use(client, "withdraw", article).status_code == 409
    assert not Act.objects.exists()


def test_all_that_waits_is_taken_back(client):
    editor = at_desk(client)
    article = make_live()
    press.expire(article, by=editor, at=soon(days=3))

    response = use(client, "unschedule", article, reason="The offer goes on")

    act = Act.objects.filter(verb="unschedule").get()
    assert told(response) == ["Taken back. Readers keep what they have."]
    assert (act.by, act.reason) == (editor, "The offer goes on")
    assert [edition.answer for edition in article.editions.all()] == ["copy"]


def test_taking_back_nothing_is_refused(client):
    at_desk(client)
    article = make_live()

    asked = client.get(press_url(article, "unschedule"))
    response = use(client, "unschedule", article)

    assert "Nothing of this story waits." in words(asked)
    assert response.status_code == 409


def test_it_is_offered_while_something_waits(client):
    editor = at_desk(client)
    article = make_live()

    assert press_url(article, "unschedule") not in client.get(form_url(article)).text
    press.expire(article, by=editor, at=soon(days=3))
    assert press_url(article, "unschedule") in client.get(form_url(article)).text


def test_only_what_was_chosen_is_cancelled(client):
    at_desk(client)
    article = waiting()
    press.expire(article, by=make_user(), at=NEXT_WEEK)

    use(client, "unschedule", article, was=TOMORROW.isoformat())

    assert [edition.answer for edition in article.editions.all()] == [Answer.OFF, Answer.COPY]


def test_nothing_chosen_cancels_all(client):
    at_desk(client)
    article = waiting()
    press.expire(article, by=make_user(), at=NEXT_WEEK)

    use(client, "unschedule", article)

    assert article.editions.count() == 1


def test_what_does_not_wait_any_more_never_turns_into_all(client):
    at_desk(client)
    article = waiting()

    response = use(client, "unschedule", article, was=NEXT_WEEK.isoformat())

    assert response.status_code == 409
    assert response.context["form"]["was"].value() == NEXT_WEEK.isoformat()
    assert f'<option value="{NEXT_WEEK.isoformat()}" selected>' in response.text
    assert article.editions.count() == 2


def test_a_killed_story_is_shown_with_its_tombstone(client):
    at_desk(client)
    article = live()
    press.kill(article, by=make_user(), notice="We took it down.")

    for url in (form_url(article), press_url(article, "reinstate")):
        page = words(client.get(url))
        assert "Its address answers: Gone (410)" in page
        assert "We took it down." in page


@pytest.mark.parametrize("target", ["", "//a.example/", "https://a.example/", "/x/", "\x00"])
def test_a_killed_story_leads_to_no_other_site(client, target):
    at_desk(client)
    article = live()

    response = use(client, "kill", article, answer="moved", target=target)

    assert response.status_code in (400, 409)
    assert response.status_code == 400 or response.context["form"]["target"].value() == target
    assert article.editions.count() == 1


@pytest.mark.parametrize("answer", ["", "copy", "off", "x"])
def test_a_killed_story_answers_as_a_tombstone_does(client, answer):
    at_desk(client)
    article = live()

    assert use(client, "kill", article, answer=answer).status_code == 400
    assert article.editions.count() == 1


@pytest.mark.parametrize(
    ("sends", "says"),
    [
        ({"answer": "moved", "target": "/harbour/", "notice": "Sorry."}, "leave them out"),
        ({"answer": "gone", "target": "/harbour/"}, "leave the page out"),
        ({"answer": "vanished", "notice": "Sorry."}, "leave them out"),
    ],
)
def test_a_kill_with_what_does_not_go_with_its_answer_is_refused(client, sends, says):
    at_desk(client)
    article = live()

    response = use(client, "kill", article, **sends)

    assert response.status_code == 409
    assert says in words(response)
    assert {name: response.context["form"][name].value() for name in sends} == sends
    assert article.editions.count() == 1


# --- what the pages show of it ---


def test_the_form_says_that_readers_have_other_words_or_none(client):
    at_desk(client)
    article = live()

    assert "Readers have now" not in words(client.get(form_url(article)))
    edit(article, headline="Ferry leaves late")
    assert "Readers have now Revision 1" in words(client.get(form_url(article)))
    press.withdraw(article, by=make_user())
    assert "Readers have now Nothing of this story" in words(client.get(form_url(article)))


def test_a_story_that_was_never_out_has_no_readers_to_tell_of(client):
    at_desk(client)

    assert "Readers have now" not in words(client.get(form_url(make_article())))


def test_what_reinstating_gives_back_is_shown(client):
    at_desk(client)
    article = live()
    press.kill(edit(article, headline="Ferry leaves late"), by=make_user())

    page = words(client.get(press_url(article, "reinstate")))

    assert "Readers get back Revision 1 , Ferry leaves on time" in page
    assert "Ferry leaves late" not in page.split("Reinstate this story?")[-1]


def test_what_was_off_before_its_kill_comes_back_to_nobody(client):
    at_desk(client)
    article = live()
    press.withdraw(article, by=make_user())
    press.kill(article, by=make_user())

    page = words(client.get(press_url(article, "reinstate")))

    assert "Readers get back Nothing: the story was off the site before" in page
