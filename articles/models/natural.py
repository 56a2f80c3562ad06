"""Rows named by their words instead of their numbers, so that a fixture fits any database."""

from django.db import models


class NaturalManager(models.Manager):
    """
    Find a row by its natural key: the values of `names` in order. A name that follows a
    relation (`article__uid`) belongs to the related row's own key.
    """

    def __init__(self, *names):
        super().__init__()
        self.names = names

    def get_by_natural_key(self, *values):
        return self.get(**dict(zip(self.names, values, strict=True)))


def natural_manager(queryset_class, *names):
    """Make a manager with the methods of a queryset and a natural key."""
    return NaturalManager.from_queryset(queryset_class)(*names)
