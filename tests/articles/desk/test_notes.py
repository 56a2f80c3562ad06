"""Notes on a story: who may write them, what they may say, who hears of them."""

import pytest

from articles.desk import notes
from articles.models import Note, Notice
from articles.refusals import NotPermitted, Undeliverable
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db

Kind = Notice.Kind


def heard():
    """Every notice there is: {(name, kind, text)}."""
    return {(notice.to.username, notice.kind, notice.text) for notice in Notice.objects.all()}


def refused(article, text, *, by):
    """Have a note refused, see that nothing came of it, and give the words of the refusal."""
    with pytest.raises(Undeliverable) as refusal:
        notes.write(article, text, by=by)
    assert not Note.objects.exists()
    assert not Notice.objects.exists()
    return str(refusal.value)


@pytest.mark.parametrize("role", ["Reporter", "Sub-editor", "Picture editor", "Editor"])
def test_whoever_may_see_the_story_may_write(role):
    writer = make_user(role)
    article = make_article(by=writer if role == "Reporter" else make_user())

    note = notes.write(article, " Where is\r\nthe picture?\x00 ", by=writer)

    assert note == Note.objects.get()
    assert (note.article, note.by, note.thread) == (article, writer, None)
    assert note.text == "Where is\nthe picture?"


@pytest.mark.parametrize("role", ["Reporter", "Section editor", None])
def test_nobody_else_may(role):
    with pytest.raises(NotPermitted):
        notes.write(make_article(), "Hello", by=make_user(role))

    assert not Note.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n\t ", "\x00\x07"])
def test_a_note_says_something(text):
    assert refused(make_article(), text, by=make_user()) == "Write something first."


def test_a_note_has_its_length():
    article, writer = make_article(), make_user()

    told = refused(article, "x" * 5_001, by=writer)
    notes.write(article, "é\r\n" * 2_500, by=writer)

    assert told == "A note has 5000 characters at most; this one has 5001."
    assert len(Note.objects.get().text) == 4_999


def test_whoever_is_mentioned_hears_of_it_once():
    article = make_article()
    for name in ("ana", "Ben", "cas"):
        make_user(username=name)
    text = "@ANA, see @ben. And again: @Ben!"

    notes.write(article, text, by=make_user())

    assert heard() == {("ana", Kind.MENTIONED, text), ("Ben", Kind.MENTIONED, text)}
    assert Notice.objects.count() == 2


def test_of_two_names_that_differ_in_case_the_one_written_is_meant():
    for name in ("ana", "Ana"):
        make_user(username=name)

    notes.write(make_article(), "@ana", by=make_user())

    assert {name for name, _kind, _text in heard()} == {"ana"}


def test_whoever_mentions_themselves_hears_nothing():
    notes.write(make_article(), "@ana will do", by=make_user(username="ana"))

    assert heard() == set()


@pytest.mark.parametrize("fields", [{"is_active": False}, {"role": None}])
def test_who_is_not_on_the_desk_is_nobody(fields):
    make_user(**{"username": "ana"} | fields)

    told = refused(make_article(), "Ask @ana.", by=make_user())

    assert told == "There is nobody called @ana on the desk. Mend the name, or leave out the @."


def test_all_strangers_are_named_at_once():
    make_user(username="ana")

    told = refused(make_article(), "@bob @ana @Cas @dee", by=make_user())

    assert "@bob, @Cas or @dee" in told


def test_who_may_not_see_the_story_has_to_be_let_in_first():
    article, writer = make_article(), make_user()
    outside = make_user("Reporter", username="ana")

    told = refused(article, "@Ana and @ana", by=writer)
    article.shared_with.add(outside)
    notes.write(article, "@ana", by=writer)

    assert told == "@Ana and @ana may not see this story. Share it first, then send the note."
    assert heard() == {("ana", Kind.MENTIONED, "@ana")}


def test_a_section_editor_is_let_in_by_the_section():
    section, editor = make_section(), make_user("Section editor", username="ana")
    article = make_article(section=section)
    section.editors.add(editor)

    notes.write(article, "@ana", by=make_user())

    assert heard() == {("ana", Kind.MENTIONED, "@ana")}


def test_an_answer_to_an_answer_is_in_the_thread():
    article, writer = make_article(), make_user()
    first = notes.write(article, "Who?", by=writer)
    second = notes.write(article, "I.", by=writer, answers=first)

    third = notes.write(article, "Thanks.", by=writer, answers=second)

    assert (second.thread, third.thread) == (first, first)


def test_the_thread_hears_of_an_answer():
    article = make_article()
    ana, ben, cas, dee = (make_user(username=name) for name in ("ana", "ben", "cas", "dee"))
    first = notes.write(article, "Who?", by=ana)
    notes.write(article, "I.", by=ben, answers=first)
    notes.write(article, "Another thread.", by=dee)
    Notice.objects.all().delete()

    notes.write(article, "No, @ben.", by=cas, answers=first)

    assert heard() == {("ana", Kind.ANSWERED, "No, @ben."), ("ben", Kind.MENTIONED, "No, @ben.")}


def test_whoever_left_the_story_hears_no_answer():
    article = make_article()
    ana, ben = make_user("Reporter", username="ana"), make_user(username="ben")
    article.shared_with.add(ana)
    first = notes.write(article, "Who?", by=ana)
    article.shared_with.clear()

    notes.write(article, "I.", by=ben, answers=first)

    assert heard() == set()
