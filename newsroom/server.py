"""A server for this machine alone, run from a command in a terminal."""

import os
import socket
from functools import partial
from signal import SIGHUP, signal

from django.core.wsgi import get_wsgi_application
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

HOST = "127.0.0.1"


def is_free(port):
    """Tell whether nobody serves at `port` yet. (Granian would share the port with them.)"""
    with socket.socket() as probe:
        # As servers do: a port that was in use a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def serve(port):
    """Serve the paper at `port` until told to stop: by Ctrl-C, or by the terminal's end."""
    # The worker may be a fork, and must not share a connection to the database.
    connections.close_all()
    server = Granian(
        "newsroom.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        # A reader who does not take the rest of a page would hold up the stop for ever.
        workers_kill_timeout=2,  # seconds
        log_level=LogLevels.error,
    )
    server.on_startup(partial(signal, SIGHUP, server.signal_handler_interrupt))
    server.serve(target_loader=application_apart, wrap_loader=False)


def application_apart():
    """
    Make the application, for a worker that is to be apart from the terminal: told to stop
    both by Ctrl-C and by its parent, it would hang every other time (granian 2.8).
    """
    os.setpgrp()
    return get_wsgi_application()
