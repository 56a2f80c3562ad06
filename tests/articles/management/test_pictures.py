import os
import signal
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import press
from articles.models import EditionPicture, Picture, picture_files
from articles.press import rebuilding
from articles.press.gate import spoken
from tests.factories import make_article, make_jpeg, make_library_picture, make_user, next_minute
from tests.processes import ROOT, manage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user(username="night-desk")


def run(*options):
    out, err = StringIO(), StringIO()
    try:
        call_command("pictures", *options, stdout=out, stderr=err)
    finally:
        run.refused = err.getvalue()
    return out.getvalue().splitlines()


def make_shown(editor, *, at=None, headline="Ferry leaves on time", **fields):
    """A small picture on top of a story that readers have, or will have."""
    picture = make_library_picture(data=make_jpeg(size=(48, 32)), **fields)
    picture.story = make_article(lead_picture=picture, headline=headline)
    picture.edition = press.publish(picture.story, by=editor, at=at)
    return picture


def paths(picture):
    return [row.path for row in picture.renditions.all()]


# --- rebuild ---


def test_lost_files_are_drawn_again_and_the_way_on_is_told(editor):
    lost, well = make_shown(editor), make_shown(editor)
    for path in paths(lost):
        picture_files.drop(path)

    assert run("rebuild", "--by=night-desk") == [
        "2 pictures to look at. To go on after a stop:",
        "  manage.py pictures rebuild --by night-desk",
        "Drawn again: 1",
    ]
    assert all(map(picture_files.exists, paths(lost) + paths(well)))


def test_all_are_drawn_anew_once(editor):
    make_shown(editor)

    told = run("rebuild", "--by=night-desk", "--anew")
    on = told[1].split()

    assert told[2] == "Drawn again: 1"
    assert on[:5] == ["manage.py", "pictures", "rebuild", "--anew", "--older-than"]
    assert run(*on[2:])[2] == "Drawn again: 0"


def test_what_cannot_be_drawn_is_named_at_the_end(editor):
    bad, good = make_shown(editor), make_shown(editor)
    for picture in (bad, good):
        picture_files.drop(paths(picture)[0])
    picture_files.drop(bad.original.name)

    with pytest.raises(CommandError, match="Refused: 1"):
        run("rebuild", "--by=night-desk")

    assert run.refused.startswith(f"Picture {bad.pk}: The file of")
    assert picture_files.exists(paths(good)[0])


def test_who_rebuilds_must_be_one_who_may():
    make_user("Reporter", username="reporter")

    with pytest.raises(CommandError, match="may not change pictures"):
        run("rebuild", "--by=reporter")
    with pytest.raises(CommandError, match="There is no account nobody"):
        run("rebuild", "--by=nobody")
    with pytest.raises(CommandError, match="that one is to come"):
        make_user(username="night-desk")
        run("rebuild", "--by=night-desk", "--anew", f"--older-than={next_minute().isoformat()}")


FILL = """
from articles import press
from articles.models import Rendition, picture_files
from tests.factories import make_article, make_jpeg, make_library_picture, make_user
editor = make_user(username="night-desk")
for _ in range(5):
    picture = make_library_picture(data=make_jpeg(size=(48, 32)))
    press.publish(make_article(lead_picture=picture), by=editor)
print(Rendition.objects.count())
for row in Rendition.objects.all():
    picture_files.drop(row.path)
"""


@pytest.mark.parametrize("storage", ["s3"], indirect=True)
def test_a_kill_loses_nothing_and_is_gone_on_from(site_env, storage):
    env = site_env | storage.env
    filled = manage("shell", "-c", FILL, env=env)
    assert filled.returncode == 0, filled.stderr
    assert list(picture_files.names("renditions/")) == []
    command = [sys.executable, "manage.py", "pictures", "rebuild", "--by", "night-desk"]

    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    on = process.stdout.readline().split()
    process.kill()
    process.communicate(timeout=60)
    gone_on = manage(*on[1:], env=env)

    assert process.returncode == -signal.SIGKILL
    assert gone_on.returncode == 0, gone_on.stderr
    count = int(filled.stdout.split()[-1])
    assert len(list(picture_files.names("renditions/"))) == count > 0


def test_ctrl_c_is_told_as_shells_do(editor, monkeypatch):
    make_shown(editor)

    def stopped(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(rebuilding, "rebuild_one", stopped)
    with pytest.raises(CommandError, match="What is done stays") as told:
        run("rebuild", "--by=night-desk")

    assert told.value.returncode == 130


# --- sweep ---


def test_what_nobody_needs_is_counted_and_removed(storage, editor):
    picture = make_shown(editor)
    files = paths(picture)
    picture.renditions.update(replaced_at=timezone.now() - timedelta(days=2))
    EditionPicture.objects.update(renditions={})
    past, count = (timezone.now() - timedelta(days=2)).timestamp(), len(files)
    for file in files:
        os.utime(default_storage.path(file), (past, past))

    counted = [f"To be removed: Replaced renditions: {count}"]
    others = ["Outdated: 0", "Files without a picture: 0", "Broken uploads: 0"]
    removed = [f"Replaced renditions: {count}", *others]
    assert run("sweep", "--dry-run")[:1] == counted
    assert all(map(picture_files.exists, files))
    assert run("sweep") == removed
    assert not any(map(picture_files.exists, files))
    assert run("sweep")[0] == "Replaced renditions: 0"


# --- ending ---


def test_stories_about_to_lose_a_picture_are_told_in_order(editor):
    at = timezone.now().replace(second=0, microsecond=0)
    later, soon = at + timedelta(days=9), at + timedelta(days=2)
    live = make_shown(editor, headline="Live", licensed_until=later)
    make_shown(editor, headline="Waits", at=next_minute(), licensed_until=soon)
    make_shown(editor, headline="Not yet", licensed_until=at + timedelta(days=15))
    make_shown(editor, headline="Never")
    picture = Picture.objects.get(licensed_until=soon)

    waiting = (
        f"{spoken(soon)}: “Ferry at the quay” ({picture.pk}) in “Waits”, which waits",
        "Pictures about to end: 1",
    )
    told = f"{spoken(later)}: “Ferry at the quay” ({live.pk}) in “Live”, {live.edition.path}"
    assert run("ending") == [waiting[0], told, "Pictures about to end: 2"]
    assert run("ending", "--days=3") == list(waiting)


@pytest.mark.parametrize("days", ["0", "-1", "many"])
def test_days_are_a_number(days):
    with pytest.raises(CommandError, match="invalid days value"):
        run("ending", f"--days={days}")
