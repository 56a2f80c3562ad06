"""
The tables of who may do what, with stories and with pictures: what the tests hold the desk to,
and what docs/roles.md is made of (`python -m tests.articles.matrix` writes that). They ask
nothing of the code.
"""

from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("matrix.txt")
PICTURE_TABLE = Path(__file__).with_name("picture_matrix.txt")
PAGE = Path(__file__).parents[2] / "docs" / "roles.md"

YES, NO = "yes", "–"


class Row(NamedTuple):
    """An act: its verb, what it is, and {who: whether they may}, in the table's order."""

    act: str
    words: str
    may: dict


def read(table):
    """Read a table: ({code: who}, [Row, …])."""
    people, rows, codes = {}, [], []
    for line in table.read_text().splitlines()[1:]:
        if line.startswith("  "):
            code, who = line.split(maxsplit=1)
            people[code] = who
        elif line.startswith("act "):
            codes = line.split()[1:]
        elif line:
            act, *cells = line.split(maxsplit=len(codes) + 1)
            rows.append(Row(act, cells.pop(), answers(codes, cells)))
    assert list(people) == codes
    return people, rows


def answers(codes, cells):
    assert set(cells) <= {YES, NO}
    return {code: cell == YES for code, cell in zip(codes, cells, strict=True)}


PEOPLE, ROWS = read(TABLE)
PICTURE_PEOPLE, PICTURE_ROWS = read(PICTURE_TABLE)

INTRODUCTION = """\
# Who may do what

A role is a group of accounts. A right holds for the stories within a person’s reach: a Sub-editor,
a Picture editor and an Editor reach every story, a Section editor those of the sections that name
them among their editors. Copy is a person’s own if they began it, if it is assigned to them, or if
it is shared with them: it stays within reach, whatever its section is. What is out of reach is not
found, searched, counted or named, by whichever door it is asked for.
"""


PICTURES = """\
## Pictures

The library is the whole desk’s. Where a picture is used names the stories within a person’s reach,
and counts the others. A picture is printed as soon as readers have it, or a story that waits shows
it; and stays so.
"""


def page():
    """The text of docs/roles.md."""
    stories, pictures = drawn(PEOPLE, ROWS), drawn(PICTURE_PEOPLE, PICTURE_ROWS)
    return "\n".join([INTRODUCTION, stories, PICTURES, pictures])


def drawn(people, rows):
    """Draw a table, with those below it who may do nothing of it."""
    shut = [code for code in people if not any(row.may[code] for row in rows)]
    shown = [code for code in people if code not in shut]
    lines = [
        ["", *(people[code] for code in shown)],
        ["---", *(":-:" for _code in shown)],
        *([row.words, *("yes" if row.may[code] else "" for code in shown)] for row in rows),
    ]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    nobody = "".join(f"- {people[code]}\n" for code in shut)
    return f"{table}\n\nAll of this is refused to:\n\n{nobody}"


if __name__ == "__main__":
    PAGE.write_text(page())
