import pytest

from articles.text.slugs import LENGTH, numbered, slug_for


@pytest.mark.parametrize(
    "words, slug",
    [
        ("Fog in the channel", "fog-in-the-channel"),
        ("Café’s “last” order: £5", "cafés-last-order-5"),
        ("海港重新开放", "海港重新开放"),
        ("🦆🦆", "story"),
        ("--- ___", "story"),
        ("", "story"),
        ("a" * 10_000, "a" * LENGTH),
        ("../../etc/passwd", "etcpasswd"),
        ("one\x00two/three?four#five", "onetwothreefourfive"),
    ],
)
def test_slugs(words, slug):
    assert slug_for(words, fallback="story") == slug


def test_a_long_headline_is_cut_between_words():
    slug = slug_for("harbour " * 30, fallback="story")

    assert len(slug) <= LENGTH
    assert set(slug.split("-")) == {"harbour"}


def test_numbers_tell_namesakes_apart():
    assert [numbered("fog", number) for number in (1, 2, 3)] == ["fog", "fog-2", "fog-3"]
