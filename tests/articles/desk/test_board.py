"""The newsroom at a glance."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.desk import visits
from articles.desk.board import CARDS, STAGES, board
from articles.models import Article, Edition, Visit
from articles.workflow import Stage, Standing
from tests.factories import (
    edit,
    make_article,
    make_live,
    make_section,
    make_section_editor,
    make_user,
    next_minute,
)

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def put(article, **fields):
    """Set fields of a story that the desk would write."""
    Article.objects.filter(pk=article.pk).update(**fields)
    return article


def shown(user=None, *, at=None):
    return board(user or make_user(), at=at or timezone.now())


def column(found, stage=Stage.DRAFT):
    [one] = [each for each in found.columns if each.stage == stage]
    return [card.article for card in one.cards]


def lines(found):
    """What is on a board, by its parts."""
    cards = [card.article for each in found.columns for card in each.cards]
    coming = [edition.article for edition in found.coming]
    return cards, found.late, coming, [visit.article for visit in found.visits]


# --- The stages ---


def test_each_story_is_in_the_column_of_its_stage():
    stories = {stage: put(make_article(), stage=stage) for stage in Stage}

    found = shown()

    assert [each.stage for each in found.columns] == STAGES
    for stage in STAGES:
        assert column(found, stage) == [stories[stage]]


def test_a_column_has_the_latest_first_and_an_end():
    stories = [make_article() for _ in range(CARDS + 2)]
    edit(stories[0], headline="Saved again")

    assert column(shown()) == [stories[0], *reversed(stories[3:])]


def test_what_readers_have_as_it_is_is_done():
    make_live()
    changed, expired = make_live(), make_live()
    edit(changed, headline="Other words")
    press.withdraw(expired, by=make_user())

    found = shown()

    assert column(found) == [changed]
    [card] = found.columns[0].cards
    assert (card.standing, card.had) == (Standing.LIVE, True)


def test_what_is_only_scheduled_is_on_the_board_until_then():
    article, at = make_article(), next_minute()
    press.publish(article, by=make_user(), at=at)

    before, after = shown(), shown(at=at)

    [card] = before.columns[0].cards
    assert (card.article, card.had, [e.live_from for e in card.waiting]) == (article, False, [at])
    assert column(after) == []


def test_those_that_are_out_do_not_push_out_the_others():
    article = make_article()
    for _ in range(CARDS + 1):
        make_live()

    assert column(shown()) == [article]


def test_a_card_says_who_else_is_in_it_and_what_is_unread():
    ana, ben, article = make_user(), make_user(), make_article(by=make_user())
    visits.opened(article, by=ben)
    visits.opened(article, by=ana)
    theirs = make_article(by=ana)

    [own, other] = shown(ana).columns[0].cards

    assert (own.article, own.people, own.article.is_unread) == (theirs, [], False)
    assert (other.people, other.article.is_unread) == ([ben], False)
    assert shown().columns[0].cards[1].article.is_unread


# --- What is late, what is next, who is in what ---


def test_late_is_what_was_due_and_is_unfinished():
    now = next_minute()
    late, older = (put(make_article(), due_at=now - ago) for ago in (HOUR, DAY))
    put(make_article(), due_at=now + HOUR)
    put(make_live(), due_at=now - HOUR)
    put(make_article(), due_at=now - HOUR, stage=Stage.READY)
    put(make_article(), due_at=now - 15 * DAY)

    found = shown(at=now)

    assert found.late == [late, older]
    cards = {card.article: card.article.is_late for each in found.columns for card in each.cards}
    assert [cards[late], cards[older], sum(cards.values())] == [True, True, 3]


def test_the_set_and_the_row_agree_on_what_is_late():
    now = next_minute()
    for stage in Stage:
        for make in (make_article, make_live):
            put(make(), due_at=now - HOUR, stage=stage)
            put(make(), due_at=now, stage=stage)
    edit(Article.objects.filter(due_at__lt=now).latest("pk"), headline="Other words")

    rows = Article.objects.with_late(at=now)

    late = set(Article.objects.late(at=now))
    assert {row for row in rows if row.is_late} == late
    assert len(late) == 4  # of what was never out: a draft, submitted, in subbing, at legal
    assert late < set(Article.objects.unfinished(at=now)) < set(Article.objects.in_hand(at=now))


def test_next_is_what_begins_soonest():
    soon, later, at = make_article(), make_live(), next_minute()
    press.publish(edit(later, headline="Other words"), by=make_user(), at=at + DAY)
    press.publish(soon, by=make_user(), at=at)
    press.expire(soon, by=make_user(), at=at + HOUR)

    coming = [(edition.article, edition.answer) for edition in shown().coming]

    assert coming == [(soon, "copy"), (soon, "off"), (later, "copy")]


def test_who_is_in_what_leaves_out_oneself_and_who_has_left():
    ana, ben, cas, article = make_user(), make_user(), make_user(), make_article()
    for person in (ana, ben, cas):
        visits.here(article, by=person)
    Visit.objects.filter(by=cas).update(here_at=timezone.now() - visits.STALE)

    assert [(visit.by, visit.article) for visit in shown(ana).visits] == [(ben, article)]


# --- Output ---


def brought_out(found):
    return {each.section.name: [number for _day, number in each.days] for each in found.output}


def test_output_counts_stories_by_the_day_that_they_first_went_out():
    now = timezone.now()
    for section, ago in [("Tides", 0), ("Tides", 0), ("Tides", 6), ("Tides", 7), ("Town", 1)]:
        article = make_live(section=make_section(section))
        then = now - ago * DAY
        Edition.objects.filter(article=article).update(published_at=then, live_from=then)
    press.publish(edit(article, headline="Other words"), by=make_user())  # is no other story
    press.publish(make_article(section=make_section("Town")), by=make_user(), at=next_minute())

    found = shown(at=timezone.now())

    assert brought_out(found) == {"Tides": [1, 0, 0, 0, 0, 0, 2], "Town": [0, 0, 0, 0, 0, 1, 0]}
    assert ([each.total for each in found.output], found.most) == ([3, 1], 2)


def test_days_are_those_of_the_paper():
    london = ZoneInfo("Europe/London")
    article = make_live(section=make_section("Tides"))
    then = datetime(2027, 3, 28, 0, 30, tzinfo=london)  # the clock goes forward at one
    Edition.objects.filter(article=article).update(published_at=then, live_from=then)

    found = shown(at=datetime(2027, 4, 3, 23, 59, tzinfo=london))

    assert brought_out(found) == {"Tides": [1, 0, 0, 0, 0, 0, 0]}
    assert found.output[0].days[0][0] == then.date()


def test_output_is_of_the_sections_that_one_edits():
    tides, town = make_section("Tides"), make_section("Town")

    assert set(brought_out(shown())) == {"Tides", "Town"}
    assert set(brought_out(shown(make_section_editor(town)))) == {"Town"}
    assert brought_out(shown(make_user("Reporter"))) == {}
    assert tides.pk < town.pk


# --- Whose board it is ---


def test_a_board_is_of_what_is_within_reach():
    now, at, section = timezone.now(), next_minute(), make_section("Tides")
    ana, ben = make_section_editor(section), make_user()
    reach = {
        "section": make_article(section=section),
        "owner": make_article(by=ana, section=None),
        "assignee": put(make_article(), assignee=ana),
        "shared": make_article(),
        "other": make_article(headline="Not for her"),
    }
    reach["shared"].shared_with.add(ana)
    for article in reach.values():
        put(article, due_at=now - HOUR)
        visits.here(article, by=ben)
        if article.section:
            press.publish(article, by=ben, at=at)

    found = shown(ana)

    wanted = set(reach.values()) - {reach["other"]}
    cards, late, coming, present = (set(part) for part in lines(found))
    assert (cards, late, present) == (wanted, wanted, wanted)
    assert coming == wanted - {reach["owner"]}
    everything = set(reach.values())
    assert [set(part) == everything for part in lines(shown(ben))] == [True, True, False, False]


def test_reach_by_parts_is_reach():
    section, other = make_section("Tides"), make_section("Town")
    ana = make_section_editor(section, other)
    for article in [make_article(section=each) for each in (section, other, make_section())]:
        make_article(by=ana, section=section)
        put(article, assignee=ana)
        article.shared_with.add(ana)
    make_article()

    for person in (ana, make_user("Reporter"), make_user()):
        latest = list(Article.objects.latest_for_editor(person, most=100))
        assert latest == list(Article.objects.for_editor(person).order_by("-updated_at", "-pk"))
        assert list(Article.objects.latest_for_editor(person, most=2)) == latest[:2]


def test_who_may_see_no_story_has_no_board():
    make_article()

    assert shown(make_user(role=None)) is None


def test_an_empty_board_knows_that_it_is():
    empty = shown()
    make_article()

    assert empty.is_empty
    assert not shown().is_empty


# --- What it costs ---


def fill(number, sections):
    """Fill the desk: so many stories at every stage, late, waiting and open, and live ones."""
    by, at = make_user(), next_minute()
    desks = [make_section(f"Section {each}") for each in range(sections)]
    for each in range(number):
        article = make_article(section=desks[each % sections])
        if each % 2:
            press.publish(article, by=by, at=at)
        put(article, stage=STAGES[each % 5], due_at=at - DAY, assignee=by)
        visits.here(article, by=by)
    return desks


@pytest.mark.parametrize("role", ["Editor", "Section editor", "Reporter"])
def test_queries_are_the_same_whatever_there_is(role):
    counts = set()
    for number, sections in ((1, 1), (30, 12), (300, 12)):
        desks = fill(number, sections)
        user = make_user(role)
        if role == "Section editor":
            for section in desks:
                section.editors.add(user)
        with CaptureQueriesContext(connection) as queries:
            shown(user)
        counts.add(len(queries))

    assert len(counts) == 1
    assert counts.pop() <= 16
