import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from articles import press
from articles.admin.clock import MinuteField
from articles.desk import saving
from articles.models import Act, Edition
from articles.models.article import NO_END
from articles.workflow import Stage, Standing
from tests.articles.admin.paperwork import at_desk, form_url, press_url
from tests.factories import make_article, make_live, make_user

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")


def soon(**delta):
    return (timezone.now() + timedelta(**delta)).replace(second=0, microsecond=0)


def typed(moment):
    """A moment as the browser sends it: the paper's time, without a zone."""
    return f"{timezone.localtime(moment, LONDON):%Y-%m-%dT%H:%M}"


def words(response):
    """The text of a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def use(client, verb, article, **data):
    return client.post(press_url(article, verb), {"revision": 1} | data)


def told(response):
    """What the person is told once it is done."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def standing(article):
    return article.standing(at=timezone.now())


# --- publish ---


def test_a_page_asks_before_anything_goes_out(client):
    at_desk(client)
    article = make_article(headline="Ferry sinks")

    page = words(client.get(press_url(article, "publish")))

    assert "Publish this story?" in page
    assert "Ferry sinks" in page
    assert "Revision 1" in page
    assert "Nothing of this story" in page


@pytest.mark.parametrize("verb", ["publish", "expire", "withdraw", "unschedule"])
def test_asking_changes_nothing(client, verb):
    at_desk(client)
    article = make_live()
    before = list(Edition.objects.values()), Act.objects.count()

    for method in (client.get, client.head):
        assert method(press_url(article, verb), {"at": "2030-01-01T10:00"}).status_code == 200

    assert (list(Edition.objects.values()), Act.objects.count()) == before
    assert client.put(press_url(article, verb)).status_code == 405


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


@pytest.mark.parametrize("verb", ["publish", "expire", "withdraw", "unschedule"])
def test_a_reporter_may_not_even_by_hand(client, verb):
    at_desk(client, "Reporter")
    article = make_live() if verb != "publish" else make_article()
    before = list(Edition.objects.values())

    assert use(client, verb, article, at=typed(soon(days=1))).status_code == 403
    assert client.get(press_url(article, verb)).status_code == 403
    assert list(Edition.objects.values()) == before


def test_a_stranger_is_sent_to_the_login(client):
    article = make_article()

    response = use(client, "publish", article)

    assert response["Location"].startswith("/admin/login/")
    assert not Edition.objects.exists()


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


@pytest.mark.parametrize(
    "at",
    [
        "2027-03-28T01:30",  # no such time in London
        "2027-10-31T01:30",  # twice in London
        "2020-01-01T10:00",
        "9999-12-31T23:59",
        "0001-01-01T00:00",
        "2027-02-30T10:00",
        "2027-06-01T10:00:30",
        "tomorrow",
        "\x00",
    ],
)
@pytest.mark.parametrize("verb", ["publish", "expire"])
def test_no_wrong_time_is_taken(client, verb, at):
    at_desk(client)
    article = make_article() if verb == "publish" else make_live()
    before = list(Edition.objects.values())

    response = use(client, verb, article, at=at)

    assert response.status_code == 400
    assert list(Edition.objects.values()) == before


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


# --- expire and withdraw ---


def test_a_story_expires_at_a_time(client):
    at_desk(client)
    article, at = make_live(), soon(days=2)

    use(client, "expire", article, at=typed(at), reason="The offer ends")

    assert article.editions.in_force(at=at).get().answer == "off"
    assert standing(article) == Standing.LIVE
    assert Act.objects.filter(verb="expire").get().reason == "The offer ends"


def test_to_expire_needs_a_time(client):
    at_desk(client)
    article = make_live()

    assert use(client, "expire", article).status_code == 400
    assert article.editions.count() == 1


def test_a_story_is_withdrawn_at_once(client):
    at_desk(client)
    article = make_live()

    use(client, "withdraw", article, reason="Wrong ferry")

    assert standing(article) == Standing.EXPIRED
    assert Act.objects.filter(verb="withdraw").get().reason == "Wrong ferry"


def test_withdrawing_what_never_was_out_is_refused(client):
    at_desk(client)
    article = make_article()

    assert use(client, "withdraw", article).status_code == 409
    assert not Act.objects.exists()


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


def test_times_are_the_papers(client):
    at_desk(client)
    article = make_article()
    summer = timezone.now().year + 1

    use(client, "publish", article, at=f"{summer}-07-01T10:00")

    assert article.editions.get().live_from == datetime(summer, 7, 1, 10, tzinfo=LONDON)
    assert f"1 July {summer}, 10:00" in words(client.get(press_url(article, "publish")))


@pytest.mark.parametrize(
    ("verb", "says"), [("publish", "It will be published on"), ("expire", "It will expire on")]
)
def test_what_is_to_come_is_told_as_that(client, verb, says):
    at_desk(client)
    article = make_article() if verb == "publish" else make_live()
    summer = timezone.now().year + 1

    response = use(client, verb, article, at=f"{summer}-07-01T09:00")

    assert told(response) == [f"{says} 1 July {summer}, 09:00."]


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (
            "2027-03-28T01:30",
            "There is no 28 March 2027, 01:30: the clock goes forward past it. Choose a time "
            "before or after, such as 28 March 2027, 00:30 or 28 March 2027, 02:30.",
        ),
        (
            "2027-10-31T01:30",
            "The clock goes back and shows 31 October 2027, 01:30 twice. Choose a time "
            "before or after, such as 31 October 2027, 00:30 or 31 October 2027, 02:30.",
        ),
    ],
)
def test_a_time_that_the_clock_skips_or_repeats_is_explained(client, at, says):
    at_desk(client)

    response = use(client, "publish", make_article(), at=at)

    assert response.context["form"].errors == {"at": [says]}


@pytest.mark.parametrize("at", ["2027-03-28T00:59", "2027-03-28T02:00", "2027-10-31T02:00"])
def test_the_minutes_beside_them_are_plain(at):
    assert typed(MinuteField().clean(at)) == at


# --- unschedule ---


def test_all_that_waits_is_taken_back(client):
    editor = at_desk(client)
    article = make_live()
    press.expire(article, by=editor, at=soon(days=3))

    response = use(client, "unschedule", article, reason="The offer goes on")

    act = Act.objects.filter(verb="unschedule").get()
    assert told(response) == ["Taken back. Readers keep what they have."]
    assert (act.by, act.reason) == (editor, "The offer goes on")
    assert [edition.answer for edition in article.editions.all()] == ["copy"]


def test_taking_back_nothing_is_refused(client):
    at_desk(client)
    article = make_live()

    asked = client.get(press_url(article, "unschedule"))
    response = use(client, "unschedule", article)

    assert "Nothing of this story waits." in words(asked)
    assert response.status_code == 409


def test_it_is_offered_while_something_waits(client):
    editor = at_desk(client)
    article = make_live()

    assert press_url(article, "unschedule") not in client.get(form_url(article)).text
    press.expire(article, by=editor, at=soon(days=3))
    assert press_url(article, "unschedule") in client.get(form_url(article)).text
