"""Pictures in editions: drawn before the lock, carried until they end, ended everywhere at once."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles import press
from articles.desk import pictures as library
from articles.models import Act, EditionPicture, Picture, Rendition, picture_files
from articles.models.rendition import GRACE
from articles.pictures.slots import BODY, LEAD
from articles.press import renditions
from articles.refusals import (
    BadMoment,
    IllegalMove,
    Incomplete,
    NotPermitted,
    Unlicensed,
    Unprintable,
)
from tests.factories import (
    edit,
    make_article,
    make_jpeg,
    make_library_picture,
    make_live,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_library_picture(alt="A ferry at the quay", credit="Ledger / Ines Marsh")


@pytest.fixture
def editor():
    return make_user("Editor")


def figure(picture, words="As it was."):
    return f'<figure data-picture="{picture.pk}"><figcaption>{words}</figcaption></figure>'


def body_with(picture):
    return f"<p>It sank at noon.</p>{figure(picture)}"


def minutes(number):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=number)


def row_of(article):
    return EditionPicture.objects.get(edition__article=article)


def files(rows):
    return {name for cut in rows.values() for each in cut["sources"].values() for _w, name in each}


# --- printed ---


def test_a_lead_is_drawn_in_every_crop_and_says_what_the_copy_says(picture):
    story = make_live(lead_picture=picture, lead_caption="At the quay", lead_alt="")

    edition = story.editions.get()
    row = row_of(story)

    assert (edition.lead_picture_id, edition.lead_caption) == (picture.pk, "At the quay")
    assert edition.lead_alt == "A ferry at the quay"
    assert sorted(row.renditions) == sorted(LEAD)
    assert (row.credit, row.until) == ("Ledger / Ines Marsh", None)
    assert row.placeholder.startswith("data:image/webp;base64,")
    assert files(row.renditions) == {each.file_name for each in Rendition.objects.all()}
    assert all(picture_files.exists(each.path) for each in Rendition.objects.all())


def test_a_decorative_lead_has_no_words(picture):
    story = make_live(lead_picture=picture, lead_is_decorative=True, lead_alt="A ferry")

    assert story.editions.get().lead_alt == ""


def test_a_figure_is_drawn_whole_and_gets_the_words_of_the_library(picture):
    story = make_live(body=body_with(picture))

    assert list(row_of(story).renditions) == list(BODY)
    assert 'data-alt="A ferry at the quay"' in story.editions.get().body


def test_what_the_library_does_not_have_does_not_go_out(picture):
    lost = f'<figure data-picture="{picture.pk + 1}"><figcaption>Lost</figcaption></figure>'
    story = make_article(body=f"<p>It sank.</p>{lost}{figure(picture)}")

    with pytest.raises(Unlicensed, match=f"no picture {picture.pk + 1}"):
        press.publish(story, by=make_user("Editor"), overrule="It is known")

    assert not Rendition.objects.exists()


def test_a_picture_on_top_and_in_the_copy_is_one_row(picture):
    story = make_live(lead_picture=picture, body=body_with(picture))

    assert sorted(row_of(story).renditions) == sorted(LEAD)


def test_what_is_drawn_is_drawn_once(picture, monkeypatch):
    make_live(lead_picture=picture)
    monkeypatch.setattr(renditions.drawing, "draw", lambda *_a, **_k: pytest.fail("drawn again"))

    story = make_live(lead_picture=picture, headline="Another")

    assert row_of(story).renditions


def test_names_change_with_all_that_is_drawn_and_are_the_same_again(picture):
    first = files(renditions.make(picture, [""]))
    picture.credit = "Another"
    picture.save()
    second = files(renditions.make(picture, [""]))
    picture.credit = "Ledger / Ines Marsh"
    picture.save()

    assert not first & second
    assert files(renditions.make(picture, [""])) == first


def test_a_proof_draws_nothing(picture):
    article = make_article(lead_picture=picture, body=body_with(picture))

    sheet = press.proof(article.newest())

    assert sheet.edition.lead_picture_id == picture.pk
    assert not Rendition.objects.exists()


def test_a_file_that_is_lost_is_told_of(picture, editor):
    picture_files.drop(picture.original.name)
    article = make_article(lead_picture=picture)

    with pytest.raises(Unprintable, match="cannot be read"):
        press.publish(article, by=editor)

    assert not article.editions.exists()


def test_eight_pictures_cost_no_more_for_each_than_its_own_rows(
    settings, tmp_path, editor, django_assert_max_num_queries
):
    settings.MEDIA_ROOT = tmp_path
    shown = [make_library_picture() for _each in range(8)]
    article = make_article(body="<p>One.</p>" + "".join(map(figure, shown)))
    for each in shown:
        renditions.make(each, BODY)

    with django_assert_max_num_queries(80):
        press.publish(article, by=editor)

    assert EditionPicture.objects.filter(edition__article=article).count() == 8


# --- what may not be seen ---


def withdrawn(picture):
    picture.withdrawn_at = timezone.now()


def lapsed(picture):
    picture.licensed_until = timezone.now() - timedelta(seconds=1)


def erased(picture):
    picture.erased_at = timezone.now()


@pytest.mark.parametrize("end", [withdrawn, lapsed, erased])
@pytest.mark.parametrize("overrule", ["", "It has to go out"])
def test_what_nobody_may_see_does_not_go_out(picture, editor, end, overrule):
    article = make_article(lead_picture=picture)
    renditions.make(picture, LEAD)
    end(picture)
    picture.save()

    with pytest.raises(Unlicensed):
        press.publish(article, by=editor, overrule=overrule)

    assert not article.editions.exists()


def test_a_licence_that_ends_before_it_goes_out_stops_it(picture, editor):
    picture.licensed_until = minutes(5)
    picture.save()
    article = make_article(lead_picture=picture)

    with pytest.raises(Exception, match="licence"):
        press.publish(article, by=editor, at=minutes(5))
    press.publish(article, by=editor, at=minutes(4))

    assert row_of(article).until == minutes(5)


def test_the_two_ways_to_say_that_it_is_shown_agree(picture):
    row = row_of(make_live(lead_picture=picture))
    row.until = until = minutes(5)
    row.save()

    for at in (until + timedelta(microseconds=step) for step in (-1, 0, 1)):
        assert row.is_shown(at) == EditionPicture.objects.shown(at=at).exists() == (at < until)


# --- the verbs ---


def test_a_withdrawal_ends_it_everywhere_and_a_release_takes_that_back(picture, editor):
    stories = [make_live(lead_picture=picture, headline=name) for name in ("One", "Two")]
    edit(stories[0], headline="One, later")
    press.publish(stories[0], by=editor, at=minutes(60))

    press.withdraw_picture(picture, by=editor, reason="Not ours")

    ends = set(EditionPicture.objects.values_list("until", flat=True))
    assert ends == {Picture.objects.get().withdrawn_at}
    acts = Act.objects.filter(verb="withdraw_picture")
    assert {act.article for act in acts} == set(stories)
    assert all("Not ours" in act.reason for act in acts)
    with pytest.raises(IllegalMove):
        press.withdraw_picture(picture, by=editor, reason="Again")

    press.release_picture(picture, by=editor, reason="Ours after all")

    assert set(EditionPicture.objects.values_list("until", flat=True)) == {None}


def test_a_licence_ends_what_shows_it_and_is_carried_on(picture, editor):
    story = make_live(lead_picture=picture)

    press.license_picture(picture, by=editor, until=minutes(9))

    assert row_of(story).until == minutes(9)
    with pytest.raises(BadMoment):
        press.license_picture(picture, by=editor, until=minutes(9) + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("verb", "options"),
    [
        ("withdraw", {"reason": "x"}),
        ("release", {"reason": "x"}),
        ("erase", {"reason": "x"}),
        ("license", {"until": None}),
        ("reprint", {}),
    ],
)
def test_each_asks_for_its_right(picture, verb, options):
    with pytest.raises(NotPermitted):
        getattr(press, f"{verb}_picture")(picture, by=make_user("Reporter"), **options)


@pytest.mark.parametrize("verb", ["withdraw", "release", "erase"])
def test_what_ends_a_picture_wants_a_reason(picture, editor, verb):
    with pytest.raises(Incomplete):
        getattr(press, f"{verb}_picture")(picture, by=editor, reason=" ")


@pytest.mark.parametrize("at_once", [False, True])
def test_a_replaced_file_gets_new_names_and_the_old_ones_go(picture, editor, at_once):
    story = make_live(lead_picture=picture)
    before = files(row_of(story).renditions)
    upload = ContentFile(make_jpeg(colour="navy"), "other.jpg")
    library.replace_file(picture, upload, by=editor)

    press.reprint_picture(picture, by=editor, at_once=at_once)

    after, now = files(row_of(story).renditions), timezone.now()
    assert not before & after
    old = Rendition.objects.exclude(replaced_at=None)
    assert {each.file_name for each in old} == before
    assert all((each.replaced_at <= now - GRACE) == at_once for each in old)
    assert {each.file_name for each in Rendition.objects.public(at=now)} == (
        after if at_once else before | after
    )


def test_a_story_comes_back_with_its_picture_as_it_is_now(picture, editor):
    story = make_live(lead_picture=picture)
    press.withdraw(story, by=editor)
    library.replace_file(picture, ContentFile(make_jpeg(colour="navy"), "o.jpg"), by=editor)
    press.reprint_picture(picture, by=editor)

    press.reinstate(story, by=editor)

    row = EditionPicture.objects.filter(edition__article=story).latest("edition__live_from")
    current = {each.file_name for each in Rendition.objects.current()}
    assert files(row.renditions) <= current


def test_an_erased_picture_leaves_no_file_and_no_word(
    picture, editor, django_capture_on_commit_callbacks
):
    story = make_live(lead_picture=picture)
    paths = [each.path for each in Rendition.objects.all()] + [picture.original.name]

    with django_capture_on_commit_callbacks(execute=True):
        press.erase_picture(picture, by=editor, reason="A court said so")

    kept = Picture.objects.get()
    assert (kept.credit, kept.alt, kept.original.name, kept.metadata) == ("", "", "", {})
    assert kept.sha256 == picture.sha256
    assert not any(map(picture_files.exists, paths))
    assert not Rendition.objects.exists()
    assert (row_of(story).renditions, row_of(story).credit) == ({}, "")
    with pytest.raises(IllegalMove):
        press.release_picture(picture, by=editor, reason="x")


def test_rendering_again_keeps_the_pictures(picture, editor):
    story = make_live(lead_picture=picture, body=body_with(picture))
    before = story.editions.get().body

    press.repress(story, by=editor)

    assert story.editions.get().body == before
