"""Names of uploaded files: no paths, nothing hidden, and the ending of what is in them."""

import pytest

from articles.text import file_names


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("ferry.jpeg", "ferry.jpg"),
        ("ferry.png", "ferry.jpg"),
        ("../../etc/ferry.jpg", "ferry.jpg"),
        ("C:\\pictures\\ferry.jpg", "ferry.jpg"),
        ("ferry.php\0.jpg", "ferry.php.jpg"),
        ("\u202egpj.exe", "gpj.jpg"),
        ("ferry v1.2 final", "ferry v1.2 final.jpg"),
        ("Fährhafen Ørland.jpg", "Fährhafen Ørland.jpg"),
        ("..", "picture.jpg"),
        ("", "picture.jpg"),
        ("ferry\r\nX: y.jpg", "ferry X: y.jpg"),
    ],
)
def test_a_name_is_cleaned(name, cleaned):
    assert file_names.clean(name, ".jpg") == cleaned


def test_a_long_name_keeps_its_ending():
    name = file_names.clean("f" * 900 + ".jpg", ".jpg")

    assert (len(name), name[-4:]) == (file_names.LONGEST, ".jpg")
