"""A real server that speaks S3, as a process of its own, and buckets in it."""

import secrets
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.processes import free_port

#: Seconds that it may take to start on a busy machine.
LONGEST = 60


class S3Server:
    def __init__(self, port):
        self.host = f"127.0.0.1:{port}"

    def new_bucket(self):
        """Make a bucket with nothing in it. Gives its S3_URL, with a key that needs escaping."""
        name = f"pictures-{secrets.token_hex(6)}"
        # It asks nobody for a signature.
        self.ask(f"/{name}", method="PUT").close()
        return f"s3://key:se%2Fcret@{self.host}/{name}?region=us-east-1&tls=0"

    def ask(self, path, *, method="GET"):
        return urlopen(Request(f"http://{self.host}{path}", method=method), timeout=10)


@contextmanager
def run_s3():
    """Run such a server at a free port."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        server = S3Server(port)
        wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait()


def wait_for(server, process):
    limit = time.monotonic() + LONGEST
    while True:
        try:
            return server.ask("/moto-api/").close()
        except (URLError, OSError):
            assert process.poll() is None, "The S3 server did not start."
            assert time.monotonic() < limit, "The S3 server took too long to start."
            time.sleep(0.05)
