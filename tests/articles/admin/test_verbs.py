"""What holds for the page of every verb: each used once, by whom it may be, and by nobody else."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch

from articles import press
from articles.admin.pressing import VERBS
from articles.desk import saving
from articles.models import Act, Article
from articles.workflow import LEGAL
from tests.articles.admin.cases import CASES, draft, embargoed, everything, killed, live, waiting
from tests.articles.admin.paperwork import at_desk, form_url, press_url, soon, told, use, words
from tests.factories import make_live

HOSTILE = "<script>alert(1)</script>"

pytestmark = pytest.mark.django_db


def test_every_verb_has_its_page():
    # A time to come is asked for where one publishes.
    assert set(VERBS) == set(CASES) == set(LEGAL) - {"schedule"}


@pytest.fixture(params=CASES)
def verb(request):
    return request.param


def test_its_right_use_is_done_and_told(client, verb):
    editor = at_desk(client)
    article = CASES[verb].story()

    response = use(client, verb, article, **CASES[verb].sends)

    act = Act.objects.first()
    assert response.status_code == 302, words(response)
    assert (act.verb, act.by, act.article) == (verb, editor, article)
    assert told(response)
    assert client.get(response["Location"]).status_code == 200


def test_asking_changes_nothing(client, verb):
    at_desk(client)
    article = CASES[verb].story()
    before = everything()

    for method in (client.get, client.head):
        assert method(press_url(article, verb), CASES[verb].sends).status_code == 200

    assert client.put(press_url(article, verb)).status_code == 405
    assert everything() == before


def test_a_story_out_of_reach_is_not_found(client, verb):
    at_desk(client, "Section editor")
    article = CASES[verb].story()
    before = everything()

    assert use(client, verb, article, **CASES[verb].sends).status_code == 404
    assert client.get(press_url(article, verb)).status_code == 404
    assert everything() == before


def test_a_reporter_may_not_even_by_hand(client, verb):
    reporter = at_desk(client, "Reporter")
    article = CASES[verb].story()
    Article.objects.update(owner=reporter)
    before = everything()

    assert use(client, verb, article, **CASES[verb].sends).status_code == 403
    assert client.get(press_url(article, verb)).status_code == 403
    assert press_url(article, verb) not in client.get(form_url(article)).text
    assert everything() == before


def test_a_stranger_is_sent_to_the_login(client, verb):
    article = CASES[verb].story()
    before = everything()

    response = use(client, verb, article, **CASES[verb].sends)

    assert response["Location"].startswith("/admin/login/")
    assert everything() == before


def test_what_another_site_sends_is_refused(verb):
    client = Client(enforce_csrf_checks=True)
    at_desk(client)
    article = CASES[verb].story()
    before = everything()

    assert use(client, verb, article, **CASES[verb].sends).status_code == 403
    assert everything() == before


@pytest.mark.parametrize("verb", sorted(CASES.keys() - {"repress"}))  # which does no harm twice
def test_the_second_of_two_editors_is_told(client, verb):
    at_desk(client)
    article = CASES[verb].story()
    form = client.get(press_url(article, verb)).context["form"]
    seen = form["seen"].value()
    sends = {"seen": "" if seen is None else seen} | CASES[verb].sends
    other = Client()
    at_desk(other)
    assert use(other, verb, article, **sends).status_code == 302
    before = everything()

    response = use(client, verb, article, **sends)

    assert response.status_code == 409
    assert everything() == before


def test_a_story_that_is_not_there(client, verb):
    at_desk(client)

    assert client.get(f"/admin/articles/article/77/{verb}/").status_code == 404


def test_the_page_of_no_verb_is_there():
    with pytest.raises(NoReverseMatch):
        press_url(Article(pk=1), "schedule")


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        *[(verb, "reason") for verb in CASES if "reason" in VERBS[verb].form.base_fields],
        *[("kill", "notice"), ("kill", "target"), ("correct", "note"), ("embargo", "source")],
        *[("readdress", "slug"), ("erase", "words"), ("fix", "headline")],
    ],
)
def test_hostile_words_are_shown_as_words(client, verb, field):
    at_desk(client)
    article = CASES[verb].story()
    sends = {"revision": 1} | CASES[verb].sends | {field: f"x {HOSTILE}"}
    url = press_url(article, verb)

    # Done, and shown on the page that follows; then refused, and shown in the form that is kept.
    pages = [client.post(url, sends, follow=True), client.post(url, sends, follow=True)]
    pages += [client.get(form_url(article)), client.get("/admin/articles/act/")]
    pages += [client.get(press_url(article, name)) for name in ("publish", "kill", "embargo")]

    for page in pages:
        assert page.status_code in (200, 400, 409)
        assert HOSTILE not in page.text


@pytest.mark.parametrize(
    ("verb", "says"),
    [
        ("expire", "withdrawn if it is for that time or later"),
        ("withdraw", "Waits; withdrawn with it"),
        ("kill", "Waits; withdrawn with it"),
        ("embargo", "new words are withdrawn if they are for before its end"),
    ],
)
def test_what_it_would_withdraw_is_named(client, verb, says):
    at_desk(client)
    article = waiting()

    page = words(client.get(press_url(article, verb)))

    assert says in page
    assert "Revision 2, Ferry leaves on time" in page


def test_only_verbs_that_fit_are_offered(client):
    at_desk(client)

    def offered(article):
        page = client.get(form_url(article)).text
        return {verb for verb in VERBS if press_url(article, verb) in page}

    always = {"publish", "embargo", "erase"}
    seen = {"expire", "withdraw", "kill", "correct", "readdress", "repress"}
    assert offered(draft()) == always
    assert offered(live()) == always | seen
    assert offered(waiting()) == always | seen | {"fix", "reschedule", "unschedule"}
    assert offered(embargoed()) == always | {"lift"}
    assert offered(killed()) == {"embargo", "erase", "reinstate", "repress"}


@pytest.mark.parametrize("verb", ["publish", "expire", "withdraw", "unschedule"])
def test_what_waits_is_named(client, verb):
    editor = at_desk(client)
    article = make_live(headline="First")
    article.headline = "What waits"
    saving.save(article, by=editor)
    press.publish(article, by=editor, at=soon(days=1))
    press.expire(article, by=editor, at=soon(days=3))

    page = words(client.get(press_url(article, verb)))

    assert "Revision 2, What waits" in page
    assert "nothing from then on" in page
