import pytest

from articles.text.datelines import lift


@pytest.mark.parametrize(
    ("text", "dateline", "rest"),
    [
        ("PARIS — A footbridge", "PARIS", "A footbridge"),
        ("NEW YORK, Tuesday - The", "NEW YORK, Tuesday", "The"),
        ("ST HÉLIER – “No,” he", "ST HÉLIER", "“No,” he"),
    ],
)
def test_the_place_that_opens_the_copy_is_lifted(text, dateline, rest):
    assert lift(text) == (dateline, rest)


@pytest.mark.parametrize(
    "text",
    [
        "BRITAIN — once a sea power — is",
        "SCOTLAND YARD is considering",
        "EXCLUSIVE — The mayor",
        "Paris — A footbridge",
        "THE 2019 - AN",
        "",
    ],
)
def test_other_openings_stay(text):
    assert lift(text) == ("", text)
