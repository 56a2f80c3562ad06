"""What the page of each verb asks for: the fields are the verb's own arguments."""

from datetime import datetime

from django import forms
from django.contrib.admin.widgets import AdminRadioSelect, AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.clock import MinuteField, spoken_moment
from articles.admin.pressing.asking import Overruling, PressForm, Reasoned, Revised
from articles.permissions import may
from articles.workflow import Answer, Kind


class Timed(Revised):
    """Brings words out, now or at a time."""

    at = MinuteField(label=gettext_lazy("At"), required=False)

    class Media:
        css = {"all": ["articles/preparing.css"]}
        js = ["articles/preparing.js"]

    def __init__(self, situation, **kwargs):
        super().__init__(situation, **kwargs)
        # A time that was typed is refused and never dropped: the words would go out now.
        if not self.may_schedule() and not self.data.get("at"):
            del self.fields["at"]

    def may_schedule(self):
        return may(self.user, "schedule", self.situation.article)

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and not self.may_schedule():
            raise ValidationError(_("You may publish now, and not for later: leave this empty."))
        return at


class PublishForm(Timed, Overruling):
    is_silent = forms.BooleanField(
        label=gettext_lazy("Readers need not be told"),
        help_text=gettext_lazy("For small changes: the time that the page calls updated stays."),
        required=False,
    )

    def __init__(self, situation, **kwargs):
        super().__init__(situation, **kwargs)
        if not situation.live:
            del self.fields["is_silent"]


#: Whether the words before a correction stay in the public history.
WITHHOLDS = [
    ("", gettext_lazy("By default: for apologies and retractions")),
    ("yes", gettext_lazy("Yes: readers never see the earlier words again")),
    ("no", gettext_lazy("No: readers may compare them")),
]


class CorrectForm(Timed, Overruling):
    field_order = ["revision", "kind", "note", "withholds", "at"]

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    note = forms.CharField(
        label=gettext_lazy("Note for readers"),
        help_text=gettext_lazy("Shown with the story, with its date, and among the corrections."),
        max_length=2000,
        widget=AdminTextareaWidget({"rows": 4}),
    )
    withholds = forms.TypedChoiceField(
        label=gettext_lazy("Withhold the earlier words"),
        choices=WITHHOLDS,
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )

    def __init__(self, situation, **kwargs):
        super().__init__(situation, **kwargs)
        if situation.live and situation.live.revision_id != situation.newest.pk:
            field = self.fields["revision"]
            field.label = _("Words")
            field.widget = AdminRadioSelect(choices=correctable(situation))

    def opening(self, situation, asked):
        opening = super().opening(situation, asked) | {"kind": Kind.CORRECTION}
        if situation.live and situation.has_waiting(situation.newest):
            # Words that wait are not to go out early by oversight.
            opening["revision"] = situation.live.revision.number
        return opening


def correctable(situation):
    """The revisions that a correction may be of: (number, words)."""
    live, newest = situation.live.revision, situation.newest
    if situation.has_waiting(newest):
        says = _("The newest, %(revision)s: it waits, and would go out with the note")
    else:
        says = _("The newest, %(revision)s")
    return [
        (newest.number, says % {"revision": newest}),
        (live.number, _("Only a note on what readers have, %(revision)s") % {"revision": live}),
    ]


class ExpireForm(Reasoned):
    at = MinuteField(label=gettext_lazy("At"))


class StartField(forms.Field):
    """The moment for which something waits, as ISO 8601, chosen from what does."""

    widget = forms.Select

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            start = datetime.fromisoformat(value)
        except ValueError:
            start = None
        if start is None or timezone.is_naive(start):
            raise ValidationError(_("Choose something that waits."))
        return start


class WaitingForm(Reasoned):
    """Names one of the things that wait."""

    was = StartField(label=gettext_lazy("What waits"))

    def __init__(self, situation, **kwargs):
        super().__init__(situation, **kwargs)
        field, choices = self.fields["was"], startable(situation.waiting)
        if not field.required:
            choices.insert(0, ("", _("All that waits")))
        # What is gone stays chosen: the browser would choose the first of the others instead.
        if (chosen := self["was"].value()) and chosen not in dict(choices):
            choices.append((chosen, _("What does not wait any more")))
        field.widget.choices = choices

    def opening(self, situation, asked):
        return super().opening(situation, asked) | {"was": asked.get("was", "")}


def startable(waiting):
    """List what waits for a select: (start as ISO 8601, words)."""
    return [
        (
            timezone.localtime(edition.live_from).isoformat(),
            f"{spoken_moment(edition.live_from)}: {what(edition)}",
        )
        for edition in waiting
    ]


def what(edition):
    """Say what begins with an edition."""
    if edition.answer == Answer.COPY:
        return f"{edition.revision}, {edition.headline}"
    return _("nothing from then on")


class RescheduleForm(WaitingForm, Overruling):
    at = MinuteField(label=gettext_lazy("Move it to"))


class UnscheduleForm(WaitingForm):
    was = StartField(label=gettext_lazy("What waits"), required=False)


#: How the address of a killed story may answer.
ANSWERS = [
    (Answer.GONE, gettext_lazy("Gone: readers are told that we took it down (410)")),
    (Answer.MOVED, gettext_lazy("Moved: readers are led to another page of ours (301)")),
    (Answer.VANISHED, gettext_lazy("Vanished: as if it had never been (404)")),
]


class KillForm(Reasoned):
    field_order = ["answer", "notice", "target", "reason"]

    answer = forms.ChoiceField(
        label=gettext_lazy("Its address answers"),
        choices=ANSWERS,
        widget=AdminRadioSelect,
        initial=Answer.GONE,
    )
    notice = forms.CharField(
        label=gettext_lazy("Words for readers"),
        help_text=gettext_lazy("Only if it is gone: why, as readers may know it. May be empty."),
        required=False,
        max_length=2000,
        widget=AdminTextareaWidget({"rows": 3}),
    )
    target = forms.CharField(
        label=gettext_lazy("Page it leads to"),
        help_text=gettext_lazy("Only if it moved: the path of a page of ours, such as /crime/."),
        required=False,
        max_length=400,
        widget=AdminTextInputWidget,
    )


class EmbargoForm(PressForm):
    until = MinuteField(label=gettext_lazy("Until"), required=False)
    has_no_end = forms.BooleanField(
        label=gettext_lazy("No end"),
        help_text=gettext_lazy("It holds until somebody lifts it."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=AdminTextInputWidget
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("Whom it is promised to."),
        max_length=200,
        widget=AdminTextInputWidget,
    )

    def opening(self, situation, asked):
        article = situation.article
        present = {"reason": article.embargo_reason, "source": article.embargo_source}
        return super().opening(situation, asked) | (present if situation.is_embargoed else {})

    def clean(self):
        super().clean()
        is_timed = bool(self.cleaned_data.get("until") or "until" in self.errors)
        has_no_end = self.cleaned_data.get("has_no_end")
        if is_timed and has_no_end:
            raise ValidationError(_("Give one of the two: the time that it ends at, or no end."))
        if not is_timed and not has_no_end:
            raise ValidationError(_("Give the time that it ends at, or say that it has no end."))

    def arguments(self):
        return {name: self.cleaned_data[name] for name in ("until", "reason", "source")}


class ReaddressForm(Reasoned):
    field_order = ["slug"]

    slug = forms.CharField(
        label=gettext_lazy("Slug"),
        help_text=gettext_lazy("The last part of the address; plain words are made one."),
        max_length=200,
        widget=AdminTextInputWidget,
    )

    def opening(self, situation, asked):
        path = situation.in_force.path if situation.in_force else ""
        return super().opening(situation, asked) | {"slug": path.strip("/").rpartition("/")[2]}


class EraseForm(Reasoned):
    field_order = ["words"]

    words = forms.CharField(
        label=gettext_lazy("Words to erase"),
        help_text=gettext_lazy("As they stand in the story, in whatever case and spacing."),
        max_length=1000,
        widget=AdminTextInputWidget,
    )

    def __init__(self, situation, **kwargs):
        super().__init__(situation, **kwargs)
        reason = self.fields["reason"]
        reason.required = True
        reason.help_text = _("For the record, without the words themselves.")
