import regex
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField
from articles.text.patterns import TooSlow, compiled, matches_nothing, strain
from articles.workflow import Level


class HouseRule(models.Model):
    """A rule of the paper's own style, written by an editor: a check on copy."""

    phrase = LineField(
        _("phrase"),
        max_length=200,
        help_text=_("What copy should not say: whole words, with curly or straight quotes."),
    )
    is_pattern = models.BooleanField(
        _("pattern"),
        default=False,
        help_text=_("The phrase is a regular expression, such as utili[sz]\\w+; \\s is a blank."),
    )
    matches_case = models.BooleanField(
        _("match capitals"), default=False, help_text=_("“May” is not “may”.")
    )
    suggestion = LineField(
        _("suggestion"), max_length=200, blank=True, help_text=_("What to write instead.")
    )
    reason = LineField(_("reason"), max_length=300, help_text=_("Why; writers are told."))
    level = models.CharField(
        _("level"),
        max_length=10,
        choices=Level.choices,
        default=Level.WARNING,
        help_text=_(
            "An error stops copy on its way to readers, unless somebody who may says why not."
        ),
    )
    is_on = models.BooleanField(_("on"), default=False)
    #: In how many acts of the press or the desk it spoke up, and in how many of these it
    #: stopped the act and somebody went on in spite of it.
    fired = models.PositiveIntegerField(_("fired"), default=0, editable=False)
    overruled = models.PositiveIntegerField(_("overruled"), default=0, editable=False)
    #: It took too long over some story, as it is now, and was given up there.
    is_slow = models.BooleanField(_("too slow"), default=False, editable=False)

    class Meta:
        ordering = ["phrase"]
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        constraints = [
            models.CheckConstraint(condition=~models.Q(phrase=""), name="house_rule_has_a_phrase"),
        ]

    def __str__(self):
        return self.phrase

    def clean(self):
        if self.phrase and self.is_pattern and (fault := self.fault()):
            raise ValidationError({"phrase": fault})

    def fault(self):
        """Say what is wrong with its pattern; None if nothing."""
        try:
            pattern = self.compiled()
            if matches_nothing(pattern):
                return _("This also matches where nothing stands. Ask for at least one character.")
            strain(pattern)
        except regex.error as error:
            told = {"error": error.msg, "place": (error.pos or 0) + 1}
            return _("This is no pattern: %(error)s, at character %(place)s.") % told
        except TooSlow:
            return _(
                "This pattern can take for ever. Look for repetitions inside repetitions, such "
                "as (a+)+, and write them once."
            )
        return None

    def compiled(self):
        """What it looks for, ready to be looked for. Raises regex.error."""
        return compiled(self.phrase, is_pattern=self.is_pattern, matches_case=self.matches_case)

    def looks_for(self):
        """What decides what it finds: another rule, or the same rewritten, gives another."""
        return f"{self.is_pattern:d}{self.matches_case:d} {self.phrase}"
