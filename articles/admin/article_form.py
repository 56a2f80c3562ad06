from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.tag_names import TagNamesField, demand_makeable
from articles.desk import moves, saving
from articles.models import Tag
from articles.refusals import IllegalMove, Moved
from articles.workflow import Stage


class ArticleForm(forms.ModelForm):
    """
    The working copy and where it is. The form knows what the person saw, so that a save over
    somebody else's is refused, however often it is sent.
    """

    #: Who fills it in, and what the desk said to this very form a moment ago, if anything.
    user = refusal = None

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen_stage = forms.ChoiceField(choices=Stage.choices, widget=forms.HiddenInput)
    tags = TagNamesField(
        label=gettext_lazy("Tags"),
        required=False,
        help_text=gettext_lazy("Pick tags or type new ones, with a comma after each."),
    )

    class Meta:
        # Both run over more than one line of the form, though they are one line of copy.
        widgets = dict.fromkeys(["headline", "standfirst"], AdminTextareaWidget({"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        article = self.instance
        self.initial.update(
            seen=article.revision_number,
            seen_stage=article.stage,
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
        if isinstance(self.refusal, IllegalMove):
            self.show_stage()
        if self.refusal:
            raise ValidationError(in_words(self.refusal))
        return super().clean()

    def show_stage(self):
        """Take it that the person has seen where the story is: the refusal says so."""
        self.data = self.data.copy()
        self.data["seen_stage"] = self.initial["seen_stage"]

    def file(self, *, bylines):
        """Save copy and stage as their writer left them. Raises Refused or ValidationError."""
        article, given = self.instance, self.cleaned_data
        # What is new begins as a draft, whatever the form was made to say.
        article.stage = given["seen_stage"] if article.pk else Stage.DRAFT
        saving.save(
            article,
            by=self.user,
            seen=given["seen"],
            bylines=bylines,
            tags=Tag.objects.named(given["tags"]),
        )
        if given["stage"] != article.stage:
            moves.move(article, given["stage"], by=self.user)


def in_words(refusal):
    """Say to the person at the form why nothing was saved, and what to do: a list of texts."""
    if isinstance(refusal, ValidationError):
        return refusal.messages
    if not isinstance(refusal, Moved):
        return [str(refusal)]
    return [
        format_html(
            '{} {} <a href="" target="_blank">{}</a>',
            refusal,
            _("Nothing was saved; all that you typed is still in this form."),
            _("Open the newest version in a new window, and bring your changes over to it."),
        )
    ]
