"""The notes after a story's form."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from articles.desk import notes
from articles.models import Note, Notice
from tests.articles.admin.paperwork import at_desk, form_url, words
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

ASKED = {"X-Requested-With": "XMLHttpRequest"}


def note_url(article):
    return f"/admin/articles/article/{article.pk}/note/"


def write(client, article, text, *, headers=None, **data):
    return client.post(note_url(article), {"text": text} | data, headers=headers)


def section_of(response):
    """The notes on a page, as HTML."""
    page = response.content.decode()
    return page[page.index('<section id="notes"') :].partition("</section>")[0]


def test_a_note_leads_back_to_itself_on_the_form(client):
    writer, article = at_desk(client), make_article()

    answer = write(client, article, "Where is the picture?")

    note = Note.objects.get()
    assert (note.by, note.text) == (writer, "Where is the picture?")
    assert (answer.status_code, answer.url) == (302, f"{form_url(article)}#note-{note.pk}")
    assert f'id="note-{note.pk}"' in section_of(client.get(form_url(article)))


def test_an_answer_stands_in_its_thread(client):
    at_desk(client)
    article = make_article()
    first = notes.write(article, "First", by=make_user())
    notes.write(article, "Second", by=make_user())

    write(client, article, "In answer", answers=first.pk)

    shown = re.findall(r'dir="auto">(\w[^<]*)</p>', section_of(client.get(form_url(article))))
    assert Note.objects.get(text="In answer").thread == first
    assert shown == ["First", "In answer", "Second"]


def test_who_only_looks_may_write_too(client):
    writer, article = at_desk(client, "Picture editor"), make_article()

    page = client.get(form_url(article))
    answer = write(client, article, "Two pictures are there")

    assert not page.context["has_change_permission"]
    assert "Send the note" in section_of(page)
    assert answer.status_code == 302
    assert Note.objects.get().by == writer


def test_a_new_story_has_no_notes_yet(client):
    at_desk(client)

    assert b'id="notes"' not in client.get(form_url()).content


def test_asked_so_it_answers_with_the_notes_alone(client):
    at_desk(client)
    article = make_article()

    answer = write(client, article, "Where is it?", headers=ASKED)
    again = client.get(note_url(article), headers=ASKED)

    assert (answer.status_code, again.status_code) == (200, 200)
    for page in (answer, again):
        assert page.content.decode().strip().startswith("<section")
        assert "Where is it?" in section_of(page)
        assert 'name="csrfmiddlewaretoken"' in section_of(page)
    assert "note--written" in section_of(answer)
    assert "note--written" not in section_of(again)


def test_asked_for_by_itself_it_leads_to_the_form(client):
    at_desk(client)
    article = make_article()

    assert client.get(note_url(article)).url == f"{form_url(article)}#notes"


@pytest.mark.parametrize("headers", [ASKED, None])
def test_what_is_refused_is_still_there(client, headers):
    at_desk(client)
    article = make_article()
    first = notes.write(article, "First", by=make_user())
    text = "\n@nobody <b>knows</b>\nthis"

    answer = write(client, article, text, headers=headers, answers=first.pk)

    box = section_of(answer)
    assert answer.status_code == 400
    assert list(Note.objects.all()) == [first]
    assert "There is nobody called @nobody on the desk." in box
    # The first line end of a textarea is not the text's.
    assert 'aria-invalid="true">\n\n@nobody &lt;b&gt;knows&lt;/b&gt;\nthis</textarea>' in box
    assert box.count("<details open>") == 1
    assert box.count("@nobody &lt;") == 1


def test_what_is_too_long_is_still_there(client):
    at_desk(client)
    text = "word " * 1_200

    answer = write(client, make_article(), text)

    assert answer.status_code == 400
    assert text in answer.content.decode()
    assert "5000 characters at most" in words(answer)


@pytest.mark.parametrize("role", ["Reporter", "Section editor"])
def test_of_a_story_out_of_reach_there_is_nothing(client, role):
    at_desk(client, role)
    article = make_article()

    answers = [write(client, article, "Hello"), client.get(note_url(article), headers=ASKED)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not Note.objects.exists()


def test_strangers_are_led_to_the_log_in(client):
    answer = write(client, make_article(), "Hello", headers=ASKED)

    assert answer.url.startswith("/admin/login/")
    assert not Note.objects.exists()


@pytest.mark.parametrize("number", ["x", "0", "9" * 18, "9" * 40, "-1", "1 OR 1", "\x00", "٣"])
def test_there_is_no_answer_to_what_is_no_note(client, number):
    at_desk(client)

    assert write(client, make_article(), "Hello", answers=number).status_code == 404
    assert not Note.objects.exists()


def test_there_is_no_answer_to_a_note_of_another_story(client):
    writer = at_desk(client)
    other = notes.write(make_article(), "Elsewhere", by=writer)

    assert write(client, make_article(), "Hello", answers=other.pk).status_code == 404
    assert Note.objects.get() == other


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</textarea><img src=x onerror=alert(1)>",
        "@ana<svg onload=alert(1)>",
        'https://x/"onmouseover=alert(1)//@ana',
        "&lt;script&gt; ]]> <!--",
    ],
)
def test_a_note_is_words_and_nothing_else(client, text):
    ana = make_user(username="ana")
    at_desk(client)
    article = make_article()

    write(client, article, text)
    Notice.objects.get_or_create(to=ana, article=article, kind="mentioned", text=text)
    client.force_login(ana)

    # The form last: who opens a story has read what was told of it.
    for url in ("/admin/notices/", "/admin/", form_url(article)):
        page = client.get(url).content.decode()
        assert text not in page
        assert escape(text) in re.sub("</?strong[^>]*>", "", page), url


def test_a_mention_stands_out(client):
    make_user(username="ana")
    at_desk(client)
    article = make_article()

    write(client, article, "Ask @ana. <b>")

    page = section_of(client.get(form_url(article)))
    assert 'Ask <strong class="mention">@ana</strong>. &lt;b&gt;</p>' in page


@pytest.mark.parametrize("headers", [None, ASKED])
def test_fifty_notes_cost_no_more_queries_than_one(client, headers):
    at_desk(client)
    article, people = make_article(), [make_user() for _ in range(3)]
    url = note_url(article) if headers else form_url(article)
    first = notes.write(article, "First", by=people[0])
    client.get(url, headers=headers)  # the first visit is noted

    with CaptureQueriesContext(connection) as one:
        client.get(url, headers=headers)
    for number in range(49):
        answers = first if number % 2 else None
        notes.write(article, "More", by=people[number % 3], answers=answers)
    with CaptureQueriesContext(connection) as fifty:
        page = client.get(url, headers=headers)

    assert section_of(page).count('<article id="note-') == 50
    assert len(fifty) == len(one)
