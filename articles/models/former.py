from urllib.parse import unquote

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.text.slugs import first_free, slug_for
from articles.workflow import Answer


def page_of(noun):
    """The path of a noun's page in letters, as requests name it and former addresses keep it."""
    return unquote(noun.get_absolute_url())


class NounQuerySet(models.QuerySet):
    """
    Rows with pages of their own, which may have been at other addresses. `of_edition` is the
    way to them from the editions that they are found by.
    """

    of_edition = ""

    def in_print(self, *, at, besides=None):
        """
        Those with a story that readers have at `at`: the only public ones. A story `besides`
        (an article) does not count.
        """
        live = Edition.objects.live(at=at)
        return self._found_by(live.exclude(article=besides) if besides else live)

    def ever_in_print(self, *, at):
        """Those with a story that readers have or had by `at`."""
        return self._found_by(Edition.objects.begun(at=at).filter(answer=Answer.COPY))

    def _found_by(self, editions):
        return self.filter(
            models.Exists(editions.filter(**{self.of_edition: models.OuterRef("pk")}))
        )

    def known_as(self, slugs):
        """Find rows by the slugs that they have or had: {slug asked for: row}."""
        found = {row.slug: row for row in self.filter(slug__in=slugs)}
        missing = {page_of(self.model(slug=slug)): slug for slug in slugs if slug not in found}
        if missing:
            former = FormerAddress.objects.filter(path__in=missing)
            former = former.select_related(*FormerAddress.NOUNS)
            nouns = ((missing[address.path], address.noun) for address in former)
            found |= {slug: noun for slug, noun in nouns if isinstance(noun, self.model)}
        return found

    def owner(self, slug):
        """Find whose page is at a slug, or was and leads there still; None for a free slug."""
        return self.known_as([slug]).get(slug)

    def hold(self, nouns):
        """
        Lock rows for the rest of the transaction, each as it is now: one that was merged is
        the one that it went into, one that was deleted is none.
        """
        known = self.known_as([noun.slug for noun in nouns]).values()
        rows = self.filter(pk__in={noun.pk for noun in known}).order_by("pk")
        return list(rows.select_for_update(no_key=True))

    def in_print_as(self, slug, *, at, besides=None):
        """Find what is in print at `at` under a slug that it has, or else had in print; or None."""
        in_print = self.in_print(at=at, besides=besides)
        former = FormerAddress.objects.filter(path=page_of(self.model(slug=slug)), is_public=True)
        return (
            in_print.filter(slug=slug).first()
            or in_print.filter(former_addresses__in=former).first()
        )

    def free_slug(self, words):
        """Make the best slug of some words that is no row's, and never was."""
        slug = slug_for(words, fallback=str(self.model._meta.model_name))
        return first_free(slug, is_taken=self.owner)


class FormerAddress(models.Model):
    """
    Where the page of a section, tag or correspondent was before it got another slug, or went
    into another one. It leads to the noun and not to a path, so there are no chains.
    """

    NOUNS = ("section", "tag", "correspondent")

    path = models.CharField(_("path"), max_length=400, unique=True)
    section = models.ForeignKey(
        "articles.Section", models.CASCADE, null=True, blank=True, related_name="former_addresses"
    )
    tag = models.ForeignKey(
        "articles.Tag", models.CASCADE, null=True, blank=True, related_name="former_addresses"
    )
    correspondent = models.ForeignKey(
        "articles.Correspondent",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="former_addresses",
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    #: Readers had a page there. What was never in print under a slug is not betrayed by it.
    is_public = models.BooleanField(_("public"), default=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(section=None, tag=None, correspondent__isnull=False)
                | models.Q(section=None, tag__isnull=False, correspondent=None)
                | models.Q(section__isnull=False, tag=None, correspondent=None),
                name="former_address_of_one_noun",
            ),
        ]

    def __str__(self):
        return self.path

    @property
    def noun(self):
        return self.section or self.tag or self.correspondent
