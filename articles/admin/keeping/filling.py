"""A story's form filled with what was kept of it."""

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from articles.admin.keeping.sent import key_in
from articles.desk import unsaved

#: What an address names the row by that fills the form.
ASKED = "unsaved"


def asked_for(request, article):
    """The person's own row that the address asks to fill the form with; None for none."""
    if not hasattr(request, "brought_back"):
        key = key_in(request.GET, ASKED) if request.method != "POST" else None
        rows = unsaved.of(request.user, article)
        request.brought_back = rows.filter(key=key).first() if key else None
    return request.brought_back


def as_sent(row):
    """What was kept, as the form would send it."""
    sent = QueryDict(mutable=True)
    for name, values in row.fields.items():
        sent.setlist(name, values)
    return sent


def filled_with(request):
    """What fills the form beside what is saved: what was sent with it, or was brought back."""
    row = getattr(request, "brought_back", None)
    return as_sent(row) if row else request.POST


class BroughtBack(forms.ModelForm):
    """
    For a story's form: filled with the row `brought_back`, if there is one, as if that had been
    sent, and not judged yet. What it was typed over stays known, to save and to merge by.
    """

    brought_back = None

    def __init__(self, data=None, *args, **kwargs):
        is_filled = data is None and self.brought_back is not None
        super().__init__(as_sent(self.brought_back) if is_filled else data, *args, **kwargs)
        if is_filled:
            self._errors = ErrorDict()


def rows_brought_back(request, article):
    """What makes the form's bylines those that were kept: keyword arguments of their formset."""
    article = article if article and article.pk else None
    row = asked_for(request, article)
    return {"data": as_sent(row)} if row else {}
