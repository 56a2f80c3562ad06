"""E-mail and the site's address, from the environment."""

import subprocess
import sys

import pytest

from tests.postbox import open_postbox
from tests.processes import ROOT, manage, site_environment

LETTER = """
import django
django.setup()
from django.core.mail import EmailMessage
EmailMessage("Hello", "Good day", to=["ana@paper.example"]).send()
"""


def send(tmp_path, **settings):
    """Send a letter from a bare site with these settings."""
    env = site_environment(tmp_path / "var", DJANGO_SETTINGS_MODULE="newsroom.settings", **settings)
    command = [sys.executable, "-W", "error", "-c", LETTER]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)


def test_a_bare_site_sends_nothing(tmp_path):
    done = send(tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_site_with_a_mail_server_sends_by_it(tmp_path):
    with open_postbox() as postbox:
        done = send(
            tmp_path,
            EMAIL_URL=f"smtp://127.0.0.1:{postbox.port}",
            DEFAULT_FROM_EMAIL="desk@paper.example",
        )

    assert (done.returncode, done.stderr) == (0, "")
    [letter] = postbox.letters
    assert (letter["From"], letter["Subject"]) == ("desk@paper.example", "Hello")


@pytest.mark.parametrize(
    ("setting", "advice"),
    [
        *(
            ({"EMAIL_URL": url}, "must look like smtp+tls://")
            for url in ("host", "smtp://", "ftp://a")
        ),
        ({"EMAIL_URL": "smtp://host:port"}, "must look like smtp+tls://"),
        *(
            ({"SITE_URL": url}, "must look like https://www.example.org")
            for url in ("www.example.org", "https://a/b", "https://a b", "ftp://a")
        ),
    ],
)
def test_bad_value_is_told_with_what_to_do(tmp_path, setting, advice):
    done = manage("check", env=site_environment(tmp_path / "var", **setting))

    assert done.returncode == 1
    assert advice in done.stderr
    assert "Traceback" not in done.stderr
