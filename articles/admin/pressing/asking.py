"""What the pages of all verbs ask for, and those of many."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.clock import MinuteField
from articles.admin.overruling import AsksWhy
from articles.deeds import deed
from articles.refusals import IllegalMove


class PressForm(forms.Form):
    """What every page asks: nothing but whether. The fields are the verb's own arguments."""

    required_css_class = "required"
    field_order = ["revision", "was", "at", "until", "has_no_end"]

    #: The last act that the person saw, 0 before the first.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, situation, *, user, objection=None, asked=None, data=None):
        super().__init__(data=data, initial=self.opening(situation, asked or {}))
        self.situation, self.user, self.objection = situation, user, objection
        for name, field in self.fields.items():
            if isinstance(field, MinuteField):
                field.help_text = when(may_be_now=name == "at" and not field.required)

    def opening(self, situation, asked):
        """The values that the form opens with; `asked` is what the address asks for."""
        return {
            "seen": situation.last_act.pk if situation.last_act else 0,
            "revision": situation.newest and situation.newest.number,
        }

    def demand_seen(self):
        """Refuse to go on where somebody used a verb since the page was opened, once."""
        seen, act = self.cleaned_data.get("seen"), self.situation.last_act
        if seen is None or act is None or act.pk == seen:
            return
        self.data = self.data.copy()
        self.data["seen"] = act.pk
        raise IllegalMove(
            _(
                "%(who)s has used the press since you opened this page: %(deed)s. See what "
                "readers have now; then go on if you still mean to."
            )
            % {"who": act.by or _("Somebody"), "deed": deed(act.verb)}
        )

    def arguments(self):
        """What the verb is to be called with. Only for a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class Revised(PressForm):
    """Names the revision that goes out."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean_revision(self):
        revisions = self.situation.article.revisions
        revision = revisions.filter(number=self.cleaned_data["revision"]).first()
        if revision is None:
            raise ValidationError(_("There is no such revision of this story."))
        return revision


class Overruling(AsksWhy, PressForm):
    """Asks why words go out in spite of errors."""

    def __init__(self, situation, **kwargs):
        super().__init__(situation, **kwargs)
        self.ask_why(situation.article, user=self.user, objection=self.objection)


class Reasoned(PressForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the record. Readers do not see it."),
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget({"rows": 2}),
    )


def when(*, may_be_now):
    zone = {"zone": timezone.get_current_timezone_name()}
    if may_be_now:
        return _("A whole minute, in the time of %(zone)s. Leave it empty for now.") % zone
    return _("A whole minute, in the time of %(zone)s.") % zone
