"""
A person at a machine of their own, as a process: it does what each line on its standard input
says, and answers each with a line of JSON. Run it with: python -m tests.articles.press.hand
"""

import json
import os
import sys
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from articles import press  # noqa: E402
from articles.desk import saving  # noqa: E402
from articles.models import Article, Edition  # noqa: E402
from articles.refusals import Refused  # noqa: E402
from tests.factories import make_live, make_user  # noqa: E402


def prepare():
    """Make a live story; the path that readers have it at."""
    return make_live(by=make_user(username="editor")).edition.path


def save():
    article = Article.objects.get()
    article.headline = f"Ferry {article.revision_number} leaves on time"
    saving.save(article, by=get_user_model().objects.get())
    return article.revision_number


def publish():
    """Publish what is newest: the start of the edition, or the name of the refusal."""
    try:
        edition = press.publish(Article.objects.get(), by=get_user_model().objects.get())
    except Refused as refused:
        return type(refused).__name__
    return edition.live_from.isoformat()


def save_and_publish():
    save()
    return publish()


def read(path):
    """Poll a page until the next line comes: how often each status was the answer."""
    is_over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), is_over.set())).start()
    client, statuses = Client(SERVER_NAME="localhost"), {}
    while not is_over.is_set():
        status = client.get(path).status_code
        statuses[status] = statuses.get(status, 0) + 1
    return statuses


def timeline():
    """The story's editions: [[start, end, answer], …] in order."""
    rows = Edition.objects.order_by("live_from").values_list("live_from", "live_until", "answer")
    return [[start.isoformat(), end and end.isoformat(), answer] for start, end, answer in rows]


VERBS = {verb.__name__: verb for verb in (prepare, save, publish, save_and_publish, read, timeline)}

if __name__ == "__main__":
    print("ready", flush=True)
    while line := sys.stdin.readline():
        verb, *arguments = line.split()
        print(json.dumps(VERBS[verb](*arguments)), flush=True)
