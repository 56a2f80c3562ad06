"""Notices by e-mail."""

import logging
import socket
import time

import pytest
from django.db import transaction

from articles.desk import notices
from articles.models import Article, Notice
from tests.factories import make_article, make_user
from tests.postbox import mail_by, open_postbox, wait_for_letters
from tests.processes import free_port

pytestmark = pytest.mark.django_db

Kind = Notice.Kind


@pytest.fixture
def sent(django_capture_on_commit_callbacks, mailoutbox):
    """Leave notices, commit, and give the letters that went out."""

    def tell(kind, article, **told):
        with django_capture_on_commit_callbacks(execute=True):
            left = notices.tell(kind, article, **told)
        wait_for_letters()
        return left, mailoutbox

    return tell


def ana(**fields):
    return make_user(username="ana", **{"email": "ana@paper.example"} | fields)


def test_a_letter_says_what_and_where_and_nothing_of_the_copy(sent, settings):
    settings.SITE_URL = "https://desk.paper.example"
    article = make_article(headline="Ferry leaves", standfirst="Late", body="<p>At nine.</p>")
    ben = make_user(username="ben", first_name="Ben", last_name="Hale")

    [notice], [letter] = sent(Kind.SENT_BACK, article, to=[ana()], by=ben, text="Who says so?")

    assert letter.to == ["ana@paper.example"]
    assert letter.subject == "Sent back to you: Ferry leaves"
    assert letter.body == (
        "From Ben Hale.\n\nWho says so?\n\n"
        f"https://desk.paper.example/admin/articles/article/{notice.article_id}/change/\n"
    )


def test_each_gets_a_letter_of_their_own(sent):
    people = [make_user(email=f"{name}@paper.example") for name in ("ben", "cas")]

    _left, letters = sent(Kind.MOVED, make_article(), to=[*people, make_user()], by=None)

    assert [letter.to for letter in letters] == [["ben@paper.example"], ["cas@paper.example"]]


def test_nothing_is_sent_of_what_is_rolled_back(mailoutbox, django_capture_on_commit_callbacks):
    committed, failed = django_capture_on_commit_callbacks(execute=True), ZeroDivisionError
    with committed, pytest.raises(failed), transaction.atomic():
        notices.tell(Kind.MOVED, make_article(), to=[ana()], by=None)
        raise failed
    wait_for_letters()

    assert mailoutbox == []


def test_no_header_can_be_slipped_in(sent):
    article = make_article()
    Article.objects.filter(pk=article.pk).update(headline="Ferry")
    article.headline = "Ferry\r\nBcc: spy@example.org\n\nHello"

    _left, [letter] = sent(Kind.MOVED, article, to=[ana()], by=None)

    assert letter.subject == "Moved: Ferry Bcc: spy@example.org Hello"
    assert letter.message()["Bcc"] is None


@pytest.mark.parametrize("address", ["nobody", "ana@paper.example\nBcc: spy@example.org", "ä@ö"])
def test_a_bad_address_keeps_nobody_elses_letter(address, caplog):
    good = ana()
    with open_postbox() as postbox, mail_by(postbox.port):
        article = make_article()
        for person in (make_user(email=address), good):
            notice = Notice.objects.create(to=person, article=article, kind=Kind.MOVED)
            notices.letters.send([notice])
            wait_for_letters()
        got = [letter["To"] for letter in postbox.letters]

    assert got[-1] == "ana@paper.example"
    assert not any("spy" in str(letter["Bcc"]) for letter in postbox.letters)


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_gets_the_letter():
    with open_postbox() as postbox, mail_by(postbox.port):
        article = make_article(headline="Möwen über Tolland")
        notices.tell(Kind.MOVED, article, to=[ana()], by=None, text="Schnell")
        wait_for_letters()

    [letter] = postbox.letters
    assert letter["Subject"] == "Moved: Möwen über Tolland"
    assert letter["From"] == "newsroom@localhost"
    assert "Schnell" in letter.get_content()


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_not_there_fails_nothing(caplog):
    with mail_by(free_port()), caplog.at_level(logging.WARNING, "articles.desk.letters"):
        left = notices.tell(Kind.MOVED, make_article(), to=[ana()], by=None)
        wait_for_letters()

    assert list(Notice.objects.all()) == left
    assert "could not be sent" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_mail_server_that_says_nothing(caplog):
    with socket.create_server(("127.0.0.1", 0)) as silent, mail_by(silent.getsockname()[1]):
        begun = time.monotonic()
        notices.tell(Kind.MOVED, make_article(), to=[ana()], by=None)
        took = time.monotonic() - begun
        wait_for_letters()

    assert took < 1.5
    assert "could not be sent" in caplog.text


def test_whoever_has_no_address_gets_none(sent):
    _left, letters = sent(Kind.MOVED, make_article(), to=[make_user()], by=None)

    assert letters == []
