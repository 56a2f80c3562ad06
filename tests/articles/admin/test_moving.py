"""The verbs of the desk on a story's form: where its copy is, and the buttons that send it on."""

import pytest

from articles.admin.moving.asked import LONGEST
from articles.desk import moves, saving
from articles.models import Act, Article, Notice, Revision
from articles.workflow import MOVES, Stage
from tests.articles.admin.cases import everything
from tests.articles.admin.paperwork import at_desk, errors, form_url, opened, send, told, words
from tests.factories import make_article, make_live, make_section, make_user

pytestmark = pytest.mark.django_db

#: A stage that each verb is used at.
FROM = {verb: sorted(move.start)[0] for verb, move in MOVES.items()} | {"spike": Stage.DRAFT}


def opened_at(client, article):
    """All that a story's form would send, with the stage that it shows."""
    return opened(client, article) | {"_stage": stage_of(article)}


def stage_of(article):
    return Article.objects.get(pk=article.pk).stage


def press(client, article, verb, **changes):
    """Press a verb's button on a story's form, with some fields changed."""
    data = opened_at(client, article)
    note = {f"_note_{verb}": "Look at it again."} if verb == "send_back" else {}
    return send(client, article, data, _move=verb, **note | changes)


@pytest.fixture(params=MOVES)
def verb(request):
    return request.param


# --- on the form ---


def test_a_button_saves_what_was_typed_and_then_moves(client, verb):
    editor = at_desk(client)
    article = make_article(stage=FROM[verb])

    if FROM[verb] == Stage.LEGAL:  # a change would send it back to be subbed
        response = press(client, article, verb)
    else:
        response = press(client, article, verb, headline="Second")
        assert article.newest().headline == "Second"

    act = Act.objects.first()
    assert response["Location"] == form_url(article)
    assert stage_of(article) == MOVES[verb].to
    assert (act.verb, act.by, act.revision) == (verb, editor, article.newest())
    assert len(told(response)) == 1


def test_a_new_story_is_submitted_as_it_is_saved(client):
    at_desk(client, "Reporter")

    response = send(
        client, headline="Ferry sinks", _move="submit", _note_submit="Rough.", _stage=""
    )

    article = Article.objects.get()
    assert response["Location"] == form_url(article)
    assert (article.stage, Act.objects.get().reason) == (Stage.SUBMITTED, "Rough.")


@pytest.mark.parametrize("verb", ["approve", "submit", "spike", "clear", "send_back"])
def test_a_note_goes_with_it(client, verb):
    at_desk(client)
    owner = make_user("Reporter")
    article = make_article(stage=FROM[verb], by=owner)

    press(client, article, verb, **{f"_note_{verb}": "<b>Why</b>\x00 not?"})

    assert Act.objects.get().reason == "<b>Why</b> not?"
    assert "Why" in Notice.objects.get(to=owner).text
    assert "<b>Why" not in client.get(form_url(article)).text


def test_a_note_for_a_button_that_was_not_pressed_is_given_back(client):
    at_desk(client)
    article = make_article(stage=Stage.SUBMITTED)

    response = press(client, article, "sub", _note_send_back="Who says so?")

    assert any("Who says so?" in message for message in told(response))
    assert stage_of(article) == Stage.SUBBING


def refusals():
    """(what it is, the story's stage, the verb pressed, other fields, the status, what is said)."""
    return [
        ("no such verb", Stage.DRAFT, "publish", {}, 400, "There is no such move"),
        ("empty", Stage.DRAFT, "", {}, 400, "There is no such move"),
        ("NUL", Stage.DRAFT, "a\x00b", {}, 400, "There is no such move"),
        ("elsewhere", Stage.DRAFT, "approve", {}, 409, "with a story at “Draft”"),
        ("no note", Stage.SUBBING, "send_back", {"_note_send_back": " "}, 409, "write a note"),
        (
            *("too long a note", Stage.DRAFT, "submit"),
            *({"_note_submit": "n" * (LONGEST + 1)}, 400, "Make the note shorter"),
        ),
        (
            "moved",
            Stage.DRAFT,
            "submit",
            {"_stage": Stage.READY},
            409,
            "moved this story meanwhile",
        ),
        ("bad copy", Stage.DRAFT, "submit", {"language": "x y"}, 400, ""),
    ]


@pytest.mark.parametrize(
    ("stage", "verb", "fields", "status", "says"),
    [case[1:] for case in refusals()],
    ids=[case[0] for case in refusals()],
)
def test_a_refused_move_saves_nothing_and_keeps_all_that_was_typed(
    client, stage, verb, fields, status, says
):
    at_desk(client)
    article = make_article(stage=stage, headline="First")
    before = everything()

    response = press(client, article, verb, **{"headline": "Second", "_note_spike": "So."} | fields)

    assert response.status_code == status
    assert says in errors(response)
    assert everything() == before
    assert response.context["adminform"].form["headline"].value() == "Second"
    notes = [move["note"] for move in response.context["stage_bar"]["moves"]]
    assert "So." in notes


@pytest.mark.parametrize("verb", ["approve", "sub", "send_back", "spike"])
def test_a_move_that_is_not_permitted_saves_nothing(client, verb):
    reporter = at_desk(client, "Reporter")
    article = make_article(stage=FROM[verb], by=reporter)
    before = everything()

    response = press(client, article, verb, headline="Second")

    assert response.status_code == 403
    assert "Ask an editor" in errors(response)
    assert everything() == before


@pytest.mark.parametrize(("verb", "stage"), [("approve", Stage.SUBBING), ("clear", Stage.LEGAL)])
def test_words_saved_meanwhile_are_not_approved_with_ones_own(client, verb, stage):
    at_desk(client)
    article = make_article(stage=stage, headline="First")
    data = opened_at(client, article)
    article.standfirst = "Theirs."
    saving.save(article, by=make_user(username="ines"))
    Article.objects.update(stage=stage)
    before = everything()

    response = send(client, article, data, kicker="Mine", _move=verb)

    assert response.status_code == 409
    assert "ines saved revision 2" in errors(response)
    assert everything() == before


def test_with_four_eyes_ones_own_change_is_not_approved_in_the_same_breath(client, settings):
    settings.FOUR_EYES = True
    at_desk(client)
    article = make_article(stage=Stage.SUBBING)

    response = press(client, article, "approve", headline="Second")

    assert response.status_code == 403
    assert "You wrote the last words" in errors(response)
    assert Revision.objects.count() == 1
    assert press(client, article, "approve").status_code == 302


# --- the bar ---


def bar(client, article=None):
    return client.get(form_url(article)).context["stage_bar"]


def buttons(client, article=None):
    return {move["verb"].name for move in bar(client, article)["moves"]}


@pytest.mark.parametrize(
    ("stage", "offered"),
    [
        (Stage.DRAFT, {"submit", "spike"}),
        (Stage.SUBMITTED, {"sub", "send_back", "spike"}),
        (Stage.SUBBING, {"approve", "send_back", "spike"}),
        (Stage.LEGAL, {"clear", "sub", "send_back", "spike"}),
        (Stage.READY, {"sub", "send_back", "spike"}),
        (Stage.SPIKED, {"unspike"}),
    ],
)
def test_the_buttons_are_those_that_may_be_pressed_now(client, stage, offered):
    at_desk(client)

    assert buttons(client, make_article(stage=stage)) == offered


def test_the_buttons_are_those_that_this_person_may_press(client):
    reporter = at_desk(client, "Reporter")
    assert buttons(client) == {"submit"}
    assert buttons(client, make_article(by=reporter)) == {"submit"}
    assert buttons(client, make_article(by=reporter, stage=Stage.SUBBING)) == set()
    at_desk(client, "Picture editor")
    assert buttons(client, make_article()) == set()


def test_in_another_section_a_section_editor_has_no_buttons(client):
    user = at_desk(client, "Section editor")
    make_section("Harbour").editors.add(user)
    sport = make_article(stage=Stage.SUBBING, section=make_section("Sport"))
    sport.shared_with.add(user)

    assert "approve" in buttons(client, make_article(stage=Stage.SUBBING))
    assert buttons(client, sport) == set()


def test_what_readers_have_cannot_be_spiked_by_a_button(client):
    at_desk(client)

    assert "spike" not in buttons(client, make_live())


def test_who_wrote_the_last_words_is_told_why_there_is_no_approve(client, settings):
    settings.FOUR_EYES = True
    article = make_article(stage=Stage.SUBBING, by=at_desk(client))

    assert "approve" not in buttons(client, article)
    assert "somebody else has to approve them" in client.get(form_url(article)).text
    at_desk(client)
    assert "approve" in buttons(client, article)


def steps(client, article):
    return [(step["label"], step["is_now"]) for step in bar(client, article)["steps"]]


def test_the_bar_shows_where_the_copy_is(client):
    at_desk(client)

    assert steps(client, make_article(stage=Stage.SUBMITTED)) == [
        *(("Draft", False), ("Submitted", True), ("Subbing", False), ("Ready", False)),
    ]
    flagged = make_article(stage=Stage.LEGAL, is_flagged=True)
    assert ("Legal", True) in steps(client, flagged)
    assert ("Spiked", True) in steps(client, make_article(stage=Stage.SPIKED))
    assert client.get(form_url(flagged)).text.count('aria-current="step"') == 1


def test_the_bar_says_who_approved_and_cleared_which_words(client):
    at_desk(client)
    editor = make_user(first_name="Ines", last_name="Marsh")
    article = make_article(stage=Stage.SUBBING, is_flagged=True)
    moves.move(article, "approve", by=editor)
    moves.move(article, "clear", by=editor)

    page = words(client.get(form_url(article)))
    assert "Approved: Revision 1 (the newest), Ines Marsh," in page
    assert "Cleared legally: Revision 1 (the newest), Ines Marsh," in page

    article.headline = "Second"
    saving.save(article, by=None)
    assert "Approved: Revision 1 (there are newer words)" in words(client.get(form_url(article)))


def test_the_bar_shows_the_note_that_came_with_the_last_move(client):
    reporter = at_desk(client, "Reporter")
    article = make_article(by=reporter, stage=Stage.SUBBING)
    moves.move(article, "send_back", by=make_user(), reason="Who says so?")

    assert "Who says so?" in client.get(form_url(article)).text


# --- a lawyer between ---


def test_approved_copy_that_stops_at_the_lawyers_says_so(client):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING, is_flagged=True)

    response = press(client, article, "approve", headline="Second")

    assert stage_of(article) == Stage.LEGAL
    assert told(response) == ["Saved. Approved. A lawyer has to clear it before it is ready."]


def test_words_are_not_cleared_with_the_change_that_nobody_approved(client):
    at_desk(client)
    article = make_article(stage=Stage.LEGAL, is_flagged=True)

    response = press(client, article, "clear", headline="Second")

    assert "others have to approve these before they can be cleared" in errors(response)
    assert response.context["adminform"].form["headline"].value() == "Second"
    assert stage_of(article) == Stage.LEGAL
    assert article.revisions.count() == 1
