"""A fix of what is live while other words wait."""

import pytest
from django.utils import timezone

from articles import fixing, press
from articles.models import Edition, Revision
from articles.refusals import Clashed, IllegalMove, Moved, NotPermitted
from tests.factories import edit, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

ONE = "<p>The ferry left at nine with forty on board.</p>"
TWO = "<p>It was bound for the islands.</p>"
THREE = "<p>The next one leaves at noon.</p>"


@pytest.fixture
def article(editor):
    """A live story, with other words that wait: they change its last paragraph and its headline."""
    article = make_live(by=editor, headline="Ferry leaves", body=ONE + TWO)
    article.live = article.newest()
    edit(article, headline="Ferry arrives", body=ONE + TWO + THREE)
    article.at = next_minute(20)
    press.publish(article, by=editor, at=article.at)
    return article


def live(article, at):
    return Edition.objects.live(at=at).get(article=article)


def test_fix_goes_out_now_and_stays_when_the_change_comes(article, editor):
    fixed = ONE.replace("forty", "fourteen")

    fixing.fix(article, {"body": fixed + TWO}, by=editor, live=article.live)

    now = live(article, timezone.now())
    then = live(article, article.at)
    assert (now.headline, now.body) == ("Ferry leaves", fixed + TWO)
    assert (then.headline, then.body) == ("Ferry arrives", fixed + TWO + THREE)
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Ferry arrives", fixed + TWO + THREE)
    assert article.newest().body == article.body
    assert then.revision == article.newest()


def test_fix_reaches_each_edition_that_waits_and_copy_on_the_desk(article, editor):
    edit(article, standfirst="Only on the desk.")
    edit(article, kicker="Later still")
    later = next_minute(40)
    press.publish(article, by=editor, at=later)
    edit(article, dateline="Tolland Bay")

    fixing.fix(article, {"rights": "© The Quay"}, by=editor, live=article.live)

    article.refresh_from_db()
    assert {
        (e.rights, e.headline, e.kicker, e.dateline)
        for e in article.editions.waiting(at=timezone.now())
    } == {
        ("© The Quay", "Ferry arrives", "", ""),
        ("© The Quay", "Ferry arrives", "Later still", ""),
    }
    assert (article.rights, article.dateline) == ("© The Quay", "Tolland Bay")
    assert live(article, timezone.now()).dateline == ""


def test_fix_moves_no_waiting_moment_and_no_expiry(article, editor):
    end = next_minute(60)
    press.expire(article, by=editor, at=end)
    before = list(article.editions.values_list("live_from", flat=True))

    edition = fixing.fix(article, {"kicker": "Sea"}, by=editor, live=article.live)

    after = list(article.editions.values_list("live_from", flat=True))
    assert sorted(after) == sorted([*before, edition.live_from])
    assert not Edition.objects.live(at=end).exists()


def test_clash_is_refused_with_both_sides(article, editor):
    revisions = Revision.objects.count()

    with pytest.raises(Clashed) as refused:
        fixing.fix(article, {"headline": "Ferry leaves late"}, by=editor, live=article.live)

    clash = next(iter(refused.value.clashes.values()))
    assert (clash.ours, clash.theirs) == ("Ferry arrives", "Ferry leaves late")
    assert live(article, timezone.now()).headline == "Ferry leaves"
    assert Revision.objects.count() == revisions
    assert article.editions.count() == 2


def test_same_change_on_both_sides_is_no_clash(article, editor):
    fixing.fix(article, {"headline": "Ferry arrives"}, by=editor, live=article.live)

    assert live(article, timezone.now()).headline == "Ferry arrives"


def test_fix_can_be_a_correction(article, editor):
    edition = fixing.fix(
        article,
        {"body": ONE.replace("forty", "fourteen") + TWO},
        by=editor,
        live=article.live,
        kind="correction",
        note="There were fourteen on board.",
    )

    assert edition.corrections == live(article, article.at).corrections
    assert len(edition.corrections) == 1


def test_fix_can_be_silent(article, editor):
    edition = fixing.fix(article, {"kicker": "Sea"}, by=editor, live=article.live, is_silent=True)

    assert edition.revised_at is None


def test_fix_without_a_change_waiting_is_one_revision(editor):
    article = make_live(by=editor)

    edition = fixing.fix(article, {"headline": "Mended"}, by=editor, live=article.newest())

    article.refresh_from_db()
    assert (article.headline, article.revision_number) == ("Mended", 2)
    assert edition.revision == article.newest()


def test_working_copy_is_its_newest_revision_after_a_fix(editor):
    article = make_live(by=editor, headline="Old")
    shown = article.newest()
    press.publish(edit(article, headline="New"), by=editor, at=next_minute(20))
    edit(article, headline="Old")  # back to what readers have

    fixing.fix(article, {"headline": "New"}, by=editor, live=shown)

    article.refresh_from_db()
    assert (article.headline, article.newest().headline) == ("New", "New")
    assert article.newest().number == article.revision_number


def test_fix_can_be_an_apology_that_withholds_or_not(article, editor):
    how = {"by": editor, "live": article.live, "kind": "apology", "note": "We are sorry."}

    edition = fixing.fix(article, {"kicker": "Sea"}, **how, withholds=False)

    assert not edition.withholds


def test_tags_and_bylines_are_merged_too(article, editor):
    change = {
        "tags": ["ferries", "tides"],
        "bylines": [{"name": "Tom Reeve", "role": "", "correspondent": ""}],
    }
    with pytest.raises(IllegalMove):
        fixing.fix(article, {}, by=editor, live=article.live)
    # A tag that nobody made is none.
    fixing.fix(article, change, by=editor, live=article.live)

    then = live(article, article.at)
    assert [byline["name"] for byline in then.bylines] == ["Tom Reeve"]
    article.refresh_from_db()
    assert [byline.name for byline in article.bylines.all()] == ["Tom Reeve"]


def test_fix_of_what_readers_no_longer_have_is_refused(article, editor):
    fixing.fix(article, {"kicker": "Sea"}, by=editor, live=article.live)

    with pytest.raises(Moved):
        fixing.fix(article, {"kicker": "Harbour"}, by=editor, live=article.live)

    assert live(article, timezone.now()).kicker == "Sea"


def test_fix_of_a_story_that_is_off_is_refused(article, editor):
    press.withdraw(article, by=editor)

    with pytest.raises(IllegalMove):
        fixing.fix(article, {"kicker": "Sea"}, by=editor, live=article.live)


def test_fix_needs_the_right_to_publish(article):
    revisions = Revision.objects.count()

    with pytest.raises(NotPermitted):
        fixing.fix(article, {"kicker": "Sea"}, by=make_user("Reporter"), live=article.live)

    assert Revision.objects.count() == revisions
