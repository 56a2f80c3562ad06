import subprocess
import sys

import pytest

from tests.processes import ROOT, manage, site_environment

PUBLIC = {"DEBUG": "0", "ALLOWED_HOSTS": "example.org", "SECRET_KEY": "k3y-of-many-words-" * 4}


@pytest.fixture
def site(tmp_path):
    """Make the environment of a bare site with some settings."""

    def make(**settings):
        return site_environment(tmp_path / "var", **settings)

    return make


def test_bare_checkout_is_ready(site):
    done = manage("check", env=site())

    assert (done.returncode, done.stderr) == (0, "")


def test_production_site_passes_djangos_deployment_checks(site):
    done = manage("check", "--deploy", "--fail-level", "WARNING", env=site(**PUBLIC))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize(
    "setting",
    [{"DEBUG": "0"}, {"ALLOWED_HOSTS": "example.org"}, {"ALLOWED_HOSTS": "*"}],
    ids=["debug-off", "public-host", "any-host"],
)
def test_production_site_does_not_start_without_its_key(site, setting):
    refused = manage("check", env=site(**setting))
    accepted = manage("check", env=site(SECRET_KEY=PUBLIC["SECRET_KEY"], **setting))

    assert refused.returncode == 1
    assert "Set SECRET_KEY in the environment" in refused.stderr
    assert accepted.returncode == 0


@pytest.mark.parametrize(
    ("setting", "advice"),
    [
        (PUBLIC | {"SECRET_KEY": "short"}, "50 characters or more"),
        ({"TIME_ZONE": "Nowhere"}, "Use a name such as Europe/London"),
        ({"TIME_ZONE": "../etc"}, "Use a name such as Europe/London"),
        ({"DATABASE_URL": "rubbish"}, "must look like sqlite:////"),
        ({"DATABASE_URL": "mysql://host/name"}, "must look like sqlite:////"),
        ({"DATABASE_URL": "postgres://user:pw@host:port/name"}, "must look like sqlite:////"),
        ({"DATABASE_URL": "postgres://host/name", "CONN_MAX_AGE": "long"}, "a whole number"),
        ({"VAR_DIR": "/dev/null/var"}, "VAR_DIR: /dev/null/var is not there"),
        ({"DATABASE_URL": "sqlite:////no/such/place/paper.sqlite3"}, "not ours to write in"),
    ],
    ids=lambda value: None if isinstance(value, dict) else value,
)
def test_bad_value_is_told_with_what_to_do(site, setting, advice):
    done = manage("check", env=site() | setting)

    assert done.returncode == 1
    assert advice in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "told"),
    [({}, "False"), (PUBLIC, "True"), (PUBLIC | {"FOUR_EYES": "0"}, "False")],
    ids=["bare-checkout", "production", "said-otherwise"],
)
def test_four_eyes_are_asked_for_in_production(site, setting, told):
    shown = manage("shell", "-c", "from django.conf import settings as s; print(s.FOUR_EYES)",
                   env=site(**setting))  # fmt: skip

    assert shown.stdout.split()[-1] == told


def test_allowed_hosts_may_have_spaces_between_them(site):
    done = manage("check", env=site(ALLOWED_HOSTS="localhost, 127.0.0.1"))

    assert (done.returncode, done.stderr) == (0, "")


def test_processes_that_start_at_once_share_one_secret_key(site, tmp_path):
    told = [sys.executable, "-c", "from newsroom import settings; print(settings.SECRET_KEY)"]
    starting = [
        subprocess.Popen(told, cwd=ROOT, env=site(), stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    keys = {process.communicate()[0].strip() for process in starting}
    kept = tmp_path / "var" / "secret_key"

    assert keys == {kept.read_text()}
    assert len(kept.read_text()) >= 50
    assert kept.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in kept.parent.iterdir()} == {"secret_key", "uploads"}
