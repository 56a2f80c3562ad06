"""
Two servers on one database, and a moment at which six things happen: strangers who began to
ask before it get what was, those who begin after it get what is. No job runs.
"""

import http.client
import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import ExitStack, closing, contextmanager
from itertools import cycle
from threading import Thread
from urllib.parse import quote

import pytest

from tests.processes import ROOT, free_port

#: Seconds of sampling before and after the moment.
AROUND = 4

#: What the samples are searched for. An address has the headline in small letters.
WORDS = re.compile("alwaysthere|[a-z]+word")

#: The words that come and go at the moment, and those that readers have before and after.
COME = {"scheduledword", "latterword", "notedword", "promisedword"}
GO = {"formerword", "expiringword"}
STAY = {"alwaysthere", "mendedword", "correctedword"}

#: Where what readers had is shown, to tell what changed.
HISTORY = "paper:history"

#: Surfaces that list whatever is live of the section, the topic or the correspondent.
LISTINGS = """
    paper:front paper:front_feed paper:section paper:section_feed paper:topic paper:topic_feed
    paper:correspondent paper:correspondent_feed
""".split()


@contextmanager
def server(env):
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--blocking-threads", "2", "--log-level", "error", "newsroom.wsgi:application"]
    with subprocess.Popen(command, cwd=ROOT, env=env) as process:
        try:
            wait_until_it_answers(port)
            yield port
        finally:
            process.terminate()


def wait_until_it_answers(port):
    for _attempt in range(150):
        try:
            with closing(connect(port)) as connection:
                fetch(connection, "/robots.txt")
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server does not answer.")


def connect(port):
    return http.client.HTTPConnection("127.0.0.1", port, timeout=10)


def fetch(connection, address):
    connection.request("GET", quote(address, safe="/?=&%"))
    response = connection.getresponse()
    return response.status, response.read().decode()


def sample(port, addresses, until, samples):
    """Fetch the addresses in turn until a time: [(began, ended, address, status, words), …]."""
    with closing(connect(port)) as connection:
        for address in cycle(addresses):
            began = time.time()
            if began > until:
                return
            status, text = fetch(connection, address)
            words = frozenset(WORDS.findall(text.lower()))
            samples.append((began, time.time(), address, status, words))


@pytest.fixture
def site(site_env):
    """Two servers of one site: their ports, the moment to come, and what to fetch."""
    with ExitStack() as stack:
        ports = [stack.enter_context(server(site_env)) for _server in range(2)]
        command = [sys.executable, "-m", "tests.articles.surfaces.coming_moment"]
        told = subprocess.run(
            command, cwd=ROOT, env=site_env, check=True, capture_output=True, text=True
        )
        yield ports, json.loads(told.stdout)


def sampled(ports, at, addresses):
    samples, half = [], len(addresses) // 2
    orders = [addresses, addresses[half:] + addresses[:half]]
    threads = [
        Thread(target=sample, args=(port, order, at + AROUND, samples))
        for port in ports
        for order in orders
    ]
    time.sleep(max(0, at - AROUND - time.time()))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return samples


@pytest.mark.waits
def test_each_response_is_of_its_moment(site):
    ports, told = site
    at, surfaces = told["at"], told["addresses"]

    samples = sampled(ports, at, list(surfaces))

    before, after = defaultdict(set), defaultdict(set)
    for began, ended, address, status, words in samples:
        if ended < at:
            before[address].add((status, words))
        elif began >= at:
            after[address].add((status, words))
    for address, name in surfaces.items():
        # Every response of a side is the same one, on both servers.
        assert len(before[address]) == len(after[address]) == 1, (address, before, after)
        ((_status, were),), ((_status, are),) = before[address], after[address]
        assert not were & COME, address
        assert name == HISTORY or not are & GO, address
        if name in LISTINGS and "before=" not in address:
            assert were == STAY | GO, address
            # A feed has the whole story, with the notes on it.
            assert are | {"notedword"} == STAY | COME, address
    statuses = [{status for status, _words in before[path]} for path in told["own"]]
    assert statuses == [{404}, {200}, {200}, {200}, {404}, {200}]
    statuses = [{status for status, _words in after[path]} for path in told["own"]]
    assert statuses == [{200}, {200}, {200}, {404}, {200}, {404}]
    assert "notedword" in next(iter(after["/corrections/"]))[1]
