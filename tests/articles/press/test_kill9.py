"""Processes are killed in the midst of verbs; the site is whole after each."""

import json
import subprocess
import sys

from tests.processes import ROOT, manage

ROUNDS = 20


def test_after_kill_9_the_database_is_as_before_a_verb_or_as_after_it(site_env):
    command = [sys.executable, "-m", "tests.articles.press.kill9", "--rounds", str(ROUNDS)]
    told = subprocess.run(
        command, cwd=ROOT, env=site_env, check=True, capture_output=True, text=True
    )
    kills = json.loads(told.stdout)["kills"]
    verified = manage("verify", "--all", env=site_env)

    assert sum(kills.values()) == ROUNDS
    assert not any("BETWEEN" in state for state in kills), kills
    assert verified.returncode == 0, verified.stdout + verified.stderr
