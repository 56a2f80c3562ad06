"""
How long the desk's first page takes, with few stories and with many. Run it by hand, from the
checkout, with a DATABASE_URL or on SQLite:

    python -m tests.benchmarks.bench_board

It makes a database of its own. Ratios say more than seconds: none should be more than 3.
"""

import os
import random
from datetime import timedelta
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings, setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, Edition, Notice, Revision, Visit  # noqa: E402
from articles.workflow import Answer, Stage  # noqa: E402
from tests.factories import make_section, make_section_editor, make_user  # noqa: E402

SIZES, ROUNDS, BATCH = (1_000, 100_000), 15, 1_000

#: Stories a day: the last week is as busy for a young paper as for an old one.
A_DAY = 60

#: Stories on which the desk works; those of the archive are live, at whatever stage they were.
IN_WORK = 120

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


class Paper:
    """A paper with a long archive, and a desk that works on a few stories of the last days."""

    def __init__(self):
        self.chance = random.Random(5)
        self.now = timezone.now().replace(second=0, microsecond=0)
        self.sections = [make_section(f"Section {number}") for number in range(12)]
        self.people = [make_user("Reporter") for _ in range(40)]
        self.readers = {
            "Editor": make_user("Editor"),
            "Section editor": make_section_editor(*self.sections[:2]),
            "Reporter": self.people[0],
        }
        self.made = 0

    def grow(self, size):
        while self.made < size:
            numbers = range(self.made, self.made + BATCH)
            self.write([self.story(number) for number in numbers])
            self.made += BATCH

    def story(self, number):
        """One of the archive, older with each; the first ones are in work."""
        chance, age = self.chance, timedelta(days=number / A_DAY)
        in_work = number < IN_WORK
        archived = chance.choice([Stage.READY, Stage.READY, Stage.DRAFT, Stage.SUBBING])
        return Article(
            headline=f"Ferry {number} leaves on time",
            slugline=f"ferry {number}",
            body="<p>The boat left the quay at nine.</p>" * 3,
            section=chance.choice(self.sections),
            stage=chance.choice(Stage.values[:5]) if in_work else archived,
            owner=chance.choice(self.people),
            assignee=chance.choice([None, *self.people]),
            due_at=self.now - age + timedelta(hours=chance.choice([-2, 2, 30])),
            commissioned_length=500,
            length=480,
            revision_number=1,
            updated_at=self.now - age,
        )

    def write(self, stories):
        stories = Article.objects.bulk_create(stories)
        revisions = Revision.objects.bulk_create(self.revision(story) for story in stories)
        out = [each for each in revisions if each.article_id > IN_WORK or each.article_id % 3 == 0]
        Edition.objects.bulk_create(self.edition(revision) for revision in out)
        readers = self.readers.values()
        Visit.objects.bulk_create(
            Visit(article=story, by=user, number=1, here_at=self.here(story))
            for story in stories
            for user in readers
            if self.chance.random() < 0.9
        )
        Notice.objects.bulk_create(
            Notice(to=user, article=story, kind=Notice.Kind.MENTIONED, read_at=self.read(story))
            for story in stories[:: BATCH // 20]
            for user in readers
        )

    def here(self, story):
        """When a window said last that it is open: of the archive, some crashed."""
        if story.pk < 20:
            return self.now + timedelta(hours=1)
        return self.now - timedelta(days=1) if story.pk % 50 == 0 else None

    def read(self, story):
        return self.now if story.pk > IN_WORK else None

    def revision(self, story):
        copy = {name: getattr(story, name) for name in ("headline", "slugline", "body", "section")}
        return Revision(article=story, number=1, by=story.owner, saved_at=story.updated_at, **copy)

    def edition(self, revision):
        """What readers have of a story; of one in work, what waits for the next days."""
        at = revision.saved_at
        if revision.article_id <= IN_WORK:
            at = self.now + timedelta(hours=revision.article_id)
        return Edition(
            article_id=revision.article_id,
            revision=revision,
            answer=Answer.COPY,
            uid=revision.article.uid,
            headline=revision.headline,
            body=revision.body,
            section=revision.section,
            path=f"/archive/{revision.article_id}/",
            live_from=at,
            published_at=at,
        )


class Clock:
    """Counts queries, and how long they take."""

    def __init__(self):
        self.queries, self.seconds = 0, 0.0

    def __call__(self, execute, sql, params, many, context):
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.seconds += perf_counter() - began


def measured(user):
    """The least time that a person's first page takes, that of its queries (ms), their number."""
    client = Client()
    client.force_login(user)
    client.get("/admin/")
    pages, database = [], []
    for _ in range(ROUNDS):
        clock, began = Clock(), perf_counter()
        with connection.execute_wrapper(clock):
            assert client.get("/admin/").status_code == 200
        pages.append(perf_counter() - began)
        database.append(clock.seconds)
    return min(pages) * 1_000, min(database) * 1_000, clock.queries


def main():
    paper, found = Paper(), {}
    for size in SIZES:
        paper.grow(size)
        if connection.vendor == "postgresql":  # which does so by itself, in time
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        for who, user in paper.readers.items():
            found[who, size] = measured(user)
    print(f"{connection.vendor}: the first page, ms, of it in the database (queries)")
    print(f"{'':16}", *(f"{size:>22,}" for size in SIZES), f"{'ratios':>14}")
    for who in paper.readers:
        few, many = (found[who, size] for size in SIZES)
        cells = [f"{page:8.1f} {database:8.1f} ({n})" for page, database, n in (few, many)]
        ratios = f"{many[0] / few[0]:6.2f} {many[1] / few[1]:6.2f}"
        print(f"{who:16}", *(f"{cell:>22}" for cell in cells), f"{ratios:>14}")


if __name__ == "__main__":
    setup_test_environment()
    settings.DEBUG = False
    with override_settings(STORAGES=PLAIN):
        connection.creation.create_test_db(autoclobber=True, verbosity=0)
        try:
            main()
        finally:
            connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
