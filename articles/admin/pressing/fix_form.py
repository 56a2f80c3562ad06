from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.editor import CONFIG, BodyWidget
from articles.admin.pressing.asking import Overruling, Reasoned, Revised
from articles.models import Revision
from articles.workflow import Kind

#: The words that a fix may change.
WORDS = ["kicker", "headline", "standfirst", "dateline", "body"]

WIDGETS: dict[str, Any] = {
    "kicker": AdminTextInputWidget,
    "headline": AdminTextareaWidget({"rows": 2}),
    "standfirst": AdminTextareaWidget({"rows": 2}),
    "dateline": AdminTextInputWidget,
    "body": BodyWidget,
}


def typed(name):
    """The form field of a column of copy, as the story's own form has it."""
    more: dict[str, Any] = {"config": CONFIG} if name == "body" else {}
    return Revision._meta.get_field(name).formfield(widget=WIDGETS[name], **more)


class FixForm(Revised, Reasoned, Overruling):
    """The words that readers have. `revision` is the one that they are of."""

    field_order = [*WORDS, "is_silent", "kind", "note", "reason", "overrule"]

    kicker, headline, standfirst, dateline, body = map(typed, WORDS)
    is_silent = forms.BooleanField(
        label=gettext_lazy("Readers need not be told"),
        help_text=gettext_lazy("For small changes: the time that the page calls updated stays."),
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of note"),
        choices=[("", gettext_lazy("No note")), *Kind.choices],
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Note for readers"),
        required=False,
        max_length=2000,
        widget=AdminTextareaWidget({"rows": 2}),
    )

    def __init__(self, situation, **kwargs):
        super().__init__(situation, **kwargs)
        self.fields["headline"].required = True
        for name in WORDS:
            self.fields[name].widget.attrs["lang"] = situation.article.language

    def opening(self, situation, asked):
        opening = super().opening(situation, asked)
        if situation.live is None:
            return opening
        live = situation.live.revision
        # What readers have is looked at more closely than the last act: see `fixing.fix`.
        words = {name: getattr(live, name) for name in WORDS}
        return opening | words | {"revision": live.number, "seen": None}

    def clean(self):
        super().clean()
        given = self.cleaned_data
        for name in set(WORDS) & set(given):
            self.tidy(name)
        if bool(given.get("kind")) != bool(given.get("note")):
            raise ValidationError(_("A note needs its kind, and a kind its note."))
        if given.get("note") and given.get("is_silent"):
            raise ValidationError(_("A note tells readers: the fix cannot be silent."))

    def tidy(self, name):
        """Clean words as their column does, so that they compare with those of the revision."""
        try:
            self.cleaned_data[name] = Revision._meta.get_field(name).clean(
                self.cleaned_data[name], None
            )
        except ValidationError as error:
            self.add_error(name, error)

    def arguments(self):
        telling = ("is_silent", "kind", "note", "reason", "overrule")
        told = {name: self.cleaned_data[name] for name in telling if name in self.cleaned_data}
        change = {name: self.cleaned_data[name] for name in WORDS}
        return {"change": change, "live": self.cleaned_data["revision"], **told}
