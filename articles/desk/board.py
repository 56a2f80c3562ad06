"""The newsroom at a glance: what is where, what goes out next, what is late, who is in what."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from articles.desk.notices import BEHIND
from articles.desk.unread import is_unread
from articles.desk.visits import STALE
from articles.models import Article, Edition, Section, Visit
from articles.models.article import sections_of, within_reach
from articles.permissions import EVERYWHERE, may
from articles.workflow import Stage, Standing

#: The columns, as copy goes.
STAGES = [Stage.DRAFT, Stage.SUBMITTED, Stage.SUBBING, Stage.LEGAL, Stage.READY]

#: Stories in a column, and of how many that were saved last at a stage they are taken: those
#: whose newest words are out are passed over, without a look at the whole archive.
CARDS, LOOKED_THROUGH = 8, 60

#: Lines of what is late, of what goes out next, and of who is in what.
LINES, PEOPLE = 8, 50

#: Days of output, today among them.
DAYS = 7


@dataclass
class Card:
    """
    A story on the board (with `is_unread` and `is_late`), what readers have of it, who else has
    it open (users), and the editions of it that wait, soonest first.
    """

    article: Article
    standing: Standing
    people: list
    waiting: list

    @property
    def had(self):
        """Tell whether readers have, or had, other words of it."""
        return self.standing not in (Standing.NEVER_OUT, Standing.SCHEDULED)


@dataclass
class Column:
    """The latest stories at a stage with words that readers do not have."""

    stage: Stage
    cards: list


@dataclass
class Output:
    """How many stories of a section first went out on each day: [(date, number), …]."""

    section: Section
    days: list

    @property
    def total(self):
        return sum(number for _day, number in self.days)


@dataclass
class Board:
    columns: list
    late: list
    coming: list
    visits: list
    output: list

    @property
    def is_empty(self):
        """Tell whether nothing is on the desk, and nothing is to come."""
        return not (any(column.cards for column in self.columns) or self.coming)

    @property
    def most(self):
        """The most stories that one section brought out in one day."""
        return max((number for each in self.output for _day, number in each.days), default=0)


def board(user, *, at):
    """
    Fetch the board of a person, as of `at`: the same number of queries whatever there is, each
    of rows that do not grow in number with the archive. None for who may see no story.
    """
    if not may(user, "view"):
        return None
    visits = present(user, at=at)
    return Board(
        columns=columns(user, visits, at=at),
        late=late(user, at=at),
        coming=coming(user, at=at),
        visits=visits,
        output=output(user, at=at),
    )


def columns(user, visits, *, at):
    """The columns, with what waits of their stories and who is in them."""
    stories = {stage: latest(user, stage, at=at) for stage in STAGES}
    numbers = [article.pk for articles in stories.values() for article in articles]
    waiting = Edition.objects.waiting(at=at).filter(article__in=numbers).defer("body")
    changes = grouped(waiting.order_by("live_from"))
    here = grouped(visits)
    return [
        Column(stage, [card(article, changes, here, at=at) for article in articles])
        for stage, articles in stories.items()
    ]


def card(article, changes, here, *, at):
    people = [visit.by for visit in here.get(article.pk, [])]
    return Card(article, article.standing(at=at), people, changes.get(article.pk, []))


def grouped(rows):
    """Sort rows of stories by the story's number: {number: [row, …]}."""
    found: dict = {}
    for row in rows:
        found.setdefault(row.article_id, []).append(row)
    return found


def latest(user, stage, *, at):
    """The latest stories at a stage, within a person's reach, that are not out as they are."""
    rows = Article.objects.filter(stage=stage).latest_for_editor(user, most=LOOKED_THROUGH)
    rows = Article.objects.filter(pk__in=rows.values("pk")).in_hand(at=at).with_late(at=at)
    rows = rows.annotate(is_unread=is_unread(user)).with_standing(at=at)
    rows = rows.select_related("section", "assignee")
    return list(rows.defer("body").order_by("-updated_at", "-pk")[:CARDS])


def late(user, *, at):
    """What is late, within a person's reach: what was due last first."""
    rows = Article.objects.late(at=at).filter(due_at__gte=at - BEHIND)
    rows = within_reach(rows, user, story="pk").select_related("section", "assignee", "owner")
    return list(rows.defer("body").order_by("-due_at", "-pk")[:LINES])


def coming(user, *, at):
    """What goes out or comes off next (editions), soonest first."""
    rows = within_reach(Edition.objects.waiting(at=at), user)
    rows = rows.select_related("article", "section").defer("body", "article__body")
    return list(rows.order_by("live_from", "pk")[:LINES])


def present(user, *, at):
    """Who else has which story open (visits), who was heard of last first."""
    rows = within_reach(Visit.objects.filter(here_at__gt=at - STALE).exclude(by=user), user)
    rows = rows.select_related("by", "article").defer("article__body")
    return list(rows.order_by("-here_at", "pk")[:PEOPLE])


def output(user, *, at):
    """What each section that a person edits has brought out on each of the last DAYS days."""
    sections = Section.objects.all()
    if not user.has_perm(EVERYWHERE):
        sections = sections.filter(pk__in=sections_of(user))
    today = timezone.localtime(at).date()
    days = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
    found = list(sections)
    numbers = numbers_out(found, since=midnight(days[0]), until=at)
    return [
        Output(section, [(day, numbers.get((section.pk, day), 0)) for day in days])
        for section in found
    ]


def numbers_out(sections, *, since, until):
    """Count stories by when they first went out: {(section's number, date): number}."""
    # Of columns of one index alone.
    out = Edition.objects.filter(
        section__in=[section.pk for section in sections],
        published_at__gte=since,
        published_at__lte=until,
    )
    days = out.order_by().values("section_id", day=TruncDate("published_at"))
    counted = days.annotate(number=Count("article", distinct=True))
    return {(row["section_id"], row["day"]): row["number"] for row in counted}


def midnight(day):
    """When a day begins by the paper's clock."""
    return timezone.make_aware(datetime.combine(day, time.min))
