import pytest

from newsroom import checks


def ids(findings):
    return [finding.id for finding in findings]


@pytest.mark.parametrize(
    ("debug", "hosts", "expected"),
    [
        (True, ["example.org"], ["newsroom.W001"]),
        (True, ["localhost"], []),
        (False, ["example.org"], []),
    ],
)
def test_debug_in_public_is_warned_of(settings, debug, hosts, expected):
    settings.DEBUG, settings.ALLOWED_HOSTS = debug, hosts

    assert ids(checks.debug_in_public(None)) == expected


@pytest.mark.parametrize(
    ("hosts", "expected"), [(["*"], ["newsroom.W002"]), ([".example.org"], [])]
)
def test_allowing_any_host_is_warned_of(settings, hosts, expected):
    settings.ALLOWED_HOSTS = hosts

    assert ids(checks.any_host(None)) == expected
