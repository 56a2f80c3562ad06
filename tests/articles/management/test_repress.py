import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import press
from articles.models import Edition
from tests.factories import make_live, make_section, make_user, next_minute
from tests.processes import ROOT, manage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user(username="night-desk")


def repress_all(*options):
    out, err = StringIO(), StringIO()
    try:
        call_command("press", "repress", "--by=night-desk", *options, stdout=out, stderr=err)
    finally:
        repress_all.printed, repress_all.refused = out.getvalue(), err.getvalue()
    return out.getvalue()


def age(**where):
    """Let editions have been rendered a year ago. Gives how many."""
    year_ago = timezone.now() - timedelta(days=365)
    return Edition.objects.filter(**where).update(rendered_at=year_ago)


def test_all_stories_are_rendered_again_and_the_way_on_is_told(editor):
    stories = [make_live() for _ in range(3)]
    age()

    printed = repress_all("--all")

    assert "3 stories to render." in printed
    assert "manage.py press repress --all --older-than 2" in printed
    assert "Rendered: 3" in printed
    assert {edition.rendered_at.date() for edition in Edition.objects.all()} == {
        timezone.now().date()
    }
    assert len(stories) == 3


def test_what_is_in_another_section_is_left_and_told():
    person = make_user("Section editor", username="night-desk")
    person.user_permissions.add(Permission.objects.get(codename="repress_article"))
    near, far = make_live(), make_live(section=make_section("Town"))
    near.section.editors.add(person)
    age()

    with pytest.raises(CommandError, match="Refused: 1"):
        repress_all("--all")

    assert f"Story {far.pk}: You may not do this" in repress_all.refused
    [rendered] = Edition.objects.filter(rendered_at__date=timezone.localdate())
    assert rendered == near.edition


def test_only_what_is_older_is_rendered(editor):
    old, new = make_live(), make_live()
    age(article=old)

    month_ago = (timezone.now() - timedelta(days=30)).isoformat()

    assert "Rendered: 1" in repress_all(f"--older-than={month_ago}")
    assert "Rendered: 0" in repress_all(f"--older-than={month_ago}", "--all")
    assert new.editions.get().rendered_at > new.edition.live_from - timedelta(minutes=1)


def test_one_that_is_refused_stops_no_other(editor):
    first, bad, last = (make_live() for _ in range(3))
    Edition.objects.filter(article=bad).update(body="<p>Other words.</p>")
    age()

    with pytest.raises(CommandError, match="Refused: 1"):
        repress_all("--all")

    assert repress_all.refused.startswith(f"Story {bad.pk}: The words of the edition")
    assert "Rendered: 2" in repress_all.printed
    stale = list(press.unrendered(since=timezone.now() - timedelta(days=1)))
    assert stale == [bad.pk]
    assert first.pk != last.pk


def test_all_of_them_or_one(editor):
    article = make_live()

    for options in ([], ["--all", str(article.pk)]):
        with pytest.raises(CommandError, match="say --all"):
            repress_all(*options)
    with pytest.raises(CommandError, match="that one is to come"):
        repress_all("--all", f"--older-than={next_minute().isoformat()}")


def test_all_of_them_takes_the_right(editor):
    make_live()
    editor.groups.clear()

    with pytest.raises(CommandError, match="may not render"):
        repress_all("--all")


FILL = """
from articles.models import Edition
from tests.factories import make_live, make_user
editor = make_user(username="night-desk")
[make_live(by=editor) for _ in range(40)]
Edition.objects.update(rendered_at=None)
"""

COUNT = """
from django.utils import timezone
from articles.models import Edition
print(Edition.objects.filter(rendered_at=None).count())
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interruption_loses_nothing_and_is_gone_on_from(site_env, how):
    assert manage("shell", "-c", FILL, env=site_env).returncode == 0
    command = [sys.executable, "manage.py", "press", "repress", "--all", "--by", "night-desk"]

    process = subprocess.Popen(
        command, cwd=ROOT, env=site_env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdout.readline()
    on = process.stdout.readline().split()
    time.sleep(0.05)
    process.send_signal(how)
    _rest, errors = process.communicate(timeout=60)
    gone_on = manage(*on[1:], env=site_env)

    assert process.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL), errors
    assert gone_on.returncode == 0, gone_on.stderr
    assert manage("shell", "-c", COUNT, env=site_env).stdout.split()[-1] == "0"


def test_exit_codes_are_for_scripts(site_env):
    manage("shell", "-c", FILL.replace("40", "1"), env=site_env)
    refused = manage("press", "lift", "1", "--by", "night-desk", env=site_env)
    done = manage("press", "withdraw", "1", "--by", "night-desk", env=site_env)

    assert (refused.returncode, done.returncode) == (1, 0)
    assert "The story is under no embargo." in refused.stderr
    assert done.stdout.startswith("Withdrawn: ")
