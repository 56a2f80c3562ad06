"""A stranger at our own door: fetches pages through the whole site, within this process."""

import io
import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils import timezone

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """
    What an address answered. `fault` names what broke, if the site did: the status, or the kind
    of exception (the status is 0 then), for its words could be the story's.
    """

    address: str
    at: datetime
    status: int = 0
    #: [(name, value), …], cookies with them.
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    charset: str = "utf-8"
    fault: str = ""

    @property
    def text(self):
        """All that a stranger is told: the headers, then the body."""
        lines = [f"{name}: {value}" for name, value in self.headers]
        return "\n".join([*lines, "", self.body.decode(self.charset, errors="replace")])

    def header(self, name):
        values = [value for known, value in self.headers if known.lower() == name.lower()]
        return values[0] if values else ""


class Reader:
    """
    Reads as somebody without a cookie, at a host that the site answers to. Requests go through
    every middleware, but send no signal of a request's end: that would close the connection to
    the database, in which the one who asks may be at work.
    """

    def __init__(self):
        self.handler = WSGIHandler()

    def read(self, address, *, method="GET", **headers):
        """Fetch an address (path and query). `headers` are in WSGI's names: HTTP_ACCEPT."""
        at = timezone.now()
        request = WSGIRequest(environ(address, method) | headers)
        try:
            with quiet(request):
                return reading_of(self.handler.get_response(request), address, at=at)
        except Exception as error:  # whatever breaks is what the reader is here to tell
            logger.exception("%s failed", address)
            return Reading(address, at, fault=type(error).__name__)


@contextmanager
def quiet(request):
    """Keep out of the log that pages are not found: the reader looks for what should be gone."""

    def is_news(record):
        return record.levelno >= logging.ERROR or getattr(record, "request", None) is not request

    requests = logging.getLogger("django.request")
    requests.addFilter(is_news)
    try:
        yield
    finally:
        requests.removeFilter(is_news)


def reading_of(response, address, *, at):
    is_broken = response.status_code >= 500
    return Reading(
        address,
        at,
        status=response.status_code,
        headers=headers_of(response),
        body=body_of(response),
        charset=response.charset or "utf-8",
        fault=str(response.status_code) if is_broken else "",
    )


def headers_of(response):
    cookies = [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
    return [*response.headers.items(), *cookies]


def body_of(response):
    try:
        return response.getvalue()
    finally:
        # What response.close() does, less the signal of the request's end.
        for close in response._resource_closers:
            close()


def environ(address, method):
    """Write a request as a web server hands it on (PEP 3333)."""
    path, _mark, query = address.partition("?")
    request = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": host(),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    return request | encrypted() if settings.SECURE_SSL_REDIRECT else request


def encrypted():
    """What makes a request one by HTTPS: where plain ones are turned away, strangers use that."""
    said = {"wsgi.url_scheme": "https", "SERVER_PORT": "443"}
    if settings.SECURE_PROXY_SSL_HEADER:
        header, value = settings.SECURE_PROXY_SSL_HEADER
        said[header] = value
    return said


def host():
    """A name that this site answers to."""
    names = settings.ALLOWED_HOSTS or ["localhost"]
    return "localhost" if "*" in names else names[0].removeprefix(".")
