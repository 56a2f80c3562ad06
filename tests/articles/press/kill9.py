"""
Kills a process at random in the midst of verbs, and looks whether the database is as it was
before the verb or as it is after it: never between. By hand, on the database of the
environment, which it fills:

    python -m tests.articles.press.kill9 --rounds 200
"""

import argparse
import hashlib
import json
import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta
from itertools import count

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import fixing, press  # noqa: E402
from articles.models import Article, Edition  # noqa: E402
from articles.press import (  # noqa: E402
    addresses,
    coming_off,
    embargoes,
    erasure,
    gate,
    going_out,
    upkeep,
)
from articles.refusals import Refused  # noqa: E402
from tests.factories import edit, make_live, make_user  # noqa: E402

STORIES = 4
MODULES = [addresses, coming_off, embargoes, erasure, going_out, upkeep]

#: Seconds that a victim goes on after a verb began: most take 5 to 30 ms.
LONGEST = 0.03

#: The same after a verb has done all but commit.
COMMIT = 0.003


def digest():
    """Sum up every row of every table of ours."""
    rows = {
        model._meta.label: sorted(map(repr, model.objects.values_list()))
        for model in apps.get_app_config("articles").get_models()
    }
    return hashlib.sha256(repr(rows).encode()).hexdigest()


# --- The victim ------------------------------------------------------------------------------


def live_by(seed, pipe):
    """Use verbs at random for ever, and tell of each: what was before, what will be after."""
    dice, told = random.Random(seed), os.fdopen(pipe, "w", buffering=1)
    real = gate.record

    def record(*args, **kwargs):
        act = real(*args, **kwargs)
        # The last thing before the commit, and within its transaction.
        told.write(f"after {digest()}\n")
        return act

    for module in MODULES:
        module.record = record
    editor = get_user_model().objects.get(username="editor")
    while True:
        article = dice.choice(Article.objects.order_by("pk"))
        if dice.random() < 0.6:
            edit(article, headline=f"Ferry {seed}-{dice.randrange(10**6)} leaves")
        verb = dice.choice(VERBS)
        told.write(f"before {verb.__name__} {digest()}\n")
        try:
            verb(article, editor, dice)
            outcome = "done"
        except Refused:
            outcome = "refused"
        told.write(f"{outcome}\n")


def soon(dice):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=dice.randint(2, 9))


def publish(article, by, dice):
    press.publish(article, by=by, at=dice.choice([None, soon(dice)]))


def correct(article, by, dice):
    press.correct(article, by=by, kind="correction", note="It was not so.")


def fix(article, by, dice):
    live = Edition.objects.live(at=timezone.now()).filter(article=article).first()
    if live:
        fixing.fix(article, {"kicker": f"Sea {dice.random()}"}, by=by, live=live.revision)


def expire(article, by, dice):
    press.expire(article, by=by, at=dice.choice([None, soon(dice)]))


def withdraw(article, by, dice):
    press.withdraw(article, by=by)


def unschedule(article, by, dice):
    press.unschedule(article, by=by)


def kill(article, by, dice):
    press.kill(article, by=by)


def reinstate(article, by, dice):
    press.reinstate(article, by=by)


def readdress(article, by, dice):
    press.readdress(article, by=by, slug=f"ferry-{dice.randrange(10**9)}")


def embargo(article, by, dice):
    press.embargo(article, by=by, until=soon(dice), reason="A promise.", source="A ministry")


def lift(article, by, dice):
    press.lift(article, by=by)


def erase(article, by, dice):
    press.erase(article, by=by, words=article.headline.split()[1], reason="A right")


VERBS = [publish] * 5 + [correct, fix, fix, expire, withdraw, unschedule, kill]
VERBS += [reinstate] * 3 + [readdress, embargo, lift, lift, erase]


# --- The killer ------------------------------------------------------------------------------


def kill_one(seed):
    """Start a victim, kill it at a random moment, and tell what the database is like after."""
    dice = random.Random(f"killer {seed}")
    reading, writing = os.pipe()
    connections.close_all()  # a connection is not shared with a fork
    victim = os.fork()
    if victim == 0:
        os.close(reading)
        try:
            live_by(seed, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as told:
        lines = wait_for("before", told, times=dice.randint(1, 4))
        if dice.random() < 0.5:
            lines += wait_for("after", told)
            time.sleep(dice.uniform(0, COMMIT))
        else:
            time.sleep(dice.uniform(0, LONGEST))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        lines += told.read().splitlines()
    return judged(lines)


def wait_for(word, told, times=1):
    """Read until a line begins with `word`, so many times."""
    lines = []
    while sum(line.startswith(word) for line in lines) < times:
        line = told.readline()
        assert line, "The victim died by itself."
        lines.append(line.strip())
    return lines


def judged(lines):
    """Say what the database is like: [verb, how far it had come, as what it is now]."""
    last = max(index for index, line in enumerate(lines) if line.startswith("before"))
    _before, verb, before = lines[last].split()
    rest = [line.split() for line in lines[last + 1 :]]
    if any(line[0] in {"done", "refused"} for line in rest):
        return verb, TOO_LATE, ""
    after = next((line[1] for line in rest if len(line[-1]) == 64), None)
    time.sleep(0.05)  # PostgreSQL sees the end of its client, and ends what it had begun
    states = {before: "before", after: "after"}
    return verb, "at the commit" if after else "in the midst", states.get(digest(), "BETWEEN")


#: The victim was through with the verb when it was killed: that shows nothing.
TOO_LATE = "over"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    editor = make_user(username="editor", is_superuser=True)
    for _story in range(STORIES):
        make_live(by=editor)
    tally, verbs, seeds = Counter(), Counter(), count(options.seed)
    while tally.total() < options.rounds:
        verb, came, state = kill_one(next(seeds))
        if came != TOO_LATE:
            tally[f"{came}: {state}"] += 1
            verbs[verb] += 1
    print(json.dumps({"kills": tally, "verbs": verbs}), flush=True)


if __name__ == "__main__":
    main()
