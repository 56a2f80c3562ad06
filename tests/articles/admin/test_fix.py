"""Fixing what is live while other words wait, on its page."""

import pytest

from articles import press
from articles.desk import saving
from articles.models import Article, Edition, Revision
from tests.articles.admin.paperwork import at_desk, form_url, press_url, soon, use, words
from tests.factories import make_live, make_user

pytestmark = pytest.mark.django_db

LIVE = "<p>The boat left at nine.</p><p>Nobody was hurt.</p>"


@pytest.fixture
def editor(client):
    return at_desk(client)


@pytest.fixture
def article():
    """Live, with another headline and another first paragraph for tomorrow."""
    article = make_live(headline="Ferry leaves", body=LIVE, standfirst="At last.")
    article.headline, article.body = "Ferry left", LIVE.replace("nine", "ten")
    saving.save(article, by=None)
    press.publish(article, by=make_user(), at=soon(days=1))
    return article


def sent(**changes):
    """What the page of this story sends when nothing is changed but this."""
    unchanged = {"kicker": "", "headline": "Ferry leaves", "standfirst": "At last.", "body": LIVE}
    return unchanged | {"dateline": "", "kind": "", "note": "", "reason": ""} | changes


def live(article):
    return article.editions.order_by("live_from")[article.editions.count() - 2]


def everything():
    return [list(model.objects.values()) for model in (Article, Revision, Edition)]


def test_it_begins_with_the_words_that_readers_have(client, editor, article):
    response = client.get(press_url(article, "fix"))

    form = response.context["form"]
    assert [form[name].value() for name in ("headline", "standfirst", "body", "revision")] == [
        *("Ferry leaves", "At last.", LIVE),
        1,
    ]
    assert "Starts from Revision 1" in words(response)


def test_the_fix_is_out_at_once_and_in_all_that_waits(client, editor, article):
    body = LIVE.replace("Nobody was", "Two were")

    response = use(client, "fix", article, **sent(body=body))

    waiting = article.editions.latest("live_from")
    article.refresh_from_db()
    assert response.status_code == 302
    assert (live(article).headline, live(article).body) == ("Ferry leaves", body)
    assert waiting.body == article.body == body.replace("nine", "ten")
    assert waiting.headline == article.headline == "Ferry left"


def test_a_clash_shows_both_sides_and_keeps_what_was_typed(client, editor, article):
    before = everything()

    response = use(client, "fix", article, **sent(headline="<b>Boat</b> leaves"))

    page = words(response)
    assert response.status_code == 409
    assert "Your fix &lt;b&gt;Boat&lt;/b&gt; leaves Revision 2, which waits for" in page
    assert response.context["form"]["headline"].value() == "<b>Boat</b> leaves"
    assert everything() == before


def test_a_clash_of_copy_shows_the_paragraphs(client, editor, article):
    body = LIVE.replace("nine", "eleven")

    response = use(client, "fix", article, **sent(body=body))

    assert response.status_code == 409
    sides = words(response).partition("Your fix")[2].partition("Starts from")[0]
    assert sides.startswith(" The boat left at eleven. Revision 2, which waits for ")
    assert "The boat left at ten." in sides
    assert response.context["form"]["body"].value() == body


def test_readers_may_have_other_words_by_then(client, editor, article):
    press.unschedule(article, by=editor)
    press.publish(article, by=editor)
    before = everything()

    response = use(client, "fix", article, **sent(standfirst="At long last."))

    assert response.status_code == 409
    assert "saved revision 2 since you opened this story" in words(response)
    assert response.context["form"]["standfirst"].value() == "At long last."
    assert response.context["form"]["revision"].value() == "1"
    assert everything() == before


def test_readers_may_have_nothing_by_then(client, editor, article):
    press.withdraw(article, by=editor)
    before = everything()

    response = use(client, "fix", article, **sent(standfirst="At long last."))

    assert response.status_code == 409
    assert "cannot be done with a story that is expired" in words(response)
    assert "expired" in words(client.get(press_url(article, "fix")))
    assert everything() == before


def test_nothing_changed_is_refused(client, editor, article):
    assert use(client, "fix", article, **sent()).status_code == 409


def test_a_note_comes_with_the_fix(client, editor, article):
    note = {"kind": "correction", "note": "It was not the first time."}

    use(client, "fix", article, **sent(standfirst="Again.", reason="A reader rang", **note))

    assert (live(article).correction, live(article).correction_note) == tuple(note.values())
    assert article.acts.first().reason == "A reader rang"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "correction"},
        {"note": "It was late."},
        {"kind": "correction", "note": "It was late.", "is_silent": "on"},
        {"kind": "joke", "note": "Ha"},
        {"headline": ""},
        {"headline": "x" * 301},
        {"body": "<p>" * 600},
        {"body": "x" * 600_000},
        {"revision": "7"},
        {"revision": "x"},
    ],
)
def test_what_does_not_fit_is_refused_and_kept(client, editor, article, wrong):
    before = everything()

    response = use(client, "fix", article, **sent(standfirst="Again.") | wrong)

    assert response.status_code == 400
    assert response.context["form"]["standfirst"].value() == "Again."
    assert everything() == before


def test_a_fix_may_be_silent(client, editor, article):
    use(client, "fix", article, **sent(standfirst="Again.", is_silent="on"))

    assert (live(article).is_silent, live(article).revised_at) == (True, None)


def test_copy_is_cleaned(client, editor, article):
    use(client, "fix", article, **sent(body=f"{LIVE}<script>alert(1)</script>", kicker=" Sea\n "))

    assert (live(article).body, live(article).kicker) == (LIVE, "Sea")


def test_it_is_offered_where_the_newest_is_not_what_readers_have(client, editor):
    article = make_live()
    link = press_url(article, "fix")

    assert link not in client.get(form_url(article)).text
    article.headline = "Another"
    saving.save(article, by=None)
    assert link in client.get(form_url(article)).text
