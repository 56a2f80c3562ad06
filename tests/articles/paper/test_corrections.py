"""Notes to readers: on their story, on the page of all, and in its feed."""

import html
import re
from xml.etree import ElementTree

import pytest

from articles import press
from articles.models import Edition, Masthead
from articles.paper.paging import PAGE
from articles.workflow import Answer, Kind
from tests.factories import edit, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</script><script>alert(1)</script> & <b>bold</b>\n\nSecond ]]> line"


@pytest.fixture
def editor():
    return make_user()


def corrected(story, editor, kind="correction", note="It was ten.", **how):
    return press.correct(story, by=editor, kind=kind, note=note, **how)


def words(client, url):
    return client.get(url).content.decode()


def order(page, *marks):
    return sorted(marks, key=page.index)


# --- On the story ----------------------------------------------------------------------------


def test_a_story_without_notes_has_no_place_for_them(client):
    assert 'class="note' not in words(client, make_live().edition.path)


@pytest.mark.parametrize("kind", Kind)
def test_grave_notes_stand_over_the_copy_and_others_under_it(client, editor, kind):
    story = make_live(by=editor, standfirst="In brief.", body="<p>The copy.</p>")
    corrected(story, editor, kind=kind, note="The note.")

    page = words(client, story.edition.path)
    seen = order(page[page.index("<h1") :], "In brief.", "The note.", "The copy.")

    grave = kind in {Kind.APOLOGY, Kind.RETRACTION}
    top, under = ["In brief.", "The note.", "The copy."], ["In brief.", "The copy.", "The note."]
    assert seen == (top if grave else under)
    assert f"<strong>{kind.label}</strong>" in page


def test_notes_stand_latest_first_with_their_moments(client, editor):
    story = make_live(by=editor)
    first = corrected(story, editor, note="First note.")
    corrected(story, editor, note="Second note.")

    page = words(client, story.edition.path)

    page = page[page.index("<h1") :]
    assert order(page, "First note.", "Second note.") == ["Second note.", "First note."]
    assert first.live_from.isoformat(timespec="seconds")[:16] in page


def test_a_note_is_words_and_never_markup(client, editor):
    story = make_live(by=editor)
    corrected(story, editor, note=HOSTILE)

    for url in (story.edition.path, "/corrections/", f"{story.edition.path}history/"):
        page = words(client, url)
        assert "<script>alert" not in page, url
        assert "<b>bold</b>" not in page, url
        assert "<p>Second ]]&gt; line</p>" in page, url


def test_a_note_to_come_is_nowhere(client, editor):
    story = make_live(by=editor)
    corrected(edit(story, body="<p>Ten.</p>"), editor, note="Walrus.", at=next_minute())

    for url in (story.edition.path, "/corrections/", "/corrections/feed/"):
        assert "Walrus" not in words(client, url)


# --- All of them -----------------------------------------------------------------------------


def test_a_paper_without_corrections_says_so(client):
    make_live()

    assert "There is nothing to put right just now." in words(client, "/corrections/")
    assert ElementTree.fromstring(words(client, "/corrections/feed/")).find(f"{ATOM}entry") is None


def test_every_page_leads_to_the_corrections(client):
    for url in ("/", "/nowhere/"):
        assert 'href="/corrections/"' in words(client, url)


def test_each_note_is_listed_with_its_story_as_it_is_now(client, editor):
    story = make_live(by=editor, headline="Ferry sinks")
    corrected(story, editor, kind="apology", note="It did not.")
    press.publish(edit(story, headline="Ferry arrives"), by=editor)
    path = press.readdress(story, by=editor, slug="ferry-arrives").path

    page = words(client, "/corrections/")

    assert "Apology" in page
    assert "It did not." in page
    assert f'<a href="{path}">Ferry arrives</a>' in page
    assert "Ferry sinks" not in page


@pytest.mark.parametrize("answer", [None, *sorted(Answer)])
def test_notes_on_what_readers_do_not_have_are_not_listed(client, editor, answer):
    story = make_live(by=editor, headline="Walrus")
    corrected(story, editor, note="Narwhal.")
    if answer in {Answer.GONE, Answer.VANISHED}:
        press.kill(story, by=editor, answer=answer)
    elif answer == Answer.MOVED:
        press.kill(story, by=editor, answer=answer, target="/")
    elif answer == Answer.OFF:
        press.withdraw(story, by=editor)

    is_live = answer in {None, Answer.COPY}
    for url in ("/corrections/", "/corrections/feed/"):
        assert ("Narwhal." in words(client, url)) == is_live
        assert ("Walrus" in words(client, url)) == is_live


def test_paging_shows_every_note_once_latest_first(client, editor):
    story, other = make_live(by=editor), make_live(by=editor)
    for number in range(PAGE):
        corrected(story, editor, note=f"Note {number}a.")
        corrected(other, editor, note=f"Note {number}b.")
    # Two began at one moment: the story number tells them apart.
    notes = Edition.objects.exclude(correction="").order_by("-live_from")
    twins = list(notes[PAGE - 1 : PAGE + 1])
    Edition.objects.filter(pk=twins[1].pk).update(live_from=twins[0].live_from)

    seen, url = [], "/corrections/"
    while url:
        answer = client.get(url)
        seen += [correction.note.words for correction in answer.context["corrections"]]
        url = answer.context["older"] and f"/corrections/{answer.context['older']}"

    assert len(seen) == len(set(seen)) == 2 * PAGE
    assert seen[0] == f"Note {PAGE - 1}b."
    assert seen[-1] == "Note 0a."


@pytest.mark.parametrize("before", ["", "x", "99999999T000000.000000Z-1"])
def test_a_page_mark_that_none_of_our_links_has_is_404(client, before):
    assert client.get("/corrections/", {"before": before}).status_code == 404


def test_the_feed_has_each_note_under_an_id_that_lasts(client, editor):
    Masthead.objects.create(name="The Quay")
    story = make_live(by=editor, headline="Fog & <b>mist</b>")
    corrected(story, editor, note=HOSTILE)

    feed = ElementTree.fromstring(words(client, "/corrections/feed/"))
    entry = feed.find(f"{ATOM}entry")
    number = entry.find(f"{ATOM}id").text

    assert feed.find(f"{ATOM}title").text == "The Quay: Corrections"
    assert entry.find(f"{ATOM}title").text == "Correction: Fog & <b>mist</b>"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{story.edition.path}"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", number)
    assert "<script>" not in entry.find(f"{ATOM}content").text
    assert "&lt;/script&gt;" in entry.find(f"{ATOM}content").text

    press.readdress(story, by=editor, slug="elsewhere")
    corrected(story, editor, note="Another.")

    feed = ElementTree.fromstring(words(client, "/corrections/feed/"))
    numbers = [entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(numbers)) == 2
    assert numbers[1] == number


def test_a_feed_carries_the_notes_with_the_copy(client):
    editor = make_user()
    article = make_live(by=editor, body="<p>The copy.</p>")
    for kind, note in (("correction", "It was <b>Tuesday</b>."), ("retraction", "We withdraw it.")):
        press.correct(article, by=editor, kind=kind, note=note)

    feed = client.get("/feed/").content.decode()

    content = html.unescape(feed[feed.index("<content") : feed.index("</content>")])
    places = [
        content.index(words) for words in ("We withdraw it.", "The copy.", "It was &lt;b&gt;")
    ]
    assert places == sorted(places)
