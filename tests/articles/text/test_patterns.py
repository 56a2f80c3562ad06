"""What a rule of style looks for, and that looking has an end."""

from time import thread_time

import pytest
import regex

from articles.text.patterns import TooSlow, compiled, matches_nothing, places, strain

PHRASES = [
    ("utilise", "They Utilise it, utilised it, re-utilise.", ["Utilise", "utilise"]),
    ("don't", "Don’t, don't and donut", ["Don’t", "don't"]),
    ('"quotes"', "“quotes” and „quotes‟", ["“quotes”", "„quotes‟"]),
    ("per cent", "Ten per cent, ten per\xa0 cent, ten percent", ["per cent", "per\xa0 cent"]),
    ("C++", "C++ or C++11", ["C++", "C++"]),
    ("(sic)", "He said (sic) so", ["(sic)"]),
    ("été", "L’ÉTÉ, étés", ["ÉTÉ"]),
    ("🚢", "A 🚢🚢", ["🚢", "🚢"]),
]

#: Patterns of which the best-known hang in Python's own library; this one knows some of them.
HANGING = [r"(a|aa)+$", r"(a+)+$", r"(\p{L}|\w)+$", r"(?R)?a", r"(?:\w|a)+(?<=q)"]
QUICK = [r"[A-Z]{2,}\d+", r"(?<=(?<=(?<=a)b)c)d", r"utili[sz]\w+", "a|" * 95 + "b", "[^x]"]


def found(phrase, words, *, is_pattern=False, matches_case=False, most=100):
    pattern = compiled(phrase, is_pattern=is_pattern, matches_case=matches_case)
    found = places(pattern, [("body", words)], most=most)
    return [words[start:stop] for _field, start, stop in found]


def pattern(text):
    return compiled(text, is_pattern=True, matches_case=False)


@pytest.mark.parametrize(("phrase", "words", "there"), PHRASES)
def test_a_phrase_is_whole_words_with_any_quotes(phrase, words, there):
    assert found(phrase, words) == there


def test_capitals_matter_where_they_are_to():
    assert found("May", "May I? You may.", matches_case=True) == ["May"]
    assert found("ma[yx]", "May I? You may.", is_pattern=True, matches_case=True) == ["may"]


def test_a_phrase_is_no_pattern_unless_it_says_so():
    assert found("a.c", "abc a.c") == ["a.c"]
    assert found("a.c", "abc a.c", is_pattern=True) == ["abc", "a.c"]


def test_a_place_is_in_one_line_and_counted_from_the_fields_first_character():
    places_found = places(pattern(r"^\w+|\w+$|d\s+e"), [("body", "ab cd\nef")], most=9)

    assert places_found == [("body", 0, 2), ("body", 3, 5), ("body", 6, 8)]


def test_no_more_is_found_than_asked_for():
    assert found("a", "a " * 50, most=3) == ["a"] * 3


def test_what_matches_without_a_character_is_left_out():
    assert found(r"(?=ab)|b", "ab", is_pattern=True) == ["b"]


@pytest.mark.parametrize("text", ["a*", "", "$", "(?=b)?", "x|", r"\b{0}"])
def test_a_pattern_that_matches_nothing_is_known(text):
    assert matches_nothing(pattern(text))


@pytest.mark.parametrize("text", ["a", r"\b", "x+", "[^x]"])
def test_a_pattern_that_matches_something_is_known(text):
    assert not matches_nothing(pattern(text))


@pytest.mark.parametrize("text", HANGING)
def test_a_pattern_that_hangs_is_known(text):
    with pytest.raises(TooSlow):
        strain(pattern(text))


@pytest.mark.parametrize("text", QUICK)
def test_a_sound_pattern_is_let_through(text):
    strain(pattern(text))


@pytest.mark.parametrize("text", ["(", "a{2}{3}{4}", "[", r"\p{Foo}", r"\L<x>", "(?P<n>", "*"])
def test_what_is_no_pattern_is_told(text):
    with pytest.raises(regex.error):
        pattern(text)


@pytest.mark.parametrize("text", HANGING)
def test_no_pattern_takes_longer_than_it_may(text):
    words = ("a" * 500 + "!\n") * 100
    begun = thread_time()

    with pytest.raises(TooSlow):
        places(pattern(text), [("body", words)], most=10**9)

    assert thread_time() - begun < 0.5
