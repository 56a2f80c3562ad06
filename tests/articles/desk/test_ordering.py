import pytest

from articles.desk import ordering
from articles.models import Section
from tests.factories import make_section

pytestmark = pytest.mark.django_db

NAMES = ["Arts", "Crime", "Harbour", "Sport"]


@pytest.fixture
def numbers():
    return {name: make_section(name).pk for name in NAMES}


def order():
    return list(Section.objects.values_list("name", flat=True))


def test_sections_are_put_in_order(numbers):
    ordering.reorder([numbers[name] for name in ("Sport", "Arts", "Harbour", "Crime")])

    assert order() == ["Sport", "Arts", "Harbour", "Crime"]
    assert list(Section.objects.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_what_is_not_named_stays_in_its_place(numbers):
    ordering.reorder([numbers["Sport"], numbers["Arts"], 999, numbers["Sport"]])

    assert order() == ["Sport", "Crime", "Harbour", "Arts"]


@pytest.mark.parametrize(
    ("name", "up", "then"),
    [
        ("Crime", True, ["Crime", "Arts", "Harbour", "Sport"]),
        ("Crime", False, ["Arts", "Harbour", "Crime", "Sport"]),
        ("Arts", True, NAMES),
        ("Sport", False, NAMES),
    ],
)
def test_a_section_goes_one_step(numbers, name, up, then):
    ordering.step(numbers[name], up=up)

    assert order() == then


def test_a_section_that_is_gone_moves_nothing(numbers):
    ordering.step(999, up=True)

    assert order() == NAMES
