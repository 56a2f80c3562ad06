"""What of the checks stops an act on a story, and why somebody goes on in spite of it."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth import get_user_model
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.levels import by_level, summed_up
from articles.admin.people import named
from articles.permissions import may
from articles.refusals import Faulty

#: Names of those who may overrule that a page gives: enough to find one who is in.
NAMED = 5


class AsksWhy(forms.Form):
    """For a form that asks whether: asks why, in spite of errors, where there are some."""

    overrule = forms.CharField(
        label=gettext_lazy("Overrule, because"),
        help_text=gettext_lazy("Kept with the words and with your name. Readers never see it."),
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget({"rows": 2}),
    )

    def ask_why(self, article, *, user, objection):
        """Ask only where errors stop it, and whom they do not: who may overrule them."""
        # A reason that was given stays: the errors may be in words that come with it.
        is_asked = isinstance(objection, Faulty) or self.data.get("overrule")
        if not (is_asked and may(user, "overrule", article)):
            del self.fields["overrule"]


def checked(found, objection, article):
    """
    What a page that asks whether shows of the checks: what they say of the words, with what stops
    the act, if that is they; and who may overrule that.
    """
    stopping = objection.findings if isinstance(objection, Faulty) else []
    groups = by_level([*stopping, *(each for each in found if each not in stopping)])
    return {
        "groups": groups,
        "summary": summed_up(groups),
        "is_stopped": bool(stopping),
        "overrulers": overrulers(article) if stopping else "",
    }


def overrulers(article):
    """Name some who may overrule the checks on a story; nothing where nobody may."""
    people = get_user_model().objects.with_perm("articles.overrule_article").order_by("pk")
    some = people[: 4 * NAMED]
    names = [named(person) for person in some if may(person, "overrule", article)]
    return get_text_list(names[:NAMED], _("or"))


def words_of(refusal):
    """Say to a person at a form why an act was refused; the page shows the errors themselves."""
    if isinstance(refusal, Faulty):
        return _("The checks found errors, which stop this. See below.")
    return str(refusal)
