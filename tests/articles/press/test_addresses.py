import pytest
from django.utils import timezone

from articles import press
from articles.models import Alias, Edition
from articles.refusals import IllegalMove, Incomplete, NotPermitted, Taken
from tests.factories import edit, make_article, make_live, make_section, make_user, next_minute

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(editor):
    return make_live(by=editor, headline="Fog")


def test_story_gets_another_address_and_keeps_its_words_and_day(article, editor):
    first = article.edition

    edition = press.readdress(article, by=editor, slug="Thick fog")

    assert edition.path == first.path.replace("/fog/", "/thick-fog/")
    assert (edition.headline, edition.published_at) == (first.headline, first.published_at)
    assert edition.revised_at is None
    assert {alias.path for alias in article.aliases.all()} == {first.path, edition.path}


def test_what_waits_follows_to_the_new_address(article, editor):
    waiting = press.publish(edit(article, headline="To come"), by=editor, at=next_minute(20))

    edition = press.readdress(article, by=editor, slug="thick-fog")

    waiting.refresh_from_db()
    assert waiting.path == edition.path
    later = press.publish(edit(article, headline="Later"), by=editor)
    assert later.path == edition.path


def test_address_follows_the_section_that_readers_see(article, editor):
    edit(article, section=make_section("Islands"))
    press.publish(article, by=editor)
    assert Edition.objects.live(at=timezone.now()).get().path.startswith("/harbour/")

    edition = press.readdress(article, by=editor, slug="fog")

    assert edition.path.startswith("/islands/")


def test_an_address_it_had_can_be_its_again(article, editor):
    first = article.edition.path
    press.readdress(article, by=editor, slug="thick-fog")

    edition = press.readdress(article, by=editor, slug="fog")

    assert edition.path == first
    assert Alias.objects.count() == 2


def test_address_of_another_story_is_refused(article, editor):
    other = make_live(by=editor, headline="Mist")
    press.readdress(other, by=editor, slug="haze")

    for slug in ("mist", "haze"):
        with pytest.raises(Taken):
            press.readdress(article, by=editor, slug=slug)

    assert Edition.objects.live(at=timezone.now()).get(article=article).path == article.edition.path


@pytest.mark.parametrize("slug", ["", "🦆", "//"])
def test_address_of_no_words_is_refused(article, editor, slug):
    with pytest.raises(Incomplete):
        press.readdress(article, by=editor, slug=slug)


def test_its_present_address_is_refused(article, editor):
    with pytest.raises(IllegalMove):
        press.readdress(article, by=editor, slug="fog")

    assert article.editions.count() == 1


def test_story_that_readers_do_not_have_is_refused(article, editor):
    press.withdraw(article, by=editor)

    for story in (article, make_article()):
        with pytest.raises(IllegalMove):
            press.readdress(story, by=editor, slug="haze")


def test_readdressing_is_a_right_of_its_own(article):
    with pytest.raises(NotPermitted):
        press.readdress(article, by=make_user("Reporter"), slug="haze")


def test_revisions_find_a_tag_and_a_correspondent_by_the_slugs_they_had(editor):
    article = make_article(tags=["ferries"], bylines=["Odile Marsh"])
    tag = article.tags.get()
    correspondent = article.bylines.get().correspondent
    for noun in (tag, correspondent):
        before = noun.get_absolute_url()
        noun.slug = f"{noun.slug}-now"
        noun.save()
        noun.former_addresses.create(path=before)

    edition = press.publish(article, by=editor)

    assert [topic.tag for topic in edition.topics.all()] == [tag]
    assert [credit.correspondent for credit in edition.credits.all()] == [correspondent]
    assert edition.bylines[0]["correspondent"] == "odile-marsh-now"
