"""How a picture is cut: the shapes there are, and what of a picture each shows."""

import math
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

#: The shapes that pictures are cut to, by name: width to height. "" is the whole picture.
RATIOS = {"16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1), "4:5": (4, 5)}

#: Pixels of a crop's width, if the picture has as many: the narrowest that pages show.
LEAST = 320
#: How far from its shape a drawn crop may be, in parts of it: nobody draws to the pixel.
SLACK = 0.02

Box = tuple[int, int, int, int]
Point = tuple[float, float]


def box(width: int, height: int, crop: str, *, focus: Point, drawn: Sequence[float] | None = None):
    """
    What a crop shows of an upright picture: (left, top, right, bottom) in pixels, of the exact
    shape to a pixel, with the focal point inside. `focus` and `drawn` (left, top, right, bottom)
    are fractions. Without a drawn crop, or with one that is none, it is the largest there can
    be, with the focal point as near its middle as can be.
    """
    if not crop:
        return 0, 0, width, height
    x, y = focus[0] * width, focus[1] * height
    if drawn and is_box(drawn):
        left, top, right, bottom = drawn
        space = (right - left) * width, (bottom - top) * height
        middle = (left + right) / 2 * width, (top + bottom) / 2 * height
    else:
        space, middle = (width, height), (x, y)
    wide, high = largest(*space, crop)
    left = placed(middle[0], wide, x, width)
    top = placed(middle[1], high, y, height)
    return left, top, left + wide, top + high


def is_box(drawn: Any) -> bool:
    """Tell whether this is four fractions that are a piece of a picture, whatever its shape."""
    if not isinstance(drawn, list | tuple) or len(drawn) != 4:
        return False
    if not all(isinstance(edge, int | float) and 0 <= edge <= 1 for edge in drawn):
        return False
    left, top, right, bottom = drawn
    return left < right and top < bottom


def largest(width: float, height: float, crop: str) -> tuple[int, int]:
    """The largest size of a crop's shape within so many pixels; a pixel at least."""
    across, down = RATIOS[crop]
    if width * down > height * across:
        high = max(1, round(height))
        return max(1, min(round(width), round(high * across / down))), high
    wide = max(1, round(width))
    return wide, max(1, min(round(height), round(wide * down / across)))


def placed(middle: float, length: int, focus: float, whole: int) -> int:
    """Where a stretch about `middle` begins, that lies within the whole and has the focus."""
    begin = min(max(round(middle - length / 2), math.ceil(focus - length)), math.floor(focus))
    return min(max(begin, 0), whole - length)


def fault(
    crop: str, drawn: Sequence[float], *, focus: Point, width: int, height: int
) -> str | None:
    """Say, to a person, why a crop cannot be as it was drawn (in fractions); or None."""
    if not is_box(drawn):
        return _("This is no part of the picture. Draw the crop again.")
    left, top, right, bottom = drawn
    wide, high = (right - left) * width, (bottom - top) * height
    across, down = RATIOS[crop]
    if abs(wide * down / (high * across) - 1) > SLACK:
        return _("This crop has not the shape of %(crop)s. Draw it again.") % {"crop": crop}
    if round(wide) < min(LEAST, largest(width, height, crop)[0]):
        return _("This crop is too small. Draw it at least %(least)d pixels wide.") % {
            "least": min(LEAST, largest(width, height, crop)[0])
        }
    if not (left <= focus[0] <= right and top <= focus[1] <= bottom):
        return _("The focal point is outside this crop. Move one of the two.")
    return None
