import uuid
from datetime import UTC, datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.copy import CopyFields
from articles.models.edition import Edition
from articles.models.fields import LineField
from articles.models.natural import NaturalManager, natural_manager
from articles.models.section import Section
from articles.permissions import EVERYWHERE
from articles.workflow import AWAITED, Answer, Stage, standing

#: An embargo "with no end" ends here: then every comparison of moments just works.
NO_END = datetime(9999, 12, 31, tzinfo=UTC)


def own(user):
    """The conditions, any of which makes a story a person's own (see `Article.is_own`)."""
    shared = Article.objects.filter(shared_with=user).values("pk")
    return [models.Q(owner=user), models.Q(assignee=user), models.Q(pk__in=shared)]


def reach(user):
    """The conditions, any of which brings a story within the reach of who has no other."""
    return [models.Q(section__in=Section.objects.filter(editors=user)), *own(user)]


def sections_of(user):
    """The numbers of the sections that a person edits; one query a person."""
    if not hasattr(user, "sections_edited"):
        sections = Section.objects.filter(editors=user)
        user.sections_edited = set(sections.values_list("pk", flat=True))
    return user.sections_edited


def within_reach(rows, user, *, story="article"):
    """Those of rows (QuerySet, with a key `story`) whose story is within a person's reach."""
    if user.has_perm(EVERYWHERE):
        return rows
    # Asked of each row: the list of all that a section has would be made anew each time.
    story = Article.objects.filter(pk=models.OuterRef(story)).for_editor(user)
    return rows.filter(models.Exists(story))


def are_newest_words_out(at):
    """The condition that readers have, or had by `at`, a story's newest revision."""
    printed = Edition.objects.begun(at=at).filter(
        article=models.OuterRef("pk"),
        answer=Answer.COPY,
        revision__number=models.OuterRef("revision_number"),
    )
    return models.Q(models.Exists(printed))


def is_unfinished(at):
    return models.Q(stage__in=sorted(AWAITED)) & ~are_newest_words_out(at)


def is_late(at):
    return models.Q(due_at__lt=at) & is_unfinished(at)


class ArticleQuerySet(models.QuerySet):
    def claim(self, pk):
        """
        Lock a story for the rest of the transaction and give it as it is now. On SQLite the
        transaction itself is the lock: it is the one writer from its first statement on.
        """
        # no_key: rows that refer to the story may be written meanwhile, as by a merge of tags.
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)

    def for_editor(self, user):
        """The stories within a person's reach: one query, however many sections they edit."""
        if user.has_perm(EVERYWHERE):
            return self
        return self.filter(reduce(or_, reach(user)))

    def listed_for_editor(self, user):
        """
        As `for_editor`, for lists in an order that an index has: SQLite goes along that, and
        would read all that is within reach otherwise, to put it in order.
        """
        if user.has_perm(EVERYWHERE):
            return self
        parts = [Article.objects.filter(part).values("pk") for part in reach(user)]
        # By a number that no index knows.
        numbered = self.alias(number=models.F("pk") + 0)
        return numbered.filter(reduce(or_, (models.Q(number__in=part) for part in parts)))

    def latest_for_editor(self, user, *, most):
        """
        The `most` of these that were saved last within a person's reach: in time that does not
        grow with the table, where an index has what these are filtered by before the moment.
        """
        if user.has_perm(EVERYWHERE):
            return self.order_by("-updated_at", "-pk")[:most]
        *theirs, shared = own(user)
        parts = [models.Q(section=number) for number in sections_of(user)] + theirs
        ordered = self.order_by("-updated_at", "-pk").values("pk")
        # SQLite limits no part of a UNION; it does limit a subquery. What is shared with one
        # person is little, and to go along the order would be to look for it among all.
        latest = [models.Q(pk__in=ordered.filter(part)[:most]) for part in parts]
        latest.append(models.Q(pk__in=self.filter(shared).order_by().values("pk")))
        first, *others = [Article.objects.filter(each).order_by().values("pk") for each in latest]
        found = Article.objects.filter(pk__in=first.union(*others))
        return found.order_by("-updated_at", "-pk")[:most]

    def of(self, user):
        """Those that a person has: assigned to them, or their own that nobody else has."""
        return self.filter(models.Q(assignee=user) | models.Q(assignee=None, owner=user))

    # --- what is left to do ---

    def in_hand(self, *, at):
        """Those with words that readers have not had by `at`."""
        return self.exclude(are_newest_words_out(at))

    def unfinished(self, *, at):
        """Those in hand at `at` that the desk still waits for: neither ready nor spiked."""
        return self.filter(is_unfinished(at))

    def late(self, *, at):
        """Those that were due before `at`, and are unfinished. `with_late` says it of each."""
        return self.filter(is_late(at))

    def with_late(self, *, at):
        """Add to each, as `is_late`, whether it is late at `at`."""
        return self.annotate(
            is_late=models.Case(
                models.When(is_late(at), then=models.Value(True)), default=models.Value(False)
            )
        )

    def with_standing(self, *, at):
        """Add what `standing()` is made of, without a further query for each row."""
        timeline = Edition.objects.filter(article=models.OuterRef("pk"))
        return self.annotate(
            answer_in_force=models.Subquery(timeline.in_force(at=at).values("answer")[:1]),
            copy_to_come=models.Exists(timeline.waiting(at=at).filter(answer=Answer.COPY)),
        )


class Article(CopyFields):
    """A story as the desk has it: the working copy. Only `desk.saving` writes it."""

    uid = models.UUIDField(_("story id"), unique=True, default=uuid.uuid4, editable=False)
    tags = TaggableManager(through="articles.ArticleTag", blank=True, verbose_name=_("tags"))
    source = LineField(_("source"), max_length=100, blank=True, editable=False)
    source_id = LineField(_("source's id"), max_length=255, blank=True, editable=False)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("Whose copy it is: who began it."),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    shared_with = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("shared with"),
        help_text=_("They may see and change this story, whatever its section."),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    planned_for = models.DateTimeField(
        _("planned for"),
        null=True,
        blank=True,
        help_text=_("When it is meant to go out. A plan: it binds nothing."),
    )
    commissioned_length = models.PositiveIntegerField(
        _("commissioned length"), null=True, blank=True, help_text=_("In words.")
    )
    #: Words of the body; written with each save.
    length = models.PositiveIntegerField(_("length"), default=0, editable=False)
    is_flagged = models.BooleanField(
        _("legal flag"),
        default=False,
        help_text=_("A lawyer has to clear the words before they go out."),
    )
    embargoed_until = models.DateTimeField(
        _("embargoed until"), null=True, blank=True, editable=False
    )
    embargo_reason = LineField(
        _("reason of the embargo"), max_length=300, blank=True, editable=False
    )
    embargo_source = LineField(
        _("source of the embargo"), max_length=200, blank=True, editable=False
    )
    #: The newest revision's number, 0 before the first: what a save compares and swaps.
    revision_number = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated"), default=timezone.now, editable=False)

    objects = natural_manager(ArticleQuerySet, "uid")

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("reach_every_article", _("Can use these rights in every section")),
            ("submit_article", _("Can submit articles")),
            ("sub_article", _("Can take articles for subbing")),
            ("approve_article", _("Can approve articles")),
            ("clear_article", _("Can clear articles legally")),
            ("send_back_article", _("Can send articles back")),
            ("spike_article", _("Can spike articles")),
            ("unspike_article", _("Can bring back spiked articles")),
            ("assign_article", _("Can assign articles")),
            ("share_article", _("Can share articles")),
            ("take_over_article", _("Can take articles over from others")),
            ("proof_article", _("Can send proofs of articles to people outside")),
            ("overrule_article", _("Can overrule a check")),
            ("publish_article", _("Can publish articles")),
            ("expire_article", _("Can have articles expire")),
            ("withdraw_article", _("Can withdraw articles")),
            ("unschedule_article", _("Can take back what waits of articles")),
            ("schedule_article", _("Can have articles go out at a time")),
            ("correct_article", _("Can correct articles before readers")),
            ("kill_article", _("Can kill articles")),
            ("reinstate_article", _("Can reinstate articles")),
            ("embargo_article", _("Can put articles under an embargo")),
            ("lift_article", _("Can lift an embargo early")),
            ("readdress_article", _("Can change the address of articles")),
            ("repress_article", _("Can render articles again")),
            ("erase_article", _("Can erase words of articles for good")),
        ]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="article_latest"),
            models.Index(fields=["section", "-updated_at", "-id"], name="article_section_latest"),
            # The board: the latest at each stage, of all or within a person's reach.
            models.Index(fields=["stage", "-updated_at", "-id"], name="article_stage_latest"),
            *(
                models.Index(
                    fields=[part, "stage", "-updated_at", "-id"],
                    name=f"article_{part}_stage_latest",
                )
                for part in ("section", "owner", "assignee")
            ),
            models.Index(
                fields=["due_at"], condition=models.Q(due_at__isnull=False), name="article_due"
            ),
            models.Index(
                fields=["stage", "due_at"],
                condition=models.Q(due_at__isnull=False),
                name="article_stage_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="article_stage_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(headline="") | ~models.Q(slugline=""),
                name="article_is_named",
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~models.Q(source_id=""),
                name="one_story_a_source_id",
            ),
        ]

    def __str__(self):
        return self.headline or self.slugline

    def clean(self):
        super().clean()
        if not (self.headline or self.slugline):
            raise ValidationError({"headline": _("Give the story a headline or a slugline.")})

    def natural_key(self):
        return (str(self.uid),)

    natural_key.dependencies = ["articles.section", "articles.publication"]

    def is_own(self, user):
        """Tell whether it is a person's own copy: begun by, assigned to or shared with them."""
        if user.pk in (self.owner_id, self.assignee_id) or self._state.adding:
            return True
        return self.shared_with.filter(pk=user.pk).exists()

    def is_in_section_of(self, user):
        """Tell whether it is in a section that a person edits; one query a person."""
        return self.section_id in sections_of(user)

    def newest(self):
        """The newest revision; None for a story that was never saved."""
        return self.revisions.order_by("-number").first()

    def is_embargoed(self, at):
        """Tell whether words that are not out yet are promised not to be out at `at`."""
        return self.embargoed_until is not None and at < self.embargoed_until

    def standing(self, *, at):
        """What readers have of this story at `at`. Free on rows of `with_standing()`."""
        if hasattr(self, "answer_in_force"):
            return standing(self.answer_in_force, copy_to_come=self.copy_to_come)
        return standing(
            self.editions.in_force(at=at).values_list("answer", flat=True).first(),
            copy_to_come=self.editions.waiting(at=at).filter(answer=Answer.COPY).exists(),
        )


class Byline(models.Model):
    """Who wrote a story, and as what, in the words and the order that the page prints."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = LineField(_("name as printed"), max_length=200, blank=True)
    role = LineField(_("role as printed"), max_length=200, blank=True)
    # A leaver's page must not take stories with it.
    correspondent = models.ForeignKey(
        "articles.Correspondent",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("correspondent"),
    )

    objects = NaturalManager("article__uid", "position")

    class Meta:
        ordering = ["position"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="one_byline_a_place"),
            models.CheckConstraint(condition=~models.Q(name=""), name="byline_is_named"),
        ]

    def __str__(self):
        return f"{self.name}, {self.role}" if self.role else self.name

    def natural_key(self):
        return (*self.article.natural_key(), self.position)

    natural_key.dependencies = ["articles.article", "articles.correspondent"]
