import pytest

from articles.text.bylines import Credit, credits_of, is_byline, titled


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("- By Ann Lark, CRIME CORRESPONDENT", [Credit("Ann Lark", "Crime Correspondent")]),
        ("By Ann Lark CRIME CORRESPONDENT", [Credit("Ann Lark", "Crime Correspondent")]),
        ("By Ann Lark, US editor", [Credit("Ann Lark", "US Editor")]),
        ("By Ann Lark, Editor of The Post", [Credit("Ann Lark", "Editor of The Post")]),
        ("BY ANN LARK IN PARIS", [Credit("Ann Lark", place="Paris")]),
        (
            "By Ann Lark, ROME CORRESPONDENT, in Bari",
            [Credit("Ann Lark", "Rome Correspondent", place="Bari")],
        ),
        ("- By 林小雨, in Verbena Falls", [Credit("林小雨", place="Verbena Falls")]),
        ("By A Lark and Bo Finch", [Credit("A Lark"), Credit("Bo Finch")]),
        (
            "- By Ann Lark, TRANSPORT EDITOR, and Bo Finch, COASTAL REPORTER",
            [Credit("Ann Lark", "Transport Editor"), Credit("Bo Finch", "Coastal Reporter")],
        ),
        (
            "By Ann Lark, Health and Science Editor and Bo Finch, Editor in Chief",
            [
                Credit("Ann Lark", "Health and Science Editor"),
                Credit("Bo Finch", "Editor in Chief"),
            ],
        ),
        ("- By Our Foreign Staff", [Credit("Our Foreign Staff", kind="collective")]),
        ("By Our Crime Correspondent", [Credit("Our Crime Correspondent", kind="collective")]),
        ("By Argus Reporters", [Credit("Argus Reporters", kind="collective")]),
        ("By Argus Reporter", [Credit("Argus Reporter", kind="collective")]),
        ("By Ann Head", [Credit("Ann Head")]),
        ("By Reuters", [Credit("Reuters", kind="agency")]),
        (
            "- By Ann Lark, Harbourline Press Agency",
            [Credit("Ann Lark"), Credit("Harbourline Press Agency", kind="agency")],
        ),
        (
            "By Our Staff and Agencies",
            [Credit("Our Staff", kind="collective"), Credit("Agencies", kind="agency")],
        ),
    ],
)
def test_a_byline_is_read_as_printed(line, credits):
    assert is_byline(line)
    assert credits_of(line) == tuple(credits)


@pytest.mark.parametrize(
    "line",
    [
        "By the time it ended nobody could be found",
        "By Friday the boats were full",
        "By Friday, Labour had won",
        "By Monday Ann Lark Had Gone.",
        "- by then it was late",
        "Ann Lark, CRIME CORRESPONDENT",
        "By-election called",
        "By",
        "",
        "- By " + "A" * 200,
    ],
)
def test_copy_is_no_byline(line):
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("HOME AND LEGAL EDITOR", "Home and Legal Editor"),
        ("O’NEILL-SMITH", "O’Neill-Smith"),
        ("WOMEN'S EDITOR", "Women's Editor"),
        ("UK editor", "UK Editor"),
        ("Ian McKay", "Ian McKay"),
    ],
)
def test_title_case(printed, title):
    assert titled(printed) == title
