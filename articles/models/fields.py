"""Fields that keep copy clean whichever way a row is written."""

from django.db import models
from django_prose_editor.fields import ProseEditorField

from articles.text.markup import EXTENSIONS, sanitise


class SanitisedMixin:
    """
    Sanitise what is stored. Verbs sanitise before they compare; this is the second line,
    for rows that are restored or written in bulk, past every form and method.
    """

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = sanitise(value)
        return super().get_db_prep_save(value, connection)


class BodyField(SanitisedMixin, ProseEditorField):
    """The body of a story, written in the editor."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", sanitise)
        super().__init__(*args, **kwargs)


class PrintedField(SanitisedMixin, models.TextField):
    """The body of a story as printed: pages put it out as it is."""
