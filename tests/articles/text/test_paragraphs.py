import pytest

from articles.text.hyphens import Mend
from articles.text.paragraphs import Block, compose, split

WHOLE = "The ropeway opened on Monday and everybody who could walk had come to look at it."
OPEN = "The ropeway that had hung still for three years was opened by the mayor, who told"


def blocks(text):
    return [(block.kind, block.text) for block in compose(split(text))[0]]


def test_lines_wrapped_by_hand_are_one_paragraph():
    assert blocks("An old\n bell,  a per-\nformer \nrang.\n\nIt did.") == [
        ("p", "An old bell, a per- former rang."),
        ("p", "It did."),
    ]


def test_without_blank_lines_each_line_is_a_paragraph():
    assert blocks("One.\nTwo.\nThree.") == [("p", "One."), ("p", "Two."), ("p", "Three.")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (OPEN, "Parliament of it."),
        (OPEN, "“friends” of it."),
        ("It was", "not much."),
        ("It was al-", "lowing him."),
        ("He named his “modest wardrobe”", "and left."),
        (OPEN, "- a guest - of it."),
    ],
)
def test_a_paragraph_broken_by_a_column_is_joined(first, second):
    assert blocks(f"{first}\n\n{second}") == [("p", f"{first} {second}")]


@pytest.mark.parametrize(
    "first",
    [WHOLE, "He said: “No.”", "What now?", "She waited…", "The rules:", "A shed (of wood.)"],
)
def test_a_whole_paragraph_is_never_joined_to_the_next(first):
    assert len(blocks(f"{first}\n\niPhones rang.")) == 2


def test_a_join_is_told_and_doubted_where_a_capital_follows():
    sure = compose([["the Met is considering"], ["how it could."]])[1]
    unsure = compose([[OPEN], ["Le Phare of it."]])[1]

    assert sure == [Mend("considering ¶ how", "considering how")]
    assert unsure == [Mend("told ¶ Le", "told Le", "could be two paragraphs")]


def test_a_short_line_between_whole_paragraphs_is_a_subhead():
    assert blocks(f"{WHOLE}\n\nSheds and glass\n\n{WHOLE}") == [
        ("p", WHOLE),
        ("h", "Sheds and glass"),
        ("p", WHOLE),
    ]


@pytest.mark.parametrize("line", ["It did not.", "Why not?", "“No comment”", "He said:"])
def test_a_short_sentence_is_no_subhead(line):
    assert blocks(f"{WHOLE}\n\n{line}\n\n{WHOLE}")[1] == ("p", line)


def test_a_run_of_short_lines_has_no_subhead():
    assert {kind for kind, _ in blocks(f"{WHOLE}\n\nFlour\n\nEggs\n\nMilk\n\n{WHOLE}")} == {"p"}


def test_a_last_short_line_is_no_subhead():
    assert blocks(f"{WHOLE}\n\nSheds and glass")[1] == ("p", "Sheds and glass")


@pytest.mark.parametrize("mark", ["• ", "•", "* ", "- ", "– ", "■ "])
def test_list_items_lose_their_mark(mark):
    assert compose(split(f"{WHOLE}\n\n{mark}Flour\n{mark}Eggs and\nmilk\n\n{WHOLE}"))[0] == [
        Block("p", WHOLE),
        Block("li", "Flour"),
        Block("li", "Eggs and milk"),
        Block("p", WHOLE),
    ]


def test_a_dash_at_a_line_start_is_no_list_item():
    assert blocks(f"The police\n- who came late -\nsaw nothing.\n\n{WHOLE}") == [
        ("p", "The police - who came late - saw nothing."),
        ("p", WHOLE),
    ]


def test_ornaments_are_no_copy():
    assert blocks(f"{WHOLE}\n\n* * *\n\n{WHOLE}") == [("p", WHOLE), ("p", WHOLE)]
