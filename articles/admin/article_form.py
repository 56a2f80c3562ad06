from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import clashing, keeping, moving
from articles.admin.onward import is_published
from articles.admin.planning import PlanFields
from articles.admin.tag_names import TagNamesField, demand_makeable
from articles.desk import merging, saving
from articles.models import Tag
from articles.refusals import Moved, Unsettled


class ArticleForm(keeping.BroughtBack, PlanFields, forms.ModelForm):
    """
    The working copy and where it is. The form knows what the person saw, so that a save over
    somebody else's is merged into it, or refused, however often it is sent.
    """

    #: Who fills it in, and what the desk said to this very form a moment ago, if anything.
    user = refusal = None
    #: What its save came to, as merging.Saved.
    saved = None

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    tags = TagNamesField(
        label=gettext_lazy("Tags"),
        required=False,
        help_text=gettext_lazy("Pick tags or type new ones, with a comma after each."),
    )

    class Meta:
        # They run over more than one line of the form, though they are one line of copy.
        widgets = dict.fromkeys(
            ["headline", "standfirst", "lead_caption", "lead_alt"], AdminTextareaWidget({"rows": 2})
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        article = self.instance
        if article.pk is None:
            self.fields["headline"].widget.attrs["autofocus"] = True
        self.initial.update(
            seen=article.revision_number,
            tags=[tag.name for tag in article.tags.all()] if article.pk else [],
        )

    def is_multipart(self):
        # The other encoding makes a body in most scripts three times as long.
        return True

    def clean_seen(self):
        seen = self.cleaned_data["seen"]
        if seen > self.instance.revision_number:
            raise ValidationError(_("There is no such revision of this story."))
        return seen

    def clean_tags(self):
        demand_makeable(self.cleaned_data["tags"], by=self.user)
        return self.cleaned_data["tags"]

    def clean(self):
        super().clean()
        if self.refusal:
            raise ValidationError(in_words(self.refusal))
        #: The move that one of the form's buttons asks for, or None.
        self.move = moving.asked_for(self.data)

    def file(self, *, bylines):
        """
        Save the copy as its writer left it, then its plan, and move it if that was asked for.
        Raises Refused or ValidationError.
        """
        given = self.cleaned_data
        if self.move:
            self.move.demand_seen(self.instance, given["seen"], by=self.user)
        copy = {"bylines": bylines, "tags": Tag.objects.named(given["tags"])}
        self.saved = self.file_copy(by=self.user, seen=given["seen"], **copy)
        self.file_plan()
        if self.move:
            self.move.use(self.instance, by=self.user)
        self.file_assignee()
        keeping.let_go(self)

    def file_copy(self, **copy):
        """Save the copy, merged with what others saved meanwhile. Gives merging.Saved."""
        if is_published(self.data):
            # What goes out is what the person saw: nothing is merged in unseen.
            return merging.Saved(saving.save(self.instance, **copy), [])
        choices = clashing.choices_in(self.data)
        return merging.save_merged(self.instance, **copy, choices=choices)


def in_words(refusal):
    """Say to the person at the form why nothing was saved, and what to do: a list of texts."""
    if isinstance(refusal, ValidationError):
        return refusal.messages
    return [" ".join(map(str, [refusal, *ADVICE.get(type(refusal), [])]))]


#: Refusal: what to do about it.
ADVICE = {
    Moved: [
        gettext_lazy("Nothing was saved; all that you typed is still in this form."),
        gettext_lazy("Look at what changed. “Save” by itself puts both their words and yours in."),
    ],
    Unsettled: [
        gettext_lazy("Choose what is to stand in each place, and save again."),
        gettext_lazy("Nothing was saved yet; what you typed is in this form, and kept here too."),
    ],
}
