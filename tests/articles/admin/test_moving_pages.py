"""The verbs of the desk, each on a page of its own: a GET asks, a POST does it."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.desk import saving
from articles.models import Act, Article
from articles.workflow import MOVES, Stage
from tests.articles.admin.cases import everything
from tests.articles.admin.paperwork import at_desk, form_url, told, words
from tests.articles.admin.test_moving import FROM, stage_of
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(params=MOVES)
def verb(request):
    return request.param


def move_url(article, verb):
    return reverse("admin:articles_article_move", args=[article.pk, verb])


def lawyer(client):
    """Log in somebody who may clear stories and not change them."""
    user = make_user(role=None, is_superuser=False)
    user.is_staff = True
    user.save()
    rights = ["view_article", "clear_article", "reach_every_article"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    return user


def test_a_page_asks_and_changes_nothing(client, verb):
    at_desk(client)
    article = make_article(stage=FROM[verb])
    before = everything()

    for method in (client.get, client.head):
        assert method(move_url(article, verb), {"reason": "x"}).status_code == 200
    assert client.put(move_url(article, verb)).status_code == 405
    assert everything() == before


def ask(client, article, verb, **changes):
    """Send the page of a verb as it opens, with some fields changed."""
    form = client.get(move_url(article, verb)).context["form"]
    data = {bound.html_name: bound.value() or "" for bound in form}
    if verb == "send_back":
        data["reason"] = "Look at it again."
    return client.post(move_url(article, verb), data | changes)


def test_a_page_moves_the_story(client, verb):
    editor = at_desk(client)
    article = make_article(stage=FROM[verb])

    response = ask(client, article, verb)

    act = Act.objects.get()
    assert response["Location"] == form_url(article)
    assert stage_of(article) == MOVES[verb].to
    assert (act.verb, act.by) == (verb, editor)
    assert told(response)


def test_who_may_clear_and_not_write_is_shown_the_way(client):
    user = lawyer(client)
    article = make_article(stage=Stage.LEGAL, is_flagged=True)

    page = client.get(form_url(article)).text
    assert move_url(article, "clear") in page
    assert 'name="_move"' not in page
    assert ask(client, article, "clear", reason="Fair comment.").status_code == 302

    act = Act.objects.get()
    assert (act.by, act.reason, stage_of(article)) == (user, "Fair comment.", Stage.READY)


def test_a_page_is_not_for_who_may_not(client, verb):
    reporter = at_desk(client, "Reporter")
    article = make_article(stage=FROM[verb])
    article.shared_with.add(reporter)
    reporter.groups.get().permissions.remove(Permission.objects.get(codename="submit_article"))
    before = everything()

    assert client.get(move_url(article, verb)).status_code == 403
    sent = {"seen": 1, "stage": FROM[verb], "reason": "So."}
    assert client.post(move_url(article, verb), sent).status_code == 403
    assert everything() == before


def test_a_story_out_of_reach_is_not_found(client, verb):
    at_desk(client, "Reporter")
    article = make_article(stage=FROM[verb], headline="Hush")
    before = everything()

    for url in (move_url(article, verb), move_url(Article(pk=77), verb)):
        assert client.get(url).status_code == 404
        response = client.post(url, {"seen": 1, "reason": "So."})
        assert response.status_code == 404
        assert "Hush" not in response.text
    assert everything() == before


def test_no_verb_has_no_page(client):
    at_desk(client)

    assert client.get(f"/admin/articles/article/{make_article().pk}/move/eat/").status_code == 404


@pytest.mark.parametrize("sent", [{"reason": ""}, {"reason": " \n"}, {"reason": "n" * 2_001}])
def test_a_note_that_is_missing_or_too_long_is_asked_for(client, sent):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING)

    response = ask(client, article, "send_back", **sent)

    assert response.status_code == 400
    assert response.context["form"].errors["reason"]
    assert stage_of(article) == Stage.SUBBING


@pytest.mark.parametrize("seen", ["", "x", "-1", "0", "99", "9" * 40])
def test_a_page_that_saw_no_revision_is_refused(client, seen):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING)

    response = ask(client, article, "approve", seen=seen, reason="Good.")

    assert response.status_code == 400
    assert response.context["form"]["reason"].value() == "Good."
    assert stage_of(article) == Stage.SUBBING


def test_the_second_of_two_people_is_told_and_keeps_the_note(client, verb):
    at_desk(client)
    article = make_article(stage=FROM[verb])
    other = Client()
    at_desk(other)
    sent = {"seen": 1, "stage": FROM[verb], "reason": "Mine too."}
    assert other.post(move_url(article, verb), sent).status_code == 302
    before = everything()

    response = client.post(move_url(article, verb), sent)

    assert response.status_code == 409
    assert everything() == before
    fields = response.context["form"].fields
    assert "reason" not in fields or response.context["form"]["reason"].value() == "Mine too."


def test_words_saved_since_the_page_was_opened_are_shown(client):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING, body="<p>It sank.</p>")
    article.body = "<p>It swam.</p>"
    saving.save(article, by=make_user(username="ines"))

    sent = {"seen": 1, "stage": Stage.SUBBING, "reason": "Good."}
    response = client.post(move_url(article, "approve"), sent)

    assert response.status_code == 409
    assert "ines saved revision 2" in words(response)
    assert "swam" in response.text
    assert response.context["form"]["reason"].value() == "Good."
    assert stage_of(article) == Stage.SUBBING


def test_with_four_eyes_the_page_says_why_not(client, settings):
    settings.FOUR_EYES = True
    article = make_article(stage=Stage.SUBBING, by=at_desk(client))

    response = ask(client, article, "approve")

    assert response.status_code == 403
    assert "You wrote the last words" in words(response)


def test_what_another_site_sends_is_refused(verb):
    client = Client(enforce_csrf_checks=True)
    at_desk(client)
    article = make_article(stage=FROM[verb])

    sent = {"seen": 1, "stage": FROM[verb], "reason": "So."}
    assert client.post(move_url(article, verb), sent).status_code == 403
    assert stage_of(article) == FROM[verb]
