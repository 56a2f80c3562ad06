"""
The table of who may do what: what the tests hold the desk to, and what docs/roles.md is made
of (`python -m tests.articles.matrix` writes that). It asks nothing of the code.
"""

from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("matrix.txt")
PAGE = Path(__file__).parents[2] / "docs" / "roles.md"

YES, NO = "yes", "–"


class Row(NamedTuple):
    """An act: its verb, what it is, and {who: whether they may}, in the table's order."""

    act: str
    words: str
    may: dict


def read():
    """Read the table: ({code: who}, [Row, …])."""
    people, rows, codes = {}, [], []
    for line in TABLE.read_text().splitlines()[1:]:
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


PEOPLE, ROWS = read()

INTRODUCTION = """\
# Who may do what

A role is a group of accounts. A right holds for the stories within a person’s reach: a Sub-editor,
a Picture editor and an Editor reach every story, a Section editor those of the sections that name
them among their editors. Copy is a person’s own if they began it, if it is assigned to them, or if
it is shared with them: it stays within reach, whatever its section is. What is out of reach is not
found, searched, counted or named, by whichever door it is asked for.
"""


def page():
    """The text of docs/roles.md."""
    shut = [code for code in PEOPLE if not any(row.may[code] for row in ROWS)]
    shown = [code for code in PEOPLE if code not in shut]
    lines = [
        ["", *(PEOPLE[code] for code in shown)],
        ["---", *(":-:" for _code in shown)],
        *([row.words, *("yes" if row.may[code] else "" for code in shown)] for row in ROWS),
    ]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    nobody = "".join(f"- {PEOPLE[code]}\n" for code in shut)
    return f"{INTRODUCTION}\n{table}\n\nAll of this is refused to:\n\n{nobody}"


if __name__ == "__main__":
    PAGE.write_text(page())
