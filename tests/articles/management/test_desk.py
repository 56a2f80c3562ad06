from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles.management.commands.desk import HELP
from articles.models import Act, Article
from articles.workflow import MOVES, Stage
from tests.factories import edit, make_article, make_live, make_user

pytestmark = pytest.mark.django_db


def run(verb, story, *options, by="night-desk"):
    """Use a verb as an operator does. Gives what was printed."""
    out = StringIO()
    call_command("desk", verb, str(story), f"--by={by}", *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def editor():
    return make_user(username="night-desk")


def test_every_verb_of_the_desk_has_its_command():
    assert HELP.keys() == MOVES.keys() | {"assign", "take_over", "share"}


@pytest.mark.parametrize("verb", MOVES)
def test_a_story_is_moved_and_the_line_says_which(editor, verb):
    article = make_article(headline="Ferry sinks", stage=sorted(MOVES[verb].start)[0])
    options = ["--reason=Look again."] if verb == "send_back" else []

    printed = run(verb, article.pk, *options)

    act = Act.objects.get()
    assert Article.objects.get().stage == MOVES[verb].to
    assert (act.verb, act.by) == (verb, editor)
    assert printed.endswith(f": Ferry sinks (story {article.pk})\n")


def test_a_story_is_found_by_its_path(editor):
    article = make_live()

    assert "Submitted" in run("submit", article.edition.path)


def test_a_note_goes_on_the_record(editor):
    run("spike", make_article().pk, "--reason=Not true.")

    assert Act.objects.get().reason == "Not true."


def test_a_story_is_given_to_somebody_to_nobody_and_taken_over(editor):
    article, reporter = make_article(), make_user("Reporter", username="tom")

    run("assign", article.pk, "--to=tom")
    assert Article.objects.get().assignee == reporter
    run("take_over", article.pk)
    assert Article.objects.get().assignee == editor
    run("assign", article.pk)
    assert Article.objects.get().assignee is None


def test_a_story_is_shared(editor):
    article, reporter = make_article(), make_user("Reporter", username="tom")

    run("share", article.pk, "--to=tom")

    assert list(article.shared_with.all()) == [reporter]


@pytest.mark.parametrize(
    ("verb", "stage", "options", "says"),
    [
        ("approve", Stage.DRAFT, [], "with a story at “Draft”"),
        ("send_back", Stage.SUBBING, ["--reason= "], "write a note"),
        ("approve", Stage.SUBBING, ["--revision=1"], "saved revision 2 since"),
        ("approve", Stage.SUBBING, ["--revision=7"], "no revision 7"),
        ("approve", Stage.SUBBING, ["--revision=0"], "no revision 0"),
        ("assign", Stage.DRAFT, ["--to=nobody"], "There is no account nobody"),
    ],
)
def test_what_is_refused_is_told_and_changes_nothing(editor, verb, stage, options, says):
    article = edit(make_article())
    edit(article, headline="Second")
    Article.objects.update(stage=stage)

    with pytest.raises(CommandError, match=says):
        run(verb, article.pk, *options)
    assert Article.objects.get().stage == stage
    assert not Act.objects.exists()


@pytest.mark.parametrize("verb", sorted(HELP.keys() - {"submit", "share"}))
def test_the_verb_itself_asks_for_the_right(verb):
    owner = make_user("Reporter", username="reporter")
    start = sorted(MOVES[verb].start)[0] if verb in MOVES else Stage.DRAFT
    article = make_article(by=owner, stage=start, assignee=make_user("Reporter"))
    options = ["--reason=So."] if verb == "send_back" else []

    with pytest.raises(CommandError, match="Ask an editor"):
        run(verb, article.pk, *options, by="reporter")
    assert not Act.objects.exists()


def test_no_story_and_nobody(editor):
    with pytest.raises(CommandError, match="There is no story 7"):
        run("submit", 7)
    with pytest.raises(CommandError, match="There is no account ghost"):
        run("submit", make_article().pk, by="ghost")


def test_a_database_that_fails_is_told_in_one_line(monkeypatch):
    def fail(named):
        raise OperationalError("no such table:\n  newsroom_user")

    monkeypatch.setattr("articles.management.commands.desk.find_story", fail)

    with pytest.raises(CommandError, match=r"is not migrated: no such table: newsroom_user$"):
        run("submit", 1)
