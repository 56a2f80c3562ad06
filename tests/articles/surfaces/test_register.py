"""Everything public is in the register, and nothing that is not there."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from articles.surfaces.register import SURFACES

PRIVATE = {"admin"}

NOT_FOUND = "404"


def patterns(resolver, namespace=""):
    """The names of the URL patterns outside the admin."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.namespace not in PRIVATE:
            yield from patterns(pattern, f"{pattern.namespace}:" if pattern.namespace else "")


def names():
    return {surface.name for surface in SURFACES}


def is_pattern(name):
    """Tell whether a URL pattern has this name, whatever it takes."""
    try:
        reverse(name, args=[uuid4()] * 9)
    except NoReverseMatch as error:
        return "pattern(s) tried" in str(error)
    return True


def test_every_public_pattern_is_a_surface():
    assert set(patterns(get_resolver())) <= names()


def test_every_surface_is_a_pattern():
    assert {name for name in names() if not is_pattern(name)} == {NOT_FOUND}


def test_each_is_named_once():
    assert len(names()) == len(SURFACES)


@pytest.mark.parametrize("name", ["paper:nothing", "nothing:front"])
def test_what_is_no_pattern_is_noticed(name):
    assert not is_pattern(name)
