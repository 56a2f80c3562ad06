"""The report of stories that are about to lose a picture, or have lost one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import press
from articles.models import EditionPicture
from tests.factories import make_article, make_library_picture, make_section, make_user, next_minute

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def out_until(moment, headline, *, at=None, **fields):
    """A story that readers have, or that waits, with a picture that is shown until a moment."""
    story = make_article(
        headline=headline, lead_picture=make_library_picture(), lead_alt="A ferry", **fields
    )
    edition = press.publish(story, by=make_user(), at=at)
    EditionPicture.objects.filter(edition=edition).update(until=moment)


def report(client, **asked):
    """The headlines of the stories that lose a picture, and of those that have lost one."""
    shown = client.get(reverse("admin:articles_picture_ending"), asked).context
    return [[row.edition.headline for row in shown[name]] for name in ("losing", "lost")]


def test_stories_are_told_that_lose_a_picture_within_a_fortnight(client):
    client.force_login(make_user())
    now = timezone.now()
    out_until(now + 13 * DAY, "Soon")
    out_until(now + 13 * DAY + DAY / 2, "Soon, and waits", at=next_minute(60))
    out_until(now + 15 * DAY, "Later")
    out_until(now - DAY, "Lost")
    out_until(None, "Never")

    assert report(client) == [["Soon", "Soon, and waits"], ["Lost"]]
    assert report(client, days="20") == [["Soon", "Soon, and waits", "Later"], ["Lost"]]
    assert report(client, days="x") == report(client)


def test_what_waits_out_of_reach_is_not_named(client):
    client.force_login(make_user("Reporter"))
    soon = timezone.now() + DAY
    out_until(soon, "Ferry in secret", at=next_minute(60), section=make_section("Sport"))

    page = client.get(reverse("admin:articles_picture_ending")).text

    assert "A story that waits, and that you may not see" in page
    assert "Ferry in secret" not in page
