from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField, PlainField, PrintedField, is_byline_list
from articles.workflow import TOMBSTONES, Answer, Kind, Label


class EditionQuerySet(models.QuerySet):
    def begun(self, *, at):
        """What readers have or had by `at`."""
        return self.filter(live_from__lte=at)

    def in_force(self, *, at):
        """What answers at `at`: the last of its story's editions that has begun by then."""
        return self.begun(at=at).filter(Q(live_until__isnull=True) | Q(live_until__gt=at))

    def live(self, *, at):
        """What readers have at `at`. The one place that says so; `is_live` says it of a row."""
        return self.in_force(at=at).filter(answer=Answer.COPY)

    def waiting(self, *, at):
        """What has not begun by `at`."""
        return self.filter(live_from__gt=at)

    def corrections(self, *, at):
        """Those that brought readers a note by `at`, of stories that readers have; latest first."""
        story = Edition.objects.live(at=at).filter(article=models.OuterRef("article"))
        told = self.begun(at=at).exclude(correction="")
        return told.filter(models.Exists(story)).order_by("-live_from", "-article_id")

    def listed(self, *, via="", before=None, **of):
        """
        Latest first: by first publication, then by story number. `via` names the rows
        that the listing goes by (topics, credits; the editions themselves where empty),
        `before` is the (published_at, story number) to go on from, `of` what it is of.
        """
        moment, number = (
            (f"{via}__published_at", f"{via}__number") if via else ("published_at", "article_id")
        )
        wanted = Q(**of)
        if before is not None:
            # In one filter() with the rest: a second one would join these rows again.
            wanted &= Q(**{f"{moment}__lte": before[0]}) & (
                Q(**{f"{moment}__lt": before[0]}) | Q(**{f"{number}__lt": before[1]})
            )
        return self.filter(wanted).order_by(f"-{moment}", f"-{number}")

    def for_listing(self):
        """Fetch what a listing shows, and not the body."""
        return self.select_related("section").defer("body")


class Edition(models.Model):
    """
    What readers get of a story from one moment to the next: all that its page shows, as
    printed from one revision. Editions of a story form its timeline: each is in force until
    the next one begins, so what readers have at any moment needs no job to become true.
    """

    # The story's number, for the press; pages read `article_id` and never the article.
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="editions")
    revision = models.ForeignKey(
        "articles.Revision",
        models.PROTECT,
        null=True,
        related_name="editions",
        verbose_name=_("revision"),
    )
    live_from = models.DateTimeField(_("live from"))
    #: Where the next edition begins; stored for fast reading, never decided on its own.
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer.choices, default=Answer.COPY
    )
    embargoed_until = models.DateTimeField(
        _("printed under an embargo until"), null=True, blank=True
    )
    path = models.CharField(_("path"), max_length=400, blank=True)
    #: When the story first went live (UTC); the same on all its editions, never moved after.
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    #: When readers were last shown a change.
    revised_at = models.DateTimeField(_("revised"), null=True, blank=True)

    uid = models.UUIDField(_("story id"))
    kicker = LineField(_("kicker"), max_length=80, blank=True)
    headline = LineField(_("headline"), max_length=300, blank=True)
    standfirst = LineField(_("standfirst"), max_length=1000, blank=True)
    dateline = LineField(_("dateline"), max_length=80, blank=True)
    #: The opening words, for where something shorter than the story is shown.
    excerpt = LineField(_("excerpt"), max_length=300, blank=True)
    body = PrintedField(_("body"), blank=True)
    # By its number alone (see EditionPicture): the library is the desk's.
    lead_picture = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    lead_caption = LineField(_("caption"), max_length=1000, blank=True)
    #: Empty for a decorative one.
    lead_alt = LineField(_("alternative text"), max_length=1000, blank=True)
    #: [{"name": …, "role": …, "correspondent": slug or ""}, …] as printed, in order.
    bylines = models.JSONField(_("bylines"), default=list, blank=True, validators=[is_byline_list])
    section = models.ForeignKey(
        "articles.Section",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("section"),
    )
    label = models.CharField(
        _("label"), max_length=10, choices=Label.choices, default=Label.NEWS, blank=True
    )
    publication = LineField(_("publication"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    rights = LineField(_("rights line"), max_length=200, blank=True)
    credit = LineField(_("credit line"), max_length=200, blank=True)
    shows_history = models.BooleanField(_("public history"), default=True)

    #: What a tombstone tells readers (410), or the page of ours that it leads to (301).
    notice = PlainField(_("words of the tombstone"), blank=True)
    target = models.CharField(_("leads to"), max_length=400, blank=True)

    #: Readers need not be told of this change: it does not move `revised_at`.
    is_silent = models.BooleanField(_("silent"), default=False)
    #: How many words differ from those that readers had before; None where there were none.
    words_changed = models.PositiveIntegerField(_("words changed"), null=True, blank=True)
    #: The note that this edition brings, if it is a correction.
    correction = models.CharField(_("correction"), max_length=20, choices=Kind.choices, blank=True)
    correction_note = PlainField(_("note to readers"), blank=True)
    #: The words before this correction are not to be shown again.
    withholds = models.BooleanField(_("withholds the words before"), default=False)
    #: [{"kind": …, "note": …, "at": ISO 8601}, …]: every note so far, its own the last.
    corrections = models.JSONField(_("corrections"), default=list, blank=True)

    #: [{"check": …, "level": …, "message": …}, …]: what the checks found when it was printed.
    findings = models.JSONField(_("findings"), default=list, blank=True)
    #: When the HTML was made: `repress` makes it again.
    rendered_at = models.DateTimeField(_("rendered"), null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-live_from"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        indexes = [
            models.Index(fields=["path"], name="edition_path"),
            models.Index(fields=["uid"], name="edition_uid"),
            models.Index(fields=["live_from"], name="edition_start"),
            # The list of what readers do not have: killed, expired. Of these alone (they print
            # no revision): SQLite would take it for what is live too, and sort all of that.
            models.Index(
                fields=["answer", "live_from", "live_until", "article"],
                condition=Q(revision__isnull=True),
                name="edition_answer",
            ),
            models.Index(
                fields=["section", "-published_at", "-article"], name="edition_section_latest"
            ),
            models.Index(fields=["-published_at", "-article"], name="edition_latest"),
            models.Index(
                fields=["-live_from", "-article"],
                condition=~Q(correction=""),
                name="edition_correction_latest",
            ),
            models.Index(
                fields=["-live_from"], condition=Q(is_silent=True), name="edition_silent_latest"
            ),
        ]
        constraints = [
            # Two editions of a story cannot begin at one moment: so overlaps cannot exist.
            models.UniqueConstraint(fields=["article", "live_from"], name="one_start_a_moment"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(live_until__isnull=True), name="one_open_end"
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")),
                name="edition_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(embargoed_until__isnull=True) | Q(live_from__gte=F("embargoed_until")),
                name="nothing_out_under_embargo",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="edition_answer_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(answer="copy")
                | (
                    Q(revision__isnull=False, section__isnull=False)
                    & Q(published_at__lte=F("live_from"))
                    & ~Q(headline="")
                    & ~Q(path="")
                ),
                name="edition_of_copy_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=sorted(TOMBSTONES)) | ~Q(path=""),
                name="tombstone_stands_somewhere",
            ),
            models.CheckConstraint(
                # A second slash would make it another host's.
                condition=~Q(answer="moved")
                | (Q(target__startswith="/") & ~Q(target__startswith="//")),
                name="moved_leads_to_a_page_of_ours",
            ),
            models.CheckConstraint(
                condition=Q(correction="") | (Q(answer="copy") & ~Q(correction_note="")),
                name="correction_says_what",
            ),
        ]

    def __str__(self):
        return f"{self.get_answer_display()}: {self.headline}"

    # No get_absolute_url: the admin would lead anybody of the staff to it (admin/r/…), and the
    # address of what waits says what is to come.

    def is_live(self, at):
        """Tell whether readers have this edition at `at`, as `Edition.objects.live` does."""
        begun = self.live_from <= at
        ended = self.live_until is not None and self.live_until <= at
        return self.answer == Answer.COPY and begun and not ended

    @property
    def told_label(self):
        """What readers are told that the story is: nothing where it is plain news."""
        return "" if self.label in ("", Label.NEWS) else self.get_label_display()

    @property
    def cursor(self):
        """Where this edition stands in a listing: (published_at, story number)."""
        return self.published_at, self.article_id


class ListingRow(models.Model):
    """A row by which a listing finds an edition, with what that listing sorts on."""

    published_at = models.DateTimeField()
    number = models.BigIntegerField()

    class Meta:
        abstract = True


class EditionTopic(ListingRow):
    """A tag of an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="topics")
    tag = models.ForeignKey("articles.Tag", models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["tag", "-published_at", "-number"], name="topic_latest")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "tag"], name="one_topic_once"),
        ]

    def __str__(self):
        return f"{self.tag_id}: {self.edition_id}"


class EditionCredit(ListingRow):
    """A correspondent credited with an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="credits")
    correspondent = models.ForeignKey("articles.Correspondent", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["correspondent", "-published_at", "-number"], name="credit_latest")
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "correspondent"], name="one_credit_once"),
        ]

    def __str__(self):
        return f"{self.correspondent_id}: {self.edition_id}"
