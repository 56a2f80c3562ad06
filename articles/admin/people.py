"""People of the desk, as its screens name and offer them."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q

from articles.text.people import named
from articles.text.plain import is_number


def staff(*besides):
    """Who may be given a story: active staff, by name; and some (numbers) who have it already."""
    people = get_user_model().objects.filter(
        Q(is_active=True, is_staff=True) | Q(pk__in=[pk for pk in besides if pk])
    )
    return people.order_by("first_name", "last_name", "username")


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return named(person)


class PeopleField(forms.ModelMultipleChoiceField):
    """Django's own, which fails at a number that no row can have: a hand-made request."""

    def clean(self, value):
        return super().clean(numbers(value))

    def to_python(self, value):
        return super().to_python(numbers(value))

    def label_from_instance(self, person):
        return named(person)


def numbers(values):
    """Empty those values that are no numbers of rows: then they are refused."""
    return [value if is_number(str(value)) else "" for value in values or []]
