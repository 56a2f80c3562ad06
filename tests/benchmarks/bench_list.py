"""
How long the list of stories takes, with few stories and with many. Run it by hand, from the
checkout, with a DATABASE_URL or on SQLite:

    python -m tests.benchmarks.bench_list

It makes a database of its own. Ratios say more than seconds: none should be more than 3.
"""

import os
import random
import sys
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings, setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import (  # noqa: E402
    Article,
    Byline,
    Edition,
    Revision,
    StoryText,
    Visit,
)
from articles.models.story_text import text_of  # noqa: E402
from articles.workflow import Answer, Stage  # noqa: E402
from tests.factories import make_section, make_section_editor, make_user  # noqa: E402

SIZES, ROUNDS, BATCH = (1_000, 100_000), 5, 1_000
LIST = "/admin/articles/article/"
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
VOCABULARY = [
    f"{a}{b}{c}"
    for a in "bdfkmprst"
    for b in ("a", "ei", "o", "u")
    for c in ("l", "nd", "rk", "st", "ven", "mor", "dle", "ton", "wick", "by", "ham", "ness")
]


class Paper:
    """A paper of many stories: nine of ten are live, and the desk works on the rest."""

    def __init__(self):
        self.chance = random.Random(5)
        self.now = timezone.now()
        self.editor = make_user("Editor")
        self.people = [make_user("Reporter") for _ in range(40)]
        self.sections = [make_section(f"Section {number}") for number in range(12)]
        self.section_editor = make_section_editor(*self.sections[:2])
        self.made = 0

    def grow(self, size):
        while self.made < size:
            stories = [self.story(number) for number in range(self.made, self.made + BATCH)]
            self.made += BATCH
            self.write(stories)

    def write(self, stories):
        Article.objects.bulk_create(stories)
        Byline.objects.bulk_create(Byline(article=story, name="Odile Marsh") for story in stories)
        StoryText.objects.bulk_create(
            StoryText(article=story, **text_of(story, ["Odile Marsh"])) for story in stories
        )
        revisions = [revision_of(story) for story in stories]
        Revision.objects.bulk_create(revisions)
        out = [made for made in revisions if made.article.stage == Stage.READY]
        Edition.objects.bulk_create(edition_of(revision, self.chance) for revision in out)
        seen = [story for story in stories if self.chance.random() < 0.9]
        Visit.objects.bulk_create(
            Visit(article=story, by=user, number=1)
            for story in seen
            for user in (self.editor, self.section_editor)
        )

    def story(self, number):
        """One story; a hundred minutes older than the one before it."""
        at = self.now - timedelta(minutes=100 * number)
        is_done = number % 10 or number > 20_000
        stage = Stage.READY if is_done else list(Stage)[number // 10 % 4]
        words = self.words(120)
        words += ["council", "harbour"][: self.chance.choice([0, 1, 2])]
        words += ["quixotry"] if number % 300 == 7 and number < 1_000 else []
        return Article(
            headline=f"{' '.join(words[:6]).capitalize()} {number}",
            body=f"<p>{' '.join(words)}</p>",
            stage=stage,
            section=self.chance.choice(self.sections),
            owner=self.chance.choice(self.people),
            assignee=self.chance.choice([None, self.editor, self.section_editor, *self.people]),
            due_at=at if number % 3 else None,
            updated_at=at,
            created_at=at,
            revision_number=1,
            length=len(words),
        )

    def words(self, number):
        return [self.chance.choice(VOCABULARY) for _ in range(number)]


def revision_of(story):
    copy = {name: getattr(story, name) for name in Article.copy_fields()}
    return Revision(article=story, number=1, by=story.owner, saved_at=story.updated_at, **copy)


def edition_of(revision, chance):
    story = revision.article
    is_off = chance.random() < 0.05
    return Edition(
        article=story,
        revision=None if is_off else revision,
        live_from=story.updated_at,
        published_at=story.updated_at,
        answer=Answer.OFF if is_off else Answer.COPY,
        path=f"/section/{story.pk}/",
        uid=story.uid,
        headline=story.headline,
        body=story.body,
        section=story.section,
    )


def requests(paper):
    """What is asked of the list: {what: query}."""
    day = timezone.localtime(paper.now - timedelta(days=20))
    deepest = len(range(0, paper.reached, 50))
    month = {"updated_at__year": day.year, "updated_at__month": day.month}
    return {
        "first page": {},
        "deepest page": {"p": deepest},
        "oldest first": {"o": paper.updated},
        "by due": {"o": paper.due},
        **{f"stage {stage}": {"stage__exact": stage} for stage in ("draft", "legal", "ready")},
        **{
            f"standing {standing}": {"standing": standing}
            for standing in ("live", "expired", "never_out", "scheduled", "killed")
        },
        "section": {"section__id__exact": paper.sections[0].pk},
        "assignee mine": {"assignee": "mine"},
        "assignee nobody": {"assignee": "nobody"},
        "assignee somebody": {"assignee": paper.people[0].pk},
        **{f"due {when}": {"due": when} for when in ("late", "today", "week", "never")},
        "unread": {"unread": "yes"},
        "a year": {"updated_at__year": day.year},
        "a month": month,
        "a day": month | {"updated_at__day": day.day},
        "search: rare word": {"q": "quixotry"},
        "search: common word": {"q": "council"},
        "search: two words": {"q": "council harbour"},
        "search: a beginning": {"q": "counc"},
        "search: words of a headline": {"q": "council harb -quixotry"},
        "search: none": {"q": "nosuchword"},
        "search and stage": {"q": "council", "stage__exact": "draft"},
    }


def measure(paper, user):
    """How long each request takes for a person: {what: seconds}."""
    client = Client()
    client.force_login(user)
    shown = client.get(LIST).context["cl"]
    paper.reached = Article.objects.for_editor(user).count()
    columns = list(shown.list_display)
    paper.updated, paper.due = str(columns.index("updated")), str(columns.index("due"))
    return {what: taken(client, query) for what, query in requests(paper).items()}


def taken(client, query):
    """The quickest of some rounds, in seconds, and how many rows it shows."""
    # SQLite works in this process: its time is told apart from what else the machine does.
    clock = process_time if connection.vendor == "sqlite" else perf_counter
    times = []
    for _ in range(ROUNDS):
        began = clock()
        answer = client.get(LIST, query)
        times.append(clock() - began)
        assert answer.status_code == 200, (answer.status_code, query)
    return min(times), len(answer.context["cl"].result_list)


def report(title, few, many):
    print(f"\n{title}")
    print(f"{'':32}{SIZES[0]:>10,}{SIZES[1]:>10,}   ratio   rows")
    for what, (small, _rows) in few.items():
        large, rows = many[what]
        told = (
            f"{what:32}{small * 1000:>8.0f}ms{large * 1000:>8.0f}ms{large / small:>8.1f}{rows:>7}"
        )
        print(told + ("  !" if large > 3 * small else ""), flush=True)


def main():
    setup_test_environment()
    connection.creation.create_test_db(autoclobber=True, verbosity=0)
    storages = {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    storages["staticfiles"] = {"BACKEND": PLAIN}
    with override_settings(STORAGES=storages):
        paper = Paper()
        people = {"An editor": paper.editor, "A section editor": paper.section_editor}
        found = {}
        for size in SIZES:
            began = perf_counter()
            paper.grow(size)
            print(f"{size:,} stories made in {perf_counter() - began:.0f} s", flush=True)
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")
            found[size] = {name: measure(paper, user) for name, user in people.items()}
        for name in people:
            report(name, *(found[size][name] for size in SIZES))
    print(datetime.now(UTC).date(), connection.vendor)


if __name__ == "__main__":
    sys.exit(main())
