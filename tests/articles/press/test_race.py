"""Two processes publish one story at once while a third reads it."""

import json
import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest
from django.conf import settings

ROUNDS = 100
REFUSALS = {"IllegalMove", "Moved"}


class Hand:
    """A process of tests.articles.press.hand."""

    def __init__(self, process):
        self.process = process
        assert process.stdout.readline() == "ready\n"

    def start(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def answer(self):
        return json.loads(self.process.stdout.readline())

    def do(self, line):
        self.start(line)
        return self.answer()


@contextmanager
def hand(env):
    command = [sys.executable, "-m", "tests.articles.press.hand"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=env, **pipes) as process:
        yield Hand(process)
        process.stdin.close()


@pytest.fixture
def hands(site_env):
    """Three people on a new site."""
    with ExitStack() as stack:
        yield [stack.enter_context(hand(site_env)) for _person in range(3)]


def test_of_two_who_publish_at_once_each_gets_an_edition_or_a_refusal(hands):
    one, other, reader = hands
    reader.start(f"read {one.do('prepare')}")

    answers = []
    for number in range(ROUNDS):
        one.do("save")
        one.start("publish")
        other.start("save_and_publish" if number % 2 else "publish")
        answers += [one.answer(), other.answer()]
    statuses = reader.do("stop")
    timeline = one.do("timeline")

    starts = [start for start, _end, _answer in timeline]
    assert starts == sorted(set(starts))
    assert [end for _start, end, _answer in timeline] == [*starts[1:], None]
    assert {answer for _start, _end, answer in timeline} == {"copy"}
    assert {answer for answer in answers if answer not in starts} <= REFUSALS
    assert len(starts) == 1 + sum(answer in starts for answer in answers)
    assert len(starts) > ROUNDS
    assert set(statuses) == {"200"}
    assert statuses["200"] > ROUNDS
