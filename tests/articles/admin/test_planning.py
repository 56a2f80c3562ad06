"""The plan of a story on its form: what each person may change of it, and only what they did."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.desk import planning
from articles.models import Act, Article, Notice, Revision
from tests.articles.admin.paperwork import (
    at_desk,
    errors,
    form_url,
    opened,
    send,
    soon,
    typed,
    words,
)
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db


def fields(client, article=None):
    """The names of the fields that the form offers."""
    return set(client.get(form_url(article)).context["adminform"].form.fields)


def test_a_story_is_planned(client):
    at_desk(client)
    article, reporter = make_article(), make_user("Reporter")
    due, out = soon(days=1), soon(days=2)

    response = send(
        client,
        article,
        assignee=reporter.pk,
        due_at=typed(due),
        planned_for=typed(out),
        commissioned_length="400",
        is_flagged="on",
        shared_with=[reporter.pk],
    )

    article.refresh_from_db()
    assert response.status_code == 302
    assert (article.assignee, article.due_at, article.planned_for) == (reporter, due, out)
    assert (article.commissioned_length, article.is_flagged) == (400, True)
    assert list(article.shared_with.all()) == [reporter]
    assert [act.verb for act in Act.objects.order_by("pk")] == ["flag", "share", "assign"]
    assert Revision.objects.count() == 1


def test_a_reporter_plans_a_story_of_their_own_as_they_begin_it(client):
    reporter = at_desk(client, "Reporter")
    other = make_user("Reporter")

    send(
        client,
        headline="Ferry sinks",
        assignee=reporter.pk,
        due_at=typed(soon(days=1)),
        is_flagged="on",
        shared_with=[other.pk],
    )

    article = Article.objects.get()
    assert (article.owner, article.assignee, article.is_flagged) == (reporter, reporter, True)
    assert article.due_at == soon(days=1)
    assert list(article.shared_with.all()) == [other]
    assert Notice.objects.get().to == other


def test_a_plan_is_emptied(client):
    at_desk(client)
    reporter = make_user("Reporter")
    article = make_article(assignee=reporter, due_at=soon(days=1), is_flagged=True)
    article.shared_with.add(reporter)

    send(client, article, assignee="", due_at="", is_flagged="", shared_with=[])

    article.refresh_from_db()
    assert (article.assignee, article.due_at, article.is_flagged) == (None, None, False)
    assert not article.shared_with.exists()


def test_a_form_that_is_saved_as_it_opened_changes_no_plan(client):
    at_desk(client)
    reporter = make_user("Reporter")
    article = make_article(assignee=reporter, due_at=soon(days=1), is_flagged=True)
    article.shared_with.add(reporter)
    before = list(Article.objects.values())

    send(client, article)

    assert list(Article.objects.values()) == before
    assert not Act.objects.exists()


def test_a_stale_form_leaves_what_others_planned_meanwhile(client):
    editor = at_desk(client)
    one, two = make_user("Reporter"), make_user("Reporter")
    article = make_article(by=one)
    data = opened(client, article)
    planning.plan(article, by=editor, due_at=soon(days=1), is_flagged=True)
    planning.assign(article, one, by=editor)
    planning.share(article, [one], by=editor)

    send(client, article, data, commissioned_length="400", shared_with=[two.pk])

    article.refresh_from_db()
    assert (article.due_at, article.is_flagged) == (soon(days=1), True)
    assert (article.assignee, article.commissioned_length) == (one, 400)
    assert set(article.shared_with.all()) == {one, two}


def test_a_hand_made_form_that_leaves_the_plan_out_changes_none_of_it(client):
    at_desk(client)
    article = make_article(is_flagged=True, due_at=soon(days=1), assignee=make_user("Reporter"))
    data = {
        name: value
        for name, value in opened(client, article).items()
        if name.removeprefix("initial-") not in {"is_flagged", "due_at", "assignee"}
    }

    assert send(client, article, data).status_code == 302

    article.refresh_from_db()
    assert (article.is_flagged, article.due_at) == (True, soon(days=1))
    assert article.assignee is not None


def test_a_refused_form_keeps_what_it_was_opened_with(client):
    at_desk(client)
    article = make_article()
    data = opened(client, article)

    response = send(client, article, data, headline="", commissioned_length="400")

    page = response.content.decode()
    assert response.status_code == 400
    assert '<input type="hidden" name="initial-commissioned_length"' in page
    assert response.context["adminform"].form["commissioned_length"].value() == "400"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due_at", "tomorrow"),
        ("due_at", "0001-01-01T00:00"),
        ("due_at", "9999-12-31T23:59"),
        ("planned_for", "2027-03-28T01:30"),
        ("commissioned_length", "-1"),
        ("commissioned_length", "9" * 30),
        ("assignee", "x"),
        ("assignee", "9" * 30),
        ("assignee", "a\x00b"),
        ("shared_with", ["x"]),
        ("shared_with", ["9" * 30]),
    ],
)
def test_what_does_not_fit_is_an_error_on_the_form(client, field, value):
    at_desk(client)
    article = make_article()

    response = send(client, article, headline="Second", **{field: value})

    assert 400 <= response.status_code < 500
    assert Article.objects.get().headline != "Second"


@pytest.mark.parametrize("who", [{"role": None}, {"role": "Reporter", "is_active": False}])
def test_nobody_who_is_not_on_the_desk_is_offered_or_taken(client, who):
    at_desk(client)
    article, gone = make_article(), make_user(**who)

    response = send(client, article, assignee=gone.pk)

    assert errors(response)
    assert gone not in response.context["adminform"].form.fields["assignee"].queryset
    assert Article.objects.get().assignee is None


def test_who_has_a_story_and_left_is_still_shown(client):
    at_desk(client)
    article = make_article(assignee=make_user("Reporter", is_active=False))

    assert send(client, article, headline="Second").status_code == 302
    assert Article.objects.get().assignee is not None


def test_people_go_by_their_names(client):
    at_desk(client)
    make_user("Reporter", username="treeve", first_name="Tom", last_name="Reeve")
    make_user("Reporter", username="ines")
    article = make_article()

    form = client.get(form_url(article)).context["adminform"].form

    labels = {label for _value, label in form.fields["assignee"].choices}
    assert {"Tom Reeve", "ines", "Nobody"} <= labels


# --- who may ---


def test_a_reporter_may_take_their_own_story_and_give_it_to_nobody_else(client):
    reporter = at_desk(client, "Reporter")
    article, other = make_article(by=reporter), make_user("Reporter")

    assert errors(send(client, article, assignee=other.pk))
    assert send(client, article, assignee=reporter.pk).status_code == 302
    assert Article.objects.get().assignee == reporter


def test_a_reporter_cannot_take_what_somebody_else_has(client):
    reporter = at_desk(client, "Reporter")
    article = make_article(by=reporter, assignee=make_user("Sub-editor", first_name="Ines"))

    response = send(client, article, assignee=reporter.pk, headline="Second")

    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.assignee.first_name) == ("Second", "Ines")
    assert "assignee" not in fields(client, article)
    assert "Ines" in words(client.get(form_url(article)))


def test_a_sub_takes_a_story_over_and_leaves_it_to_nobody(client):
    sub, reporter = at_desk(client, "Sub-editor"), make_user("Reporter")
    article = make_article(assignee=reporter)

    form = client.get(form_url(article)).context["adminform"].form
    assert {value for value, _label in form.fields["assignee"].choices} == {sub.pk, reporter.pk}
    assert send(client, article, assignee="").status_code == 403
    assert send(client, article, assignee=sub.pk).status_code == 302
    assert Article.objects.get().assignee == sub


def test_a_flag_is_taken_off_only_by_who_may_clear(client):
    reporter = at_desk(client, "Reporter")
    article = make_article(by=reporter, is_flagged=True)

    send(client, article, is_flagged="", headline="Second")

    assert "is_flagged" not in fields(client, article)
    assert "A lawyer has to clear the words" in words(client.get(form_url(article)))
    assert Article.objects.get().is_flagged
    at_desk(client, "Editor")
    assert "is_flagged" in fields(client, article)


def test_a_story_is_shared_by_whose_copy_it_is_and_not_by_a_reader_of_it(client):
    owner = at_desk(client, "Reporter")
    article = make_article(by=owner)
    assert "shared_with" in fields(client, article)
    owner.groups.get().permissions.remove(Permission.objects.get(codename="share_article"))

    send(client, article, shared_with=[make_user("Reporter").pk])

    assert "shared_with" not in fields(client, article)
    assert not article.shared_with.exists()


def test_who_may_only_look_reads_the_plan(client):
    at_desk(client, "Picture editor")
    article = make_article(
        assignee=make_user("Reporter", first_name="Tom", last_name="Reeve"),
        due_at=timezone.now() + timedelta(days=1),
        commissioned_length=400,
        is_flagged=True,
    )
    article.shared_with.add(make_user("Reporter", first_name="Ines", last_name="Marsh"))

    page = words(client.get(form_url(article)))

    for said in ("Tom Reeve", "Ines Marsh", "400", "10 words", "A lawyer has to clear"):
        assert said in page


def test_a_section_editor_assigns_in_their_section(client):
    user, reporter = at_desk(client, "Section editor"), make_user("Reporter")
    make_section("Harbour").editors.add(user)
    article = make_article()

    assert send(client, article, assignee=reporter.pk).status_code == 302
    assert Article.objects.get().assignee == reporter
