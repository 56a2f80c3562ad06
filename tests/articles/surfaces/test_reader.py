"""The reader is a stranger like any other, and leaves nothing behind."""

import pytest
from django.db import connection
from django.http import HttpResponse

from articles.surfaces.reader import Reader
from tests.factories import make_live

pytestmark = pytest.mark.django_db


def test_it_reads_what_strangers_get(client):
    path = make_live(headline="Herons on the weir").edition.path

    reading, response = Reader().read(path), client.get(path, headers={"host": "localhost"})

    assert reading.status == 200
    assert reading.header("content-type") == response["Content-Type"]
    assert "Herons on the weir" in reading.text
    assert not reading.fault


def test_it_is_nobody():
    reading = Reader().read("/admin/")

    assert reading.status == 302
    assert reading.header("Location").startswith("/admin/login/")


@pytest.mark.parametrize(
    "allowed", [["*"], [".example.org"], ["example.org", "example.com"], ["[::1]"]]
)
def test_it_asks_for_a_host_that_the_site_answers_to(settings, allowed):
    settings.ALLOWED_HOSTS = allowed

    assert Reader().read("/").status == 200


@pytest.mark.parametrize("header", [None, ("HTTP_X_FORWARDED_PROTO", "https")])
def test_it_comes_by_https_where_others_are_turned_away(settings, header):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, header

    assert Reader().read("/").status == 200


def test_it_tells_cookies_as_headers(monkeypatch):
    def view(request, *args, **kwargs):
        response = HttpResponse()
        response.set_cookie("seen", "yes")
        return response

    monkeypatch.setattr("newsroom.urls.handler404", view)

    assert Reader().read("/nowhere/at/all/").header("Set-Cookie").startswith("seen=yes")


def test_what_breaks_is_a_fault_and_its_words_are_for_the_log(monkeypatch, caplog):
    def view(request, *args, **kwargs):
        raise ValueError("no page today")

    monkeypatch.setattr("newsroom.urls.handler404", view)
    monkeypatch.setattr("newsroom.urls.handler500", view)

    assert Reader().read("/nowhere/at/all/").fault == "ValueError"
    assert "/nowhere/at/all/ failed" in caplog.text
    assert "no page today" in caplog.text


def test_it_says_nothing_in_the_log_of_what_is_not_found(caplog):
    Reader().read("/nowhere/at/all/")

    assert caplog.records == []


@pytest.mark.django_db(transaction=True)
def test_the_connection_of_who_asks_stays_open():
    with connection.cursor() as cursor:
        before = connection.connection

        Reader().read("/")

        assert connection.connection is before
        assert cursor.execute("SELECT 1") is not None
