"""What happens to a picture while the press prints it, and what goes out all the same."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import fixing, press
from articles.models import Act, Edition, EditionPicture, Picture, Rendition
from articles.pictures.slots import LEAD
from articles.press import renditions
from articles.refusals import Faulty, Unlicensed, Unprintable
from articles.surfaces.pictures import PICTURES
from articles.surfaces.verify import verify
from tests.articles.press.test_locks import together
from tests.factories import edit, make_article, make_library_picture, make_live, next_minute

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_library_picture(size=(48, 32), alt="A ferry at the quay")


def figure(picture, caption="As it was."):
    return f'<figure data-picture="{picture.pk}"><figcaption>{caption}</figcaption></figure>'


def between(monkeypatch, deed):
    """Have something done after the pictures are drawn, and before the story is locked."""
    real = renditions.finished

    def finished(cuts):
        monkeypatch.setattr(renditions, "finished", real)
        drawn = real(cuts)
        deed()
        return drawn

    monkeypatch.setattr(renditions, "finished", finished)


# --- meanwhile ---


def test_what_is_withdrawn_while_it_is_printed_does_not_go_out(monkeypatch, picture, editor):
    article = make_article(lead_picture=picture)
    between(monkeypatch, partial(press.withdraw_picture, picture, by=editor, reason="Not ours"))

    with pytest.raises(Unlicensed, match="withdrawn"):
        press.publish(article, by=editor, overrule="It has to go out")

    assert not Edition.objects.exists()
    assert not EditionPicture.objects.exists()


@pytest.mark.parametrize("comes_back", [False, True])
def test_what_is_replaced_and_not_drawn_yet_is_printed_once_more(
    monkeypatch, picture, editor, comes_back
):
    article, verb = make_article(lead_picture=picture), press.publish
    if comes_back:
        press.publish(article, by=editor)
        press.withdraw(article, by=editor)
        verb = press.reinstate

    def replace():
        Picture.objects.update(focus_x=0.0)
        press.reprint_picture(picture, by=editor, at_once=True)

    between(monkeypatch, replace)
    with pytest.raises(Unprintable, match="try again"):
        verb(article, by=editor)
    verb(article, by=editor)

    assert renditions.are_current(EditionPicture.objects.latest("edition__live_from"))


def test_what_is_cut_anew_while_it_is_printed_goes_out_anew(monkeypatch, picture, editor):
    article = make_article(lead_picture=picture)

    def recut():
        Picture.objects.update(focus_x=0.0)
        renditions.make(Picture.objects.get(), LEAD)
        press.reprint_picture(picture, by=editor)

    between(monkeypatch, recut)
    press.publish(article, by=editor)

    row, picture = EditionPicture.objects.get(), Picture.objects.get()
    assert row.renditions == renditions.make(picture, LEAD)


def test_what_is_changed_while_it_is_drawn_is_not_kept(picture):
    Picture.objects.update(credit="Another")

    with pytest.raises(Unprintable, match="just changed"):
        renditions.make(picture, [""])

    assert not Rendition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_withdrawal_is_lost_among_those_who_publish(picture, editor):
    stories = [make_live(by=editor, lead_picture=picture) for _each in range(2)]

    def publish(story, number):
        try:
            press.publish(edit(story, headline=f"Ferry {number}"), by=editor)
        except (Faulty, Unlicensed):
            pass

    def withdraw(number):
        press.withdraw_picture(picture, by=editor, reason="Not ours")
        until = Picture.objects.get().withdrawn_at
        assert set(EditionPicture.objects.values_list("until", flat=True)) == {until}
        press.release_picture(picture, by=editor, reason="Ours")

    jobs = [partial(publish, story) for story in stories]

    assert together(*jobs, withdraw) == []
    assert set(EditionPicture.objects.values_list("until", flat=True)) == {None}


@pytest.mark.django_db(transaction=True)
def test_two_who_draw_it_at_once_make_it_once(picture):
    cuts = []

    def draw(number):
        if number == 0:
            cuts.append(renditions.make(picture, LEAD))

    assert together(draw, draw) == []
    assert cuts[0] == cuts[1]
    assert Rendition.objects.count() == Rendition.objects.values("name").distinct().count()


# --- what readers have already ---


def test_a_note_goes_out_on_words_whose_picture_was_withdrawn(picture, editor):
    article = make_live(by=editor, lead_picture=picture)
    press.withdraw_picture(picture, by=editor, reason="Not ours")

    edition = press.correct(article, by=editor, kind="correction", note="The picture was not ours.")

    assert not edition.pictures.get().is_shown(timezone.now())


def test_a_fix_is_not_kept_by_a_picture_that_ended_since(picture, editor):
    article = make_live(by=editor, lead_picture=picture)
    edit(article, headline="Newer")
    press.withdraw_picture(picture, by=editor, reason="Not ours")

    edition = fixing.fix(article, {"kicker": "Sea"}, by=editor, live=article.edition.revision)

    assert edition.pictures.get().until == Picture.objects.get().withdrawn_at


def test_a_fix_brings_no_picture_that_nobody_may_see(picture, editor):
    article = make_live(by=editor)
    edit(article, headline="Newer")
    press.withdraw_picture(picture, by=editor, reason="Not ours")
    change = {"body": f"<p>The boat left.</p>{figure(picture)}"}

    with pytest.raises(Unlicensed):
        fixing.fix(article, change, by=editor, live=article.edition.revision)


def test_what_waits_is_not_moved_past_the_end_of_a_licence(picture, editor):
    article = make_article(lead_picture=picture)
    was, end = next_minute(3), next_minute(9)
    press.license_picture(picture, by=editor, until=end)
    press.publish(article, by=editor, at=was)

    with pytest.raises(Unlicensed, match="licence"):
        press.reschedule(article, by=editor, was=was, at=end, overrule="It has to")

    press.withdraw_picture(picture, by=editor, reason="Not ours")
    press.reschedule(article, by=editor, was=was, at=next_minute(12), overrule="Without it")
    assert EditionPicture.objects.get().until == Picture.objects.get().withdrawn_at


# --- and after ---


def test_nothing_is_public_before_it_is_out_nor_after_a_kill(picture, editor, client):
    article = make_article(lead_picture=picture)
    name = renditions.make(picture, LEAD)[""]["sources"]["jpg"][0][1]
    address = reverse("paper:rendition", args=[name])
    statuses = [status(client, address)]

    press.publish(article, by=editor)
    statuses.append(status(client, address))
    press.kill(article, by=editor)
    statuses.append(status(client, address))

    assert statuses == [404, 200, 404]


def status(client, address):
    response = client.get(address)
    b"".join(response)  # to its end, and closed
    return response.status_code


def test_words_are_erased_from_captions_and_alternative_texts(picture, editor):
    article = make_article(
        lead_picture=picture,
        lead_caption="Mr Quillfeather on the quay",
        lead_alt="Mr Quillfeather waves",
        body=f"<p>One.</p>{figure(picture, 'With Mr Quillfeather.')}",
    )
    press.publish(article, by=editor)

    press.erase(article, by=editor, words="Quillfeather", reason="A right")

    for kept in (Edition.objects.get(), article.newest()):
        assert "Quillfeather" not in f"{kept.lead_caption} {kept.lead_alt} {kept.body}"
        assert "Mr " in kept.lead_caption and "figure" in kept.body
    assert EditionPicture.objects.get().renditions


def test_an_excerpt_has_no_caption(picture):
    edition = make_live(body=f"{figure(picture)}<p>The boat left.</p>").edition

    assert edition.excerpt == "The boat left."


def test_a_verb_takes_as_many_queries_for_many_stories(picture, editor):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            press.withdraw_picture(picture, by=editor, reason="Not ours")
            press.release_picture(picture, by=editor, reason="Ours")
            press.reprint_picture(picture, by=editor)
        return len(counted)

    make_live(lead_picture=picture)
    queries()  # who may what is asked once
    one = queries()
    for _each in range(4):
        make_live(lead_picture=picture)

    assert queries() == one
    assert Act.objects.filter(verb="reprint_picture").count() == 1 + 1 + 5


# --- looked over ---


def spoil_end(row):
    EditionPicture.objects.update(until=timezone.now())


def spoil_row(row):
    row.delete()


def spoil_file(row):
    Rendition.objects.first().delete()


@pytest.mark.parametrize("spoil", [spoil_end, spoil_row, spoil_file])
def test_verify_tells_of_pictures(picture, spoil):
    article = make_live(lead_picture=picture)
    assert [fault for check in PICTURES for fault in check(at=timezone.now())] == []

    spoil(EditionPicture.objects.get())

    assert {fault.story for fault in verify(sample=0)} == {article.pk}
