"""
A story's timeline: its editions in order, each in force until the next one begins. A verb
reads it under the story's lock, asks it, and changes it; nothing else writes an edition.
"""

from datetime import timedelta
from itertools import count

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Alias, Edition, EditionCredit, EditionTopic, Tag
from articles.refusals import BadMoment
from articles.text.slugs import numbered, slug_for
from articles.workflow import Answer, standing

MICROSECOND = timedelta(microseconds=1)

#: How far the clocks of our machines may be apart; kept by NTP they are within milliseconds.
SKEW = timedelta(seconds=5)

#: What a reader sees change between two editions of a story.
SHOWN = ["kicker", "headline", "standfirst", "dateline", "body", "bylines"]


class Timeline:
    """The editions of one story, as they stood when they were read."""

    def __init__(self, article):
        self.article = article
        # Only one body is ever compared; it is fetched when it is.
        self.editions = list(article.editions.defer("body").order_by("live_from"))

    def in_force(self, at):
        """The edition that answers at `at`, or None before the first."""
        return next((e for e in reversed(self.editions) if e.live_from <= at), None)

    def has_copy(self, at):
        edition = self.in_force(at)
        return edition is not None and edition.answer == Answer.COPY

    def waiting(self, now):
        """What has not begun by `now`, in order."""
        return [edition for edition in self.editions if edition.live_from > now]

    def standing(self, now):
        in_force = self.in_force(now)
        return standing(
            in_force and in_force.answer,
            copy_to_come=any(edition.answer == Answer.COPY for edition in self.waiting(now)),
        )

    def clock(self):
        """
        Give the moment it is for this story: now (UTC), but always after what has begun. What
        starts off the whole minute was published at once, so it has begun by the clock of the
        machine that did it, even if ours is a little behind.
        """
        now = timezone.now()
        starts = [edition.live_from for edition in self.editions]
        soon = [start for start in starts if now < start < now + SKEW]
        begun = [start for start in starts if start <= now]
        begun += [start for start in soon if not is_whole_minute(start)]
        return max([now, *(start + MICROSECOND for start in begun)])

    def place(self, sheet, *, at):
        """
        Put a sheet of copy in at `at`, and give the saved edition: it holds until what comes
        next. What waits for this very moment is replaced. The caller has seen to it that
        nothing has begun at or after `at`.
        """
        edition = sheet.edition
        self.prepare(edition, at=at)
        if not self.copies(before=at):
            # Until a story is live, its path and first day go with its first edition.
            edition.path = reserve(edition, day=paper_day(at))
            self.settle(edition)
        self._insert(edition, at=at)
        add_findings(sheet)
        self.revise(after=edition)
        return edition

    def revise(self, *, after):
        """Tell again when what follows an edition shows a change: it follows another one now."""
        following = next(iter(self.waiting(after.live_from)), None)
        if following and following.answer == Answer.COPY:
            following.revised_at = revised_at(after, following, at=following.live_from)
            following.save(update_fields=["revised_at"])

    def prepare(self, edition, *, at):
        """Fill in what an edition from `at` on would take over from those before it."""
        edition.live_from = edition.published_at = at
        if earlier := self.copies(before=at):
            edition.path, edition.published_at = earlier[0].path, earlier[0].published_at
            edition.revised_at = revised_at(earlier[-1], edition, at=at)

    def copies(self, *, before):
        copies = (edition for edition in self.editions if edition.answer == Answer.COPY)
        return [edition for edition in copies if edition.live_from < before]

    def take_off(self, *, at):
        """Put an *off* in at `at`: nothing shows from then on. Gives the saved edition."""
        edition = Edition(article=self.article, uid=self.article.uid, answer=Answer.OFF)
        self._insert(edition, at=at)
        return edition

    def clear(self, *, since):
        """Take out what begins at or after `since`; with the last edition goes its path."""
        self._remove([edition for edition in self.editions if edition.live_from >= since])
        if self.editions:
            self._end(self.editions[-1], at=None)
        else:
            self.article.aliases.all().delete()

    def settle(self, first):
        """Give the copies that wait the path and first day of the one that now comes first."""
        waiting = self.waiting(first.live_from)
        pks = [edition.pk for edition in waiting if edition.answer == Answer.COPY]
        if pks:
            first_day = {"published_at": first.published_at}
            Edition.objects.filter(pk__in=pks).update(path=first.path, **first_day)
            EditionTopic.objects.filter(edition__in=pks).update(**first_day)
            EditionCredit.objects.filter(edition__in=pks).update(**first_day)
        self.article.aliases.exclude(path=first.path).delete()

    def _insert(self, edition, *, at):
        self._remove([e for e in self.editions if e.live_from == at])
        following = next(iter(self.waiting(at)), None)
        if previous := self.in_force(at):
            self._end(previous, at=at)
        edition.live_from = at
        edition.live_until = following and following.live_from
        edition.save(force_insert=True)
        self.editions = sorted([*self.editions, edition], key=lambda e: e.live_from)

    def _remove(self, editions):
        if editions:
            Edition.objects.filter(pk__in=[edition.pk for edition in editions]).delete()
            self.editions = [edition for edition in self.editions if edition not in editions]

    def _end(self, edition, *, at):
        if edition.live_until != at:
            edition.live_until = at
            edition.save(update_fields=["live_until"])


def is_whole_minute(moment):
    return not (moment.second or moment.microsecond)


def moment(at, *, now):
    """Give when a verb takes effect: `now`, or a whole minute to come. Raises BadMoment."""
    if at is None:
        return now
    if timezone.is_naive(at):
        raise BadMoment(_("Give the time with its zone, such as 2027-03-28T09:00+01:00."))
    if not is_whole_minute(at):
        raise BadMoment(_("Give a whole minute: what is to come begins on one."))
    if at <= now:
        raise BadMoment(_("That moment has passed: give one to come."))
    return at


def paper_day(at):
    """The day it is at `at` where the paper is."""
    return timezone.localdate(at, timezone.get_default_timezone())


def reserve(edition, *, day):
    """Take the first path that no other story has or had: /section/2027/03/28/slug/."""
    slug = slug_for(edition.headline, fallback="story")
    for number in count(1):
        path = f"/{edition.section.slug}/{day:%Y/%m/%d}/{numbered(slug, number)}/"
        alias, _is_new = Alias.objects.get_or_create(
            path=path, defaults={"article_id": edition.article_id}
        )
        if alias.article_id == edition.article_id:
            return path
    raise AssertionError("numbers have no end")


def revised_at(previous, edition, *, at):
    """When readers were last shown a change: `at`, if the words differ from those before."""
    is_changed = any(getattr(previous, name) != getattr(edition, name) for name in SHOWN)
    return at if is_changed else previous.revised_at


def add_findings(sheet):
    """Write the rows by which listings find an edition."""
    edition = sheet.edition
    place = {
        "edition": edition,
        "published_at": edition.published_at,
        "number": edition.article_id,
    }
    # Read again, and held: a tag may have been deleted while the sheet was printed.
    tags = Tag.objects.filter(pk__in=[tag.pk for tag in sheet.topics]).select_for_update()
    EditionTopic.objects.bulk_create(EditionTopic(tag=tag, **place) for tag in tags)
    EditionCredit.objects.bulk_create(
        EditionCredit(correspondent=correspondent, **place)
        for correspondent in sheet.correspondents
    )
