"""What the parts of the paper's addresses look like; anything else is no page of ours."""

from django.urls.converters import StringConverter


class Words(StringConverter):
    """A slug in letters of any script."""

    regex = r"[-\w]+"


class Digits2(StringConverter):
    regex = "[0-9]{2}"


class Digits4(StringConverter):
    regex = "[0-9]{4}"
