import pytest

from articles.text.decoding import Unreadable, decode

WORDS = "“Café” – £5… it’s\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_one_text_in_every_encoding(encoding):
    assert decode(WORDS.encode(encoding)) == WORDS


def test_big_endian_utf_16_needs_its_mark():
    assert decode(b"\xfe\xff" + WORDS.encode("utf-16-be")) == WORDS
    with pytest.raises(Unreadable):
        decode("plain words".encode("utf-16-be"))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\u2028", "\x85"])
def test_every_line_end_is_one(end):
    assert decode(f"a{end}b".encode()) == "a\nb"


def test_a_page_end_ends_a_paragraph():
    assert decode(b"a\fb") == "a\n\nb"


@pytest.mark.parametrize("gap", ["", "\n", "\r\n", " ", "\n\n"])
def test_a_soft_hyphen_goes_with_its_line_end(gap):
    assert decode(f"op\u00ad{gap}erate".encode()) == "operate"


def test_a_few_control_characters_are_dropped():
    assert decode("a\x00 plain\x9c line of words\ufeff".encode()) == "a plain line of words"


def test_what_is_no_control_stays():
    assert decode("61\u00a0000\ta\u200db".encode()) == "61\u00a0000\ta\u200db"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\x00", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 words", "not plain text"),
        (b"PK\x03\x04 words", "not plain text"),
        (b"{\\rtf1 words}", "not plain text"),
        (bytes(range(32)) * 9, "not plain text"),
        ("“a”".encode() + b"\xff", "damaged"),
        (b"\x81 words", "encoding is unknown"),
        (b"\xff\xfea", "damaged"),
    ],
)
def test_what_is_no_text_is_refused(data, says):
    with pytest.raises(Unreadable, match=says):
        decode(data)
