"""The pictures of a story: whether they may be shown, and what is said of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.checks import pictures as checks
from articles.checks.reading import Reading
from articles.checks.register import OUT, findings, of_words
from articles.workflow import Level, Stage
from tests.articles.checks.cases import found, make_revision, quotes, says
from tests.factories import make_library_picture

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def figure(number, *, alt="", caption=""):
    says = f' data-alt="{alt}"' if alt else ""
    return f'<figure data-picture="{number}"{says}><figcaption>{caption}</figcaption></figure>'


def test_a_picture_wants_words_from_somebody():
    dumb, said = make_library_picture(alt=""), make_library_picture(alt="A ferry")
    body = figure(dumb.pk) + figure(said.pk) + figure(dumb.pk, alt="A ferry")
    decorative = f'<figure data-picture="{dumb.pk}" data-decorative="true"></figure>'

    assert found(checks.alt_text, body) == [("body", "", 0)]
    assert found(checks.alt_text, decorative) == []
    assert found(checks.alt_text, lead_picture=dumb) == [("lead_picture", "", 0)]
    assert found(checks.alt_text, lead_picture=dumb, lead_alt="A ferry") == []
    assert found(checks.alt_text, lead_picture=dumb, lead_is_decorative=True) == []
    assert found(checks.alt_text, lead_picture=said) == []


def test_a_finding_is_at_the_caption_of_its_picture():
    ferry = make_library_picture(alt="")
    body = (
        f"<p>Fog.</p>{figure(ferry.pk, caption='Fog.')}{figure(ferry.pk, caption='Fog &amp; ice')}"
    )

    assert quotes(checks.alt_text, body) == ["Fog.", "Fog & ice"]
    assert found(checks.alt_text, body)[0] == ("body", "Fog.", 0)


def test_a_number_that_is_no_picture_s_is_told():
    assert says(checks.unknown_pictures, figure(987654)) == [
        "The library has no picture 987654: take it out, or choose another."
    ]
    assert says(checks.unknown_pictures, figure(make_library_picture().pk)) == []


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"withdrawn_at": NOW}, "“Ferry at the quay” was withdrawn"),
        ({"erased_at": NOW}, "“Ferry at the quay” was erased"),
        ({"licensed_until": NOW}, "The licence of “Ferry at the quay” has ended"),
    ],
)
def test_a_picture_that_may_not_be_shown_is_an_error_where_it_would_go_out(fields, what):
    ferry = make_library_picture(**fields)
    revision = make_revision(figure(ferry.pk), lead_picture=ferry)
    levels = {
        place: {each.level for each in findings(revision, stage=place) if what in each.message}
        for place in (Stage.DRAFT, Stage.READY, OUT)
    }

    assert levels == {
        Stage.DRAFT: {Level.NOTE},
        Stage.READY: {Level.ERROR},
        OUT: {Level.ERROR},
    }


def test_it_is_asked_for_the_moment_that_the_story_goes_out():
    ferry = make_library_picture(licensed_until=NOW + timedelta(days=3))

    assert found(checks.unusable_pictures, figure(ferry.pk), at=NOW) == []
    assert len(found(checks.unusable_pictures, figure(ferry.pk), at=NOW + timedelta(days=3))) == 1
    assert len(found(checks.ending_licences, figure(ferry.pk), at=NOW)) == 1
    assert found(checks.ending_licences, figure(ferry.pk), at=NOW + timedelta(days=3)) == []
    assert found(checks.ending_licences, figure(ferry.pk), at=NOW - timedelta(days=12)) == []


def test_what_the_library_lacks_is_told_once_for_each_picture():
    ferry = make_library_picture(credit="", confirmed_at=None, restrictions="Not for\nsport.")
    body = figure(ferry.pk) * 2

    assert says(checks.picture_credits, body, lead_picture=ferry) == [
        "“Ferry at the quay” has no credit line in the library."
    ]
    assert len(says(checks.unconfirmed_pictures, body)) == 1
    assert says(checks.restrictions, body) == ["“Ferry at the quay” is restricted: Not for sport."]


def test_more_pictures_than_readers_would_wait_for_are_an_error():
    ferry = make_library_picture()

    assert found(checks.too_many_pictures, figure(ferry.pk) * checks.MOST) == []
    assert found(checks.too_many_pictures, figure(ferry.pk) * (checks.MOST + 1)) == [
        ("body", "", 0)
    ]


def test_words_of_captions_are_checked_as_copy():
    ferry = make_library_picture()
    revision = make_revision(
        figure(ferry.pk, caption="The TK ferry"), lead_picture=ferry, lead_caption="A  [check]"
    )

    told = {(each.check, each.field) for each in findings(revision, stage=OUT)}

    assert {("marks", "body"), ("marks", "lead_caption"), ("double_spaces", "lead_caption")} <= told


def test_all_pictures_of_a_reading_are_one_query(django_assert_num_queries):
    body = "".join(figure(make_library_picture().pk) for _ in range(3))
    revision = make_revision(body, lead_picture_id=make_library_picture().pk)
    reading = Reading(revision)

    with django_assert_num_queries(1):
        for check in (checks.alt_text, checks.unusable_pictures, checks.restrictions):
            list(check(reading))
    with django_assert_num_queries(2):  # and the rules of the house
        of_words(revision, stage=OUT)
