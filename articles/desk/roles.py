"""The groups that a newsroom starts with."""

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from articles.permissions import ROLES


def make_missing(app_config, using, **_signal):
    """
    Make the groups of `permissions.ROLES` that are not there, each with its permissions. One
    that is there stays as the site's administrator left it, and gets what is new with this
    version. Safe to run at any time; runs after each migrate.
    """
    ours = Permission.objects.using(using).filter(content_type__app_label=app_config.label)
    known = set(ours.values_list("codename", flat=True))
    # Django makes permissions after the same signal, but after us.
    create_permissions(app_config, verbosity=0, using=using)
    for role, codenames in ROLES.items():
        group, is_new = Group.objects.using(using).get_or_create(name=role)
        granted = set(codenames) if is_new else set(codenames) - known
        group.permissions.add(*ours.filter(codename__in=granted))
