"""An old revision brought back, as a new save."""

import pytest
from django.utils import timezone

from articles.desk import moves, restoring, saving, tags
from articles.models import Act, Article, Byline, Correspondent, Revision, Tag
from articles.refusals import IllegalMove, Moved, NotPermitted
from articles.workflow import Stage
from tests.articles.admin.paperwork import at_desk, told, words
from tests.factories import edit, make_article, make_correspondent, make_section, make_user

pytestmark = pytest.mark.django_db


def url(article, number=1):
    return f"/admin/articles/article/{article.pk}/restore/{number}/"


def story(**fields):
    """A story of two revisions."""
    fields = {"headline": "Ferry leaves", "body": "<p>It left.</p>"} | fields
    return edit(make_article(**fields), headline="Ferry sinks", body="<p>It sank.</p>")


def everything():
    return [list(model.objects.values()) for model in (Article, Revision, Act)]


def test_it_is_a_new_save_by_whoever_does_it(client):
    editor = at_desk(client)
    article = story()
    first, second = article.revisions.order_by("number")

    answer = client.post(url(article), {"seen": 2})

    assert answer.status_code == 302
    assert told(answer) == ["What revision 1 said is now revision 3, the newest."]
    article.refresh_from_db()
    newest = article.newest()
    assert (article.headline, article.body) == ("Ferry leaves", "<p>It left.</p>")
    assert newest.contents() == first.contents()
    assert (newest.number, newest.by) == (3, editor)
    assert newest.changed == ["headline", "body"]
    assert list(article.revisions.order_by("number"))[:2] == [first, second]


def test_an_act_names_the_revision_that_came_back(client):
    editor = at_desk(client)
    article = story()

    client.post(url(article), {"seen": 2})

    [act] = article.acts.all()
    assert (act.verb, act.by, act.revision.number) == ("restore", editor, 1)
    assert act.at == article.newest().saved_at
    history = words(client.get(f"/admin/articles/article/{article.pk}/history/"))
    assert "Restored (Revision 1)" in history


def test_it_asks_first_and_shows_what_would_change(client):
    at_desk(client)
    article = story()
    before = everything()

    page = client.get(url(article))

    assert page.status_code == 200
    assert "[removed: sinks ] [added: leaves ]" in words(page)
    assert '<input type="hidden" name="seen" value="2">' in page.text
    assert everything() == before


def test_tags_and_bylines_come_back_too(client):
    at_desk(client)
    article = make_article(tags=["fog", "ferries"], bylines=["Odile Marsh", "Tom Reeve"])
    saving.save(article, by=None, tags=[], bylines=[])

    client.post(url(article), {"seen": 2})

    assert {tag.slug for tag in article.tags.all()} == {"fog", "ferries"}
    assert [byline.name for byline in article.bylines.all()] == ["Odile Marsh", "Tom Reeve"]


def test_a_tag_that_was_merged_comes_back_as_the_one_that_it_went_into(client):
    editor = at_desk(client)
    article = make_article(tags=["boats"])
    saving.save(article, by=None, tags=[])
    tags.merge(*Tag.objects.named(["boats", "ferries"]), by=editor)

    page = client.get(url(article))
    client.post(url(article), {"seen": 2})

    assert "[added: ferries ]" in words(page)
    assert [tag.slug for tag in article.tags.all()] == ["ferries"]


def test_what_is_gone_does_not_come_back_and_that_is_said(client):
    at_desk(client)
    article = make_article(tags=["fog", "ferries"], bylines=["Odile Marsh"])
    saving.save(article, by=None, tags=[], bylines=[])
    Tag.objects.get(slug="fog").delete()
    Correspondent.objects.all().delete()

    page = words(client.get(url(article)))
    client.post(url(article), {"seen": 2})

    assert "The tag “fog”" in page
    assert "The page of Odile Marsh" in page
    assert "[added: fog" not in page
    assert [tag.slug for tag in article.tags.all()] == ["ferries"]
    [byline] = article.bylines.all()
    assert (byline.name, byline.correspondent) == ("Odile Marsh", None)


def test_approved_copy_goes_back_to_be_subbed(client):
    editor = at_desk(client)
    article = story()
    for verb in ("submit", "sub", "approve"):
        moves.move(article, verb, by=editor)

    page = client.get(url(article))
    client.post(url(article), {"seen": 2})

    article.refresh_from_db()
    assert "go back to be subbed" in words(page)
    assert article.stage == Stage.SUBBING
    assert [act.verb for act in article.acts.all()][:2] == ["restore", "sub"]


def test_it_refuses_where_somebody_saved_since_and_shows_the_difference_now(client):
    at_desk(client)
    article = story()
    edit(article, headline="Ferry floats")
    before = everything()

    answer = client.post(url(article), {"seen": 2})

    assert answer.status_code == 409
    assert everything() == before
    assert "saved revision 3 since you opened this story" in words(answer)
    assert "[removed: floats ] [added: leaves ]" in words(answer)
    assert '<input type="hidden" name="seen" value="3">' in answer.text


def test_the_words_that_the_story_has_are_not_restored(client):
    at_desk(client)
    article = story()
    before = everything()

    page, answer = client.get(url(article, 2)), client.post(url(article, 2), {"seen": 2})

    assert "There is nothing to restore" in words(page)
    assert "Restore revision 2" not in page.text.replace("Restore revision 2?", "")
    assert answer.status_code == 409
    assert everything() == before


@pytest.mark.parametrize("seen", [None, "", "x", "-1", "3", "9" * 18, "9" * 5_000, "\0"])
def test_it_refuses_a_number_that_nobody_can_have_seen(client, seen):
    at_desk(client)
    article = story()
    before = everything()

    answer = client.post(url(article), {} if seen is None else {"seen": seen})

    assert answer.status_code == 400
    assert everything() == before


def test_copy_that_fits_its_field_no_longer_is_refused_in_words(client):
    at_desk(client)
    article = story()
    Revision.objects.filter(number=1).update(language="?")

    answer = client.post(url(article), {"seen": 2})

    assert answer.status_code == 400
    assert "Nothing was restored" in words(answer)
    assert article.revisions.count() == 2


@pytest.mark.parametrize("number", ["0", "3", "9" * 18, "9" * 30])
def test_no_revision_that_is_not_there(client, number):
    at_desk(client)
    article = story()

    assert client.get(url(article, number)).status_code == 404
    assert client.post(url(article, number), {"seen": 2}).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [("Reporter", 404), ("Section editor", 404), ("Picture editor", 403)]
)
def test_it_is_for_those_who_may_change_the_story(client, role, status):
    at_desk(client, role)
    article = story()
    before = everything()

    assert client.get(url(article)).status_code == status
    assert client.post(url(article), {"seen": 2}).status_code == status
    assert everything() == before


def test_a_reporter_restores_their_own_copy(client):
    reporter = at_desk(client, "Reporter")
    article = story(by=reporter)

    assert client.post(url(article), {"seen": 2}).status_code == 302
    assert article.newest().by == reporter


def test_nobody_takes_a_story_out_of_a_section_by_it(client):
    reporter = at_desk(client, "Reporter")
    article = make_article(by=reporter, section=make_section("Sport"))
    edit(article, section=make_section("Harbour"))
    moves.move(article, "submit", by=reporter)
    before = everything()

    answer = client.post(url(article), {"seen": 2})

    assert answer.status_code == 403
    assert "Ask an editor of its section" in words(answer)
    assert everything() == before


def test_nothing_in_it_is_taken_for_html(client):
    nasty = "<script>alert(1)</script>"
    at_desk(client)
    make_correspondent(nasty, slug="nasty")
    article = make_article(headline=nasty, tags=[nasty], bylines=[])
    line = Byline(name=nasty, correspondent=Correspondent.objects.get(slug="nasty"))
    saving.save(article, by=None, bylines=[line])
    saving.save(article, by=None, tags=[], bylines=[])
    edit(article, headline="Ferry sinks")
    Tag.objects.all().delete()
    Correspondent.objects.all().delete()

    page = client.get(url(article, 2))

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


# --- The verb itself -------------------------------------------------------------------------


def test_the_verb_refuses_by_itself_too():
    article = story()
    first, second = article.revisions.order_by("number")
    before = everything()

    for revision, by, seen, refusal in (
        (first, make_user("Reporter"), 2, NotPermitted),
        (first, make_user(), 1, Moved),
        (second, make_user(), 2, IllegalMove),
    ):
        with pytest.raises(refusal):
            restoring.restore(article, revision, by=by, seen=seen)

    assert everything() == before


def test_it_takes_its_time_from_the_clock():
    article = story()
    begun = timezone.now()

    restored = restoring.restore(article, article.revisions.last(), by=make_user(), seen=2)

    assert begun <= restored.saved_at <= timezone.now()
