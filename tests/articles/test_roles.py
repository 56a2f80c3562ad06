"""The groups of a newsroom, and the page about them, are what the table of rights says."""

from itertools import chain

import pytest

from articles.permissions import ROLES, may
from tests.articles import matrix
from tests.factories import make_article, make_section, make_section_editor, make_user

pytestmark = pytest.mark.django_db

#: The acts of the table that have no right of their own, and the right that they are used by.
BY = {
    "note": "view",
    "restore": "change",
    "check": "change",
    "fix": "publish",
    "reschedule": "schedule",
}

#: role: the columns of the table that are about it.
COLUMNS = {
    "Reporter": ["Ro", "Rs", "Rc"],
    "Sub-editor": ["S"],
    "Section editor": ["So", "Sx"],
    "Picture editor": ["P"],
    "Editor": ["E"],
}

VERBS = {row.act for row in matrix.ROWS} - {"note", "restore", "check"}


def test_the_page_about_roles_is_made_of_the_table():
    # Written anew by: python -m tests.articles.matrix
    assert matrix.PAGE.read_text() == matrix.page()


def test_the_columns_are_those_of_the_roles():
    assert {"N", *chain(*COLUMNS.values())} == matrix.PEOPLE.keys()
    assert COLUMNS.keys() == ROLES.keys()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_the_rights_of_the_table(role):
    acts = {row.act for row in matrix.ROWS if any(row.may[code] for code in COLUMNS[role])}

    rights = {name for name in ROLES[role] if name.endswith("_article")}

    others = {"add_article", "reach_every_article"}
    assert rights - others == {f"{BY.get(act, act)}_article" for act in acts}


#: The acts of the table of pictures that have no right of their own.
PICTURE_BY = {"replace": "change", "download": "change", "release": "withdraw"}

#: role: the columns of the table of pictures that are about any picture.
PICTURE_COLUMNS = {
    "Reporter": "Rc",
    "Sub-editor": "S",
    "Section editor": "So",
    "Picture editor": "P",
    "Editor": "E",
}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_the_rights_of_the_table_of_pictures(role):
    code = PICTURE_COLUMNS[role]
    acts = {row.act for row in matrix.PICTURE_ROWS if row.may[code]}

    rights = {name for name in ROLES[role] if name.endswith("_picture")}

    assert rights == {f"{PICTURE_BY.get(act, act)}_picture" for act in acts}


def person(code, story):
    if code == "Ro":
        story.owner = make_user("Reporter")
        return story.owner
    if code == "Rs":
        story.shared_with.add(reporter := make_user("Reporter"))
        return reporter
    if code in {"So", "Sx"}:
        return make_section_editor(make_section("Harbour" if code == "So" else "Sport"))
    roles = {code: role for role, codes in COLUMNS.items() for code in codes}
    return make_user(roles.get(code))


@pytest.mark.parametrize("code", matrix.PEOPLE)
def test_the_one_question_is_answered_as_by_the_table(code):
    story = make_article()
    who = person(code, story)

    answered = {verb for verb in VERBS if may(who, verb, story)}

    assert answered == {row.act for row in matrix.ROWS if row.may[code]} & VERBS


def test_nobody_and_leavers_may_nothing():
    leaver = make_user(is_active=False)
    story = make_article(owner=leaver)

    assert not [verb for verb in VERBS if may(None, verb, story) or may(leaver, verb, story)]
