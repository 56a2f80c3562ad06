"""A story's log: its saves, and what was done with it, latest first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.admin.revisions.log import LAST, PER_PAGE
from articles.desk import moves, saving
from articles.models import Act, Article, Byline, Revision, Tag
from tests.articles.admin.paperwork import at_desk, form_url, words
from tests.factories import (
    edit,
    make_article,
    make_correspondent,
    make_live,
    make_section,
    make_user,
    next_minute,
)

pytestmark = pytest.mark.django_db

NASTY = "<script>alert(1)</script>"


def url(article):
    return f"/admin/articles/article/{article.pk}/history/"


def told(client, article, **query):
    """What the log says, line by line: (revision's number or None, its words)."""
    lines = client.get(url(article), query).context["lines"]
    return [(line.revision.number if line.is_save else None, line.told) for line in lines]


def saved(number, *, at=None):
    """A story of so many saves, a minute apart, beginning at a moment."""
    at = at or timezone.now() - timedelta(days=2)
    article = make_article(at=at)
    for count in range(1, number):
        article.headline = f"Ferry sinks {count} times"
        saving.save(article, by=None, at=at + timedelta(minutes=count))
    return article


def test_it_tells_what_each_save_changed_latest_first(client):
    at_desk(client)
    article = make_article(headline="Ferry leaves", body="<p>It left at nine.</p>")
    edit(article, headline="Ferry leaves late", body="<p>It left at ten, at last.</p>")
    edit(article, language="en-US")
    edit(article, body="<p>It left at <em>ten</em>, at last.</p>")

    assert told(client, article) == [
        (4, ["Body: how its words are set"]),
        (3, ["Language"]),
        (2, ["Headline and body: 4 words"]),
        (1, ["First save"]),
    ]


def test_section_tags_and_bylines_are_told_by_name(client):
    at_desk(client)
    article = make_article(tags=["ferries", "fog"], bylines=["Odile Marsh"])
    article.section = make_section("Sport")
    saving.save(
        article,
        by=None,
        tags=Tag.objects.named(["ferries", "Goats"]),
        bylines=[Byline(name="Our Foreign Staff")],
    )

    assert told(client, article)[0] == (
        2,
        [
            "Section: Harbour, now Sport",
            "Tags: Goats added; fog taken off",
            "Bylines: Our Foreign Staff added; Odile Marsh taken off",
        ],
    )


def test_bylines_in_another_order_or_role_are_told_as_that(client):
    at_desk(client)
    article = make_article(bylines=["Odile Marsh", "Tom Reeve"])
    odile, tom = make_correspondent("Odile Marsh"), make_correspondent("Tom Reeve")
    saving.save(article, by=None, bylines=[Byline(correspondent=n) for n in (tom, odile)])
    sailor = Byline(correspondent=odile, name=odile.name, role="Sailor")
    saving.save(article, by=None, bylines=[Byline(correspondent=tom), sailor])

    assert [line for _number, line in told(client, article)][:2] == [
        ["Bylines: as what they are credited"],
        ["Bylines: their order"],
    ]


def test_a_save_whose_changes_nobody_noted_says_so(client):
    at_desk(client)
    article = edit(make_article(), headline="Ferry sinks")
    Revision.objects.update(changed=[], words_changed=None)

    assert told(client, article)[0] == (
        2,
        ["What it changed was not noted. Compare it with the one before."],
    )


def test_a_field_of_another_day_goes_by_its_own_name(client):
    at_desk(client)
    article = edit(make_article(), headline="Ferry sinks")
    Revision.objects.filter(number=2).update(changed=["strapline"], words_changed=None)

    assert told(client, article)[0] == (2, ["Strapline"])


def test_acts_of_desk_and_press_stand_in_the_same_log(client):
    editor = at_desk(client)
    article = make_article(by=editor)
    moves.move(article, "submit", by=editor, reason="Mind the goat.")
    press.publish(article, by=editor)
    edit(article, headline="Ferry sinks")

    page = words(client.get(url(article)))

    assert [number for number, _told in told(client, article)] == [2, None, None, 1]
    assert told(client, article)[1:3] == [(None, ["Published"]), (None, ["Submitted"])]
    assert "Mind the goat." in page


def test_what_is_done_at_the_moment_of_a_save_comes_after_it(client):
    at_desk(client)
    article = make_article()
    revision = article.newest()
    Act.objects.create(article=article, verb="sub", at=revision.saved_at, revision=revision)

    assert [number for number, _told in told(client, article)] == [None, 1]


def test_it_says_which_revision_is_live_waits_or_was_live(client):
    editor = at_desk(client)
    article = make_live(by=editor)
    press.publish(edit(article, headline="Ferry sinks"), by=editor)
    press.publish(edit(article, headline="Ferry floats"), by=editor, at=next_minute())

    lines = client.get(url(article)).context["lines"]
    states = {
        line.revision.number: [outing.state for outing in line.outings]
        for line in lines
        if line.is_save
    }

    assert states == {3: ["waits"], 2: ["live"], 1: ["past"]}


def test_it_offers_to_compare_the_newest_two_and_with_what_readers_have(client):
    editor = at_desk(client)
    article = make_live(by=editor)
    edit(edit(article, headline="Ferry sinks"), headline="Ferry floats")

    page = client.get(url(article)).text

    assert 'name="from" value="2" checked' in page
    assert 'name="to" value="3" checked' in page
    compare = f"/admin/articles/article/{article.pk}/compare/"
    assert f'action="{compare}"' in page
    for query in ("?from=2&amp;to=3", "?from=1&amp;to=3"):
        assert f'href="{compare}{query}"' in page
    assert f'href="/admin/articles/article/{article.pk}/proof/?revision=2"' in page


def test_restore_is_offered_of_all_but_the_newest_to_those_who_may_change(client):
    article = edit(make_article(), headline="Ferry sinks")
    way = "/restore/{}/"

    at_desk(client)
    page = client.get(url(article)).text
    at_desk(client, "Picture editor")
    other = client.get(url(article)).text

    assert (way.format(1) in page, way.format(2) in page) == (True, False)
    assert way.format(1) not in other


def test_a_story_that_was_saved_once_has_a_history_too(client):
    at_desk(client)

    assert client.get(url(make_article())).status_code == 200


def test_so_has_one_that_has_nothing(client):
    at_desk(client)
    article = Article.objects.create(headline="Ferry sinks", section=make_section())

    page = client.get(url(article))

    assert "Nothing was saved yet." in words(page)
    assert client.get(form_url(article)).status_code == 200


def test_it_comes_in_pages(client):
    at_desk(client)
    article = saved(PER_PAGE + 3)

    first, second = (told(client, article, page=number) for number in (1, 2))

    assert [number for number, _told in first] == list(range(PER_PAGE + 3, 3, -1))
    assert second == [(3, ["Headline: 1 word"]), (2, second[1][1]), (1, ["First save"])]
    assert "Page 1 of 2 Older" in words(client.get(url(article)))


@pytest.mark.parametrize("page", ["0", "-1", "3", "x", "", "9" * 5_000, "1.5"])
def test_no_page_that_is_not_there(client, page):
    at_desk(client)

    assert client.get(url(make_article()), {"page": page}).status_code == 404


def test_as_many_queries_for_thirty_saves_as_for_one(client):
    at_desk(client)
    counts = []

    for number in (1, 30):
        article = saved(number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(article)).status_code == 200
        counts.append(len(queries))
        assert not [q["sql"] for q in queries if '"articles_revision"."body"' in q["sql"]]

    assert counts[0] == counts[1]


def test_and_for_thirty_editions_and_acts(client):
    editor = at_desk(client)
    counts = []

    for number in (2, 15):
        article = make_live(by=editor)
        for count in range(number):
            press.publish(edit(article, headline=f"Ferry sinks {count} times"), by=editor)
        with CaptureQueriesContext(connection) as queries:
            client.get(url(article))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_nothing_in_it_is_taken_for_html(client):
    editor = at_desk(client)
    odd = make_user("Editor", first_name=NASTY)
    article = make_article(
        headline=NASTY, section=make_section(NASTY, slug="a"), tags=[NASTY], by=odd
    )
    article.section = make_section(f"b{NASTY}", slug="b")
    bylines = [Byline(name=NASTY, role=NASTY)]
    saving.save(article, by=editor, bylines=bylines, tags=Tag.objects.named([f"b{NASTY}"]))
    Revision.objects.filter(number=1).update(changed=[NASTY])
    moves.move(article, "submit", by=editor, reason=NASTY)

    for page in (client.get(url(article)), client.get(form_url(article))):
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text


@pytest.mark.parametrize(
    ("role", "status"), [("Reporter", 404), ("Section editor", 404), ("Picture editor", 200)]
)
def test_it_is_for_those_who_may_see_the_story(client, role, status):
    at_desk(client, role)

    assert client.get(url(make_article())).status_code == status


def test_no_story_has_no_history(client):
    at_desk(client)

    for pk in ("0", "9" * 30, "x", "_31"):
        assert client.get(f"/admin/articles/article/{pk}/history/").status_code == 404


def test_it_is_only_looked_at(client):
    at_desk(client)

    assert client.post(url(make_article())).status_code == 405


def test_the_form_tells_the_last_of_it_and_leads_to_the_rest(client):
    editor = at_desk(client)
    article = make_live(by=editor)
    press.withdraw(article, by=editor, reason="Wrong ferry")

    page = client.get(form_url(article))

    assert len(page.context["record"]) == 3 <= LAST
    for said in ("Published (Revision 1)", "Withdrawn", "Wrong ferry", "Revision 1"):
        assert said in words(page)
    assert f'href="{url(article)}"' in page.text
