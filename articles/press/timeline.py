"""
A story's timeline: its editions in order, each in force until the next one begins. A verb
reads it under the story's lock, asks it, changes it, and writes it; nothing else writes an
edition.
"""

from datetime import timedelta
from itertools import count, zip_longest

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Alias, Correspondent, Edition, EditionCredit, EditionTopic, Tag
from articles.press import hanging
from articles.refusals import BadMoment
from articles.text.change import is_shown, words_changed
from articles.text.slugs import numbered, slug_for
from articles.workflow import Answer, standing

MICROSECOND = timedelta(microseconds=1)

#: How far the clocks of our machines may be apart; kept by NTP they are within milliseconds.
SKEW = timedelta(seconds=5)

#: Years ahead. What is further off is a slip of the finger.
HORIZON = 10

#: What an edition takes over from those before it, and is derived again at each change; and the
#: promise that it is under, which can be lengthened. Of one that has begun only its end changes.
DERIVED = [
    *("live_until", "path", "published_at", "revised_at", "words_changed", "corrections"),
    "embargoed_until",
]


class Timeline:
    """The editions of one story, as they stood when they were read, and the moment it was."""

    def __init__(self, article):
        self.article = article
        # Few bodies are ever compared; they are fetched when they are.
        self.editions = list(article.editions.defer("body").order_by("live_from"))
        self.stored = {edition.pk: derived(edition) for edition in self.editions}
        self.sheets = []
        self.now = self.clock()

    # --- asking ---

    def in_force(self, at):
        """The edition that answers at `at`, or None before the first."""
        return next((e for e in reversed(self.editions) if e.live_from <= at), None)

    def has_copy(self, at):
        edition = self.in_force(at)
        return edition is not None and edition.answer == Answer.COPY

    def waiting(self, now):
        """What has not begun by `now`, in order."""
        return [edition for edition in self.editions if edition.live_from > now]

    def copies(self, *, before):
        copies = (edition for edition in self.editions if edition.answer == Answer.COPY)
        return [edition for edition in copies if edition.live_from < before]

    def idle(self):
        """Each *off* that waits and would take nothing off."""
        return [
            edition
            for edition in self.waiting(self.now)
            if edition.answer == Answer.OFF and not self.has_copy(edition.live_from - MICROSECOND)
        ]

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

    # --- changing ---

    def place(self, sheet, *, at):
        """
        Put a sheet of copy in at `at`, and give its edition: it holds until what comes next.
        What waits for this very moment is replaced. The caller has seen to it that nothing has
        begun at or after `at`.
        """
        self.sheets.append(sheet)
        return self._insert(sheet.edition, at=at)

    def take_off(self, *, at):
        """Put an *off* in at `at`: nothing shows from then on. Gives the edition."""
        return self._insert(Edition(answer=Answer.OFF), at=at)

    def bury(self, answer, *, notice="", target=""):
        """Put a tombstone in now, in place of what is in force and of all that waits."""
        path = self.copies(before=self.now)[-1].path
        self.clear(since=self.now)
        tombstone = Edition(answer=answer, path=path, notice=notice, target=target)
        return self._insert(tombstone, at=self.now)

    def clear(self, *, since):
        """Take out what begins at or after `since`."""
        self.editions = [edition for edition in self.editions if edition.live_from < since]

    def take_out(self, editions):
        """Take out some that wait."""
        self.editions = [edition for edition in self.editions if edition not in editions]

    def _insert(self, edition, *, at):
        self.editions = [e for e in self.editions if e.live_from != at]
        edition.article, edition.uid, edition.live_from = self.article, self.article.uid, at
        self.editions = sorted([*self.editions, edition], key=lambda e: e.live_from)
        return edition

    # --- writing ---

    def write(self):
        """Store what was changed: what is gone first, then new ends, then what is new."""
        kept = {edition.pk for edition in self.editions}
        self._hold_nouns()
        if gone := self.stored.keys() - kept:
            Edition.objects.filter(pk__in=gone).delete()
        self._derive()
        for edition in self.editions:
            if edition.pk and derived(edition) != self.stored[edition.pk]:
                edition.save(update_fields=DERIVED)
                restate_listing_rows(edition)
        for edition in self.editions:
            if not edition.pk:
                edition.save(force_insert=True)
        for sheet in self.sheets:
            if sheet.edition in self.editions:
                add_listing_rows(sheet)
                hanging.write(sheet)
        self._free_addresses()

    def _hold_nouns(self):
        """
        Lock whom it credits and every tag that will be touched, all at once and before all
        else: a merge locks them first too, so that neither waits for the other.
        """
        Correspondent.objects.hold([each for sheet in self.sheets for each in sheet.correspondents])
        of_mine = EditionTopic.objects.filter(edition__in=self.stored).values("tag")
        printed = [tag for sheet in self.sheets for tag in sheet.topics]
        Tag.objects.hold([*Tag.objects.filter(pk__in=of_mine), *printed])
        hanging.hold(self.sheets)

    def _derive(self):
        previous = None
        for edition, following in zip_longest(self.editions, self.editions[1:]):
            edition.live_until = following and following.live_from
            if edition.answer != Answer.COPY:
                continue
            if edition.pk is None or edition.live_from > self.now:
                self._settle(edition, previous)
            previous = edition

    def _settle(self, edition, previous):
        """Derive what a copy that has not begun takes over from the one before it, if any."""
        if previous:
            take_over(edition, previous)
        elif edition.published_at != edition.live_from:
            # Until a story is live, its path and first day go with its first edition. One that
            # was first already keeps the path that it has reserved.
            take_over(edition, None)
            edition.path = reserve(edition, day=paper_day(edition.live_from))

    def _free_addresses(self):
        """Give back the addresses that a story took and was never live at."""
        first = next((e for e in self.editions if e.answer == Answer.COPY), None)
        if first is None:
            self.article.aliases.all().delete()
        elif first.live_from > self.now or first.pk not in self.stored:
            self.article.aliases.exclude(path=first.path).delete()


def derived(edition):
    return [getattr(edition, name) for name in DERIVED]


def take_over(edition, previous):
    """Fill in what a copy takes over from the copy before it; None if it is the first."""
    own = []
    if edition.correction:
        at = edition.live_from.isoformat()
        own = [{"kind": edition.correction, "note": edition.correction_note, "at": at}]
    if previous is None:
        edition.published_at, edition.revised_at = edition.live_from, None
        edition.words_changed, edition.corrections = None, own
        return
    if edition.pk or not edition.path:  # what is placed with a path was given another address
        edition.path = previous.path
    edition.published_at = previous.published_at
    edition.words_changed = words_changed(previous, edition)
    is_told = own or (is_shown(previous, edition) and not edition.is_silent)
    edition.revised_at = edition.live_from if is_told else previous.revised_at
    edition.corrections = [*previous.corrections, *own]


def is_whole_minute(moment):
    return not (moment.second or moment.microsecond)


def moment(at, *, now):
    """Give when a verb takes effect: `now`, or a whole minute to come. Raises BadMoment."""
    if at is None:
        return now
    if timezone.is_naive(at):
        raise BadMoment(_("Give the time with its zone, such as 2027-03-28T09:00+01:00."))
    if at.year > now.year + HORIZON:  # first of all: the last hours of 9999 have no UTC
        raise BadMoment(_("Give a time within the next ten years."))
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
        path = address(edition.section, day, numbered(slug, number))
        alias, _is_new = Alias.objects.get_or_create(
            path=path, defaults={"article_id": edition.article_id}
        )
        if alias.article_id == edition.article_id:
            return path
    raise AssertionError("numbers have no end")


def address(section, day, slug):
    return f"/{section.slug}/{day:%Y/%m/%d}/{slug}/"


def add_listing_rows(sheet):
    """Write the rows by which listings find an edition."""
    edition = sheet.edition
    place = {
        "edition": edition,
        "published_at": edition.published_at,
        "number": edition.article_id,
    }
    # They may have been merged or deleted while the sheet was printed; now they are held.
    tags = Tag.objects.known_as([tag.slug for tag in sheet.topics]).values()
    EditionTopic.objects.bulk_create(EditionTopic(tag=tag, **place) for tag in set(tags))
    credited = Correspondent.objects.known_as([each.slug for each in sheet.correspondents])
    EditionCredit.objects.bulk_create(
        EditionCredit(correspondent=correspondent, **place)
        for correspondent in set(credited.values())
    )


def restate_listing_rows(edition):
    """Let listings find an edition by the day it was first published, which may have moved."""
    for rows in (edition.topics, edition.credits):
        rows.exclude(published_at=edition.published_at).update(published_at=edition.published_at)
