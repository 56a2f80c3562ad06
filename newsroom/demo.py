"""A paper to try out: some stories, an account for each role, what else it takes to be served."""

import os
import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command

from articles.models import Article
from newsroom.demo_desk import fill

#: Account: the role whose group it is in.
ACCOUNTS = {
    "editor": "Editor",
    "section": "Section editor",
    "sub": "Sub-editor",
    "reporter": "Reporter",
    "pictures": "Picture editor",
}

#: Account: whose it is.
NAMES = {
    "editor": ("Harriet", "Penrose"),
    "section": ("Tom", "Alder"),
    "sub": ("Jo", "Lindqvist"),
    "reporter": ("Ines", "Halloran"),
    "pictures": ("Dev", "Mistry"),
}


def build():
    """
    Make what is missing of the paper: tables, the first stories, accounts, static files. What is
    there stays as it is. Gives each account with its password (None for one that was there).
    """
    call_command("migrate", verbosity=0)
    if is_new := not Article.objects.exists():
        call_command("loaddata", "seed_story", verbosity=0)
    passwords = make_accounts(os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9))
    if is_new:
        fill({user.username: user for user in accounts()})
    call_command("collectstatic", interactive=False, verbosity=0)
    return passwords


def accounts():
    return get_user_model().objects.filter(username__in=ACCOUNTS)


def make_accounts(password):
    return {name: password if make_account(name, password) else None for name in ACCOUNTS}


def make_account(name, password):
    """Make an account with the rights of its role. False if it is there already."""
    users = get_user_model().objects
    if users.filter(username=name).exists():
        return False
    first, last = NAMES[name]
    user = users.create_user(
        name, password=password, is_staff=True, first_name=first, last_name=last
    )
    user.groups.add(Group.objects.get(name=ACCOUNTS[name]))
    if name == "section" and (story := first_story()) and story.section:
        story.section.editors.add(user)
    return True


def first_story():
    """The story that the paper began with; None where all are gone."""
    return Article.objects.order_by("pk").first()
