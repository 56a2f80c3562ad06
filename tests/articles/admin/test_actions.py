"""What the list does to many stories at once: each by itself, and told of each."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from articles.desk import moves
from articles.models import Act, Article
from articles.workflow import Stage
from tests.articles.admin.cases import everything
from tests.articles.admin.paperwork import at_desk, standing, told, words
from tests.factories import edit, make_article, make_live, make_section, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
ALL = {"submit", "sub", "approve", "send_back", "spike", "unspike", "take_over", "publish"}


def seen_on_the_list(client):
    """What the rows of the list say that the person saw."""
    rows = client.get(LIST).context["cl"].result_list
    return [f"{row.pk}:{row.revision_number}:{row.stage}" for row in rows]


def use(client, verb, *articles, **data):
    """Choose stories of the list, and an action, and mean it."""
    if verb in {"publish", "spike"}:
        data["confirmed"] = "1"
    chosen = {"action": verb, ACTION_CHECKBOX_NAME: [article.pk for article in articles]}
    return client.post(LIST, chosen | data)


def stages(*articles):
    return [Article.objects.get(pk=article.pk).stage for article in articles]


def offered(client):
    form = client.get(LIST).context["action_form"]
    return {name for name, _label in form.fields["action"].choices if name}


@pytest.mark.parametrize(
    ("verb", "start", "to"),
    [
        ("submit", Stage.DRAFT, Stage.SUBMITTED),
        ("sub", Stage.SUBMITTED, Stage.SUBBING),
        ("approve", Stage.SUBBING, Stage.READY),
        ("spike", Stage.DRAFT, Stage.SPIKED),
        ("unspike", Stage.SPIKED, Stage.DRAFT),
    ],
)
def test_each_chosen_story_is_moved(client, verb, start, to):
    editor = at_desk(client)
    one, two, other = (make_article(stage=start) for _ in range(3))

    response = use(client, verb, one, two, seen=seen_on_the_list(client))

    assert response.status_code == 302
    assert stages(one, two, other) == [to, to, start]
    assert {(act.verb, act.by) for act in Act.objects.all()} == {(verb, editor)}
    assert len(told(response)) == 2


def test_what_was_refused_is_told_row_by_row_and_stops_no_other(client):
    at_desk(client)
    make_article(headline="One", stage=Stage.SUBBING)
    make_article(headline="Two", stage=Stage.DRAFT)
    make_article(headline="Three", stage=Stage.SUBBING)

    response = use(client, "approve", *Article.objects.all())

    assert sorted(told(response)) == [
        "One: Approved.",
        "Three: Approved.",
        "Two: This cannot be done with a story at “Draft”.",
    ]
    assert sorted(stages(*Article.objects.all())) == [Stage.DRAFT, Stage.READY, Stage.READY]


def test_with_four_eyes_ones_own_are_refused(client, settings):
    settings.FOUR_EYES = True
    editor = at_desk(client)
    own, other = make_article(stage=Stage.SUBBING, by=editor), make_article(stage=Stage.SUBBING)

    use(client, "approve", own, other)

    assert stages(own, other) == [Stage.SUBBING, Stage.READY]


@pytest.mark.parametrize("verb", ["approve", "publish"])
def test_words_that_came_after_the_list_was_opened_are_refused(client, verb):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING)
    seen = seen_on_the_list(client)
    edit(article, headline="Other words")
    before = everything()

    response = use(client, verb, article, seen=seen)

    assert everything() == before
    assert "saved revision 2 since" in told(response)[0]


def test_a_row_that_somebody_moved_since_is_refused(client):
    at_desk(client)
    article = make_article(stage=Stage.SUBMITTED)
    seen = seen_on_the_list(client)
    moves.move(article, "sub", by=make_user())
    moves.move(article, "approve", by=make_user())

    response = use(client, "sub", article, seen=seen)

    assert stages(article) == [Stage.READY]
    assert "moved this story meanwhile" in told(response)[0]


def test_each_row_says_what_was_seen_of_it(client):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING)

    assert f'<input type="hidden" name="seen" value="{article.pk}:1:subbing">' in (
        client.get(LIST).text
    )


@pytest.mark.parametrize("seen", ["", "x", "1:2", "1:x:draft", "x:1:draft", f"{'9' * 30}:1:draft"])
def test_a_hand_made_word_of_what_was_seen_does_no_harm(client, seen):
    at_desk(client)
    article = make_article()

    assert use(client, "submit", article, seen=[seen]).status_code == 302
    assert stages(article) == [Stage.SUBMITTED]


@pytest.mark.parametrize("number", ["x", "9" * 30, "-1", "a\x00b"])
def test_a_hand_made_choice_is_refused(client, number):
    at_desk(client)

    response = client.post(LIST, {"action": "submit", ACTION_CHECKBOX_NAME: [number]})

    assert response.status_code == 400


def test_stories_are_published(client):
    at_desk(client)
    one, two = make_article(stage=Stage.READY), make_article(section=None, headline="Homeless")

    response = use(client, "publish", one, two, seen=seen_on_the_list(client))

    assert (standing(one), standing(two)) == ("live", "never_out")
    assert len(told(response)) == 2


@pytest.mark.parametrize("verb", ["publish", "spike"])
def test_what_cannot_be_taken_back_unseen_is_asked_first(client, verb):
    at_desk(client)
    article = make_article(headline="Ferry sinks")
    before = everything()

    page = client.post(LIST, {"action": verb, ACTION_CHECKBOX_NAME: [article.pk]})

    assert page.status_code == 200
    assert "Ferry sinks" in page.text
    assert "revision 1" in page.text
    assert everything() == before


def test_stories_are_taken_over(client):
    sub = at_desk(client, "Sub-editor")
    one, two = make_article(assignee=make_user("Reporter")), make_article()

    use(client, "take_over", one, two)

    assert {article.assignee for article in Article.objects.all()} == {sub}
    assert {act.verb for act in Act.objects.all()} == {"take_over", "assign"}


def test_what_readers_have_is_not_spiked(client):
    at_desk(client)
    article = make_live()

    response = use(client, "spike", article)

    assert stages(article) == [Stage.DRAFT]
    assert "Withdraw the story first" in told(response)[0]


# --- sending back ---


def test_sending_back_asks_for_the_note_first(client):
    at_desk(client)
    one, two = make_article(stage=Stage.SUBBING), make_article(stage=Stage.SUBMITTED)
    seen = seen_on_the_list(client)
    before = everything()

    page = use(client, "send_back", one, two, seen=seen)
    assert page.status_code == 200
    assert str(one) in page.text
    assert everything() == before

    response = use(client, "send_back", one, two, seen=page.context["seen"], reason="Who says so?")
    assert response.status_code == 302
    assert stages(one, two) == [Stage.DRAFT, Stage.DRAFT]
    assert {act.reason for act in Act.objects.all()} == {"Who says so?"}


@pytest.mark.parametrize("reason", ["", "  ", "n" * 2_001])
def test_a_note_that_will_not_do_is_asked_for_again(client, reason):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING)

    response = use(client, "send_back", article, reason=reason)

    assert response.status_code == 400
    assert response.context["form"]["reason"].value() == reason
    assert stages(article) == [Stage.SUBBING]


# --- who may ---


def test_actions_are_offered_to_whoever_has_the_right_at_all(client):
    at_desk(client)
    make_article()
    assert offered(client) == ALL
    reporter = at_desk(client, "Reporter")
    make_article(by=reporter)
    assert offered(client) == {"submit"}
    at_desk(client, "Sub-editor")
    assert offered(client) == ALL - {"spike", "unspike", "publish"}


def test_no_actions_and_no_boxes_are_shown_to_who_has_none(client):
    at_desk(client, "Picture editor")
    make_article()

    assert "action-select" not in client.get(LIST).text


@pytest.mark.parametrize("verb", sorted(ALL - {"submit"}))
def test_a_hand_made_action_without_the_right_is_refused(client, verb):
    reporter = at_desk(client, "Reporter")
    article = make_article(by=reporter, stage=Stage.SUBBING)
    before = everything()

    response = use(client, verb, article, reason="So.")

    assert response.status_code == 403
    assert everything() == before


def test_stories_out_of_reach_are_neither_touched_nor_named(client):
    user = at_desk(client, "Section editor")
    make_section("Harbour").editors.add(user)
    mine = make_article(stage=Stage.SUBBING, headline="Mine")
    make_article(stage=Stage.SUBBING, headline="Hush", section=make_section("Sport"))

    page = use(client, "send_back", *Article.objects.all())
    response = use(client, "approve", *Article.objects.all(), select_across="1")

    assert "Hush" not in words(page)
    assert told(response) == ["Mine: Approved."]
    assert [act.article for act in Act.objects.all()] == [mine]


def test_a_story_within_reach_that_is_not_in_ones_section_is_refused(client):
    user = at_desk(client, "Section editor")
    shared = make_article(stage=Stage.SUBBING, section=make_section("Sport"))
    shared.shared_with.add(user)

    response = use(client, "approve", shared)

    assert stages(shared) == [Stage.SUBBING]
    assert "You may not do this with this story" in told(response)[0]
