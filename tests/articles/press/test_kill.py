import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import press
from articles.models import Act, Edition
from articles.refusals import BadTarget, Embargoed, IllegalMove, NotPermitted, Refused
from articles.workflow import TOMBSTONES, Answer, Standing
from tests.factories import edit, make_article, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(editor):
    return make_live(by=editor)


def standing(article):
    return article.standing(at=timezone.now())


def test_kill_puts_a_tombstone_in_place_of_the_story(article, editor):
    tombstone = press.kill(article, by=editor, notice="We were wrong.", reason="Court order")

    assert (tombstone.answer, tombstone.notice) == (Answer.GONE, "We were wrong.")
    assert tombstone.path == article.edition.path
    assert not any((tombstone.headline, tombstone.body, tombstone.excerpt))
    assert standing(article) == Standing.KILLED
    act = Act.objects.get(verb="kill")
    assert (act.edition, act.reason) == (tombstone, "Court order")


def test_kill_withdraws_all_that_waits(article, editor):
    edit(article, headline="To come")
    press.publish(article, by=editor, at=next_minute(20))
    press.expire(article, by=editor, at=next_minute(40))

    press.kill(article, by=editor)

    assert not article.editions.waiting(at=timezone.now()).exists()
    assert article.editions.count() == 2


def test_no_verb_but_reinstate_ends_a_kill(article, editor):
    press.kill(article, by=editor)
    edit(article, headline="Back by the side door")

    for verb in (press.publish, press.expire, press.withdraw, press.unschedule, press.kill):
        with pytest.raises(IllegalMove):
            verb(article, by=editor)
    with pytest.raises(IllegalMove):
        press.publish(article, by=editor, at=next_minute(20))
    with pytest.raises(IllegalMove):
        press.readdress(article, by=editor, slug="another")

    assert standing(article) == Standing.KILLED
    assert article.editions.count() == 2


def test_reinstate_brings_back_the_words_and_not_newer_ones(article, editor):
    first = article.edition
    press.kill(article, by=editor)
    edit(article, headline="Newer words")

    back = press.reinstate(article, by=editor)

    assert (back.headline, back.path, back.published_at) == (
        first.headline,
        first.path,
        first.published_at,
    )
    assert back.revised_at is None
    assert [topic.tag for topic in back.topics.all()] == [t.tag for t in first.topics.all()]
    assert [c.correspondent for c in back.credits.all()] == [
        c.correspondent for c in first.credits.all()
    ]
    assert standing(article) == Standing.LIVE


def test_reinstate_does_not_tell_a_correction_twice(article, editor):
    corrected = press.correct(article, by=editor, kind="correction", note="It was Tuesday.")
    press.kill(article, by=editor)

    back = press.reinstate(article, by=editor)

    assert back.correction == ""
    assert back.corrections == corrected.corrections


def test_what_had_expired_before_a_kill_has_expired_after_it(article, editor):
    press.withdraw(article, by=editor)
    press.kill(article, by=editor)

    press.reinstate(article, by=editor)
    assert standing(article) == Standing.EXPIRED
    press.reinstate(article, by=editor)
    assert standing(article) == Standing.LIVE


def test_reinstate_undoes_a_withdrawal(article, editor):
    press.withdraw(article, by=editor)

    back = press.reinstate(article, by=editor)

    assert back.headline == article.edition.headline
    assert standing(article) == Standing.LIVE


def test_reinstate_keeps_an_embargo(article, editor):
    press.kill(article, by=editor)
    press.embargo(article, by=editor, reason="It broke one.", source="The ministry")

    with pytest.raises(Embargoed):
        press.reinstate(article, by=editor)

    press.lift(article, by=editor)
    press.reinstate(article, by=editor)
    assert standing(article) == Standing.LIVE


@pytest.mark.parametrize("at", [None, next_minute(20)])
def test_what_was_never_out_is_not_killed(editor, at):
    article = make_article()
    if at:
        press.publish(article, by=editor, at=at)

    with pytest.raises(IllegalMove):
        press.kill(article, by=editor)


@pytest.mark.parametrize("verb", [press.kill, press.reinstate])
def test_reporters_do_neither(article, verb):
    with pytest.raises(NotPermitted):
        verb(article, by=make_user("Reporter"))


@pytest.mark.parametrize(
    "target",
    [
        "",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "harbour/",
        "/harbour/\r\nSet-Cookie: a=b",
        "/harbour/?next=//elsewhere.example",
        "/admin/",
        "/nowhere/",
        "/static/x.css",
        "/robots.txt",
        "/harbour/feed/",
        "/topic/nothing-live/",
        "/harbour/2027/03/28/nothing/",
    ],
)
def test_a_killed_story_leads_to_no_other_place(article, editor, target):
    with pytest.raises(BadTarget):
        press.kill(article, by=editor, answer=Answer.MOVED, target=target)

    assert standing(article) == Standing.LIVE


def test_a_killed_story_does_not_lead_to_itself(article, editor):
    first = article.edition.path
    press.readdress(article, by=editor, slug="another")

    for target in (first, article.editions.latest("live_from").path):
        with pytest.raises(BadTarget, match="own"):
            press.kill(article, by=editor, answer=Answer.MOVED, target=target)


def test_a_killed_story_does_not_lead_to_what_readers_do_not_have(article, editor):
    other = make_live(by=editor)
    press.withdraw(other, by=editor)

    with pytest.raises(BadTarget):
        press.kill(article, by=editor, answer=Answer.MOVED, target=other.edition.path)


def test_a_killed_story_does_not_lead_to_a_page_of_its_own_stories_alone(article, editor):
    for target in ("/harbour/", "/topic/ferries/", "/by/odile-marsh/"):
        with pytest.raises(BadTarget, match="would find nothing"):
            press.kill(article, by=editor, answer=Answer.MOVED, target=target)

    assert standing(article) == Standing.LIVE


def test_a_killed_story_may_lead_to_another_page(article, editor):
    other = make_live(by=editor)

    for target in ("/", "/harbour/", "/topic/ferries/", "/by/odile-marsh/", other.edition.path):
        tombstone = press.kill(article, by=editor, answer=Answer.MOVED, target=target)
        assert (tombstone.answer, tombstone.target) == (Answer.MOVED, target)
        press.reinstate(article, by=editor)


@pytest.mark.parametrize("answer", ["copy", "off", "nonsense"])
def test_a_tombstone_is_one_of_three(article, editor, answer):
    with pytest.raises(IllegalMove):
        press.kill(article, by=editor, answer=answer)


@pytest.mark.parametrize(
    "how",
    [
        {"answer": Answer.GONE, "target": "/"},
        {"answer": Answer.VANISHED, "target": "/"},
        {"answer": Answer.MOVED, "target": "/", "notice": "Look there."},
        {"answer": Answer.VANISHED, "notice": "Look there."},
    ],
)
def test_a_kill_that_asks_for_two_answers_is_refused(article, editor, how):
    with pytest.raises(Refused, match="leave"):
        press.kill(article, by=editor, **how)

    assert standing(article) == Standing.LIVE


def test_database_refuses_a_tombstone_that_leads_away(article, editor):
    tombstone = press.kill(article, by=editor)
    assert tombstone.answer in TOMBSTONES

    for target in ("//elsewhere.example/", "https://elsewhere.example/", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=tombstone.pk).update(answer="moved", target=target)
