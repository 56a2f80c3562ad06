"""What the tests of limits share."""

import pytest

from tests.factories import make_article, make_section, make_section_editor, make_user


@pytest.fixture
def directory():
    """What stories share, so that one more of them adds nothing to it."""
    for name in ("Crime", "Sport"):
        make_section(name)
    make_article(section=make_section("Sport"), headline="Ferry wins the cup")


@pytest.fixture(params=["reporter", "section editor"])
def stranger(request, client, directory):
    """A reporter, or an editor of another section; logged in, with a story of their own."""
    is_reporter = request.param == "reporter"
    user = make_user("Reporter") if is_reporter else make_section_editor(make_section("Sport"))
    client.force_login(user)
    make_article(by=user, headline="Ferry of my own")
    return user
