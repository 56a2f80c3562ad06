import pytest

from tests.factories import make_user


@pytest.fixture
def editor():
    return make_user()
