"""What every test stands on: plain static files, a real browser, databases for real processes."""

import os
import re
import shutil
import time
from threading import Lock, current_thread, main_thread
from types import SimpleNamespace

import pytest
from django.core.signals import request_finished, request_started
from django.db import connections
from django.test import override_settings
from playwright.sync_api import sync_playwright

from newsroom.storage import storage as storage_at
from tests.buckets import run_s3
from tests.moulds import Moulds
from tests.processes import site_environment

CI = os.environ.get("CI", "").lower() == "true"

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """Begin with what waits for a minute to pass: the other workers have enough to do."""
    items.sort(key=lambda item: "waits" not in item.keywords)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    return ran((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return ran((yield))


def ran(report):
    """Call a skip a failure where everything is there to run: under CI=true."""
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI=true does not allow: {report.longrepr}"
    return report


def storages(s3_url=""):
    """STORAGES of a bare checkout, where nobody has collected static files."""
    return {
        "default": storage_at(s3_url),
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session", autouse=True)
def plain_files(tmp_path_factory):
    """Pictures go where no other worker's are, and static files come as they are."""
    # For the session: a live server reads its settings once, when it starts.
    with override_settings(
        STORAGES=storages(),
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


@pytest.fixture(scope="session")
def s3_server():
    """A server that speaks S3, started for the first test of a worker that needs one."""
    with run_s3() as server:
        yield server


@pytest.fixture
def storage(request, tmp_path):
    """
    Where the pictures of a test are kept: an empty bucket, for a test that says
    @pytest.mark.parametrize("storage", ["local", "s3"], indirect=True), or this machine. `env`
    is what the processes of `site_env` need besides, to keep theirs there too.
    """
    kind = getattr(request, "param", "local")
    s3_url = request.getfixturevalue("s3_server").new_bucket() if kind == "s3" else ""
    with override_settings(STORAGES=storages(s3_url), MEDIA_ROOT=tmp_path / "var" / "media"):
        yield SimpleNamespace(kind=kind, env={"S3_URL": s3_url})


# --- A real browser --------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium():
    """The path of a Chromium on this machine. Playwright's own is never fetched."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("needs Chromium: install Debian's package chromium")
    return path


@pytest.fixture(scope="module")
def browser(chromium, django_db_setup):
    """One browser for the tests of a module; each test has a context of its own."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's event loop runs in this thread: Django would take it for async code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        # While Playwright's loop runs, Django keeps connections apart from its usual ones. So
        # the test database is made before (see the arguments), and these are closed: an open
        # one would keep it from being dropped.
        connections.close_all()
        browser.close()


class Complaints(list):
    """
    What the browser complained of: console errors (a breach of the Content-Security-Policy
    is one) and exceptions. A test fails on each that it did not `allow`.
    """

    def __init__(self):
        self.allowed = []

    def allow(self, pattern):
        """Expect complaints in which `pattern` (a regular expression) is found."""
        self.allowed.append(pattern)

    def unexpected(self):
        return [
            complaint
            for complaint in self
            if not any(re.search(pattern, complaint) for pattern in self.allowed)
        ]

    def listen(self, page):
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))
        page.on("console", self.hear)

    def hear(self, message):
        if message.type == "error":
            self.append(f"{message.page.url if message.page else ''}: {message.text}")


@pytest.fixture
def complaints():
    heard = Complaints()
    yield heard
    assert heard.unexpected() == []


class Traffic:
    """
    Counts the requests that the live server is at. A closing window still sends what it can,
    and the database must not be emptied under that.
    """

    #: Seconds without a request after which none will come, and seconds to wait for that.
    QUIET, LONGEST = 0.05, 20

    def __init__(self):
        self.open, self.last, self.lock = 0, 0.0, Lock()

    def began(self, **_signal):
        self.count(1)

    def ended(self, **_signal):
        self.count(-1)

    def count(self, change):
        if current_thread() is main_thread():  # a request of the test's own client
            return
        with self.lock:
            self.open, self.last = self.open + change, time.monotonic()

    def settle(self):
        self.last, limit = time.monotonic(), time.monotonic() + self.LONGEST
        while self.open > 0 or time.monotonic() < self.last + self.QUIET:
            assert time.monotonic() < limit, "The live server is still at a request."
            time.sleep(0.01)


@pytest.fixture
def traffic():
    traffic = Traffic()
    request_started.connect(traffic.began)
    request_finished.connect(traffic.ended)
    yield traffic
    request_started.disconnect(traffic.began)
    request_finished.disconnect(traffic.ended)


@pytest.fixture
def new_page(browser, complaints, traffic):
    """
    Open a page as somebody with nothing in common with the others. Takes what Playwright's
    new_context does, such as color_scheme="dark", java_script_enabled=False; width in CSS
    pixels.
    """
    contexts = []

    def open_page(*, width=1280, height=900, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="en-GB", **options
        )
        contexts.append(context)
        context.on("page", complaints.listen)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    traffic.settle()


@pytest.fixture
def page(new_page):
    return new_page()


# --- Databases for real processes ------------------------------------------------------------


#: A run on PostgreSQL is on nothing else; a run on SQLite starts its processes on both.
ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")


@pytest.fixture(scope="session")
def moulds(tmp_path_factory):
    moulds = Moulds(tmp_path_factory.mktemp("moulds"), os.environ.get("POSTGRES_URL"))
    yield moulds
    moulds.close()


@pytest.fixture(params=["postgresql"] if ON_POSTGRESQL else ["sqlite", "postgresql"])
def database_url(request, moulds, tmp_path):
    """
    The DATABASE_URL of a database with all tables and no rows that nobody else uses, on SQLite
    and on PostgreSQL in turn: for tests that start processes of their own.
    """
    if request.param == "sqlite":
        yield moulds.cast_sqlite(tmp_path / "processes.sqlite3")
    elif not moulds.server:
        pytest.skip("needs PostgreSQL: set POSTGRES_URL, such as postgres://user:pw@host/postgres")
    else:
        name = moulds.cast_postgresql()
        yield moulds.url(name)
        moulds.drop(name)


@pytest.fixture
def site_env(database_url, moulds, tmp_path):
    """The environment of a bare site of its own, for processes: database and `var/`."""
    moulds.cast_static(tmp_path / "var")
    return site_environment(tmp_path / "var", DATABASE_URL=database_url)
