"""How a picture is cut: the focal point is always in it, and the shape is exact."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.pictures.framing import RATIOS, box, fault

crops = st.sampled_from(list(RATIOS))
sides = st.integers(1, 20_000)
fractions = st.floats(0, 1)
points = st.tuples(fractions, fractions)
drawn_boxes = st.tuples(fractions, fractions, fractions, fractions)


def size(box):
    left, top, right, bottom = box
    return right - left, bottom - top


@given(sides, sides, crops, points, st.none() | drawn_boxes)
@example(1, 1, "16:9", (1, 1), (0, 0, 1, 1))
@example(20_000, 1, "4:5", (0, 1), None)
@example(100, 100, "1:1", (1, 1), (0, 0, 0.001, 0.001))
@example(100, 100, "1:1", (0.5, 0.5), (0.9, 0.9, 1, 1))
@example(3, 3, "16:9", (0.5, 0.5), (float("nan"), 0, 1, 1))
def test_a_crop_is_in_the_picture_in_shape_and_has_the_focal_point(width, height, crop, focus, at):
    left, top, right, bottom = box(width, height, crop, focus=focus, drawn=at)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left <= focus[0] * width <= right
    assert top <= focus[1] * height <= bottom
    across, down = RATIOS[crop]
    wide, high = right - left, bottom - top
    assert abs(wide - high * across / down) <= 1 or abs(high - wide * down / across) <= 1


@given(sides, sides, crops, points)
def test_a_crop_that_nobody_drew_is_as_large_as_can_be(width, height, crop, focus):
    wide, high = size(box(width, height, crop, focus=focus))

    assert wide == width or high == height


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        ((0.5, 0.5), (1000, 0, 5000, 4000)),
        ((0.0, 0.5), (0, 0, 4000, 4000)),
        ((0.4, 0.9), (400, 0, 4400, 4000)),
        ((1.0, 1.0), (2000, 0, 6000, 4000)),
    ],
)
def test_the_focal_point_is_as_near_the_middle_as_can_be(focus, expected):
    assert box(6000, 4000, "1:1", focus=focus) == expected


def test_the_whole_picture_is_not_cut():
    assert box(6000, 4000, "", focus=(0, 1)) == (0, 0, 6000, 4000)


def test_a_drawn_crop_is_used_as_it_was_drawn():
    drawn = (0.1, 0.1, 0.5, 0.1 + 0.4 * 6 / 4 * 9 / 16)

    assert box(6000, 4000, "16:9", focus=(0.3, 0.2), drawn=drawn) == (600, 400, 3000, 1750)


def test_a_drawn_crop_is_put_in_shape():
    drawn = (0.1, 0.1, 0.5, 0.45)

    left, top, right, bottom = box(6000, 4000, "16:9", focus=(0.3, 0.2), drawn=drawn)

    assert (right - left, bottom - top) == (2400, 1350)
    assert 0 <= left - 600 <= 1
    assert 395 <= top <= 430


def test_a_drawn_crop_without_the_focal_point_goes_to_it():
    drawn = (0, 0, 0.5, 0.75)

    left, top, right, bottom = box(6000, 4000, "1:1", focus=(0.75, 0.25), drawn=drawn)

    assert (left, top, right, bottom) == (1500, 0, 4500, 3000)


FAIR = (0.1, 0.1, 0.5, 0.1 + 0.4 * 6 / 4)


@pytest.mark.parametrize(
    ("drawn", "focus", "says"),
    [
        (FAIR, (0.3, 0.3), None),
        (FAIR, (0.1, 0.1), None),
        ((0.1, 0.1, 0.5, 0.5), (0.3, 0.3), "shape"),
        ((0.1, 0.1, 0.12, 0.13), (0.11, 0.11), "too small"),
        (FAIR, (0.6, 0.3), "focal point"),
        ((0.1, 0.1, 0.5), (0.3, 0.3), "no part of the picture"),
        ((0.5, 0.1, 0.1, 0.7), (0.3, 0.3), "no part of the picture"),
        ((-0.1, 0.1, 0.3, 0.7), (0.3, 0.3), "no part of the picture"),
        ((0.1, 0.1, float("nan"), 0.7), (0.3, 0.3), "no part of the picture"),
        ((0.1, 0.1, 2, 0.7), (0.3, 0.3), "no part of the picture"),
        (("a", 0, 1, 1), (0.3, 0.3), "no part of the picture"),
        ({"left": 1}, (0.3, 0.3), "no part of the picture"),
        (None, (0.3, 0.3), "no part of the picture"),
    ],
)
def test_a_drawn_crop_that_cannot_be_is_told(drawn, focus, says):
    told = fault("1:1", drawn, focus=focus, width=6000, height=4000)

    assert told is None if says is None else says in told


def test_a_small_picture_can_be_cut_in_full():
    assert fault("1:1", (0, 0, 1, 1), focus=(0.5, 0.5), width=100, height=100) is None


@given(sides, sides, crops, points, points)
def test_what_the_desk_makes_of_itself_is_no_fault(width, height, crop, focus, other):
    left, top, right, bottom = box(width, height, crop, focus=focus)
    drawn = left / width, top / height, right / width, bottom / height

    again = box(width, height, crop, focus=focus, drawn=drawn)

    assert all(abs(a - b) <= 1 for a, b in zip(again, (left, top, right, bottom), strict=True))
    if min(width, height) > 100:
        assert fault(crop, drawn, focus=focus, width=width, height=height) is None
