"""
No door avoids the checks: a story with an error is tried through each way that words can take on
to readers, or past the desk, and nothing changes; then with a reason.
"""

from io import StringIO

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import fixing, press
from articles.admin.many.jobs import JOBS
from articles.admin.moving.verbs import VERBS as MOVING
from articles.admin.pressing.verbs import VERBS as PRESSING
from articles.checks.overruling import is_open, overruled
from articles.desk import moves
from articles.management.commands.desk import HELP
from articles.management.verbs import VERBS as AT_COMMAND
from articles.models import Act, Article, Edition, Revision, Section
from articles.refusals import Faulty, NotPermitted
from articles.workflow import LEGAL, MOVES, Stage
from tests.articles.admin.cases import NEXT_WEEK, TOMORROW, everything, live, waiting
from tests.articles.admin.deeds import all_deeds
from tests.articles.admin.paperwork import form_url, press_url, send
from tests.factories import edit, make_article, make_section_editor, make_user

pytestmark = pytest.mark.django_db

WHY = "It is the name of a shop."
SPOILT = "<p>The boat left the quay TK at nine, to general surprise.</p>"
LIST = "/admin/articles/article/"

#: The verbs that bring words on, and which the checks therefore stop.
STOPPED = {"publish", "schedule", "correct", "fix", "reschedule", "approve"}


def spoilt_draft():
    return make_article(headline="Ferry leaves on time", body=SPOILT)


def spoilt_live():
    return edit(live(), body=SPOILT)


def spoilt_waiting():
    """Words that wait, and went by the checks before these knew of such a mark."""
    article = waiting()
    Revision.objects.filter(editions__live_from=TOMORROW).update(body=SPOILT)
    return article


def spoilt_subbing():
    article = spoilt_draft()
    Article.objects.update(stage=Stage.SUBBING)
    return article


STORIES = {
    "publish": spoilt_draft,
    "schedule": spoilt_draft,
    "correct": spoilt_live,
    "fix": waiting,
    "reschedule": spoilt_waiting,
    "approve": spoilt_subbing,
}


def overruler():
    return make_user("Editor")


def publisher():
    """Somebody who may use these verbs, and overrule nothing."""
    return make_section_editor(*Section.objects.all())


# --- the doors: each answers whether it was refused ------------------------------------------


def by_verb(verb, article, client, by, **why):
    """The function itself, which all other doors call."""
    note = {"kind": "correction", "note": "It was late."}
    at = {"was": TOMORROW, "at": NEXT_WEEK}
    calls = {
        "approve": lambda: moves.move(article, "approve", by=by, **why),
        "schedule": lambda: press.schedule(article, by=by, at=TOMORROW, **why),
        "correct": lambda: press.correct(article, by=by, **note, **why),
        "reschedule": lambda: press.reschedule(article, by=by, **at, **why),
        "fix": lambda: fixing.fix(
            article, {"body": SPOILT}, by=by, live=article.revisions.get(number=1), **why
        ),
    }
    try:
        calls.get(verb, lambda: press.publish(article, by=by, **why))()
    except (Faulty, NotPermitted):
        return True
    return False


def by_page(verb, article, client, by, **why):
    """The page of the verb."""
    deed = all_deeds(by)[verb]
    number = article.newest().number if verb != "fix" else 1
    sends = {"revision": number} | deed.sends | {"revision": number, "seen": number} | why
    if verb != "approve":
        sends["seen"] = (
            article.acts.filter(verb__in=LEGAL).values_list("pk", flat=True).first() or 0
        )
    if verb == "fix":
        sends["body"] = SPOILT
    return client.post(f"{LIST}{article.pk}/{deed.page}", sends).status_code in {403, 409}


def by_command(verb, article, client, by, **why):
    """`manage.py press` or `desk`."""
    told = [f"--overrule={why['overrule']}"] if why else []
    name, verb, *options = all_deeds(by)[verb].command
    try:
        call_command(name, verb, str(article.pk), f"--by={by}", *options, *told, stdout=StringIO())
    except CommandError:
        return True
    return False


def by_list(verb, article, client, by):
    """The list's action, on several stories."""
    answer = client.post(LIST, {"action": verb, ACTION_CHECKBOX_NAME: [article.pk]})
    if JOBS[verb].form is not None:
        answer = client.post(answer["Location"])
    return "is a mark of the desk" in client.get(answer["Location"]).text


def by_form(verb, article, client, by):
    """The buttons of the story's form that save and go on."""
    button = {"publish": {"_publish_now": "1"}, "approve": {"_move": "approve"}}[verb]
    answer = send(client, article, **button, _stage=article.stage)
    return answer.status_code == 302 and answer["Location"] != form_url(article)


#: door: the verbs that go through it, and whether it takes a reason.
WITH_REASON = {
    by_verb: STOPPED,
    by_page: STOPPED & ({*PRESSING, *MOVING} | {"schedule"}),
    by_command: STOPPED & {*AT_COMMAND, *HELP},
}
WITHOUT_REASON = {by_list: STOPPED & {*JOBS}, by_form: {"publish", "approve"}}

EACH = [
    pytest.param(door, verb, id=f"{door.__name__}-{verb}")
    for door, verbs in (WITH_REASON | WITHOUT_REASON).items()
    for verb in sorted(verbs)
]
OVERRULING = [
    pytest.param(door, verb, id=f"{door.__name__}-{verb}")
    for door, verbs in WITH_REASON.items()
    for verb in sorted(verbs)
]


@pytest.mark.parametrize(("door", "verb"), EACH)
def test_an_error_is_refused_at_each_door(client, door, verb):
    article, by = STORIES[verb](), overruler()
    article.refresh_from_db()
    client.force_login(by)
    before = everything()

    assert door(verb, article, client, by)

    assert everything() == before


@pytest.mark.parametrize(("door", "verb"), OVERRULING)
def test_who_may_not_overrule_gains_nothing_by_a_reason(client, door, verb):
    article, by = STORIES[verb](), publisher()
    article.refresh_from_db()
    client.force_login(by)
    before = everything()

    assert door(verb, article, client, by, overrule=WHY)

    assert everything() == before


@pytest.mark.parametrize(("door", "verb"), OVERRULING)
def test_who_may_overrule_goes_on_with_a_reason_and_both_are_kept(client, door, verb):
    article, by = STORIES[verb](), overruler()
    article.refresh_from_db()
    client.force_login(by)

    assert not door(verb, article, client, by, overrule=WHY)

    act = Act.objects.filter(article=article).latest("pk")
    assert (act.verb, act.by) == (verb, by)
    assert f"Overruled: {WHY}" in act.reason
    if verb == "approve":
        assert "“TK” is a mark of the desk" in act.reason
        assert Article.objects.get().stage == Stage.READY
    else:
        [kept] = [each for each in overruled(act.edition.findings) if each["check"] == "marks"]
        assert (kept["quote"], kept["overruled"], kept["by"]) == ("TK", WHY, by.username)


def test_an_empty_reason_is_none():
    article, by = spoilt_draft(), overruler()

    assert by_verb("publish", article, None, by, overrule="  ")
    assert not Edition.objects.exists()


def test_each_verb_is_looked_at():
    """One that is new, or that lost its check, is found by the next test; a move by name."""
    assert STOPPED & {*LEGAL} | {"approve"} == STOPPED
    assert {*MOVES} - STOPPED == {"submit", "sub", "clear", "send_back", "spike", "unspike"}


@pytest.mark.parametrize("verb", sorted({*LEGAL} - STOPPED - {"erase"}))
@pytest.mark.parametrize("story", [spoilt_draft, spoilt_live])
def test_no_other_verb_of_the_press_brings_such_words_out(client, verb, story):
    """Of every verb of the register, whatever it does, once on new words and once on live ones."""
    article, by = story(), overruler()
    for first in ([], ["kill"]):
        for each in [*first, verb]:
            by_command(each, article, None, by)

    assert not [each for each in Edition.objects.all() if "TK" in each.body]
    assert not [
        each for edition in Edition.objects.all() for each in edition.findings if is_open(each)
    ]


def test_the_waiting_words_that_a_fix_is_merged_into_are_looked_at_too():
    article, by = waiting(), overruler()
    Revision.objects.filter(editions__live_from=TOMORROW).update(kicker="[check]")
    Article.objects.update(kicker="[check]")
    before = everything()

    with pytest.raises(Faulty, match="check"):
        change = {"headline": "Ferry leaves late"}
        fixing.fix(article, change, by=by, live=article.revisions.get(number=1))

    assert everything() == before


def test_a_note_on_words_that_are_out_keeps_what_they_went_out_with():
    article, by = spoilt_draft(), overruler()
    press.publish(article, by=by, overrule=WHY)

    edition = press.correct(article, by=publisher(), kind="update", note="More is known.")

    assert [each["quote"] for each in overruled(edition.findings)] == ["TK"]


def test_what_was_overruled_when_it_was_scheduled_needs_no_new_reason():
    article = spoilt_draft()
    press.schedule(article, by=overruler(), at=TOMORROW, overrule=WHY)

    moved = press.reschedule(article, by=publisher(), was=TOMORROW, at=NEXT_WEEK)

    assert [each["overruled"] for each in overruled(moved.findings)] == [WHY]
    assert "Overruled" not in Act.objects.latest("pk").reason


def test_what_a_page_cannot_do_without_no_reason_stands_for(client):
    article, by = make_article(section=None), overruler()
    client.force_login(by)

    answer = client.post(press_url(article, "publish"), {"revision": 1, "overrule": WHY})

    assert answer.status_code == 409
    assert not Edition.objects.exists()


def test_warnings_stop_nothing():
    article, by = make_article(body="<p>It's  a  govern- ment.</p>", bylines=()), publisher()
    Article.objects.update(stage=Stage.SUBBING)

    moves.move(article, "approve", by=by)
    edition = press.publish(article, by=by)

    levels = {each["check"]: each["level"] for each in edition.findings}
    assert levels["broken_words"] == levels["straight_quotes"] == levels["byline"] == "warning"
    assert edition.is_live(timezone.now())


def test_an_import_is_a_draft_whatever_it_says(tmp_path):
    cutting = tmp_path / "cutting.txt"
    cutting.write_text(
        "The Bay Post\n\nFerry leaves TK\n\nBy Odile Marsh\n\nThe boat left TK at nine."
    )

    call_command("import_copy", str(cutting), stdout=StringIO())

    assert Article.objects.get().stage == Stage.DRAFT
    assert not Edition.objects.exists()
