"""The pages of the verbs that bring words out: publish, correct, reschedule."""

import re

import pytest
from django.contrib.auth.models import Permission

from articles.desk import saving
from articles.models import Act, Edition
from articles.models.article import NO_END
from articles.workflow import Stage, Standing
from tests.articles.admin.cases import (
    CASES,
    NEXT_WEEK,
    draft,
    live,
    waiting,
)
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
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def test_a_page_asks_before_anything_goes_out(client):
    at_desk(client)
    article = make_article(headline="Ferry sinks")

    page = words(client.get(press_url(article, "publish")))

    assert "Publish this story?" in page
    assert "Ferry sinks" in page
    assert "Revision 1" in page
    assert "Nothing of this story" in page


def test_publishing_puts_the_story_before_readers(client):
    editor = at_desk(client)
    article = make_article()

    response = use(client, "publish", article)

    edition = article.editions.get()
    assert response["Location"] == f"/admin/articles/article/{article.pk}/change/"
    assert standing(article) == Standing.LIVE
    assert Act.objects.get().by == editor
    assert told(response) == [f'Published. <a href="{edition.path}">Read it on the site</a>.']


def test_publishing_for_later_makes_it_wait(client):
    at_desk(client)
    article, at = make_article(), soon(days=2)

    use(client, "publish", article, at=typed(at))

    assert article.editions.get().live_from == at
    assert standing(article) == Standing.SCHEDULED


def test_only_the_revision_that_the_page_named_goes_out(client):
    at_desk(client)
    article = make_article()
    article.headline = "Somebody else's words"
    saving.save(article, by=make_user(username="ines"))

    response = use(client, "publish", article, revision=1)

    assert response.status_code == 409
    assert "ines saved revision 2" in words(response)
    assert response.context["form"]["revision"].value() == "1"
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"section": None}, "needs a section first"),
        ({"stage": Stage.SPIKED}, "spiked"),
        ({"embargoed_until": NO_END}, "embargo without an end"),
    ],
)
def test_what_cannot_go_out_is_said_before_and_refused(client, fields, says):
    at_desk(client)
    article = make_article(**fields)

    asked = client.get(press_url(article, "publish"))
    response = use(client, "publish", article)

    assert says in words(asked)
    assert response.status_code == 409
    assert says in words(response)
    assert not Edition.objects.exists()


def test_publishing_twice_is_refused_the_second_time(client):
    at_desk(client)
    article = make_article()
    use(client, "publish", article)

    assert use(client, "publish", article).status_code == 409
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("revision", ["", "x", "0", "-1", "7", "9" * 30])
def test_no_wrong_revision_is_taken(client, revision):
    at_desk(client)
    article = make_article()

    assert use(client, "publish", article, revision=revision).status_code == 400
    assert not Edition.objects.exists()


def test_another_storys_revision_is_not_this_ones(client):
    at_desk(client)
    other, article = make_article(), make_article()
    other.headline = "Second"
    saving.save(other, by=None)

    assert use(client, "publish", article, revision=2).status_code == 400


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
    assert "it waits, and would go out with the note" in words(page)


def test_a_correction_for_later_waits(client):
    at_desk(client)
    article, at = live(), soon(days=2)

    page = client.get(press_url(article, "correct"))
    response = use(client, "correct", article, kind="update", note="Late.", at=typed(at))

    assert list(page.context["form"].fields)[-2:] == ["at", "seen"]
    assert told(response)[0].startswith("It will be corrected on ")
    assert article.editions.latest("live_from").live_from == at


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


@pytest.mark.parametrize("was", ["x", "2027-07-01T10:00", "9" * 400, "2027-13-01T10:00Z"])
@pytest.mark.parametrize("verb", ["reschedule", "unschedule"])
def test_no_wrong_moment_is_chosen(client, verb, was):
    at_desk(client)
    article = waiting()

    response = use(client, verb, article, **CASES[verb].sends | {"was": was})

    assert response.status_code == 400
    assert client.get(press_url(article, verb), {"was": was}).status_code == 200
    assert article.editions.count() == 2


# --- without the right to schedule ---


def at_desk_without_schedule(client):
    editor = at_desk(client)
    right = Permission.objects.get(codename="schedule_article")
    editor.groups.get().permissions.remove(right)


def test_who_may_not_schedule_is_not_asked_for_a_time(client):
    at_desk_without_schedule(client)
    article = make_article()

    form = client.get(press_url(article, "publish")).context["form"]
    use(client, "publish", article)

    assert "at" not in form.fields
    assert standing(article) == Standing.LIVE


@pytest.mark.parametrize("verb", ["publish", "correct"])
def test_a_time_that_one_may_not_give_never_turns_into_now(client, verb):
    at_desk_without_schedule(client)
    article, at = CASES[verb].story(), typed(soon(days=2))
    count = Edition.objects.count()

    asked = client.get(press_url(article, verb))
    response = use(client, verb, article, at=at, **CASES[verb].sends)

    assert "at" not in asked.context["form"].fields
    assert response.status_code == 400
    assert response.context["form"]["at"].value() == at
    assert "You may publish now, and not for later" in words(response)
    assert Edition.objects.count() == count


# --- what the checks say ---


def test_what_readers_would_miss_is_said_and_stops_nothing(client):
    at_desk(client)
    article = make_article(headline="Ferry leaves", standfirst="", bylines=[])

    page = words(client.get(press_url(article, "publish")))
    use(client, "publish", article)

    assert "Checks: 2 warnings" in page
    assert "It lacks a standfirst" in page
    assert "It lacks a byline" in page
    assert standing(article) == Standing.LIVE


def test_a_whole_story_lacks_nothing(client):
    at_desk(client)
    whole = {"headline": "Ferry leaves", "standfirst": "On time, too."}
    article = make_article(**whole, bylines=["Odile Marsh"])

    assert client.get(press_url(article, "publish")).context["checked"]["groups"] == []
