"""A mail server for tests: takes whatever it is sent, and keeps it."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

import django
from django.test import override_settings

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as one letter takes."""

    def handle(self):
        self.say(220)
        while line := self.rfile.readline():
            verb = line[:4].upper()
            self.say(354 if verb == b"DATA" else 221 if verb == b"QUIT" else 250)
            if verb == b"DATA":
                self.server.letters.append(self.read())
                self.say(250)
            if verb == b"QUIT":
                break

    def say(self, code):
        self.wfile.write(b"%d fine\r\n" % code)

    def read(self):
        lines = list(iter(self.rfile.readline, b".\r\n"))
        return message_from_bytes(b"".join(lines), EmailMessage, policy=policy.default)


class Postbox(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters = []
        self.port = self.server_address[1]


@contextmanager
def open_postbox():
    """Give a Postbox that takes letters (EmailMessage) on its port."""
    with Postbox() as postbox:
        threading.Thread(target=postbox.serve_forever, daemon=True).start()
        yield postbox
        postbox.shutdown()


def mail_by(port):
    """Have Django send its mail to this port of this machine."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 2}
    if django.VERSION >= (6, 1):
        return override_settings(MAILERS={"default": {"BACKEND": SMTP, "OPTIONS": options}})
    return override_settings(
        EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=2
    )


def wait_for_letters():
    """Wait until all that was handed to the mail server is sent, or failed."""
    for thread in threading.enumerate():
        if thread.name == "letters":
            thread.join(timeout=20)  # seconds
