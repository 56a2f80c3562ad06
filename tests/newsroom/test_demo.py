import html
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from http.cookiejar import CookieJar
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import permissions
from articles.desk.board import board
from articles.models import Article, Edition, EditionPicture, Picture
from articles.permissions import ROLES
from articles.text.figures import figures
from articles.workflow import Stage
from newsroom import demo
from tests.factories import make_article, make_section
from tests.processes import ROOT, free_port, manage, site_environment

PASSWORD = "a-word-for-the-demo"


class Stranger:
    """Somebody who visits the site, with cookies of their own."""

    def __init__(self, site):
        self.site = site
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path, data=None, **headers):
        try:
            with self.opener.open(Request(self.site + path, data, headers), timeout=10) as answer:
                answer.content = answer.read()
        except HTTPError as error:
            error.content = error.read()
            return error
        return answer

    def log_in(self, name, password):
        form = self.get("/admin/login/").content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
        data = {"csrfmiddlewaretoken": token, "username": name, "password": password}
        return self.get(
            "/admin/login/?next=/admin/", urlencode(data).encode(), Referer=self.site + "/"
        )


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The demo as the README's first command leaves it: `site`, `process`, `env`, `port`."""
    port = free_port()
    env = site_environment(tmp_path_factory.mktemp("demo") / "var", DEMO_PASSWORD=PASSWORD)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # so that a Ctrl-C is theirs alone
    )
    try:
        wait_for(port, process)
        yield SimpleNamespace(site=f"http://127.0.0.1:{port}", process=process, env=env, port=port)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        output, _error = process.communicate(timeout=20)
    # What Ctrl-C leaves: a clean end, and nobody at the port.
    assert process.returncode == 0, output
    assert "Traceback" not in output
    assert output.endswith("Ctrl-C stops the server.\n")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port)).close()


def wait_for(port, process, *, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
    pytest.fail(process.communicate()[0] if process.poll() is not None else "It took too long.")


def test_demo_serves_front_and_admin(served):
    stranger = Stranger(served.site)

    assert stranger.get("/").status == 200
    assert stranger.get("/admin/login/").status == 200


def test_the_first_story_is_a_draft_and_the_desk_is_at_work(served):
    told = told_stories(served.env)

    assert told[0] == "draft 0"
    assert set(told[1].split()) == set(Stage.values) - {Stage.SPIKED}
    assert int(told[2]) > 1


def told_stories(env):
    """What the demo has: its first story, its stages, how many stories readers have."""
    return manage("shell", "-c", TOLD_STORIES, env=env).stdout.splitlines()[-3:]


TOLD_STORIES = """
from django.utils import timezone
from articles.models import Article, Edition
from newsroom.demo import first_story
print(first_story().stage, first_story().editions.count())
print(*Article.objects.values_list("stage", flat=True))
print(Edition.objects.live(at=timezone.now()).count())
"""


@pytest.mark.parametrize("name", ["editor", "section", "sub", "reporter", "pictures"])
def test_demo_account_opens_the_desk(served, name):
    stranger = Stranger(served.site)

    refused = stranger.log_in(name, "another-word")
    accepted = stranger.log_in(name, PASSWORD)

    assert "sessionid" in {cookie.name for cookie in stranger.cookies}
    assert refused.url.endswith("/admin/login/?next=/admin/")
    assert accepted.url == f"{served.site}/admin/"


def test_static_files_are_compressed_and_kept_for_ever(served):
    stranger = Stranger(served.site)
    editor = Stranger(served.site)
    editor.log_in("editor", PASSWORD)
    pages = [stranger.get("/"), editor.get("/admin/articles/article/add/")]

    paths = {path for page in pages for path in static_paths(page.content.decode())}

    assert any("/editor." in path for path in paths), "the rich-text editor's module"
    for path in sorted(paths):
        file = stranger.get(path, **{"Accept-Encoding": "br"})
        assert (path, file.status) == (path, 200)
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", path)
        assert file.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        if len(file.content) > 200:  # bytes; less is not worth it
            assert (path, file.headers["Content-Encoding"]) == (path, "br")


def static_paths(page):
    """The static files that a page names: in its tags, and in its import map."""
    maps = re.findall(r'<script[^>]*type="importmap"[^>]*>(.*?)</script>', page, re.DOTALL)
    modules = [path for text in maps for path in json.loads(text)["imports"].values()]
    tags = re.findall(r'<(?:link|script)[^>]*(?:href|src)="(/static/[^"]+)"', page)
    return {html.unescape(path) for path in [*modules, *tags]}


def test_second_run_keeps_stories_and_passwords(served):
    before = told_stories(served.env)
    again = manage("demo", "--no-serve", env=served.env | {"DEMO_PASSWORD": "some-other-word"})

    assert again.returncode == 0, again.stderr
    assert "manage.py changepassword editor" in again.stdout
    assert "some-other-word" not in again.stdout
    assert Stranger(served.site).log_in("editor", PASSWORD).url == f"{served.site}/admin/"
    assert told_stories(served.env) == before


def test_taken_port_is_told(served):
    second = manage("demo", "--port", str(served.port), env=served.env)

    assert second.returncode == 1
    assert second.stderr == (
        f"CommandError: Something serves at port {served.port} already: perhaps an earlier demo "
        "that was killed. End it, or choose another port with --port.\n"
    )


def test_production_site_has_no_demo(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production site"):
        call_command("demo", "--no-serve")


@pytest.mark.django_db
def test_password_is_made_up_where_none_is_given(monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    monkeypatch.setattr(demo, "call_command", lambda *args, **options: None)

    passwords = demo.build()

    assert len(passwords["editor"]) >= 12
    assert get_user_model().objects.get(username="editor").check_password(passwords["editor"])
    assert set(passwords.values()) == {passwords["editor"]}
    assert demo.build() == dict.fromkeys(passwords)


@pytest.mark.django_db
def test_reporter_of_the_demo_may_not_publish():
    demo.make_accounts("a-word")
    users = get_user_model().objects

    assert users.get(username="editor").has_perm("articles.publish_article")
    assert not users.get(username="reporter").has_perm("articles.publish_article")
    assert users.get(username="reporter").has_perm("articles.change_article")
    assert not users.filter(is_superuser=True).exists()


@pytest.mark.django_db
def test_there_is_an_account_for_each_role():
    demo.make_accounts("a-word")

    roles = Group.objects.exclude(user=None).values_list("name", flat=True)
    assert set(roles) == set(ROLES)


@pytest.mark.django_db
def test_the_section_editor_of_the_demo_edits_the_first_story_s():
    call_command("loaddata", "seed_story", verbosity=0)

    demo.make_accounts("a-word")

    section = get_user_model().objects.get(username="section")
    assert permissions.may(section, "publish", Article.objects.get())
    assert list(demo.first_story().section.editors.all()) == [section]
    assert not permissions.may(section, "publish", make_article(section=make_section("Tides")))


@pytest.mark.django_db
def test_the_desk_of_the_demo_shows_what_a_board_can_say():
    call_command("loaddata", "seed_story", verbosity=0)
    demo.make_accounts("a-word")
    people = {user.username: user for user in demo.accounts()}

    demo.fill(people)

    shown = board(people["editor"], at=timezone.now())
    cards = [card for column in shown.columns for card in column.cards]
    assert all(column.cards for column in shown.columns)
    assert len(shown.late) > 1
    assert {edition.answer for edition in shown.coming} == {"copy", "off"}
    assert any(card.had for card in cards)
    assert any(card.waiting for card in cards)
    assert any(card.article.is_embargoed(timezone.now()) for card in cards)
    assert any(card.article.is_flagged for card in cards)
    assert sum(section.total for section in shown.output) > 1


@pytest.mark.django_db
def test_the_library_of_the_demo_is_shown_on_its_pages():
    call_command("loaddata", "seed_story", verbosity=0)
    demo.make_accounts("a-word")

    demo.fill({user.username: user for user in demo.accounts()})

    at = timezone.now()
    live = Edition.objects.live(at=at)
    assert all(edition.lead_picture_id for edition in live)
    assert any(is_gallery(edition) for edition in live)
    assert any(figures(edition.body) and not is_gallery(edition) for edition in live)
    soon = EditionPicture.objects.filter(until__range=(at, at + timedelta(days=3)))
    assert soon.filter(edition__in=live).count() == 1
    assert all(picture.confirmed_at and picture.alt for picture in Picture.objects.all())
    assert demo.first_story().lead_picture is None


def is_gallery(edition):
    return any(figure.is_in_gallery for figure in figures(edition.body))


@pytest.mark.django_db
def test_first_story_of_an_empty_site_is_none():
    assert not Article.objects.exists()
    assert demo.first_story() is None
