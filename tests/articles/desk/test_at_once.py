"""Writers save one story at once, in processes of their own; no word that they typed is lost."""

import json
import subprocess
import sys

from tests.processes import ROOT

ROUNDS = 3


def test_of_writers_who_save_at_once_no_word_is_lost(site_env):
    command = [sys.executable, "-m", "tests.articles.desk.at_once", "--rounds", str(ROUNDS)]
    told = subprocess.run(
        command, cwd=ROOT, env=site_env, check=True, stdout=subprocess.PIPE, text=True
    )
    came = json.loads(told.stdout)

    assert came["lost"] == []
    assert came["faults"] == 0
    assert came["words"] == came["in the story"] + came["in a kept clash only"]
    assert came["saves"] > ROUNDS
    assert came["clashes"] > 0
