"""What holds for the page of every verb: each used once, by whom it may be, and by nobody else."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import NoReverseMatch

from articles import press
from articles.admin.pressing import VERBS
from articles.desk import saving
from articles.models import Act, Article, Edition, Revision
from articles.workflow import LEGAL, Answer
from tests.articles.admin.paperwork import at_desk, form_url, press_url
from tests.articles.admin.test_pressing import soon, told, typed, use, words
from tests.factories import make_article, make_live, make_user

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"
SAID = "<p>The boat left the quay at nine, to general surprise.</p>"
TOMORROW, NEXT_WEEK = soon(days=1), soon(days=7)


def draft():
    return make_article(headline="Ferry leaves on time")


def live():
    return make_live(headline="Ferry leaves on time")


def waiting():
    """Live, with other words for tomorrow."""
    article = live()
    article.body = "<p>The boat left the quay at ten.</p>"
    saving.save(article, by=None)
    press.publish(article, by=make_user(), at=TOMORROW)
    return article


def embargoed():
    article = draft()
    press.embargo(article, by=make_user(), reason="Report", source="The ministry")
    return article


def killed():
    article = live()
    press.kill(article, by=make_user())
    return article


def rendered_badly():
    article = live()
    Edition.objects.update(excerpt="")
    article.editions.update(body=article.edition.body + "<p></p>")
    return article


@dataclass
class Case:
    """A story that the verb may be used on, and what its page would send."""

    story: Callable
    sends: dict


CASES = {
    "publish": Case(draft, {}),
    "correct": Case(live, {"kind": "correction", "note": "It was late."}),
    "fix": Case(waiting, {"headline": "Ferry leaves late", "body": SAID}),
    "reschedule": Case(waiting, {"was": TOMORROW.isoformat(), "at": typed(NEXT_WEEK)}),
    "unschedule": Case(waiting, {"was": TOMORROW.isoformat()}),
    "expire": Case(live, {"at": typed(NEXT_WEEK)}),
    "withdraw": Case(live, {}),
    "kill": Case(live, {"answer": "gone", "notice": "We took it down."}),
    "reinstate": Case(killed, {}),
    "embargo": Case(draft, {"until": typed(NEXT_WEEK), "reason": "Report", "source": "Ministry"}),
    "lift": Case(embargoed, {}),
    "readdress": Case(live, {"slug": "ferry leaves late"}),
    "repress": Case(rendered_badly, {}),
    "erase": Case(live, {"words": "general surprise", "reason": "A court says so"}),
}


def everything():
    return [list(model.objects.values()) for model in (Article, Revision, Edition, Act)]


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


def test_a_reporter_may_not_even_by_hand(client, verb):
    at_desk(client, "Reporter")
    article = CASES[verb].story()
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


# --- words that people write ---


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


# --- what each says of this story ---


def test_a_killed_story_is_shown_with_its_tombstone(client):
    at_desk(client)
    article = live()
    press.kill(article, by=make_user(), notice="We took it down.")

    for url in (form_url(article), press_url(article, "reinstate")):
        page = words(client.get(url))
        assert "Its address answers: Gone (410)" in page
        assert "We took it down." in page


def test_an_embargo_is_shown_with_reason_and_source(client):
    at_desk(client)
    article = embargoed()

    for url in (form_url(article), press_url(article, "publish")):
        page = words(client.get(url))
        for text in ("No end: until somebody lifts it", "Why: Report", "The ministry"):
            assert text in page
    assert press_url(article, "lift") in client.get(form_url(article)).text
    assert "Embargoed: no end" in words(client.get(form_url(article)))


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


# --- times ---


@pytest.mark.parametrize(
    ("verb", "field"),
    [("reschedule", "at"), ("embargo", "until"), ("publish", "at"), ("expire", "at")],
)
@pytest.mark.parametrize(
    "time",
    [
        "2027-03-28T01:30",  # no such time in London
        "2027-10-31T01:30",  # twice in London
        "2020-01-01T10:00",
        "9999-12-31T23:59",
        "2027-06-01T10:00:30",
        "tomorrow",
    ],
)
def test_no_wrong_time_is_taken(client, verb, field, time):
    at_desk(client)
    article = CASES[verb].story()
    before = everything()

    response = use(client, verb, article, **CASES[verb].sends | {field: time})

    assert response.status_code == 400
    assert response.context["form"][field].value() == time
    assert everything() == before


# --- one by one ---


def test_small_changes_may_be_silent_where_readers_have_the_story(client):
    at_desk(client)
    article, unseen = live(), draft()
    article.headline = "Ferry leaves at nine"
    saving.save(article, by=None)

    assert "is_silent" in client.get(press_url(article, "publish")).context["form"].fields
    assert "is_silent" not in client.get(press_url(unseen, "publish")).context["form"].fields
    use(client, "publish", article, revision=2, is_silent="on")

    edition = article.editions.latest("live_from")
    assert (edition.is_silent, edition.revised_at) == (True, None)


def test_a_newer_revision_is_shown_word_by_word(client):
    at_desk(client)
    article = draft()
    article.headline = "Ferry leaves on Sunday"
    saving.save(article, by=None)

    response = use(client, "publish", article)

    assert response.status_code == 409
    assert re.findall(r"<(del|ins)>.*?</span>(\w+)", response.text) == [
        ("del", "time"),
        ("ins", "Sunday"),
    ]


@pytest.mark.parametrize(
    ("kind", "chosen", "withholds"),
    [
        ("correction", "", False),
        ("apology", "", True),
        ("correction", "yes", True),
        ("apology", "no", False),
    ],
)
def test_a_correction_withholds_by_kind_or_as_chosen(client, kind, chosen, withholds):
    at_desk(client)
    article = live()

    use(client, "correct", article, kind=kind, note="It was late.", withholds=chosen)

    edition = article.editions.latest("live_from")
    assert (edition.correction, edition.correction_note) == (kind, "It was late.")
    assert edition.withholds == withholds


@pytest.mark.parametrize("revision", [1, 2])
def test_a_correction_is_of_the_newest_words_or_of_those_that_readers_have(client, revision):
    at_desk(client)
    article = live()
    article.headline = "Ferry leaves late"
    saving.save(article, by=None)

    page = client.get(press_url(article, "correct"))
    use(client, "correct", article, kind="update", note="Late.", revision=revision)

    assert page.context["form"]["revision"].value() == 2
    assert article.editions.latest("live_from").revision.number == revision


def test_words_that_wait_are_not_what_a_correction_begins_with(client):
    at_desk(client)

    page = client.get(press_url(waiting(), "correct"))

    assert page.context["form"]["revision"].value() == 1
    assert "it waits, and would go out now" in words(page)


@pytest.mark.parametrize("data", [{"kind": "correction"}, {"kind": "joke", "note": "Ha"}, {}])
def test_a_correction_needs_kind_and_note(client, data):
    at_desk(client)
    article = live()

    assert use(client, "correct", article, **data).status_code == 400
    assert article.editions.count() == 1


def test_moving_and_cancelling_begin_with_what_was_chosen(client):
    at_desk(client)
    article = waiting()
    start = article.editions.latest("live_from").live_from

    form = client.get(form_url(article)).text
    for verb in ("reschedule", "unschedule"):
        link = f'href="{press_url(article, verb)}?was='
        url = form.split(link)[1].split('"')[0]
        page = client.get(f"{press_url(article, verb)}?was={url}")
        [chosen] = [
            option.data["value"] for option in page.context["form"]["was"].subwidgets
            if option.data["selected"]
        ]  # fmt: skip
        assert chosen.startswith(f"{start:%Y-%m-%d}")
        assert "does not wait any more" not in page.text


def test_what_waits_is_moved(client):
    at_desk(client)
    article = waiting()

    use(client, "reschedule", article, **CASES["reschedule"].sends)

    assert article.editions.latest("live_from").live_from == NEXT_WEEK


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


@pytest.mark.parametrize("was", ["x", "2027-07-01T10:00", "9" * 400, "2027-13-01T10:00Z"])
@pytest.mark.parametrize("verb", ["reschedule", "unschedule"])
def test_no_wrong_moment_is_chosen(client, verb, was):
    at_desk(client)
    article = waiting()

    response = use(client, verb, article, **CASES[verb].sends | {"was": was})

    assert response.status_code == 400
    assert client.get(press_url(article, verb), {"was": was}).status_code == 200
    assert article.editions.count() == 2


@pytest.mark.parametrize(
    ("ends", "status"),
    [
        ({}, 400),
        ({"has_no_end": "on"}, 302),
        ({"until": typed(NEXT_WEEK)}, 302),
        ({"until": typed(NEXT_WEEK), "has_no_end": "on"}, 400),
    ],
)
def test_an_embargo_has_an_end_or_says_that_it_has_none(client, ends, status):
    at_desk(client)
    article = draft()

    response = use(client, "embargo", article, reason="Report", source="Ministry", **ends)

    assert response.status_code == status
    assert Article.objects.filter(embargoed_until=None).exists() == (status == 400)


def test_an_embargo_tells_what_it_withdrew(client):
    at_desk(client)
    article = waiting()

    response = use(client, "embargo", article, has_no_end="on", reason="Report", source="Ministry")

    assert "Withdrawn is what waited for:" in told(response)[0]


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


def test_the_address_to_change_is_the_present_one(client):
    at_desk(client)

    page = client.get(press_url(live(), "readdress"))

    assert page.context["form"]["slug"].value() == "ferry-leaves-on-time"


def test_erasing_says_that_it_cannot_be_undone(client):
    at_desk(client)
    article = live()

    page = words(client.get(press_url(article, "erase")))
    response = use(client, "erase", article, words="general surprise")

    assert "It cannot be undone." in page
    assert response.status_code == 400
    assert "general surprise" in article.newest().body
