"""Start-up checks for the mistakes that would embarrass us: each with what to do about it."""

import os
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Warning, register


@register
def debug_in_public(app_configs, **_options):
    """Say when pages of inner workings would be shown to more than this machine."""
    if settings.DEBUG and not set(settings.ALLOWED_HOSTS) <= set(settings.LOOPBACK):
        yield Warning(
            "DEBUG is on, and ALLOWED_HOSTS lets others in: an error would show them code, "
            "settings and unpublished copy.",
            hint="Set DEBUG=0, or allow the hosts of this machine alone.",
            id="newsroom.W001",
        )


@register
def any_host(app_configs, **_options):
    """Say when feeds and sitemaps would carry whatever host a stranger's request names."""
    if "*" in settings.ALLOWED_HOSTS:
        yield Warning(
            "ALLOWED_HOSTS allows any name: links in feeds and sitemaps could be made to lead "
            "elsewhere.",
            hint="Name the hosts that this paper has, such as ALLOWED_HOSTS=www.example.org",
            id="newsroom.W002",
        )


@register
def writable_sqlite(app_configs, **_options):
    """Say when SQLite could read at best: it writes beside its file as well as in it."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return
    path = Path(database["NAME"])
    needed = [path.parent, path] if path.exists() else [path.parent]
    for place in needed:
        if not os.access(place, os.W_OK):
            yield Error(
                f"The database cannot be written: {place} is not there or not ours to write.",
                hint="Make it, and give it to the user that runs this, or set DATABASE_URL.",
                id="newsroom.E001",
            )
