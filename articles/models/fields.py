"""Fields that keep copy clean whichever way a row is written: form, verb, fixture, bulk."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from articles.text.markup import EXTENSIONS, Sanitised, TooMuch, sanitise
from articles.text.plain import one_line, printable


class CleanMixin:
    """Cleans what is validated, and once more what is stored: some rows are never validated."""

    def tidy(self, value):
        raise NotImplementedError

    def to_python(self, value):
        value = super().to_python(value)
        return self.tidy(value) if isinstance(value, str) else value

    def get_db_prep_save(self, value, connection):
        value = self.tidy(value) if isinstance(value, str) else value
        return super().get_db_prep_save(value, connection)

    def deconstruct(self):
        # To a migration it is Django's own field: the cleaning is no matter of the table.
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.stored_as}", args, kwargs


class LineField(CleanMixin, models.CharField):
    """Words in one line: no control characters, white space folded."""

    stored_as = "CharField"

    def tidy(self, value):
        return one_line(value)


class PlainField(CleanMixin, models.TextField):
    """Words in several lines, without control characters."""

    stored_as = "TextField"

    def tidy(self, value):
        return printable(value)


class SanitisedMixin:
    """Stores nothing but sanitised HTML; what has been through the sanitiser passes."""

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = str(value if isinstance(value, Sanitised) else sanitise(value))
        return super().get_db_prep_save(value, connection)


class BodyField(SanitisedMixin, ProseEditorField):
    """The body of a story, written in the editor."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", sanitise)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        try:
            return super().clean(value, model_instance)
        except TooMuch:
            raise ValidationError(
                _("This is more than a story: over %(limit)s characters, or nested too deeply."),
                params={"limit": TooMuch.LENGTH},
            ) from None


class PrintedField(SanitisedMixin, models.TextField):
    """The body of a story as printed: pages put it out as it is."""


def is_byline_list(value):
    """Refuse what is not [{"name": …, "role": …, "correspondent": slug or ""}, …]."""
    keys = {"name", "role", "correspondent"}
    if not isinstance(value, list) or not all(
        isinstance(line, dict)
        and line.keys() == keys
        and all(isinstance(words, str) for words in line.values())
        and (not line["correspondent"] or is_slug(line["correspondent"]))
        for line in value
    ):
        raise ValidationError(_("Give bylines as a list of name, role and correspondent."))


def is_slug_list(value):
    """Refuse what is not [slug, …]."""
    if not isinstance(value, list) or not all(map(is_slug, value)):
        raise ValidationError(_("Give tags as a list of slugs."))


def is_slug(value):
    return isinstance(value, str) and re.fullmatch(r"[-\w]+", value) is not None
