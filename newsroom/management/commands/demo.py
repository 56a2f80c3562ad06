import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom import demo, server

#: How to call the Python that runs this from where it was called.
PYTHON = os.path.relpath(sys.executable)


class Command(BaseCommand):
    help = "Build a paper to try out and serve it on this machine. What is there already stays."
    # The tables may not be there yet.
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
        parser.add_argument("--no-serve", action="store_true", help="build the paper only")

    def handle(self, *, port, no_serve, **_options):
        if settings.PRODUCTION:
            raise CommandError(
                _(
                    "DEBUG or ALLOWED_HOSTS makes this a production site, and the demo makes "
                    "accounts with a password that it prints. Use migrate and createsuperuser."
                )
            )
        if not no_serve and not server.is_free(port):
            raise CommandError(
                _(
                    "Something serves at port %(port)d already: perhaps an earlier demo that was "
                    "killed. End it, or choose another port with --port."
                )
                % {"port": port}
            )
        self.tell(demo.build(), f"http://{server.HOST}:{port}")
        if not no_serve:
            self.stdout.write(_("Ctrl-C stops the server."))
            server.serve(port)

    def tell(self, passwords, site):
        """Say where to look, and as whom."""
        self.line(_("Readers"), f"{site}/")
        self.line(_("Editors"), f"{site}{reverse('admin:index')}")
        if story := demo.first_story():
            form = reverse("admin:articles_article_change", args=[story.pk])
            self.line(_("A story"), f"{site}{form}")
        for name, password in passwords.items():
            self.line(_("Account"), f"{name}, {self.password(name, password)}")
        self.line(_("More"), _("%s manage.py createsuperuser makes an administrator.") % PYTHON)

    def password(self, name, password):
        if password:
            return _("password %(password)s") % {"password": password}
        return _(
            "kept as it was, with its password. For a new one: %(python)s manage.py "
            "changepassword %(name)s"
        ) % {"python": PYTHON, "name": name}

    def line(self, label, text):
        self.stdout.write(f"{label:<10}{text}")
