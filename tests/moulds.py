"""Sites to be copied: what every new one begins with is made once, and not by each test."""

import secrets
import shutil
from functools import cached_property
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.processes import manage, site_environment


class Moulds:
    """An empty database on SQLite and one on PostgreSQL, both migrated, and the static files."""

    def __init__(self, directory, server=None):
        """`server` is the URL of a PostgreSQL database whose user may make others."""
        self.directory = directory
        self.server = server

    def close(self):
        if "postgresql" in vars(self):
            self.drop(self.postgresql)

    @cached_property
    def sqlite(self):
        file = self.directory / "mould.sqlite3"
        self.make("migrate", url=f"sqlite:///{file}")
        return file

    @cached_property
    def postgresql(self):
        name = self.create()
        self.make("migrate", url=self.url(name))
        return name

    @cached_property
    def static(self):
        self.make("collectstatic", "--no-input", url=f"sqlite:///{self.sqlite}")
        return self.directory / "var" / "static"

    def make(self, *command, url):
        env = site_environment(self.directory / "var", DATABASE_URL=url)
        done = manage(*command, "-v0", env=env)
        assert done.returncode == 0, done.stderr

    def cast_sqlite(self, file):
        """Make a database of one's own in a file that is not there yet. Gives its URL."""
        shutil.copyfile(self.sqlite, file)
        return f"sqlite:///{file}"

    def cast_postgresql(self):
        """Make a database of one's own. Gives its name."""
        return self.create(like=self.postgresql)

    def cast_static(self, var):
        """Put the static files into the directory of a site."""
        shutil.copytree(self.static, var / "static")

    # --- PostgreSQL ---

    def url(self, name):
        return urlsplit(self.server)._replace(path=f"/{name}").geturl()

    def create(self, like="template1"):
        name = f"newsroom_{secrets.token_hex(6)}"
        self.tell("CREATE DATABASE {} TEMPLATE {}", name, like)
        return name

    def drop(self, name):
        # Also from under what a failed test left running.
        self.tell("DROP DATABASE {} WITH (FORCE)", name)

    def tell(self, command, *names):
        with psycopg.connect(self.server, autocommit=True) as admin:
            admin.execute(sql.SQL(command).format(*map(sql.Identifier, names)))
