"""The page of what changed in a story: what readers saw change, and never a word more."""

import re

import pytest

from articles import press
from articles.models import Masthead
from articles.workflow import Answer, Kind
from tests.factories import edit, make_correspondent, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

UNSEEN = re.compile(r'<span class="unseen">.*?</span>')


@pytest.fixture
def editor():
    return make_user()


@pytest.fixture
def story(editor):
    """A live story in which readers were told of a change."""
    story = make_live(
        by=editor,
        headline="Ferry leaves",
        body="<p>The boat left at nine.</p><p>Nobody saw it go.</p>",
    )
    publish(story, editor, body="<p>The boat left at ten.</p><p>Nobody saw it go.</p>")
    return story


def publish(story, editor, *, is_silent=False, **fields):
    return press.publish(edit(story, **fields), by=editor, is_silent=is_silent)


def correct(story, editor, *, kind="correction", note="The note.", withholds=None, **fields):
    return press.correct(
        edit(story, **fields) if fields else story,
        by=editor,
        kind=kind,
        note=note,
        withholds=withholds,
    )


def history(client, story):
    """The page as seen, or None where there is none; with a check that its story knows."""
    path = story.editions.filter(answer=Answer.COPY).latest("live_from").path
    response = client.get(f"{path}history/")
    page = client.get(path)
    if page.status_code == 200:
        is_linked = f'href="{path}history/"' in page.content.decode()
        assert is_linked == (response.status_code == 200)
    if response.status_code != 200:
        assert response.status_code == 404
        return None
    seen = UNSEEN.sub("", response.content.decode())
    return seen[seen.index("<section") :]


def test_changed_paragraphs_are_shown_word_by_word_and_no_others(client, story):
    page = history(client, story)

    assert "<p>" not in page.replace('<p dir="auto">', "")
    assert '<p dir="auto">The boat left at <del>nine.</del> <ins>ten.</ins></p>' in page
    assert "Nobody saw it go" not in page


def test_changes_are_told_in_words_too(client, story):
    page = client.get(f"{story.edition.path}history/").content.decode()

    assert '<del><span class="unseen">removed: </span>nine.' in page
    assert '<ins><span class="unseen">added: </span>ten.' in page


def test_every_part_is_compared_under_its_name(client, editor, story):
    story.bylines.all().update(correspondent=make_correspondent("Tom Reeve"))
    publish(
        story,
        editor,
        kicker="Tides",
        headline="Ferry leaves late",
        standfirst="In brief.",
        dateline="TOLLAND BAY",
    )

    page = history(client, story)

    for label in ("Kicker", "Headline", "Standfirst", "Dateline"):
        assert f">{label}</h3>" in page
    assert "Ferry leaves <ins>late</ins>" in page or "<ins> late</ins>" in page


def test_a_change_of_a_byline_alone_is_shown(client, editor):
    story = make_live(by=editor)
    correct(story, editor, kind="update", note="Credits were put right.")
    story.editions.filter(correction="").update(
        bylines=[{"name": "Tom Reeve", "role": "", "correspondent": ""}]
    )

    page = history(client, story)

    assert "<del>Tom Reeve</del>" in page
    assert "<ins>Odile Marsh</ins>" in page


def test_the_latest_change_stands_first_each_with_its_note(client, editor, story):
    correct(story, editor, note="First note.", headline="Ferry leaves late")
    correct(story, editor, kind="update", note="Second note.", headline="Ferry leaves early")

    page = history(client, story)

    order = [page.index(words) for words in ("Second note.", "First note.", "<del>nine.")]
    assert order == sorted(order)
    assert page.count("<section") == 3


def test_a_silent_change_is_shown_without_a_note(client, editor, story):
    publish(story, editor, is_silent=True, headline="Ferry leaves late")

    page = history(client, story)

    assert page.count("<section") == 2
    assert "note" not in page


def test_silent_changes_alone_have_no_page(client, editor):
    story = make_live(by=editor)
    publish(story, editor, is_silent=True, body="<p>Other words.</p>")

    assert history(client, story) is None


def test_a_story_that_never_changed_has_none(client, editor):
    assert history(client, make_live(by=editor)) is None


def test_a_note_on_the_same_words_is_shown_alone(client, editor):
    story = make_live(by=editor)
    correct(story, editor, note="The note says all.")

    page = history(client, story)

    assert "The note says all." in page
    assert "no longer shown" not in page
    assert "<ins>" not in page


def test_the_same_words_again_are_no_change(client, editor, story):
    press.withdraw(story, by=editor)
    press.reinstate(story, by=editor)
    press.readdress(story, by=editor, slug="elsewhere")

    assert history(client, story).count("<section") == 1


def test_changes_whose_words_nobody_counted_are_shown(client, story):
    story.editions.update(words_changed=None)

    assert "<del>nine.</del> <ins>ten.</ins>" in history(client, story)


def test_uncounted_editions_that_changed_nothing_are_left_out(client, editor, story):
    press.withdraw(story, by=editor)
    press.reinstate(story, by=editor)
    story.editions.update(words_changed=None)

    page = history(client, story)

    assert page.count("<section") == 1
    assert "no longer shown" not in page


def test_a_page_that_is_linked_is_there_even_if_it_has_nothing_to_show(client, editor):
    story = make_live(by=editor)
    press.withdraw(story, by=editor)
    again = press.reinstate(story, by=editor)
    story.editions.update(words_changed=None, revised_at=again.live_from)

    page = history(client, story)

    assert page.count("<section") == 1
    assert "What changed here is no longer shown." in page


# --- What may not be seen --------------------------------------------------------------------


@pytest.mark.parametrize("whose", ["the story's", "the paper's"])
def test_it_can_be_switched_off(client, editor, story, whose):
    assert history(client, story) is not None

    if whose == "the paper's":
        Masthead.objects.update_or_create(defaults={"shows_history": False})
    else:
        publish(story, editor, shows_history=False, headline="Ferry leaves late")

    assert history(client, story) is None


@pytest.mark.parametrize("take", ["withdraw", "kill"])
def test_what_is_hidden_has_no_history(client, editor, story, take):
    path = f"{story.edition.path}history/"
    assert client.get(path).status_code == 200

    getattr(press, take)(story, by=editor)

    assert client.get(path).status_code == 404


def test_the_history_of_a_former_path_leads_to_that_of_now(client, editor, story):
    old = story.edition.path
    new = press.readdress(story, by=editor, slug="elsewhere").path

    response = client.get(f"{old}history/")
    assert (response.status_code, response.headers["Location"]) == (301, f"{new}history/")

    press.withdraw(story, by=editor)
    assert client.get(f"{old}history/").status_code == 404


def test_words_to_come_are_not_shown(client, editor, story):
    press.schedule(edit(story, headline="Walrus"), by=editor, at=next_minute())

    assert "Walrus" not in history(client, story)


def test_words_that_wait_are_shown_once_they_are_out(client, editor, story, hold_clock):
    at = next_minute()
    press.schedule(edit(story, headline="Walrus"), by=editor, at=at)

    hold_clock(at)

    assert "<ins>Walrus</ins>" in history(client, story)


def test_words_from_before_a_tombstone_are_never_shown(client, editor, story):
    press.kill(story, by=editor)
    press.reinstate(story, by=editor)

    assert history(client, story) is None

    publish(story, editor, body="<p>The boat left at noon.</p><p>Nobody saw it go.</p>")

    page = history(client, story)
    assert "nine" not in page
    assert "<del>ten.</del> <ins>noon.</ins>" in page


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("withholds", [None, True, False])
def test_words_that_were_withheld_are_not_shown(client, editor, story, kind, withholds):
    correct(story, editor, kind=kind, withholds=withholds, body="<p>The boat left at noon.</p>")
    publish(story, editor, body="<p>The boat left at noon, we hear.</p>")

    page = history(client, story)

    is_withheld = kind in {Kind.APOLOGY, Kind.RETRACTION} if withholds is None else withholds
    assert "The note." in page
    assert "we hear." in page
    assert ("The words before are withheld." in page) == is_withheld
    for words in ("nine", "ten", "Nobody saw it go"):
        assert (words in page) != is_withheld


def test_withheld_words_stay_so_when_the_story_comes_back(client, editor, story):
    correct(story, editor, kind="apology", body="<p>The boat left at noon.</p>")
    press.withdraw(story, by=editor)
    press.reinstate(story, by=editor)
    press.readdress(story, by=editor, slug="elsewhere")

    page = history(client, story)

    assert "withheld" in page
    for words in ("nine", "ten", "Nobody"):
        assert words not in page


def test_erased_words_are_not_shown(client, editor, story):
    chief = make_user(is_superuser=True)
    press.erase(story, by=chief, words="nine", reason="An order of the court")
    assert "<del>[erased].</del>" in history(client, story)

    press.erase(story, by=chief, words="boat left at ten", reason="An order of the court")
    press.erase(story, by=chief, words="The boat left at", reason="An order of the court")

    page = history(client, story)
    assert "nine" not in page
    assert "boat" not in page


def test_words_that_are_all_erased_leave_only_the_moment(client, editor):
    chief = make_user(is_superuser=True)
    story = make_live(by=editor, body="<p>Mr Wren stole it.</p>")
    publish(story, editor, body="<p>Mr Lark stole it.</p>")
    press.erase(story, by=chief, words="Wren", reason="An order of the court")
    press.erase(story, by=chief, words="Lark", reason="An order of the court")

    page = history(client, story)

    assert "What changed here is no longer shown." in page
    assert "<ins>" not in page


def test_copy_is_words_and_never_markup(client, editor, story):
    publish(
        story,
        editor,
        headline="<script>alert(1)</script>",
        body="<p>&lt;img src=x onerror=alert(1)&gt; <strong>Bold</strong> words</p>",
    )

    page = history(client, story)

    assert "<script>" not in page
    assert "<img" not in page
    assert "<strong>Bold" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_robots_do_not_list_it(client, story):
    page = client.get(f"{story.edition.path}history/").content.decode()

    assert '<meta name="robots" content="noindex">' in page
    assert "history" not in client.get("/sitemap.xml").content.decode()


def test_what_is_too_much_to_compare_is_only_said_to_have_changed(client):
    editor = make_user()
    paragraphs = [f"<p>Paragraph {number}.</p>" for number in range(600)]
    article = make_live(by=editor, body="".join(paragraphs))
    press.publish(edit(article, body="".join(paragraphs[::-1])), by=editor)

    page = client.get(f"{article.edition.path}history/")

    assert page.status_code == 200
    assert "More changed than is shown here." in page.content.decode()
    assert "Paragraph" not in page.content.decode()


def test_what_was_withdrawn_is_not_shown_again(client):
    editor = make_user()
    article = make_live(by=editor, standfirst="Libelword.")
    press.withdraw(article, by=editor)
    press.publish(edit(article, standfirst="Mended."), by=editor)
    press.publish(edit(article, standfirst="Mended again."), by=editor)

    page = client.get(f"{article.edition.path}history/").content.decode()

    assert "Mended" in page
    assert "Libelword" not in page
