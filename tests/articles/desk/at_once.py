"""
Writers, each a process of its own, send one story's form at once, round by round, and look
whether every word that they typed is in the story's newest revision or in a kept clash. By
hand, on the database of the environment, which it fills:

    python -m tests.articles.desk.at_once --rounds 200
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings, setup_test_environment  # noqa: E402

from articles.models import Article, Clash, Tag  # noqa: E402
from tests.articles.admin.paperwork import form_url, opened  # noqa: E402
from tests.factories import make_article, make_section, make_user  # noqa: E402
from tests.processes import ROOT  # noqa: E402

WRITERS = ["ines", "joe", "tom"]

#: Times that a writer settles a clash which others' saves make anew; then they walk away.
TRIES = 4

#: Pages need no collected static files.
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

BODY = "".join(f"<p>{' '.join(f'base{p}w{w}' for w in range(8))}</p>" for p in range(4))


# --- A writer --------------------------------------------------------------------------------


class Writer:
    """Types words that nobody else does into a story's form, and sends it."""

    def __init__(self, name):
        self.name = name
        self.dice = random.Random(name)
        self.client = Client()
        self.client.force_login(get_user_model().objects.get(username=name))
        self.typed = []

    def open(self, pk):
        """Open the form, and type: give what was typed."""
        self.article = Article.objects.get(pk=pk)
        self.data = opened(self.client, self.article)
        self.typed = []
        # All begin every other story in one place: there two of three are sure to clash.
        sure = [add_to_kicker] if self.article.pk % 2 and not self.data["kicker"] else []
        for deed in [*sure, *self.dice.sample(DEEDS, self.dice.randint(1, 3))]:
            deed(self)
        return self.typed

    def word(self):
        self.typed.append(f"{self.name}{self.article.pk}n{len(self.typed)}")
        return self.typed[-1]

    def send(self):
        """Send the form, and settle what clashes or walk away. Gives the answers' statuses."""
        response = self.client.post(form_url(self.article), self.data)
        statuses = [response.status_code]
        while statuses[-1] == 409 and len(statuses) <= TRIES and self.dice.random() < 0.8:
            # Never "mine": it takes what the other saved out of the newest, as was asked for.
            for place in response.context["places"]:
                both = ["both"] if place["may_keep_both"] else []
                self.data[place["name"]] = self.dice.choice(["saved", *both])
            response = self.client.post(form_url(self.article), self.data)
            statuses.append(response.status_code)
        return statuses


def add_to_headline(writer):
    writer.data["headline"] += f" {writer.word()}"


def add_to_kicker(writer):
    writer.data["kicker"] = f"{writer.data['kicker']} {writer.word()}"


def add_tag(writer):
    writer.data["tags"] = [*writer.data["tags"], writer.word()]


def add_byline(writer):
    last = int(writer.data["bylines-TOTAL_FORMS"]) - 1
    writer.data |= {f"bylines-{last}-name": writer.word(), f"bylines-{last}-place": last + 1}


def insert_word(writer):
    words = writer.data["body"].split(" ")
    words.insert(writer.dice.randrange(1, len(words)), writer.word())
    writer.data["body"] = " ".join(words)


def replace_word(writer):
    base = f"base{writer.dice.randrange(4)}w{writer.dice.randrange(1, 7)}"
    writer.data["body"] = writer.data["body"].replace(base, writer.word())
    if writer.typed[-1] not in writer.data["body"]:
        writer.typed.pop()  # somebody had replaced it before


def add_paragraph(writer):
    writer.data["body"] += f"<p>{writer.word()} {writer.word()}</p>"


DEEDS = [add_to_headline, add_to_kicker, add_tag, add_byline]
DEEDS += [insert_word, insert_word, replace_word, replace_word, add_paragraph]


def write(name):
    """Do what the lines of standard input say, and answer each with a line of JSON."""
    writer = Writer(name)
    print("ready", flush=True)
    for line in sys.stdin:
        verb, *arguments = line.split()
        print(json.dumps(getattr(writer, verb)(*arguments)), flush=True)


# --- The desk --------------------------------------------------------------------------------


class Hand:
    """A writer in a process of its own."""

    def __init__(self, stack, name):
        command = [sys.executable, "-m", "tests.articles.desk.at_once", "--writer", name]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = stack.enter_context(subprocess.Popen(command, cwd=ROOT, **pipes))
        stack.callback(self.process.stdin.close)

    def tell(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()

    def answer(self):
        return json.loads(self.process.stdout.readline())


def all_do(hands, *words):
    """Have all do the same at once, and give the answers of each."""
    for hand in hands:
        hand.tell(*words)
    return [hand.answer() for hand in hands]


def play(hands, tally):
    """One story: all open it, all save it, twice. Gives the words that are lost."""
    article = make_article(headline="Ferry", body=BODY, section=make_section(), tags=[])
    typed = set()
    for _time in range(2):
        for words in all_do(hands, "open", article.pk):
            typed |= set(words)
        for statuses in all_do(hands, "send"):
            tally["saves"] += statuses[-1] == 302
            tally["clashes"] += statuses[0] == 409
            tally["settled"] += statuses[0] == 409 and statuses[-1] == 302
            tally["faults"] += bool(set(statuses) - {302, 409})
    newest = article.newest()
    in_story = words_of(newest.contents()) & typed
    kept = Clash.objects.filter(article=article)
    in_clashes = set().union(*(words_of(clash.contents) for clash in kept)) & typed
    tally["words"] += len(typed)
    tally["in the story"] += len(in_story)
    tally["in a kept clash only"] += len(in_clashes - in_story)
    tally["revisions"] += newest.number
    return typed - in_story - in_clashes


def words_of(contents):
    text = json.dumps(contents)
    for sign in '<>",.':
        text = text.replace(sign, " ")
    return set(text.split())


def main(rounds):
    call_command("migrate", verbosity=0)
    for name in WRITERS:
        make_user(username=name)
    tally, lost = Counter(), []
    with ExitStack() as stack:
        hands = [Hand(stack, name) for name in WRITERS]
        for hand in hands:
            assert hand.process.stdout.readline() == "ready\n"
        for _round in range(rounds):
            lost += play(hands, tally)
    tally["tags"] = Tag.objects.count()
    print(json.dumps({"rounds": rounds, **tally, "lost": sorted(lost)}), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--writer")
    options = parser.parse_args()
    setup_test_environment()
    with override_settings(STORAGES=settings.STORAGES | PLAIN):
        write(options.writer) if options.writer else main(options.rounds)
