"""Times as people type them on the pages of the press."""

from datetime import datetime

import pytest
from django.utils import timezone

from articles.admin.clock import MinuteField
from tests.articles.admin.cases import CASES, everything
from tests.articles.admin.paperwork import LONDON, at_desk, press_url, told, typed, use, words
from tests.factories import make_article, make_live

pytestmark = pytest.mark.django_db


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
        "0001-01-01T00:00",
        "2027-02-30T10:00",
        "2027-06-01T10:00:30",
        "tomorrow",
        "\x00",
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


@pytest.mark.parametrize("verb", ["publish", "expire", "reschedule"])
def test_a_time_with_seconds_is_refused_in_words(client, verb):
    at_desk(client)
    at = f"{timezone.now().year + 1}-12-01T09:00:30"

    response = use(client, verb, CASES[verb].story(), **CASES[verb].sends | {"at": at})

    assert response.status_code == 400
    assert "Give a whole minute" in words(response)
    assert f'value="{at}"' in response.text
