from datetime import UTC, datetime, timedelta
from datetime import timezone as zone

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import press
from articles.desk import moves, saving
from articles.models import Act, Alias, Article, Edition, Tag
from articles.models.article import NO_END
from articles.refusals import BadMoment, Embargoed, IllegalMove, Incomplete, Moved, NotPermitted
from articles.signals import timeline_changed
from articles.workflow import Stage, Standing
from tests.factories import edit, make_article, make_live, make_section, make_user, next_minute

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def test_publish_prints_the_revision_with_all_its_page_shows(editor):
    article = make_article(
        headline="Quay opens",
        standfirst="At last.",
        kicker="Harbour",
        rights="© The Quay",
        credit="The Quay",
        tags=["tides"],
    )

    edition = press.publish(article, by=editor)

    assert edition.revision == article.newest()
    assert edition.path == f"/harbour/{timezone.localdate():%Y/%m/%d}/quay-opens/"
    assert edition.published_at == edition.live_from
    assert edition.bylines == [{"name": "Odile Marsh", "role": "", "correspondent": "odile-marsh"}]
    assert (edition.standfirst, edition.kicker, edition.excerpt) == (
        "At last.",
        "Harbour",
        "At last.",
    )
    assert [str(topic.tag) for topic in edition.topics.all()] == ["tides"]
    assert article.standing(at=timezone.now()) == Standing.LIVE


def test_publish_leaves_an_act(editor):
    article = make_article()

    edition = press.publish(article, by=editor)

    act = Act.objects.get()
    assert (act.verb, act.by, act.article) == ("publish", editor, article)
    assert (act.revision, act.edition, act.effective_at) == (edition.revision, edition, None)
    assert act.at == edition.live_from


@pytest.mark.parametrize("role", ["Reporter", None])
@pytest.mark.parametrize("verb", [press.publish, press.expire, press.withdraw, press.unschedule])
def test_verbs_are_refused_without_the_right(editor, role, verb):
    article = make_live(by=editor)
    edit(article, headline="New words")

    with pytest.raises(NotPermitted):
        verb(article, by=make_user(role))

    assert Edition.objects.count() == 1
    assert Act.objects.count() == 1


def test_an_inactive_editor_has_no_rights(editor):
    editor.is_active = False

    with pytest.raises(NotPermitted):
        press.publish(make_article(), by=editor)


@pytest.mark.parametrize(
    "lacks, wanting",
    [
        ({"headline": "", "slugline": "ferry"}, "a headline"),
        ({"section": None}, "a section"),
        ({"body": "<p> </p>"}, "a body"),
    ],
)
def test_what_no_page_can_do_without_is_asked_for(editor, lacks, wanting):
    with pytest.raises(Incomplete, match=wanting):
        press.publish(make_article(**lacks), by=editor)

    assert Edition.objects.count() == Alias.objects.count() == Act.objects.count() == 0


def test_a_revision_that_is_no_longer_the_newest_is_refused(editor):
    article = make_article()
    seen = article.newest()
    edit(article, headline="Newer words")

    with pytest.raises(Moved) as refused:
        press.publish(article, by=editor, revision=seen)

    assert refused.value.newest.headline == "Newer words"
    assert Edition.objects.count() == 0


def test_words_that_readers_have_already_are_refused(editor):
    article = make_live(by=editor)

    with pytest.raises(IllegalMove, match="already"):
        press.publish(article, by=editor)

    assert Edition.objects.count() == 1


def test_a_spiked_story_is_refused(editor):
    article = make_article()
    moves.move(article, "spike", by=editor)

    with pytest.raises(IllegalMove, match="spiked"):
        press.publish(article, by=editor)


def test_an_embargo_is_kept(editor):
    article = make_article()
    until = next_minute(5)
    Article.objects.update(embargoed_until=until)

    for at in (None, until - MINUTE):
        with pytest.raises(Embargoed):
            press.publish(article, by=editor, at=at)
    edition = press.publish(article, by=editor, at=until)

    assert (edition.live_from, edition.embargoed_until) == (until, until)


def test_an_embargo_without_an_end_is_kept(editor):
    article = make_article()
    Article.objects.update(embargoed_until=NO_END)

    with pytest.raises(Embargoed, match="without an end"):
        press.publish(article, by=editor, at=next_minute())


def test_database_refuses_an_edition_under_an_embargo(editor):
    edition = make_live(by=editor).edition

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(embargoed_until=edition.live_from + MINUTE)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2027, 1, 1, 9, 0),  # noqa: DTZ001 (no zone: that is the point)
        datetime(2020, 1, 1, tzinfo=UTC),
        datetime(2031, 1, 1, 9, 0, 30, tzinfo=UTC),
        datetime(2097, 1, 1, 9, 0, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, tzinfo=zone(timedelta(hours=-10))),
    ],
)
def test_a_moment_that_is_none_is_refused(editor, at):
    with pytest.raises(BadMoment):
        press.publish(make_article(), by=editor, at=at)

    assert Edition.objects.count() == 0


def test_first_publication_sets_path_and_day_of_what_waits(editor):
    article = make_article(headline="Later")
    waiting = press.publish(article, by=editor, at=next_minute(60 * 24 * 3))
    edit(article, headline="Sooner")

    sooner = press.publish(article, by=editor, at=next_minute(60 * 24))

    waiting.refresh_from_db()
    assert waiting.path == sooner.path
    assert waiting.published_at == sooner.live_from
    assert waiting.topics.get().published_at == sooner.live_from
    assert waiting.credits.get().published_at == sooner.live_from
    assert Alias.objects.get().path == sooner.path


def test_path_and_first_day_stay_when_words_change(editor):
    article = make_live(by=editor, headline="As it was")
    first = article.edition

    second = press.publish(edit(article, headline="As it is"), by=editor)

    assert (second.path, second.published_at) == (first.path, first.published_at)
    assert second.revised_at == second.live_from


def test_two_stories_of_one_name_on_one_day_have_two_paths(editor):
    one, other, third = (make_live(by=editor, headline="Fog").edition.path for _story in "abc")

    assert [other, third] == [one[:-1] + "-2/", one[:-1] + "-3/"]


@pytest.mark.parametrize(
    "headline, slug",
    [("🦆🦆", "story"), ("عبّارة تغادر الميناء", "عبارة-تغادر-الميناء"), ("A" * 300, "a" * 80)],
)
def test_every_headline_has_a_page(client, editor, headline, slug):
    edition = make_live(by=editor, headline=headline).edition

    assert edition.path.rstrip("/").rpartition("/")[2] == slug
    assert client.get(edition.path).status_code == 200


def test_a_fix_keeps_the_expiry(editor):
    article = make_live(by=editor)
    end = next_minute(10)
    press.expire(article, by=editor, at=end)

    fixed = press.publish(edit(article, headline="Fixed"), by=editor)

    assert fixed.live_until == end
    assert Edition.objects.live(at=end).count() == 0


def test_expiry_withdraws_what_waits_for_then_or_later(editor):
    article = make_live(by=editor)
    press.publish(edit(article, headline="Tomorrow"), by=editor, at=next_minute(20))

    press.expire(article, by=editor, at=next_minute(20))

    answers = list(article.editions.order_by("live_from").values_list("answer", flat=True))
    assert answers == ["copy", "off"]


def test_withdraw_takes_off_what_is_live_and_what_waits(editor):
    article = make_live(by=editor)
    press.publish(edit(article, headline="Tomorrow"), by=editor, at=next_minute(20))

    press.withdraw(article, by=editor, reason="Wrong picture")

    assert Edition.objects.live(at=timezone.now()).count() == 0
    assert Edition.objects.waiting(at=timezone.now()).count() == 0
    assert article.standing(at=timezone.now()) == Standing.EXPIRED
    assert Act.objects.latest("pk").reason == "Wrong picture"


def test_withdrawn_before_it_was_live_a_story_frees_its_path(editor):
    article = make_article()
    press.publish(article, by=editor, at=next_minute(20))

    assert press.withdraw(article, by=editor) is None

    assert Edition.objects.count() == Alias.objects.count() == 0
    assert article.standing(at=timezone.now()) == Standing.NEVER_OUT
    assert Act.objects.filter(verb="schedule").get().edition is None


def test_publishing_again_undoes_a_withdrawal_under_the_same_address(editor):
    article = make_live(by=editor)
    first = article.edition
    press.withdraw(article, by=editor)

    second = press.publish(article, by=editor)

    assert (second.path, second.published_at) == (first.path, first.published_at)
    assert second.revised_at is None  # readers see the same words


def test_words_that_wait_show_a_change_after_a_fix_before_them(editor):
    article = make_live(by=editor)
    waiting = press.publish(edit(article, headline="To come"), by=editor, at=next_minute(20))
    press.publish(edit(article, headline="A fix"), by=editor)

    waiting.refresh_from_db()
    assert waiting.revised_at == waiting.live_from


def test_unschedule_takes_out_what_waits_and_leaves_what_is_live(editor):
    article = make_live(by=editor)
    press.publish(edit(article, headline="To come"), by=editor, at=next_minute(20))
    press.expire(article, by=editor, at=next_minute(40))

    press.unschedule(article, by=editor, reason="Not yet")

    live = article.editions.get()
    assert (live.answer, live.live_until, live.headline) == ("copy", None, article.edition.headline)
    assert Act.objects.latest("pk").reason == "Not yet"


def test_unscheduling_a_story_that_was_never_live_frees_its_path(editor):
    article = make_article()
    press.publish(article, by=editor, at=next_minute(20))

    press.unschedule(article, by=editor)

    assert Edition.objects.count() == Alias.objects.count() == 0


def test_unscheduling_nothing_is_refused(editor):
    article = make_live(by=editor)

    with pytest.raises(IllegalMove, match="Nothing of this story waits"):
        press.unschedule(article, by=editor)

    assert isinstance(press.objection("unschedule", article, by=editor), IllegalMove)


@pytest.mark.parametrize("at", [None, next_minute(20)])
def test_a_story_that_is_out_or_waits_is_not_spiked(editor, at):
    article = make_article()
    press.publish(article, by=editor, at=at)

    with pytest.raises(IllegalMove, match="Withdraw"):
        moves.move(article, "spike", by=editor)

    assert Article.objects.get().stage == article.stage == Stage.DRAFT


def test_withdrawing_what_is_not_out_is_refused(editor):
    with pytest.raises(IllegalMove):
        press.withdraw(make_article(), by=editor)


def test_a_proof_is_an_edition_that_is_not_saved(editor):
    article = make_article(tags=["tides"])

    sheet = press.proof(article.newest())

    assert sheet.edition.headline == article.headline
    assert sheet.edition._state.adding
    assert sheet.topics == list(Tag.objects.all())
    assert Edition.objects.count() == Alias.objects.count() == 0


def test_objection_says_what_the_verb_would_say(editor):
    article = make_article(section=None)

    assert "a section" in str(press.objection("publish", article, by=editor))
    assert isinstance(press.objection("withdraw", article, by=editor), IllegalMove)

    article.section = make_section()
    saving.save(article, by=editor)
    assert press.objection("publish", article, by=editor) is None
    assert press.publish(article, by=editor)


def test_others_hear_of_it_once_it_is_done(editor, django_capture_on_commit_callbacks):
    heard = []
    timeline_changed.connect(hear := lambda **news: heard.append(news["verb"]))
    article = make_article()
    with django_capture_on_commit_callbacks(execute=True):
        press.publish(article, by=editor)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(IllegalMove):
        press.publish(article, by=editor)

    assert heard == ["publish"]
    timeline_changed.disconnect(hear)
