import json
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from articles import press
from articles.models import (
    Act,
    Alias,
    Article,
    Clash,
    Edition,
    Note,
    Notice,
    ProofLink,
    Receipt,
    Revision,
    Unsaved,
)
from articles.refusals import IllegalMove, Incomplete, NotPermitted
from tests.factories import edit, make_article, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

NAME = "Petra Vane"


# --- repress -----------------------------------------------------------------------------------


def test_repress_makes_the_html_again_and_keeps_the_words(editor):
    article = make_live(by=editor, body="<p>The <em>ferry</em> left.</p>")
    Edition.objects.update(body="<p>The ferry left.</p>", rendered_at=None)

    assert press.repress(article, by=editor) == 1

    edition = Edition.objects.get()
    assert edition.body == "<p>The <em>ferry</em> left.</p>"
    assert edition.rendered_at is not None
    assert (edition.live_from, edition.revised_at) == (article.edition.live_from, None)
    assert Act.objects.filter(verb="repress").count() == 1


def test_repress_of_what_is_right_leaves_no_act(editor):
    article = make_live(by=editor)

    assert press.repress(article, by=editor) == 0

    assert not Act.objects.filter(verb="repress").exists()


def test_repress_refuses_to_change_words(editor):
    article = make_live(by=editor)
    press.publish(edit(article, headline="Later"), by=editor, at=next_minute(20))
    Edition.objects.filter(pk=article.edition.pk).update(body="<p>Other words.</p>")

    with pytest.raises(IllegalMove, match="would change"):
        press.repress(article, by=editor)

    assert Edition.objects.get(pk=article.edition.pk).body == "<p>Other words.</p>"


def test_repress_knows_what_is_left_to_do(editor):
    one, other = make_live(by=editor), make_live(by=editor)
    make_article()
    since = timezone.now()
    assert list(press.unrendered(since=since)) == [one.pk, other.pk]

    press.repress(one, by=editor)

    assert list(press.unrendered(since=since)) == [other.pk]


def test_repress_is_a_right_of_its_own():
    with pytest.raises(NotPermitted):
        press.repress(make_live(), by=make_user("Reporter"))


# --- erase -------------------------------------------------------------------------------------


@pytest.fixture
def article(editor):
    """A story that has a name in every place it could stand."""
    article = make_live(
        by=editor,
        headline=f"{NAME} acquitted",
        standfirst=f"The court heard {NAME.upper()}.",
        body=f"<p>Petra <em>Vane</em> spoke.</p><p>{NAME}’s boat left.</p>",
        slugline=f"court {NAME}",
    )
    press.embargo(article, by=editor, reason=f"{NAME} asked.", source=NAME)
    press.correct(
        article,
        by=editor,
        kind="apology",
        note=f"We apologise to {NAME}.",
        revision=article.newest(),
    )
    press.lift(article, by=editor)
    press.publish(edit(article, kicker=NAME), by=editor, at=next_minute(20))
    press.embargo(article, by=editor, until=next_minute(10), reason="Again.", source=NAME)
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Article),
        object_id=str(article.pk),
        object_repr=str(article),
        action_flag=CHANGE,
        change_message=f"{NAME}",
    )
    leave_on_the_desk(article, editor)
    return article


def leave_on_the_desk(article, editor):
    """Leave the name in what the desk keeps of a story beside its copy."""
    typed = {
        "headline": [f"{NAME} freed"],
        "body": [f'<p onclick="x">He said: Petra <em>Vane</em></p><!-- {NAME} -->'],
        "bylines-0-name": [NAME],
        "tags": [NAME],
    }
    clash = article.newest().contents()
    assert NAME in clash["headline"] + clash["body"]
    people = {"article": article, "by": editor}
    Unsaved.objects.create(**people, fields=typed)
    Clash.objects.create(**people, seen=1, newest=2, contents=clash)
    Note.objects.create(**people, text=f"Ring {NAME} first.")
    Notice.objects.create(**people, to=editor, kind="mentioned", text=f"Ring {NAME} first.")
    ends = timezone.now() + timedelta(days=1)
    ProofLink.objects.create(**people, recipient=f"{NAME}’s lawyer", expires_at=ends)


def everything():
    """Every value of every row that is about stories, as text."""
    models = [Article, Revision, Edition, Act, Alias, LogEntry]
    models += [Unsaved, Clash, Note, Notice, ProofLink]
    return str([list(model.objects.values_list()) for model in models]).casefold()


def test_erase_overwrites_the_words_wherever_the_story_keeps_them(article, editor):
    assert "vane" in everything()
    before = list(Edition.objects.order_by("live_from").values_list("live_from", "live_until"))

    press.erase(article, by=editor, words=NAME, reason="Order of the court of Tolland Bay")

    assert "vane" not in everything()
    after = list(Edition.objects.order_by("live_from").values_list("live_from", "live_until"))
    assert after == before
    act = Act.objects.get(verb="erase")
    assert (act.reason, act.by) == ("Order of the court of Tolland Bay", editor)


def test_what_was_typed_and_not_saved_keeps_its_other_words(article, editor):
    press.erase(article, by=editor, words=NAME, reason="A right")

    assert Unsaved.objects.get().fields == {
        "headline": ["[erased] freed"],
        "body": ["<p>He said: [erased]<em></em></p>"],
        "bylines-0-name": ["[erased]"],
        "tags": ["[erased]"],
    }
    clash = Clash.objects.get().contents
    assert clash.keys() == article.newest().contents().keys()
    assert clash["headline"] == "[erased] acquitted"


def test_what_was_typed_without_the_words_stays_as_it_was(article, editor):
    typed = {"headline": ["Fog"], "body": ["<div>Fog</div>"], "label": ["opinion"]}
    Unsaved.objects.update(fields=typed)

    press.erase(article, by=editor, words=NAME, reason="A right")

    assert Unsaved.objects.get().fields == typed


def test_more_than_a_story_that_was_typed_goes_as_a_whole(article, editor):
    body = "<p>" + "word " * 110_000 + "Petra <em>Vane</em></p>"
    Unsaved.objects.update(fields={"body": [body], "headline": ["Fog"]})

    press.erase(article, by=editor, words=NAME, reason="A right")

    assert Unsaved.objects.get().fields == {"body": ["[erased]"], "headline": ["Fog"]}


def test_names_of_fields_that_changed_are_no_words(editor):
    article = edit(make_live(by=editor, headline="The headline of the day"), headline="A headline")

    press.erase(article, by=editor, words="headline", reason="A right")

    assert article.newest().changed == ["headline"]
    assert article.newest().headline == "A [erased]"


def test_why_a_check_was_overruled_is_erased_too(editor):
    article = make_article()
    Article.objects.update(is_flagged=True)
    press.publish(article, by=editor, overrule=f"{NAME} agreed.")

    press.erase(article, by=editor, words=NAME, reason="A right")

    assert Edition.objects.get().findings[-1]["overruled"] == "[erased] agreed."
    assert Act.objects.get(verb="publish").reason == "Overruled: [erased] agreed."


def test_erase_changes_no_other_word(article, editor):
    other = make_live(by=editor, headline=f"{NAME} of another story")

    press.erase(article, by=editor, words=NAME, reason="A right")

    article.edition.refresh_from_db()
    assert article.edition.headline == "[erased] acquitted"
    other.edition.refresh_from_db()
    assert other.edition.headline == f"{NAME} of another story"


def test_address_of_the_words_is_erased_too(article, client, editor):
    path = article.edition.path
    assert "petra-vane" in path

    press.erase(article, by=editor, words=NAME, reason="A right")

    article.edition.refresh_from_db()
    assert client.get(article.edition.path).status_code == 200
    assert client.get(path).status_code == 404


def test_what_led_to_its_address_is_erased_too(article, editor):
    path, other = article.edition.path, make_live(by=editor)
    press.kill(other, by=editor, answer="moved", target=path)
    act = Act.objects.filter(article=article).latest("pk")
    line = {"url": f"/admin/time-machine/20270101T000000Z{path}", "fault": f"leads to {path}"}
    Receipt.objects.create(act=act, lines=[line])

    press.erase(article, by=editor, words=NAME, reason="A right")

    article.edition.refresh_from_db()
    assert Edition.objects.get(answer="moved").target == article.edition.path
    assert "petra-vane" not in str(Receipt.objects.get().lines)


def test_address_in_other_letters_is_erased_from_receipts(editor):
    article = make_live(by=editor, headline="Zoë Vane acquitted")
    act = Act.objects.filter(article=article).latest("pk")
    url = iri_to_uri(article.edition.path)
    Receipt.objects.create(act=act, lines=[{"url": url, "status": 410}])

    press.erase(article, by=editor, words="Zoë Vane", reason="A right")

    article.edition.refresh_from_db()
    assert Receipt.objects.get().lines == [{"url": article.edition.path, "status": 410}]


def test_words_in_other_forms_are_erased_too(editor):
    """In a slug as a genitive, in an excerpt cut short, in the admin's log as JSON."""
    name = "Zoë Núñez"
    article = make_live(
        by=editor, headline=f"{name}’s arrest", body=f"<p>{'word ' * 38}of {name} again.</p>"
    )
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Article),
        object_id=str(article.pk),
        object_repr="",
        action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"fields": [name]}}]),
    )
    assert "zo" in article.edition.excerpt.casefold()

    press.erase(article, by=editor, words=name, reason="A right")

    told = everything()
    assert not any(part in told for part in ("zoë", "zo\\u00eb", "nunez", "núñez"))


def test_the_mark_of_short_words_fits_where_they_stood(editor):
    article = make_live(by=editor, headline="Ada " * 60 + "Marsh", slugline="Ada " * 25)

    press.erase(article, by=editor, words="Ada", reason="A right")

    article.refresh_from_db()
    article.edition.refresh_from_db()
    article.full_clean(exclude=["publication"])
    assert "Ada" not in article.headline + article.edition.headline + article.slugline


@pytest.mark.parametrize("how", [{"words": "ab"}, {"words": "   "}, {"reason": " "}])
def test_erase_says_what_and_why(article, editor, how):
    how = {"words": NAME, "reason": "A right"} | how

    with pytest.raises(Incomplete):
        press.erase(article, by=editor, **how)


def test_words_that_are_not_there_are_refused(article, editor):
    with pytest.raises(IllegalMove):
        press.erase(article, by=editor, words="Somebody Else", reason="A right")


def test_erase_is_a_right_of_its_own(article):
    with pytest.raises(NotPermitted):
        press.erase(article, by=make_user("Reporter"), words=NAME, reason="A right")

    assert "vane" in everything()


def test_erased_words_stay_erased_when_it_is_rendered_again(article, editor):
    press.erase(article, by=editor, words=NAME, reason="A right")

    press.repress(article, by=editor)
    press.kill(article, by=editor)
    press.lift(article, by=editor)
    press.reinstate(article, by=editor)

    assert "vane" not in everything()
