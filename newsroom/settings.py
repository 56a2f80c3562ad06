"""
Every setting of this paper, read from the environment.

A bare checkout runs on the loopback address with a key of its own under `var/`. It counts
as production as soon as DEBUG is said to be off or a host beyond the loopback is allowed;
then it refuses to start without a SECRET_KEY and insists on HTTPS.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from zoneinfo import ZoneInfo

import django
import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import add_allowed_classes, add_tags_and_attributes
from js_asset import static_lazy
from whitenoise.compress import Compressor

from articles.text.embeds import frame_hosts
from newsroom.storage import accel_prefix, storage

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def names(variable, default=()):
    """A list from the environment: names with commas between them."""
    return env.list(variable, cast=str.strip, default=list(default))


def number(variable, default):
    try:
        return env.int(variable, default=default)
    except ValueError:
        raise ImproperlyConfigured(f"{variable} must be a whole number.") from None


def demand_writable(directory, variable):
    if not os.access(directory, os.W_OK):
        raise ImproperlyConfigured(
            f"{variable}: {directory} is not there, or not ours to write in."
        )


def writable_directory():
    """Where everything goes that the program writes: database, key, collected static files."""
    path = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
    with suppress(OSError):
        # For its owner alone: drafts and accounts are in it.
        path.mkdir(0o700, parents=True, exist_ok=True)
    demand_writable(path, "VAR_DIR")
    return path


VAR = writable_directory()

LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = names("ALLOWED_HOSTS", default=LOOPBACK)
PRODUCTION = not DEBUG and ("DEBUG" in env.ENVIRON or not set(ALLOWED_HOSTS) <= set(LOOPBACK))


#: Characters of a key that nobody guesses: what Django's own deployment check asks for.
KEY_LENGTH = 50


def kept_secret_key():
    """The key of a bare checkout: made once, kept where only its owner can read it."""
    path = VAR / "secret_key"
    if not path.exists():
        # Written aside (for its owner only) and linked into place, so that of two processes
        # starting at once both read the same, whole key.
        with NamedTemporaryFile("w", dir=VAR) as draft:
            draft.write(get_random_secret_key())
            draft.flush()
            with suppress(FileExistsError):
                path.hardlink_to(draft.name)
    return path.read_text()


def secret_key():
    key = env.str("SECRET_KEY", default="")
    if PRODUCTION and len(key) < KEY_LENGTH:
        raise ImproperlyConfigured(
            f"Set SECRET_KEY in the environment, {KEY_LENGTH} characters or more: "
            "a production site does not start without one. "
            "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return key or kept_secret_key()


SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = names("SECRET_KEY_FALLBACKS")

INSTALLED_APPS = [
    "newsroom",
    "articles",
    "taggit",
    "django_prose_editor",
    "newsroom.apps.DeskConfig",  # django.contrib.admin, with this paper's site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

# Django 6 has the Content-Security-Policy built in; our shim goes with 5.2.
CSP_BUILT_IN = django.VERSION >= (6, 0)

MIDDLEWARE = [
    # First, so that what the others answer by themselves has the policy too.
    "django.middleware.csp.ContentSecurityPolicyMiddleware"
    if CSP_BUILT_IN
    else "newsroom.csp.ContentSecurityPolicyMiddleware",
    "newsroom.nul.refuse_nul",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.uploads.refuse_large",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp" if CSP_BUILT_IN else "newsroom.csp.csp",
            ],
        },
    },
]

# --- Database: SQLite unless the environment names another -----------------------------------


def database():
    url = env.str("DATABASE_URL", default="")
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR / "newsroom.sqlite3")}
    with suppress(ValueError):  # such as a port that is no number
        if url.startswith(("sqlite:///", "postgres://", "postgresql://")):
            return env.db_url("DATABASE_URL")
    raise ImproperlyConfigured(
        "DATABASE_URL must look like sqlite:////path/to/file.sqlite3 "
        "or postgres://user:password@host:5432/name"
    )


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # SQLite writes beside its file as well as in it.
    demand_writable(Path(DATABASES["default"]["NAME"]).parent, "DATABASE_URL")
    DATABASES["default"]["OPTIONS"] = {
        # Readers go on while somebody writes; a commit survives the program's crash.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        # A verb claims its story by being the one writer from its first statement on: a
        # transaction that begins by reading could not wait for its turn to write.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds that a writer waits for its turn
    }
    # Tests use a file too: threads and processes share it as they do in production.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = number("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- People ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "newsroom.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

# Whoever wrote the last words of a story cannot be the only one who approved them.
FOUR_EYES = env.bool("FOUR_EYES", default=PRODUCTION)

# --- Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en-gb")
LANGUAGES = [("en-gb", _("British English"))]
FORMAT_MODULE_PATH = ["newsroom.formats"]
USE_TZ = True
# The paper's zone: dates in paths and on pages are days here. What is stored is UTC.
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")
try:
    ZoneInfo(TIME_ZONE)
except (KeyError, ValueError, OSError):
    raise ImproperlyConfigured(
        f"TIME_ZONE={TIME_ZONE} is no time zone. Use a name such as Europe/London or UTC."
    ) from None

# --- Files: static ones, and those of pictures -----------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
S3_URL = env.str("S3_URL", default="")
STORAGES = {
    "default": storage(S3_URL),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Every page names files by their hash (the editor's modules too, through its import map):
# compressing the plain names as well would double the time that collecting takes.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Source maps are for developers, and what takes longest to compress.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
# Nothing in it is served as it is, and nobody else on this machine has to read it.
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_PERMISSIONS = 0o640
# Uploads on their way: not in memory, as /tmp is on many a machine.
FILE_UPLOAD_TEMP_DIR = VAR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(0o700, exist_ok=True)
#: Where nginx has MEDIA_ROOT for itself alone, such as /protected/: it then sends the pictures.
ACCEL_PREFIX = accel_prefix(env.str("ACCEL_PREFIX", default=""), s3_url=S3_URL)

#: Bytes of a file, and pixels of the picture in it, that the library takes.
PICTURE_BYTES = number("PICTURE_BYTES", default=60 * 1024 * 1024)
PICTURE_PIXELS = number("PICTURE_PIXELS", default=50_000_000)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "newsroom.uploads.PictureUploadHandler",
]

# --- The editor of the writing form ----------------------------------------------------------


def adds_no_html(config, shared):
    """Tell the sanitiser that an extension changes how one types, not what copy may hold."""


def allows(tags, attributes=None, classes=None):
    """Tell the sanitiser which tags, attributes and classes an extension makes."""

    def allow(config, shared):
        add_tags_and_attributes(shared, tags, attributes)
        add_allowed_classes(shared, classes or {})

    return allow


DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("articles/editor/typing.js")],
        "extensions": {"SmartQuotes": adds_no_html},
    },
    {
        "js": [static_lazy("articles/editor/pasting.js")],
        "extensions": {"CleanPaste": adds_no_html},
    },
    {
        "js": [static_lazy("articles/editor/boxes.js")],
        "extensions": {
            "PullQuote": allows(["aside", "p"], classes={"aside": ["pullquote"]}),
            "PullCite": allows(["cite"]),
            "FactBox": allows(["aside", "h3", "p"], classes={"aside": ["factbox"]}),
        },
    },
    {
        "js": [static_lazy("articles/editor/pictures.js")],
        "extensions": {
            "Picture": allows(
                ["figure", "figcaption"],
                {"figure": ["data-picture", "data-alt", "data-decorative"]},
            ),
            "Gallery": allows(["aside"], classes={"aside": ["gallery"]}),
        },
    },
    {
        "js": [static_lazy("articles/editor/embeds.js")],
        "extensions": {"Embed": allows(["figure", "figcaption"], {"figure": ["data-embed"]})},
    },
    {
        "js": [static_lazy("articles/editor/stories.js")],
        "extensions": {"StoryLinks": adds_no_html},
    },
    {
        "js": [static_lazy("articles/editor/toolbar.js")],
        "extensions": {"Toolbar": adds_no_html},
    },
]
# Buttons for everything: the editor's own menu of headings cannot be reached by keyboard.
DJANGO_PROSE_EDITOR_MENU_GROUPS = [
    {"group": group}
    for group in (
        "blockType -lists",
        "lists",
        "nodes -blockType -lists",
        "boxes",
        "marks",
        "link",
        "history",
    )
]

#: The Mastodon servers whose posts copy may embed.
EMBED_MASTODON = names("EMBED_MASTODON", default=["mastodon.social"])

# --- Security --------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": ["'none'"],
    # The editor's import map is the one inline script; it carries the nonce. (The value is
    # Django's own placeholder, which the middleware replaces.)
    "script-src": ["'self'", "<CSP_NONCE_SENTINEL>"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    # Films, sound and posts that a story embeds: nothing else is framed.
    "frame-src": frame_hosts(EMBED_MASTODON),
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = names("CSRF_TRUSTED_ORIGINS")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
if PRODUCTION:
    SECURE_HSTS_SECONDS = number("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
if env.bool("BEHIND_TLS_PROXY", default=False):
    # Only for a proxy that sets this header itself and drops a client's own.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# An article form of 2 MB of copy is more than any story; more than that is refused.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

TAGGIT_CASE_INSENSITIVE = True

# --- E-mail: none is sent unless the environment names a server ------------------------------

#: How EMAIL_URL begins: the port where it names none.
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def mail_server():
    """The server that EMAIL_URL names: a backend of Django's, and its options."""
    url = env.str("EMAIL_URL", default="")
    if not url:
        return "newsroom.no_mail.EmailBackend", {}
    scheme = url.partition(":")[0]
    with suppress(ValueError):  # such as a port that is no number
        told = env.email_url("EMAIL_URL") if scheme in MAIL_PORTS else {}
        if told.get("EMAIL_HOST"):
            return told["EMAIL_BACKEND"], {
                "host": told["EMAIL_HOST"],
                "port": told["EMAIL_PORT"] or MAIL_PORTS[scheme],
                "username": told["EMAIL_HOST_USER"] or "",
                "password": told["EMAIL_HOST_PASSWORD"] or "",
                "use_tls": scheme == "smtp+tls",
                "use_ssl": scheme == "smtp+ssl",
                "timeout": 10,  # seconds; nobody waits for it
            }
    raise ImproperlyConfigured(
        "EMAIL_URL must look like smtp+tls://user:password@host:587, smtp+ssl:// or smtp://"
    )


MAIL_BACKEND, MAIL_OPTIONS = mail_server()
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": MAIL_BACKEND, "OPTIONS": MAIL_OPTIONS}}
else:  # the names that 6.1 no longer takes; they go with 5.2
    EMAIL_BACKEND = MAIL_BACKEND
    EMAIL_HOST, EMAIL_PORT = MAIL_OPTIONS.get("host"), MAIL_OPTIONS.get("port")
    EMAIL_HOST_USER = MAIL_OPTIONS.get("username")
    EMAIL_HOST_PASSWORD = MAIL_OPTIONS.get("password")
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_OPTIONS.get("use_tls"), MAIL_OPTIONS.get("use_ssl")
    EMAIL_TIMEOUT = MAIL_OPTIONS.get("timeout")

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="newsroom@localhost")


def site_url():
    """Where the site is, for links in e-mail: scheme and host; empty where nobody said."""
    url = env.str("SITE_URL", default="").rstrip("/")
    if url and not re.fullmatch(r"https?://[^/\s]+", url):
        raise ImproperlyConfigured("SITE_URL must look like https://www.example.org")
    return url


SITE_URL = site_url()

# --- Log -------------------------------------------------------------------------------------

# Django would send errors by mail only: here they go where a service's log goes.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "WARNING"} for name in ("django", "articles")
    },
}
