"""
The pages of the press and of the desk where words wait for a second pair of eyes, for a lawyer,
or for what the checks found to be mended.
"""

import pytest
from django.urls import reverse

from articles import press
from articles.desk import saving
from articles.models import Act, Article, Edition, Section
from articles.workflow import Stage
from tests.articles.admin.paperwork import at_desk, press_url, send, soon, use, words
from tests.factories import edit, make_article, make_live, make_section_editor, make_user

pytestmark = pytest.mark.django_db

WHY = "The court lifted its order."
NO_LAWYER = "A lawyer has to clear these words first."
NO_EYES = "You wrote the last words of this story"
FIX = "that needs the right to overrule, and a reason"


@pytest.fixture
def four_eyes(settings):
    settings.FOUR_EYES = True


@pytest.fixture
def flagged():
    article = make_article(headline="Ferry leaves on time")
    Article.objects.update(is_flagged=True)
    return article


def at_section_desk(client):
    """Log in who may publish in the harbour's section, and overrule nothing."""
    user = at_desk(client, "Section editor")
    for section in Section.objects.all():
        section.editors.add(user)
    return user


def asked_why(response):
    return "overrule" in response.context["form"].fields


def test_flagged_words_are_told_before_and_who_may_is_asked_why(client, flagged):
    at_desk(client)

    page = client.get(press_url(flagged, "publish"))

    assert NO_LAWYER in words(page)
    assert "or say here why they are none" in words(page)
    assert "Overrule, because" in words(page)


def test_without_a_reason_flagged_words_are_refused_and_all_typed_is_kept(client, flagged):
    at_desk(client)

    response = use(client, "publish", flagged, at="2030-01-01T10:00", overrule="  ")

    assert response.status_code == 409
    assert NO_LAWYER in words(response)
    assert asked_why(response)
    assert response.context["form"]["at"].value() == "2030-01-01T10:00"
    assert not Edition.objects.exists()


def test_with_a_reason_flagged_words_go_out_and_the_record_says_why(client, flagged):
    editor = at_desk(client)

    response = use(client, "publish", flagged, overrule=WHY)

    edition = Edition.objects.get()
    assert response.status_code == 302
    assert Act.objects.get(edition=edition).reason == f"Overruled: {WHY}"
    printed = words(client.get(f"/admin/articles/edition/{edition.pk}/change/"))
    assert f"Error: {NO_LAWYER} Overruled by {editor.username}: {WHY}" in printed


def test_who_may_not_overrule_is_not_asked_and_gains_nothing_by_hand(client, flagged):
    at_section_desk(client)

    page = client.get(press_url(flagged, "publish"))
    response = use(client, "publish", flagged, overrule=WHY)

    assert NO_LAWYER in words(page)
    assert not asked_why(page)
    assert response.status_code == 409
    assert not Edition.objects.exists()


def test_nobody_is_asked_why_where_nothing_is_to_overrule(client):
    at_desk(client)
    article = make_article()

    page = client.get(press_url(article, "publish"))
    response = use(client, "publish", article, overrule=WHY)

    assert not asked_why(page)
    assert response.status_code == 302
    assert "overruled" not in str(Edition.objects.get().findings)


def test_a_correction_of_flagged_words_is_asked_why_too(client):
    at_desk(client)
    article = edit(make_live(), headline="Ferry leaves late")
    Article.objects.update(is_flagged=True)
    note = {"revision": 2, "kind": "correction", "note": "It was late."}

    refused = use(client, "correct", article, **note)
    done = use(client, "correct", article, **note, overrule=WHY)

    assert (refused.status_code, done.status_code) == (409, 302)
    assert refused.context["form"]["note"].value() == "It was late."
    assert Edition.objects.latest("live_from").findings[-1]["overruled"] == WHY


def test_a_second_pair_of_eyes_cannot_be_overruled(four_eyes, client):
    editor = at_desk(client)
    article = make_article(by=editor)
    Article.objects.update(is_flagged=True)

    page = client.get(press_url(article, "publish"))
    response = use(client, "publish", article, overrule=WHY)

    assert NO_EYES in words(page)
    assert not asked_why(page)
    assert (response.status_code, NO_EYES in words(response)) == (409, True)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("overrule", ["", "Nobody else is in."])
def test_a_fix_is_asked_why_it_goes_out_unseen(four_eyes, client, overrule):
    at_desk(client)
    article = make_live(headline="Ferry leaves", body="<p>At nine.</p>")
    press.publish(edit(article, kicker="Sea"), by=make_user(), at=soon(days=1))
    sent = {"headline": "Ferry left", "body": "<p>At nine.</p>", "reason": "A reader rang."}

    page = client.get(press_url(article, "fix"))
    response = use(client, "fix", article, **sent, overrule=overrule)

    assert FIX in words(page)
    assert asked_why(page)
    assert response.status_code == (302 if overrule else 409)
    headlines = set(Edition.objects.values_list("headline", flat=True))
    assert ("Ferry left" in headlines) == bool(overrule)
    if not overrule:
        assert response.context["form"]["headline"].value() == "Ferry left"
        assert Article.objects.get().headline == "Ferry leaves"


def test_a_flag_that_was_set_since_the_page_was_opened_counts(client):
    at_desk(client)
    article = make_article()
    client.get(press_url(article, "publish"))
    Article.objects.update(is_flagged=True)

    response = use(client, "publish", article)

    assert response.status_code == 409
    assert asked_why(response)


def test_the_page_says_who_stands_for_the_words(client, flagged):
    at_desk(client)
    assert "Approved By nobody yet" in words(client.get(press_url(flagged, "publish")))
    assert "Cleared legally By nobody yet" in words(client.get(press_url(flagged, "publish")))
    for verb, name in [("approve", "ines"), ("clear", "corin")]:
        by = make_user(username=name)
        Act.objects.create(article=flagged, verb=verb, by=by, revision=flagged.newest())

    page = words(client.get(press_url(flagged, "publish")))

    assert "Approved By ines, " in page
    assert "Cleared legally By corin, " in page
    assert "nobody yet" not in page


def test_it_says_so_of_the_words_that_go_out_and_of_no_others(client):
    at_desk(client)
    article = make_article()
    Act.objects.create(article=article, verb="approve", by=make_user(), revision=article.newest())
    article.headline = "Other words"
    saving.save(article, by=None)

    page = words(client.get(press_url(article, "publish")))

    assert "Approved By nobody yet" in page
    assert "Cleared legally" not in page


# --- errors in the copy ---

MARK = "“TK” is a mark of the desk"


@pytest.fixture
def marked():
    """Copy with an error, something to be warned of, and something to note."""
    body = "<p>The boat left at TK,  to surprise.</p>"
    return make_article(headline="Ferry leaves", body=body, bylines=[], stage=Stage.SUBBING)


def move_url(article, verb="approve"):
    return reverse("admin:articles_article_move", args=[article.pk, verb])


def at_section(client, article):
    user = make_section_editor(article.section)
    client.force_login(user)
    return user


def test_the_page_says_what_stops_words_and_what_does_not(client, marked):
    at_desk(client)

    page = client.get(press_url(marked, "publish"))

    groups = page.context["checked"]["groups"]
    assert [group["level"] for group in groups] == ["error", "warning"]
    assert f"1 error Body: {MARK}" in words(page)
    assert "Bylines: It lacks a byline" in words(page)
    assert asked_why(page)


def test_one_reason_overrules_all_and_the_edition_keeps_both(client, marked):
    editor = at_desk(client)
    Article.objects.update(is_flagged=True)

    refused = use(client, "publish", marked, overrule=" ")
    done = use(client, "publish", marked, overrule=WHY)

    assert (refused.status_code, done.status_code) == (409, 302)
    assert "The checks found errors, which stop this" in words(refused)
    edition = Edition.objects.get()
    overruled = {each["check"]: each["overruled"] for each in edition.findings if "by" in each}
    assert overruled == {"marks": WHY, "legal": WHY}
    printed = words(client.get(f"/admin/articles/edition/{edition.pk}/change/"))
    assert f"take it out. Overruled by {editor.username}: {WHY}" in printed
    assert "Warning: It lacks a byline" in printed


def test_who_may_not_overrule_is_told_who_may(client, marked):
    make_user(username="ines", first_name="Ines", last_name="Halloran")
    at_section(client, marked)

    page = client.get(press_url(marked, "publish"))
    response = use(client, "publish", marked, overrule=WHY)

    assert "ask who may overrule them: Ines Halloran." in words(page)
    assert not asked_why(page)
    assert response.status_code == 409
    assert MARK in words(response)
    assert not Edition.objects.exists()


def test_words_of_a_fix_are_checked_once_they_are_typed(client):
    at_desk(client)
    article = make_live(headline="Ferry leaves", body="<p>At nine.</p>")
    press.publish(edit(article, kicker="Sea"), by=make_user(), at=soon(days=1))
    sent = {"headline": "Ferry left", "body": "<p>At TK.</p>"}

    refused = use(client, "fix", article, **sent)
    done = use(client, "fix", article, **sent, overrule=WHY)

    assert (refused.status_code, asked_why(refused)) == (409, True)
    assert MARK in words(refused)
    assert done.status_code == 302
    assert Edition.objects.filter(findings__icontains=WHY).exists()


def test_copy_with_errors_is_not_approved_without_a_reason(client, marked):
    at_desk(client)
    sent = {"seen": 1, "stage": Stage.SUBBING}

    page = client.get(move_url(marked))
    refused = client.post(move_url(marked), sent | {"reason": "Good."})
    stages = [Article.objects.get().stage]
    done = client.post(move_url(marked), sent | {"reason": "Good.", "overrule": WHY})

    assert MARK in words(page)
    assert (asked_why(page), asked_why(refused), refused.status_code) == (True, True, 409)
    assert refused.context["form"]["reason"].value() == "Good."
    assert (done.status_code, [*stages, Article.objects.get().stage]) == (302, ["subbing", "ready"])
    assert WHY in Act.objects.get(verb="approve").reason


def test_other_moves_are_stopped_by_no_error(client, marked):
    at_desk(client)

    page = client.get(move_url(marked, "send_back"))

    assert not asked_why(page)
    assert page.context["checked"]["groups"] == []


def test_the_button_of_the_form_saves_and_leads_to_where_a_reason_is_given(client, marked):
    at_desk(client)

    answer = send(
        client,
        marked,
        headline="Ferry left",
        _move="approve",
        _stage="subbing",
        _note_approve="Good.",
    )
    page = client.get(answer["Location"])

    marked.refresh_from_db()
    assert (marked.headline, marked.stage) == ("Ferry left", Stage.SUBBING)
    assert answer["Location"].startswith(move_url(marked))
    assert "Saved, and not approved yet: the checks found errors." in words(page)
    assert page.context["form"]["reason"].value() == "Good."
    assert asked_why(page)


def test_who_may_not_overrule_does_not_approve_errors_by_hand(client, marked):
    at_section(client, marked)
    sent = {"seen": 1, "stage": Stage.SUBBING, "overrule": WHY}

    response = client.post(move_url(marked), sent)

    assert response.status_code == 409
    assert Article.objects.get().stage == Stage.SUBBING
