import pytest

from articles.text.mentions import mentioned, pieces


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ana", ["ana"]),
        ("Ask @ana.", ["ana"]),
        ("Ask @ana, @ben; (@cas) and “@dee”!", ["ana", "ben", "cas", "dee"]),
        ("@ana/@ben", ["ana", "ben"]),
        ("Thanks.@ana", ["ana"]),
        ("-@ana: the figures", ["ana"]),
        ("@ana’s desk, @ben's too", ["ana", "ben"]),
        ("@ana.marsh+night-2@paper.example...", ["ana.marsh+night-2@paper.example"]),
        ("@Ana\n@ana\n@Ana", ["Ana", "ana"]),
        ("@José @Łukasz @李明", ["José", "Łukasz", "李明"]),
        ("@ana_", ["ana_"]),
    ],
)
def test_a_mention_is_an_at_and_a_name(text, names):
    assert mentioned(text) == names


@pytest.mark.parametrize(
    "text",
    [
        *("", "@", "@ ana", "@.", "me @ noon", "3@5", "@@ana", "@@@"),
        *("ana@paper.example", "mailto:ana@paper.example?cc=ben@paper.example"),
        *("https://social.example/@ana", "see http://ana:x@paper.example/@ben"),
    ],
)
def test_no_other_at_is_one(text):
    assert mentioned(text) == []


@pytest.mark.parametrize("text", ["", "plain", "@ana", "a @ana. b@c @d", "https://x/@y\n@z"])
def test_the_pieces_are_the_whole_text(text):
    assert "".join(words for words, _is_mention in pieces(text)) == text


@pytest.mark.parametrize("text", ["@a" * 2_500, "@" * 5_000, "@a" + "." * 4_998, "-@a." * 1_250])
def test_no_text_takes_long(text):
    assert len("".join(words for words, _is_mention in pieces(text))) == len(text)
