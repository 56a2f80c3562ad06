"""Real processes of a site of their own, as an operator runs them."""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: What of the surrounding environment would make a bare site another one.
SETTINGS = """
    ACCEL_PREFIX ALLOWED_HOSTS BEHIND_TLS_PROXY CONN_MAX_AGE CSRF_TRUSTED_ORIGINS DATABASE_URL DEBUG
    DEFAULT_FROM_EMAIL DEMO_PASSWORD DJANGO_ALLOW_ASYNC_UNSAFE EMAIL_URL LANGUAGE_CODE
    PICTURE_BYTES PICTURE_PIXELS S3_URL SECRET_KEY SECRET_KEY_FALLBACKS SECURE_HSTS_SECONDS
    SECURE_SSL_REDIRECT SITE_URL TIME_ZONE
""".split()


def site_environment(var, **settings):
    """The environment of a bare site whose files are all under `var`, with these settings."""
    around = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return {**around, "VAR_DIR": str(var), **settings}


def manage(*arguments, env):
    """Run manage.py to its end. Gives the completed process, its output as text."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,  # seconds
    )


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
