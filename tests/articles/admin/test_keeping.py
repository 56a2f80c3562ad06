"""What is typed into a story's form is kept, offered and brought back; and who else is here."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.desk import saving, unsaved, visits
from articles.models import Article, Revision, Unsaved
from articles.workflow import Stage
from tests.articles.admin.paperwork import at_desk, form_url, opened, rows, send, told, words
from tests.factories import edit, make_article, make_user

pytestmark = pytest.mark.django_db

#: The key of a form that nobody opened.
NOBODYS = "8a7c9a52-6c3b-4f0e-9d52-3f1f8c6f5e11"


def url(name, article=None):
    if article is None:
        return reverse(f"admin:articles_article_add_{name}")
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def type_in(client, article=None, *, key=None, name="unsaved", **typed):
    """Send what is typed as the script does, with nothing else in the form changed."""
    data = {"_kept": str(key or uuid4()), "seen": 1} | typed
    return client.post(url(name, article), data)


def kept(article=None, *, by):
    return [row.fields for row in unsaved.of(by, article)]


def form_of(client, article=None):
    """All that the story's form would send, with a key of its own."""
    return opened(client, article) | {"_kept": str(uuid4())}


# --- Keeping ---------------------------------------------------------------------------------


def test_what_is_typed_is_kept_for_who_typed_it(client):
    editor, article = at_desk(client), make_article()

    response = type_in(client, article, headline="Ferry sinks", tags=["quay", "ferries"])

    assert response.json()["says"].startswith("Kept at ")
    assert kept(article, by=editor) == [
        {"seen": ["1"], "headline": ["Ferry sinks"], "tags": ["quay", "ferries"]}
    ]
    assert Revision.objects.count() == 1
    article.refresh_from_db()
    assert article.revision_number == 1


def test_a_story_that_is_begun_is_kept_too(client):
    reporter = at_desk(client, "Reporter")

    type_in(client, headline="Ferry sinks")

    assert kept(by=reporter) == [{"seen": ["1"], "headline": ["Ferry sinks"]}]
    assert not Article.objects.exists()


def test_buttons_and_tokens_are_no_words(client):
    editor = at_desk(client)

    type_in(client, csrfmiddlewaretoken="x" * 64, _save="Save", _note_spike="Old", headline="F")

    assert kept(by=editor) == [{"seen": ["1"], "_note_spike": ["Old"], "headline": ["F"]}]


def test_what_no_database_takes_is_dropped(client):
    editor = at_desk(client)

    response = type_in(client, headline="Fe\x00rry", **{"na\x00me": "\x00"})

    assert response.status_code == 200
    assert kept(by=editor) == [{"seen": ["1"], "headline": ["Ferry"], "name": [""]}]


@pytest.mark.parametrize(("seen", "kept_as"), [("1", 1), ("7", 1), ("-1", 0), ("9" * 30, 0)])
def test_a_forged_revision_is_none_that_is_yet_to_come(client, seen, kept_as):
    at_desk(client)
    article = make_article()

    response = type_in(client, article, seen=seen)

    assert response.status_code == 200
    assert Unsaved.objects.get().seen == kept_as


@pytest.mark.parametrize("key", ["", "no-key", "\x00", "9" * 40])
def test_without_a_key_nothing_is_kept(client, key):
    at_desk(client)

    response = client.post(url("unsaved"), {"_kept": key, "headline": "Ferry sinks"})

    assert response.status_code == 400
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("older", ["", "x", "x 2027", f"{NOBODYS} 2027-02-30T00:00:00Z", "\x00"])
def test_a_forged_source_is_none(client, older):
    at_desk(client)

    assert type_in(client, _kept_instead=older).status_code == 200


def test_more_than_a_form_can_have_is_refused(client):
    at_desk(client)

    response = type_in(client, body="x" * (5 * 1024 * 1024 + 1))

    assert response.status_code == 413
    assert not Unsaved.objects.exists()


def test_a_form_that_was_saved_is_told_so(client):
    editor, article = at_desk(client), make_article()
    data = form_of(client, article)
    send(client, article, data, headline="Saved")

    response = type_in(client, article, key=data["_kept"], headline="Late")

    assert (response.status_code, response.json()["isLate"]) == (200, True)
    assert kept(article, by=editor) == []


def test_nothing_that_is_answered_may_be_stored(client):
    at_desk(client)
    article = make_article()

    answers = [
        type_in(client, article),
        client.get(url("unsaved", article)),
        client.post(url("here", article)),
        client.post(url("left", article)),
        client.post(url("unsaved_discard", article)),
    ]

    assert all("no-store" in answer["Cache-Control"] for answer in answers)


# --- Rights ----------------------------------------------------------------------------------

DOORS = [("get", "unsaved"), ("post", "unsaved"), ("post", "here"), ("post", "left")]


@pytest.mark.parametrize(("method", "name"), DOORS)
def test_who_is_logged_out_is_told_so(client, method, name):
    article = make_article()

    response = getattr(client, method)(url(name, article), {"_kept": str(uuid4())})

    assert response.status_code == 403
    assert response.json()["login"] is True
    assert "no-store" in response["Cache-Control"]
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize(("method", "name"), [*DOORS, ("post", "unsaved_discard")])
def test_a_story_out_of_reach_is_not_there(client, method, name):
    at_desk(client, "Reporter")
    article = make_article()

    response = getattr(client, method)(url(name, article), {"_kept": str(uuid4())})

    assert response.status_code == 404
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize(("method", "name"), [*DOORS, ("post", "unsaved_discard")])
def test_who_may_only_look_keeps_nothing(client, method, name):
    at_desk(client, "Picture editor")
    article = make_article()

    response = getattr(client, method)(url(name, article), {"_kept": str(uuid4())})

    assert response.status_code == 403
    assert response.json()["says"].startswith("You may no longer change this story.")
    assert not Unsaved.objects.exists()


def test_what_one_person_typed_is_not_kept_for_the_next_in_the_same_browser(client):
    first = at_desk(client)
    second, article = at_desk(client), make_article()

    response = type_in(client, article, _kept_by=first.pk, headline="Mine")

    assert response.status_code == 403
    assert response.json()["says"].startswith(f"This browser is now logged in as {second}.")
    assert not Unsaved.objects.exists()


def test_somebody_elses_words_are_neither_read_nor_overwritten(client):
    article, key, other = make_article(), uuid4(), make_user()
    unsaved.keep({"headline": ["Their words"]}, by=other, key=key, article=article, seen=1)
    editor = at_desk(client)

    page = client.get(form_url(article), {"unsaved": str(key)})
    offer = client.get(url("unsaved", article)).json()["offer"]
    type_in(client, article, key=key, headline="My words")
    type_in(client, article, key=key, name="unsaved_discard")

    assert "Their words" not in page.content.decode() + offer
    assert kept(article, by=other) == [{"headline": ["Their words"]}]
    assert kept(article, by=editor) == []


def test_a_token_is_asked_for(client):
    client.handler.enforce_csrf_checks = True
    at_desk(client)

    assert type_in(client).status_code == 403
    assert not Unsaved.objects.exists()


# --- Offering --------------------------------------------------------------------------------


def test_what_was_typed_is_offered_with_what_it_changes(client):
    at_desk(client)
    article = make_article(headline="Ferry leaves on time")
    data = form_of(client, article)
    client.post(url("unsaved", article), data | {"headline": "Ferry leaves late"})

    page = words(client.get(form_url(article)))

    assert "You typed something here that is not saved" in page
    assert "Ferry leaves [removed: on time ] [added: late ]" in page
    assert f"?unsaved={data['_kept']}" in client.get(form_url(article)).content.decode()


def test_a_story_that_is_begun_is_offered_by_its_first_words(client):
    at_desk(client)
    data = form_of(client)
    client.post(url("unsaved"), data | {"body": "<p>The boat <b>left</b>.</p>"})

    assert "The boat left." in words(client.get(form_url()))


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"body": "<p class=x>The boat left the quay at nine, to general surprise.</p>"},
        {"seen": "0"},
        {"headline": " Ferry leaves on time "},
    ],
)
def test_what_is_saved_is_not_offered(client, typed):
    at_desk(client)
    article = make_article(headline="Ferry leaves on time")
    client.post(url("unsaved", article), form_of(client, article) | typed)

    assert Unsaved.objects.count() == 1
    assert client.get(form_url(article)).context["keeping"]["offers"] == []


@pytest.mark.parametrize(
    "typed",
    [
        {"tags": ["ferries", "quay"]},
        {"due_at": "2027-03-04T17:00"},
        {"section": ""},
        {"body": "<p>x</p>" * 100_000},
        {"_note_send_back": "Say why."},
        rows((1, None, "Tom Reeve", "")),
        rows(),
    ],
)
def test_whatever_else_was_typed_is_offered(client, typed):
    at_desk(client)
    article = make_article()
    client.post(url("unsaved", article), form_of(client, article) | typed)

    response = client.get(form_url(article))

    assert response.status_code == 200
    assert len(response.context["keeping"]["offers"]) == 1


def test_the_latest_is_offered_first_and_the_others_listed(client):
    editor, article = at_desk(client), make_article()
    for number in (1, 2, 3):
        data = {"headline": [f"Ferry {number} sinks"]}
        unsaved.keep(data, by=editor, key=uuid4(), article=article, seen=1)

    offers = client.get(form_url(article)).context["keeping"]["offers"]

    assert [offer["begins"] for offer in offers] == [
        "Ferry 3 sinks",
        "Ferry 2 sinks",
        "Ferry 1 sinks",
    ]
    assert ["difference" in offer for offer in offers] == [True, False, False]


def test_what_one_person_typed_is_not_offered_to_another(client):
    article = make_article()
    unsaved.keep({"headline": ["Theirs"]}, by=make_user(), key=uuid4(), article=article)
    at_desk(client)

    assert client.get(form_url(article)).context["keeping"]["offers"] == []


def test_what_was_typed_over_older_words_says_so(client):
    editor, article = at_desk(client), make_article()
    unsaved.keep({"headline": ["Mine"]}, by=editor, key=uuid4(), article=article, seen=1)
    edit(article, headline="Theirs")

    assert "The story was saved since." in words(client.get(form_url(article)))


# --- Bringing back ---------------------------------------------------------------------------


def test_what_was_typed_is_brought_back_as_it_was(client):
    at_desk(client)
    article = make_article()
    typed = {"headline": "Ferry sinks", "tags": ["quay"], "body": "<p>Down.</p>"}
    typed |= {"_note_submit": "Look at this", "due_at": "2027-03-04T17:00"}
    typed |= rows((1, None, "Tom Reeve", "in Tolland"), (2, None, "Ann Low", ""))
    data = form_of(client, article) | typed
    client.post(url("unsaved", article), data)

    response = client.get(form_url(article), {"unsaved": data["_kept"]})

    form = response.context["adminform"].form
    bylines = response.context["inline_admin_formsets"][0].formset
    assert {name: form[name].value() for name in ("headline", "tags", "body", "due_at")} == {
        "headline": "Ferry sinks",
        "tags": ["quay"],
        "body": "<p>Down.</p>",
        "due_at": "2027-03-04T17:00",
    }
    assert [row["name"].value() for row in bylines] == ["Tom Reeve", "Ann Low"]
    assert "Look at this" in response.content.decode()
    assert (response.context["errors"], response.context["keeping"]["offers"]) == ([], [])
    assert "It is not saved yet." in words(response)


def test_what_was_brought_back_is_saved_over_what_it_was_typed_over(client):
    editor = at_desk(client)
    article = make_article(headline="Ferry leaves on time", standfirst="First")
    data = form_of(client, article) | {"headline": "Ferry leaves late"}
    client.post(url("unsaved", article), data)
    edit(article, standfirst="Second")

    page = client.get(form_url(article), {"unsaved": data["_kept"]})
    form, keeping = page.context["adminform"].form, page.context["keeping"]
    assert form["seen"].value() == "1"
    sent = data | {"_kept": keeping["key"], "_kept_instead": keeping["instead_of"]}
    response = client.post(form_url(article), sent)

    article.refresh_from_db()
    assert response.status_code == 302
    assert (article.headline, article.standfirst) == ("Ferry leaves late", "Second")
    assert kept(article, by=editor) == []


def test_a_story_that_is_begun_is_brought_back_and_saved(client):
    reporter = at_desk(client, "Reporter")
    data = form_of(client) | {"headline": "Ferry sinks"}
    client.post(url("unsaved"), data)

    page = client.get(form_url(), {"unsaved": data["_kept"]})
    send(client, None, data | {"_kept_instead": page.context["keeping"]["instead_of"]})

    assert page.context["adminform"].form["headline"].value() == "Ferry sinks"
    assert Article.objects.get().headline == "Ferry sinks"
    assert kept(by=reporter) == []
    assert kept(Article.objects.get(), by=reporter) == []


def test_what_was_brought_back_is_in_a_window_of_its_own(client):
    editor, article = at_desk(client), make_article()
    data = form_of(client, article) | {"headline": "Ferry sinks"}
    client.post(url("unsaved", article), data)
    page = client.get(form_url(article), {"unsaved": data["_kept"]}).context["keeping"]
    assert page["key"] != data["_kept"]
    more = {"_kept": page["key"], "_kept_instead": page["instead_of"]}

    client.post(url("unsaved", article), data | more | {"headline": "Ferry sinks, slowly"})

    assert [row["headline"] for row in kept(article, by=editor)] == [["Ferry sinks, slowly"]]


@pytest.mark.parametrize("key", ["", "no-key", NOBODYS, "%00"])
def test_what_is_not_there_is_not_brought_back(client, key):
    at_desk(client)
    article = make_article(headline="Ferry leaves on time")

    response = client.get(form_url(article), {"unsaved": key})

    assert response.context["adminform"].form["headline"].value() == "Ferry leaves on time"


def test_what_does_not_fit_the_form_any_more_is_no_error(client):
    editor, article = at_desk(client), make_article()
    row = unsaved.keep(
        {"section": ["x"], "bylines-TOTAL_FORMS": ["9" * 30], "due_at": ["?"], "assignee": [""]},
        by=editor,
        key=uuid4(),
        article=article,
    )

    assert client.get(form_url(article)).status_code == 200
    assert client.get(form_url(article), {"unsaved": str(row.key)}).status_code == 200


# --- Throwing away ---------------------------------------------------------------------------


def test_what_was_typed_is_thrown_away(client):
    editor, article = at_desk(client), make_article()
    key = uuid4()
    type_in(client, article, key=key, headline="Ferry sinks")

    response = type_in(client, article, key=key, name="unsaved_discard")

    assert response.url == form_url(article)
    assert told(response) == ["Thrown away."]
    assert kept(article, by=editor) == []


def test_a_script_throws_away_without_a_page(client):
    editor = at_desk(client)
    key = uuid4()
    type_in(client, key=key, headline="Ferry sinks")

    response = client.post(
        url("unsaved_discard"), {"_kept": key}, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert response.status_code == 200
    assert kept(by=editor) == []


def test_the_page_to_throw_away_from_asks_for_the_log_in(client):
    article = make_article()

    response = client.post(url("unsaved_discard", article), {"_kept": str(uuid4())})

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


# --- Saving ----------------------------------------------------------------------------------


@pytest.mark.parametrize("button", ["_save", "_continue", "_proof", "_publish"])
def test_what_is_saved_is_let_go_of(client, button):
    editor, article = at_desk(client), make_article()
    data = form_of(client, article)
    type_in(client, article, key=data["_kept"], headline="Ferry sinks")

    response = send(client, article, data, headline="Ferry sinks", **{button: "x"})

    assert response.status_code == 302
    assert kept(article, by=editor) == []


def test_a_move_lets_go_of_what_was_typed(client):
    editor, article = at_desk(client), make_article()
    data = form_of(client, article)
    type_in(client, article, key=data["_kept"], headline="Ferry sinks")

    send(client, article, data, headline="Ferry sinks", _move="submit")

    article.refresh_from_db()
    assert (article.headline, article.stage) == ("Ferry sinks", Stage.SUBMITTED)
    assert kept(article, by=editor) == []


def test_what_another_window_has_stays(client):
    editor, article = at_desk(client), make_article()
    type_in(client, article, headline="In another window")

    send(client, article, form_of(client, article), headline="Ferry sinks")

    assert [row["headline"] for row in kept(article, by=editor)] == [["In another window"]]


def test_a_form_that_comes_back_is_kept(client):
    editor, article = at_desk(client), make_article()
    data = form_of(client, article)

    response = send(client, article, data, headline="Ferry sinks", language="no language at all")

    assert response.status_code == 400
    assert response.context["keeping"]["key"] == unsaved.of(editor, article).get().key
    assert kept(article, by=editor)[0]["headline"] == ["Ferry sinks"]


def test_a_move_that_is_refused_leaves_what_was_typed(client):
    editor, article = at_desk(client), make_article()

    send(client, article, form_of(client, article), headline="Ferry sinks", _move="approve")

    article.refresh_from_db()
    assert article.headline != "Ferry sinks"
    assert kept(article, by=editor)[0]["headline"] == ["Ferry sinks"]


def test_what_is_sent_is_kept_whatever_becomes_of_it(client, monkeypatch):
    editor, article = at_desk(client), make_article()
    data = form_of(client, article)
    client.raise_request_exception = False

    def fail(*args, **kwargs):
        raise RuntimeError("The power fails")

    monkeypatch.setattr("articles.admin.article_form.ArticleForm.file", fail)
    response = send(client, article, data, headline="Ferry sinks")

    assert response.status_code == 500
    assert kept(article, by=editor)[0]["headline"] == ["Ferry sinks"]


def test_a_form_that_was_saved_and_is_sent_again_is_kept_again(client):
    editor, article = at_desk(client), make_article()
    data = form_of(client, article)
    send(client, article, data, headline="Ferry sinks")

    send(client, article, data, headline="Ferry sinks twice", language="?")

    assert kept(article, by=editor)[0]["headline"] == ["Ferry sinks twice"]


def test_who_may_not_write_a_story_leaves_nothing_on_it(client):
    at_desk(client, "Reporter")
    article = make_article()

    response = client.post(form_url(article), {"_kept": str(uuid4()), "headline": "x"})

    assert response.status_code == 404
    assert not Unsaved.objects.exists()


# --- Presence --------------------------------------------------------------------------------


def test_who_else_is_here_is_told(client):
    me, article = at_desk(client), make_article()
    odile = make_user(first_name="Odile", last_name="Marsh")
    visits.here(article, by=odile)

    heard = client.post(url("here", article), {"seen": "1"}).json()

    assert heard == {"here": "Also here: Odile Marsh", "newest": 1, "news": ""}
    assert visits.others(article, by=odile) == [me]
    assert "Also here: Odile Marsh" in words(client.get(form_url(article)))


def test_who_only_looks_is_told_too(client):
    at_desk(client, "Picture editor")
    article = make_article()
    visits.here(article, by=make_user(username="odile"))

    assert "Also here: odile" in words(client.get(form_url(article)))


def test_who_left_is_not_here(client):
    me, article, odile = at_desk(client), make_article(), make_user()
    visits.here(article, by=me)
    visits.here(article, by=odile, at=timezone.now() - timedelta(minutes=1))

    assert client.post(url("here", article)).json()["here"] == ""
    client.post(url("left", article))

    assert visits.others(article, by=odile) == []


def test_who_saved_meanwhile_is_told(client):
    editor = at_desk(client)
    article, odile = make_article(), make_user(first_name="Odile", last_name="Marsh")
    article.headline = "Second"
    saving.save(article, by=odile)

    heard = client.post(url("here", article), {"seen": "1"}).json()
    assert heard["newest"] == 2
    assert heard["news"].startswith("Odile Marsh saved revision 2 meanwhile.")

    article.headline = "Third"
    saving.save(article, by=editor)
    heard = client.post(url("here", article), {"seen": "1"}).json()
    assert heard["news"].startswith("You saved revision 3 elsewhere.")


def test_a_story_that_is_begun_has_nobody_else(client):
    at_desk(client, "Reporter")

    assert client.post(url("here"), {"seen": "0"}).json() == {"here": "", "newest": 0, "news": ""}
    assert client.post(url("left")).json() == {}
