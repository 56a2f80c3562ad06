"""
Each cell of the table of who may do what (tests/articles/matrix.txt), through each door: what
is refused changes nothing, and what is allowed is done.
"""

from io import StringIO

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client

from articles.models import Act, Alias, Article, Byline, Edition, Note, ProofLink, Revision
from tests.articles.admin.deeds import BULK, STAGES, WITHOUT_COMMAND, WITHOUT_PAGE, all_deeds
from tests.articles.admin.paperwork import form_url, unchanged
from tests.articles.matrix import PEOPLE, ROWS
from tests.factories import make_section, make_section_editor, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"

#: What gives all that is kept of a story: by hand, since it is asked for twice in each test.
KEPT = [
    f"SELECT * FROM {model._meta.db_table} WHERE {key} = %s ORDER BY id"
    for model, key in [
        (Article, "id"),
        (Article.shared_with.through, "article_id"),
        *((model, "article_id") for model in (Act, Alias, Byline, Edition, Note, ProofLink)),
        (Revision, "article_id"),
    ]
]

ROLES = {"R": "Reporter", "S": "Sub-editor", "P": "Picture editor", "E": "Editor"}

#: The doors that show an act, and those that do it: what they answer with when they refuse. (A
#: form drops the fields that it did not show; a list uses an action on those rows alone that
#: the person may use it on; and what nobody overruled stops the words as it would at any time.)
SHOWING = ["form", "list", "url"]
REFUSALS = {
    "post": {403, 404},
    "sent": {302, 400, 403, 404},
    "bulk": {200, 302, 403},
    "command": {"refused"},
}
STOPPED = {"overrule": {409}}


def doors(act):
    """Name the doors that an act has."""
    has = {
        "form": act not in {"schedule", "overrule", "restore"},
        "list": act in BULK | {"view"},
        "url": act not in WITHOUT_PAGE,
        "post": act not in WITHOUT_PAGE - {"check", "note"} | {"view"},
        "sent": act in {"change", "share", "assign", "take_over", *STAGES},
        "bulk": act in BULK,
        "command": act not in WITHOUT_COMMAND,
    }
    return [door for door, is_there in has.items() if is_there]


CELLS = [
    pytest.param(row.act, code, door, may, id=f"{row.act}-{code}-{door}")
    for row in ROWS
    for code, may in row.may.items()
    for door in doors(row.act)
]


class Desk:
    """A person of each kind, and the stories that the acts fit, in the section of one of them."""

    def __init__(self):
        self.deeds = all_deeds(make_user("Reporter", username="colleague"))
        self.people = {code: make_person(code) for code in PEOPLE}
        self.stories = {make: make() for make in {deed.story for deed in self.deeds.values()}}
        self.clients = {code: Client() for code in PEOPLE}
        for code, client in self.clients.items():
            client.force_login(self.people[code])
        #: (story, person): how its form opens for them.
        self.forms = {}


def make_person(code):
    if code == "N":
        outsider = make_user(role=None)
        type(outsider).objects.filter(pk=outsider.pk).update(is_staff=True)
        return outsider
    if code in {"So", "Sx"}:
        return make_section_editor(make_section("Harbour" if code == "So" else "Sport"))
    return make_user(ROLES[code[0]])


class Try:
    """One person's try at one act, through whichever door."""

    def __init__(self, desk, act, code):
        self.act, self.deed, self.forms = act, desk.deeds[act], desk.forms
        self.by, self.client = desk.people[code], desk.clients[code]
        self.story = Article.objects.get(pk=desk.stories[self.deed.story].pk)
        if code == "Ro":
            Article.objects.filter(pk=self.story.pk).update(owner=self.by)
        if code == "Rs":
            self.story.shared_with.add(self.by)
        self.page = f"{LIST}{self.story.pk}/{self.deed.page}"
        self.before = self.everything()

    def everything(self):
        """All that is kept of the story, but for who looked at it."""
        with connection.cursor() as cursor:
            return [fetched(cursor, sql, self.story.pk) for sql in KEPT]

    def is_unchanged(self):
        return self.everything() == self.before

    def is_done(self):
        self.story.refresh_from_db()
        return self.deed.did(self.story, self.by)

    def filled(self, value):
        if not isinstance(value, str):
            return value
        return value.replace("{by}", str(self.by.pk)).replace("{name}", str(self.by))

    def opened(self):
        """The story's form as it opens: (its text, all that it would send)."""
        key = self.story.pk, self.by.pk
        if key not in self.forms:
            answer = self.client.get(form_url(self.story))
            is_written = answer.status_code == 200 and 'name="seen"' in answer.text
            sends = unchanged(answer) if is_written else {}
            self.forms[key] = answer.text if answer.status_code == 200 else "", sends
        return self.forms[key]

    # --- the doors that show an act ---

    def form(self):
        text, _sends = self.opened()
        return self.filled(self.deed.button) in text

    def list(self):
        answer = self.client.get(LIST)
        if answer.status_code != 200:
            return False
        is_offered = f'<option value="{self.act}"' in answer.text or self.act not in BULK
        return is_offered and self.story in answer.context["cl"].result_list

    def url(self):
        """Guess the address of the act's own page."""
        answer = self.client.get(self.page)
        assert answer.status_code in {200, 302, 403, 404}
        return answer.status_code != 403 and answer.status_code != 404 and self.is_asked(answer)

    def is_asked(self, answer):
        # The address of a note alone leads to the story's notes.
        return answer.status_code == 302 or self.deed.asks in answer.text

    # --- the doors that do it ---

    def post(self):
        return self.client.post(self.page, self.deed.sends).status_code

    def sent(self):
        """Send the story's form with what the act needs, offered or not."""
        _text, sends = self.opened()
        typed = {name: self.filled(value) for name, value in self.deed.typed.items()}
        return self.client.post(form_url(self.story), sends | typed).status_code

    def bulk(self):
        data = {"action": self.act, ACTION_CHECKBOX_NAME: [self.story.pk]}
        answer = self.client.post(LIST, data)
        if f"{LIST}many/" in answer.get("Location", ""):
            typed = {name: self.filled(value) for name, value in self.deed.typed.items()}
            answer = self.client.post(answer["Location"], {"reason": "Too long"} | typed)
        return answer.status_code

    def command(self):
        name, verb, *options = self.deed.command
        told = [name, verb, str(self.story.pk), f"--by={self.by}", *options]
        try:
            call_command(*told, stdout=StringIO(), stderr=StringIO())
        except CommandError:
            return "refused"
        return "done"


def fetched(cursor, sql, number):
    cursor.execute(sql, [number])
    return cursor.fetchall()


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker):
    """Made once; what a test does is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Desk()
        transaction.set_rollback(True)


@pytest.mark.parametrize(("act", "code", "door", "may"), CELLS)
def test_a_cell_of_the_table(desk, act, code, door, may):
    tried = Try(desk, act, code)

    answer = getattr(tried, door)()

    if door in SHOWING:
        assert answer == may
    if door not in SHOWING and may:
        assert tried.is_done(), answer
    else:
        assert door in SHOWING or answer in REFUSALS[door] | STOPPED.get(act, set())
        assert tried.is_unchanged()


def test_every_act_of_the_table_is_tried(desk):
    assert {row.act for row in ROWS} == desk.deeds.keys()
