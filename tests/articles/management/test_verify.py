"""The command `verify`: what it says, and what it exits with."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from articles.models import Article
from tests.articles.surfaces.faults import odd, show
from tests.factories import make_live, make_user
from tests.processes import manage, site_environment

pytestmark = pytest.mark.django_db


def test_the_command_tells_that_all_is_well():
    make_live(by=make_user())
    out = StringIO()

    call_command("verify", stdout=out)

    assert out.getvalue() == "All is well.\n"


def test_the_command_may_be_quiet():
    out = StringIO()

    call_command("verify", "--quiet", "--all", stdout=out)

    assert out.getvalue() == ""


def test_the_command_tells_each_fault_in_a_line_and_fails_with_1():
    article = make_live(by=make_user())
    odd(Article.objects, revision_number=7)
    out = StringIO()

    with pytest.raises(CommandError) as stopped:
        call_command("verify", "--sample", "1", stdout=out)

    assert stopped.value.returncode == 1
    assert out.getvalue().startswith(f"Story {article.pk}: Its working copy is of a revision")
    assert out.getvalue().count("\n") == 1


def test_the_command_fails_with_2_if_it_cannot_run(monkeypatch):
    def away(**options):
        raise OperationalError("no such host")

    monkeypatch.setattr("articles.management.commands.verify.verify", away)

    with pytest.raises(CommandError, match="no such host") as stopped:
        call_command("verify")

    assert stopped.value.returncode == 2


def test_the_command_fails_with_2_in_one_line_if_no_page_can_be_made(monkeypatch, caplog):
    make_live(by=make_user())
    make_live(by=make_user())

    def breaks(*args, **kwargs):
        raise ValueError("Missing staticfiles manifest entry")

    show(monkeypatch, "front", breaks)
    out = StringIO()

    with pytest.raises(CommandError, match=r"cannot be made \(500\).*collectstatic") as stopped:
        call_command("verify", stdout=out)

    assert stopped.value.returncode == 2
    assert out.getvalue() == ""
    assert len([record for record in caplog.records if record.exc_info]) == 1


def test_the_command_fails_with_2_on_tables_of_another_version():
    MigrationRecorder(connection).migration_qs.filter(app="articles").delete()

    with pytest.raises(CommandError, match=r"run manage[.]py migrate") as stopped:
        call_command("verify")

    assert stopped.value.returncode == 2


def test_the_command_tells_in_a_line_that_it_was_stopped(monkeypatch):
    def stopped_by_hand(**options):
        raise KeyboardInterrupt

    monkeypatch.setattr("articles.management.commands.verify.verify", stopped_by_hand)

    with pytest.raises(CommandError, match="Stopped") as stopped:
        call_command("verify")

    assert stopped.value.returncode == 130


@pytest.mark.parametrize("first", [b"", b"SQLite format 3\0"])
def test_a_file_that_is_no_database_is_told_in_a_line(first, tmp_path):
    file = tmp_path / "garbage.sqlite3"
    file.write_bytes(first + b"no such thing " * 1000)
    environment = site_environment(tmp_path / "var", DATABASE_URL=f"sqlite:///{file}")

    ran = manage("verify", env=environment)

    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("number", ["-1", "many"])
def test_the_command_wants_a_number(number):
    with pytest.raises(CommandError):
        call_command("verify", "--sample", number)
