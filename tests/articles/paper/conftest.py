from types import SimpleNamespace

import pytest
from django.utils import timezone

from articles.paper import moment


@pytest.fixture
def hold_clock(monkeypatch):
    """
    Have the paper make every answer for one moment: that given, or now. For what is compared
    with its headers, of which a lifetime is one.
    """

    def hold(at=None):
        at = at or timezone.now()
        monkeypatch.setattr(moment, "timezone", SimpleNamespace(now=lambda: at))
        return at

    return hold
