"""The groups that a newsroom starts with."""

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from articles.permissions import ROLES


def make_missing(app_config, using, **_signal):
    """
    Make the groups of `permissions.ROLES` that are not there, each with its permissions.
    One that is there stays as the site's administrator left it. Safe to run at any time;
    runs after each migrate.
    """
    # Django makes permissions after the same signal, but perhaps after us.
    create_permissions(app_config, verbosity=0, using=using)
    for role, codenames in ROLES.items():
        group, is_new = Group.objects.get_or_create(name=role)
        if is_new:
            group.permissions.set(
                Permission.objects.filter(
                    content_type__app_label="articles", codename__in=codenames
                )
            )
