"""`verify` is silent where all is well, and tells each thing that is not."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.desk import saving
from articles.desk.proof_links import Bounds, State
from articles.models import (
    Act,
    Alias,
    Article,
    Byline,
    Clash,
    Edition,
    FormerAddress,
    Note,
    ProofLink,
    ProofOpening,
    Revision,
    Section,
    Tag,
    Unsaved,
)
from articles.models.edition import EditionCredit, EditionTopic
from articles.surfaces.verify import verify
from articles.workflow import Answer
from tests.articles.surfaces import hidden
from tests.articles.surfaces.faults import odd, show
from tests.articles.surfaces.hidden import CHANGES, FORMER, HIDDEN
from tests.factories import (
    edit,
    make_article,
    make_live,
    make_proof_link,
    make_publication,
    make_user,
    next_minute,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def editor():
    return make_user(username="editor")


def told(**how):
    return [fault.what for fault in verify(**how)]


# --- all is well ---


@pytest.mark.parametrize("kind", HIDDEN, ids=lambda kind: kind.__name__)
def test_nothing_is_told_of_a_hidden_story(kind, editor):
    make_live()
    kind(kind.__name__, editor)

    assert told() == []


@pytest.mark.parametrize("kind", [*CHANGES, *FORMER], ids=lambda kind: kind.__name__)
def test_nothing_is_told_of_a_live_story_with_hidden_words(kind, editor):
    article = hidden.live(kind.__name__)
    press.publish(article, by=editor)
    kind(article, kind.__name__, editor)

    assert told() == []


def test_nothing_is_told_of_a_story_with_a_long_life(editor):
    article = make_live(headline="Quay opens", by=editor)
    press.publish(edit(article, headline="Quay is open"), by=editor)
    edit(article, body="<p>The quay has been open since nine.</p>")
    press.correct(article, by=editor, kind="correction", note="It opened at nine, not at ten.")
    press.readdress(article, by=editor, slug="open-quay")
    press.withdraw(article, by=editor)
    press.reinstate(article, by=editor)
    press.correct(article, by=editor, kind="update", note="It stays open.", at=next_minute(10))
    press.repress(article, by=editor)
    press.erase(article, by=editor, words="nine", reason="A court said so.")

    assert told() == []


def test_words_that_other_stories_have_give_nothing_away(editor):
    same = {"headline": "Results of the regatta", "body": "<p>The results are in the table.</p>"}
    article = make_live(**same, by=editor)
    make_live(**same, by=editor)
    press.kill(article, by=editor, answer=Answer.VANISHED)

    assert told() == []


@pytest.mark.parametrize("take", [press.withdraw, press.kill])
@pytest.mark.parametrize("later", [0, 1])
def test_a_note_that_another_story_has_too_gives_nothing_away(editor, take, later):
    article, other = make_live(by=editor), make_live(by=editor)
    for story in (article, other):
        press.correct(story, by=editor, kind="correction", note="It was not so.")
    for number in range(later):  # the note came with an edition that is not the last
        press.publish(edit(other, headline=f"Quay opens, {number}"), by=editor)
    take(article, by=editor)

    assert told() == []


@pytest.mark.parametrize("name", ["Zoë Ångström", "Odile Marsh", "Åß Øre"])
def test_a_byline_in_free_words_that_another_story_prints_gives_nothing_away(editor, name):
    article = make_live(bylines=[name], by=editor)
    other = make_article()
    saving.save(other, by=None, bylines=[Byline(name=name.upper() if name.isascii() else name)])
    press.publish(other, by=editor)
    press.kill(article, by=editor)

    assert told() == []


@pytest.mark.parametrize("field", ["dateline", "rights", "credit", "publication", "byline"])
def test_a_slugline_that_its_page_shows_otherwise_gives_nothing_away(editor, field):
    words = "Skerry Island"
    article = make_article(slugline=words)
    if field == "byline":
        saving.save(article, by=None, bylines=[Byline(name="Odile Marsh", role=words)])
    else:
        edit(article, **{field: make_publication(words) if field == "publication" else words})
    press.publish(article, by=editor)
    Act.objects.update(reason=words)

    assert told() == []


def test_a_note_that_only_hidden_stories_have_gives_them_away(editor, monkeypatch):
    make_live()
    for _number in range(2):
        article = make_live(by=editor)
        press.correct(article, by=editor, kind="correction", note="It was not so.")
        press.withdraw(article, by=editor)
    show(monkeypatch, "front", lambda *args, **kwargs: HttpResponse("It was not so."))

    assert [line for line in told() if "shows a note to readers" in line]


def test_a_finding_in_another_language_is_told(monkeypatch):
    article = make_live(by=make_user())
    for model in (Revision, Edition, Article):
        odd(model.objects, body="<p> </p>")
    odd(Edition.objects, excerpt="")
    finding = {"check": "wholeness", "level": "error", "message": "Es fehlt ein Text."}
    finding |= {"overruled": "Sie ist so.", "by": "ines"}
    assert told(sample=0)

    odd(Edition.objects.filter(article=article), findings=[finding])

    assert told(sample=0) == []


# --- rows that do not agree ---


def waits_too_soon(article):
    press.schedule(edit(article, headline="Waits"), by=make_user(), at=next_minute(10))
    odd(Article.objects, embargoed_until=next_minute(20))


def moved_nowhere(article):
    other = make_live(by=make_user())
    press.kill(article, by=make_user(), answer=Answer.MOVED, target=other.edition.path)
    press.withdraw(other, by=make_user())


def moved_silently(article):
    press.readdress(article, by=make_user(), slug="elsewhere")
    odd(Act.objects.filter(verb="readdress"), verb="publish")


def noted(article):
    press.correct(article, by=make_user(), kind="update", note="More is known.")
    odd(Edition.objects.in_force(at=timezone.now()), corrections=[])


def worded_tombstone(article):
    press.kill(article, by=make_user())
    odd(Edition.objects.filter(answer=Answer.GONE), headline="Quay opens")


def printed_for_another(article):
    other = make_article(headline="Another").newest()
    odd(Edition.objects.filter(article=article), revision=other)


def differing_days(article):
    press.publish(edit(article, headline="Again"), by=make_user())
    odd(Edition.objects.filter(headline="Again"), published_at=F("published_at") - DAY)


def lent_for_another(article):
    make_proof_link(article, revision=article.newest())
    odd(ProofLink.objects, revision=make_article(headline="Another").newest())


def opened_for_another(article):
    link, other = make_proof_link(article), make_article(headline="Another").newest()
    ProofOpening.objects.create(link=link, revision=other)


def approved_for_another(article):
    odd(article.acts, revision=make_article(headline="Another").newest())


def two_at_an_address(article):
    FormerAddress.objects.create(path="/topic/ferries/", tag=Tag.objects.create(name="Boats"))


def two_at_an_address_in_letters(article):
    Tag.objects.create(name="Fähren", slug="fähren")
    FormerAddress.objects.create(path="/topic/fähren/", tag=Tag.objects.create(name="Boats"))


def misplaced_former(article):
    FormerAddress.objects.create(path="/topic/harbours/", section=Section.objects.get())


ODD = {
    "does not end where": lambda a: odd(
        Edition.objects, live_until=datetime(2999, 1, 1, tzinfo=UTC)
    ),
    "first published on different moments": differing_days,
    "does not tell the notes": noted,
    "wait for a moment before": waits_too_soon,
    "in the wrong place": lambda a: odd(EditionTopic.objects, published_at=F("published_at") - DAY),
    "the wrong place": lambda a: odd(EditionCredit.objects, number=F("number") + 1),
    "another story's revision": printed_for_another,
    "An act is of another story's revision": approved_for_another,
    "A proof link is for another": lent_for_another,
    "A proof link showed another story": opened_for_another,
    "another story's id": lambda a: odd(Edition.objects, uid="0" * 32),
    "differs from its revision: kicker": lambda a: odd(Edition.objects, kicker="Slipped in"),
    "not the newest": lambda a: odd(Article.objects, revision_number=7),
    "stand on its tombstone": worded_tombstone,
    "an address that is not its own": lambda a: odd(Alias.objects, path="/harbour/2001/01/01/a/"),
    "nobody changed it": moved_silently,
    "It lacks a body": lambda a: odd(Revision.objects, body="<p> </p>"),
    "where readers find nothing": moved_nowhere,
    "leads elsewhere too": two_at_an_address,
    "/topic/fähren/ is a page's address": two_at_an_address_in_letters,
    "not the form of address": misplaced_former,
}


@pytest.mark.parametrize("what", ODD)
def test_rows_that_do_not_agree_are_told(what):
    article = make_live(headline="Quay opens", by=make_user())
    assert told(sample=0) == []

    ODD[what](article)

    assert [line for line in told(sample=0) if what in line]


# --- pages that tell ---


def noted_by_desk(article, words):
    Note.objects.create(article=article, by=make_user(), text=words)


def clashed(article, words):
    contents = {"headline": words, "body": "", "section_id": 1, "tags": []}
    Clash.objects.create(article=article, by=make_user(), seen=1, newest=1, contents=contents)


def unsaved(article, words):
    fields = {"body": [f"<p>{words}.</p>"], "section": ["1"], "kicker": []}
    Unsaved.objects.create(article=article, by=make_user(), fields=fields)


@pytest.mark.parametrize("kind", [*HIDDEN, *CHANGES, *FORMER], ids=lambda kind: kind.__name__)
def test_a_page_that_shows_what_is_hidden_is_told(kind, editor, monkeypatch):
    make_live()
    if kind in HIDDEN:
        kind(kind.__name__, editor)
    else:
        article = hidden.live(kind.__name__)
        press.publish(article, by=editor)
        kind(article, kind.__name__, editor)
    words = hidden.words(kind.__name__)["body"]
    show(monkeypatch, "front", lambda *args, **kwargs: HttpResponse(f"<i>{words}</i>"))

    assert [line for line in told() if line.startswith("/ (Front page): shows")]


def test_a_page_that_fails_is_no_reason_to_kill(monkeypatch):
    make_live(by=make_user())

    def breaks(*args, **kwargs):
        raise ValueError("no page today")

    show(monkeypatch, "sitemap", breaks)

    [fault] = verify()
    assert fault.what == "/sitemap.xml (Sitemap): the page failed (500); see the log."
    assert fault.advice == "Mend the page."


def test_a_proof_that_opens_is_no_fault_and_one_that_should_not_is(monkeypatch):
    article = make_article(headline="Herons leave the weir")
    make_proof_link(article)
    assert told() == []

    monkeypatch.setattr(Bounds, "state", lambda bounds, link: State.OPEN)
    monkeypatch.setattr("articles.surfaces.inspection.open_proofs", lambda article, at: set())

    [fault] = told()
    uid = article.proof_links.get().uid.hex
    assert fault.startswith(f"/proof/{uid}…/ (Proof link): 200 is no answer of this story now; ")
    assert "the headline" in fault


@pytest.mark.parametrize("kept", [noted_by_desk, clashed, unsaved], ids=lambda kept: kept.__name__)
def test_what_the_desk_keeps_beside_the_copy_is_looked_for_too(kept, monkeypatch):
    article = make_live(by=make_user())
    kept(article, "The harbour master never saw the seven herons")
    assert told() == []

    page = HttpResponse("<p>The harbour master <b>never</b> saw the seven herons.</p>")
    show(monkeypatch, "front", lambda *args, **kwargs: page)

    assert [line for line in told() if line.startswith("/ (Front page): shows")]


def test_a_story_that_is_not_where_it_should_be_is_told(monkeypatch):
    path = make_live(by=make_user()).edition.path
    monkeypatch.setattr("articles.surfaces.inspection.STATUS", {Answer.COPY: 410})

    assert [line for line in told() if line.startswith(f"{path} (Story)")]


# --- what it costs, and leaves ---


def test_it_changes_nothing(editor):
    for kind in (hidden.gone, hidden.embargoed, hidden.published):
        article = kind(kind.__name__, editor)
    make_proof_link(article)
    asked = []

    def look(execute, sql, *args):
        asked.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(look):
        call_command("verify", "--quiet", stdout=StringIO())

    assert asked
    assert {sql.split()[0].strip("(") for sql in asked} == {"SELECT"}


def test_it_asks_of_all_rows_at_once(django_assert_num_queries):
    make_live(by=make_user())
    with CaptureQueriesContext(connection) as queries:
        told(sample=0)
    for _number in range(3):
        make_live(by=make_user())

    with django_assert_num_queries(len(queries)):
        told(sample=0)
