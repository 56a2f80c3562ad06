from articles.models.article import NO_END
from articles.workflow import LEGAL, TOMBSTONES, Answer


class Situation:
    """What readers have of a story at a moment, and what waits: read once, for one page."""

    def __init__(self, article, *, now):
        editions = article.editions.select_related("revision").defer("body", "revision__body")
        self.article, self.now = article, now
        self.newest = article.newest()
        self.in_force = editions.in_force(at=now).first()
        #: In order.
        self.waiting = list(editions.waiting(at=now).order_by("live_from"))
        #: The last use of a verb of the press.
        self.last_act = article.acts.filter(verb__in=LEGAL).select_related("by").first()

    @property
    def live(self):
        """The edition that readers have, or None."""
        is_copy = self.in_force and self.in_force.answer == Answer.COPY
        return self.in_force if is_copy else None

    @property
    def tombstone(self):
        """The tombstone that answers for the story, or None."""
        is_buried = self.in_force and self.in_force.answer in TOMBSTONES
        return self.in_force if is_buried else None

    @property
    def is_embargoed(self):
        return self.article.is_embargoed(self.now)

    @property
    def has_no_end(self):
        """Tell whether the embargo has no end."""
        return self.is_embargoed and self.article.embargoed_until >= NO_END

    @property
    def is_plainly_live(self):
        """Tell whether readers have words, nothing waits, and nothing holds newer words back."""
        return bool(self.live and not self.waiting and not self.is_embargoed)

    @property
    def has_more_than_live(self):
        """Tell whether readers have words, and the desk newer ones, or ones that wait."""
        is_behind = self.live and self.newest and self.live.revision_id != self.newest.pk
        return bool(is_behind or (self.live and self.waiting))

    @property
    def is_notable(self):
        """Tell whether readers have, or will have, or may have, anything but the newest words."""
        has_newest = self.live and self.live.revision_id == self.newest.pk
        is_other = self.in_force and not has_newest
        return bool(is_other or self.waiting or self.is_embargoed)

    def returning(self):
        """The revision that reinstating gives readers back, or None where that is nothing."""
        ended = self.in_force
        if ended is None or ended.answer == Answer.COPY:
            return None
        had = self.article.editions.select_related("revision").order_by("-live_from")
        had = had.filter(live_from__lt=ended.live_from)
        if ended.answer in TOMBSTONES and had[0].answer == Answer.OFF:
            return None
        return had.filter(answer=Answer.COPY)[0].revision

    def has_waiting(self, revision):
        """Tell whether a revision waits."""
        return any(edition.revision_id == revision.pk for edition in self.waiting)
