"""Links to our own stories: they lead where readers have the story now, or are plain words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import press
from articles.desk import moves
from articles.refusals import IllegalMove
from tests.factories import edit, make_article, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

WORDS = "which nobody had foreseen"


@pytest.fixture
def editor():
    return make_user()


@pytest.fixture
def target(editor):
    return make_live(by=editor, headline="Bridge closes for a week", tags=["bridges"])


def linking_to(*targets):
    links = "".join(f'<p>A week, <a href="story:{one.uid}">{WORDS}</a>.</p>' for one in targets)
    return f"<p>The boat left at nine.</p>{links}"


@pytest.fixture
def story(target, editor):
    return make_live(by=editor, headline="Ferry is full", body=linking_to(target))


def readings(client, story):
    """A story wherever readers get its body: its page, and the feeds."""
    pages = [story.edition.path, "/feed/", "/harbour/feed/", "/topic/ferries/feed/"]
    return {page: client.get(page).text.replace("&lt;", "<").replace("&gt;", ">") for page in pages}


def link(path):
    return f'<a href="{path}">{WORDS}</a>'


def test_the_edition_keeps_the_key_and_pages_have_the_path(client, story, target):
    assert f"story:{target.uid}" in story.edition.body
    for page, text in readings(client, story).items():
        text = text.replace("&quot;", '"')
        assert link(target.edition.path) in text, page
        assert "story:" not in text, page


def test_the_link_follows_the_story(client, story, target, editor):
    press.readdress(target, by=editor, slug="bridge-shut")
    moved = target.editions.live(at=next_minute(0)).get()

    for text in readings(client, story).values():
        assert link(moved.path) in text.replace("&quot;", '"')
    assert moved.path.endswith("/bridge-shut/")


@pytest.mark.parametrize(
    "hide",
    [
        lambda target, by: press.kill(target, by=by, answer="gone", reason="Libel", notice="Gone."),
        lambda target, by: press.withdraw(target, by=by, reason="Too soon"),
    ],
    ids=["killed", "withdrawn"],
)
def test_the_link_goes_with_the_story(client, story, target, editor, hide):
    hide(target, editor)

    for page, text in readings(client, story).items():
        assert f"A week, {WORDS}." in text, page
        assert str(target.uid) not in text.partition(WORDS)[0][-200:], page
        assert all(word not in text for word in ("bridge-closes", "Bridge closes")), page


def test_a_story_that_is_not_out_is_not_betrayed(client, editor):
    waits = make_article(headline="Mayor resigns", slugline="mayor-secret")
    press.schedule(waits, by=editor, at=next_minute(5))
    story = make_live(by=editor, body=linking_to(waits, make_article(headline="Nobody knows")))

    for page, text in readings(client, story).items():
        assert f"A week, {WORDS}.</p><p>A week, {WORDS}.</p>" in text, page
        assert all(word not in text.lower() for word in ("mayor", "nobody-knows", "story:")), page
        assert str(waits.uid) not in text, page


def test_a_proof_shows_links_as_readers_would_get_them(client, target, editor):
    draft = make_article(body=linking_to(target, make_article()))
    client.force_login(editor)

    text = client.get(f"/admin/articles/article/{draft.pk}/proof/").text

    assert text.count(link(target.edition.path)) == 1
    assert f"A week, {WORDS}." in text


def test_the_time_machine_links_to_what_is_live_then(client, editor):
    waits, at = make_article(), next_minute(5)
    press.schedule(waits, by=editor, at=at)
    path = make_live(by=editor, body=linking_to(waits)).edition.path
    client.force_login(editor)

    before, then = (
        client.get(f"/admin/time-machine/{moment:%Y%m%dT%H%M%SZ}{path}").text
        for moment in (at - timedelta(seconds=1), at)
    )

    assert f"A week, {WORDS}." in before
    assert f'{waits.editions.get().path}">{WORDS}</a>' in then


def test_many_links_cost_one_query_and_none_costs_nothing(client, target, editor):
    plain = make_live(by=editor)
    one = make_live(by=editor, body=linking_to(target))
    many = make_live(by=editor, body=linking_to(*(make_live(by=editor) for _each in range(6))))

    def queries(url):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    counts = [queries(story.edition.path) for story in (plain, one, many)]
    assert counts == [counts[0], counts[0] + 1, counts[0] + 1]
    with_links = queries("/feed/")
    for _each in range(5):
        make_live(by=editor, body=linking_to(target))
    assert queries("/feed/") == with_links


def test_a_story_that_another_links_to_is_not_spiked(editor):
    target = make_article(headline="Bridge closes")
    linking = make_article(headline="Ferry is full", body=linking_to(target))

    with pytest.raises(IllegalMove, match="Ferry is full"):
        moves.move(target, "spike", by=editor, reason="Old")

    edit(linking, body="<p>No link.</p>")
    moves.move(target, "spike", by=editor, reason="Old")
