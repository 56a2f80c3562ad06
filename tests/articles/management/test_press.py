from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from articles import press
from articles.management.pressing import read_moment
from articles.management.verbs import VERBS
from articles.models import Act, Article, Edition, Receipt
from articles.press.gate import record
from articles.workflow import LEGAL, Answer, Standing
from tests.factories import edit, make_article, make_live, make_user, next_minute

pytestmark = pytest.mark.django_db

NEXT_YEAR = timezone.now().year + 1


def run(verb, story, *options, by="night-desk"):
    """Use a verb as an operator does. Gives what was printed."""
    out = StringIO()
    call_command("press", verb, str(story), f"--by={by}", *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def editor():
    return make_user(username="night-desk")


def standing(article):
    return article.standing(at=timezone.now())


def test_every_verb_but_the_fix_of_the_desk_has_its_command():
    assert VERBS.keys() == LEGAL.keys() - {"fix"}


def test_a_story_is_published_and_the_line_says_which_and_where(editor):
    article = make_article(headline="Ferry sinks")

    printed = run("publish", article.pk)

    path = Edition.objects.get().path
    assert printed == f"Published: Ferry sinks (story {article.pk}), {path}\n"
    assert Act.objects.get().by == editor


@pytest.mark.parametrize("named", ["{pk}", "{uid}", "urn:uuid:{uid}", "{path}"])
def test_a_story_is_found_by_number_id_and_path(editor, named):
    article = make_live()
    told = {"pk": article.pk, "uid": article.uid, "path": article.edition.path[:-1]}

    run("withdraw", named.format(**told))

    assert standing(article) == Standing.EXPIRED


@pytest.mark.parametrize("form", ["{}", "/{}/", "{}/", "https://paper.example/{}/?from=feed"])
def test_a_story_is_found_by_the_address_that_it_had(editor, form):
    article = make_live()
    former = article.edition.path
    press.readdress(article, by=editor, slug="elsewhere")

    run("withdraw", form.format(former.strip("/")))

    assert standing(article) == Standing.EXPIRED


def test_a_story_is_found_by_an_address_as_browsers_copy_it(editor):
    article = make_live(headline="العبارة")

    run("withdraw", "/harbour/" + "/".join(article.edition.path.split("/")[2:5]) + "/"
        "%D8%A7%D9%84%D8%B9%D8%A8%D8%A7%D8%B1%D8%A9/")  # fmt: skip

    assert standing(article) == Standing.EXPIRED


@pytest.mark.parametrize("named", ["", "/", "0", "9" * 40, "nowhere", "//", "["])
def test_what_is_no_story_is_refused(editor, named):
    make_live()

    with pytest.raises(CommandError, match="There is no story"):
        run("withdraw", named)


def test_who_is_not_there_or_not_active_does_nothing():
    article = make_live()
    make_user(username="leaver", is_active=False)

    with pytest.raises(CommandError, match="There is no account nobody"):
        run("withdraw", article.pk, by="nobody")
    with pytest.raises(CommandError, match="The account leaver is not active"):
        run("withdraw", article.pk, by="leaver")
    assert standing(article) == Standing.LIVE


@pytest.mark.parametrize(
    ("verb", "options"),
    [
        ("publish", []),
        ("schedule", [f"--at={next_minute(60 * 24).isoformat()}"]),
        ("correct", ["--kind=correction", "--note=It was late."]),
    ],
)
def test_flagged_words_go_out_with_a_reason(editor, verb, options):
    article = edit(make_live(), headline="Ferry leaves late")
    Article.objects.update(is_flagged=True)

    with pytest.raises(CommandError, match="A lawyer has to clear these words first"):
        run(verb, article.pk, *options)
    assert Edition.objects.count() == 1
    run(verb, article.pk, *options, "--overrule=The court lifted its order.")

    assert Act.objects.latest("pk").reason == "Overruled: The court lifted its order."


def test_what_is_in_another_section_is_refused():
    article = make_live()
    make_user("Section editor", username="town-desk")

    with pytest.raises(CommandError, match="Ask an editor"):
        run("withdraw", article.pk, by="town-desk")
    assert standing(article) == Standing.LIVE


def test_the_verb_itself_asks_for_the_right():
    article = make_live()
    make_user("Reporter", username="reporter")

    with pytest.raises(CommandError, match="Ask an editor"):
        run("kill", article.pk, by="reporter")
    assert standing(article) == Standing.LIVE


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2027-03-28T17:04", "Say in which zone"),
        ("2027-03-28", "Say in which zone"),
        ("2027-02-30T17:04Z", "is no moment"),
        ("tomorrow", "is no moment"),
        ("2020-03-28T17:04Z", "has passed"),
        (f"{NEXT_YEAR}-03-28T17:04:30Z", "Give a whole minute"),
        ("2090-03-28T17:04Z", "within the next ten years"),
    ],
)
@pytest.mark.parametrize("verb", ["publish", "schedule", "expire"])
def test_a_moment_that_will_not_do_is_refused(editor, verb, at, says):
    article = make_article() if verb != "expire" else make_live()
    count = Act.objects.count()

    with pytest.raises(CommandError, match=says):
        run(verb, article.pk, f"--at={at}")
    assert Act.objects.count() == count


def test_what_waits_is_scheduled_moved_and_taken_back(editor):
    article = make_article()
    one, two = (next_minute(number).isoformat() for number in (3, 5))

    assert "Scheduled" in run("schedule", article.pk, f"--at={one}")
    assert "Moved" in run("reschedule", article.pk, f"--was={one}", f"--at={two}")
    assert Edition.objects.get().live_from == read_moment(two)

    printed = run("unschedule", article.pk, f"--was={two}")
    assert "Taken back" in printed
    assert "No longer waits: " in printed
    assert not Edition.objects.exists()


def test_what_is_withdrawn_with_it_is_named(editor):
    article = make_live()
    press.publish(edit(article, body="<p>New.</p>"), by=editor, at=next_minute(9))

    printed = run("expire", article.pk, f"--at={next_minute(3).isoformat()}")

    assert printed.count("No longer waits: ") == 1


def test_a_correction_has_its_kind_and_note(editor):
    article = edit(make_live(), body="<p>The boat left at ten.</p>")

    run("correct", article.pk, "--kind=apology", "--note=We were wrong.", "--no-withhold")

    edition = Edition.objects.live(at=timezone.now()).get()
    assert (edition.correction, edition.correction_note) == ("apology", "We were wrong.")
    assert not edition.withholds


@pytest.mark.parametrize("options", [["--kind=retraction"], ["--kind=update", "--withhold"]])
def test_earlier_words_are_withheld(editor, options):
    article = make_live()

    run("correct", article.pk, "--note=None of it is so.", *options)

    assert Edition.objects.live(at=timezone.now()).get().withholds


def test_a_silent_change_and_an_older_revision(editor):
    article = edit(make_live(), body="<p>The boat left at ten.</p>")

    with pytest.raises(CommandError, match="saved revision 2 since"):
        run("publish", article.pk, "--revision=1")
    with pytest.raises(CommandError, match="no revision 7"):
        run("publish", article.pk, "--revision=7")
    run("publish", article.pk, "--revision=2", "--silent")

    assert Edition.objects.live(at=timezone.now()).get().is_silent


@pytest.mark.parametrize(
    ("options", "answer", "field", "value"),
    [
        (["--notice=Gone."], Answer.GONE, "notice", "Gone."),
        (["--answer=moved", "--to=/harbour/"], Answer.MOVED, "target", "/harbour/"),
        (["--to=/harbour/"], Answer.MOVED, "target", "/harbour/"),
        (["--answer=vanished"], Answer.VANISHED, "path", None),
    ],
)
def test_a_kill_answers_as_told(editor, options, answer, field, value):
    article = make_live()
    make_live(headline="Another")

    printed = run("kill", article.pk, *options)

    tombstone = article.editions.in_force(at=timezone.now()).get()
    assert tombstone.answer == answer
    assert value is None or getattr(tombstone, field) == value
    assert printed.startswith("Killed: ")


def test_a_kill_that_leads_nowhere_is_refused(editor):
    article = make_live()

    with pytest.raises(CommandError, match="no page of ours"):
        run("kill", article.pk, "--answer=moved", "--to=/a/b/c/")
    assert standing(article) == Standing.LIVE


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--to=/harbour/", "--notice=Sorry."], "leave them out"),
        (["--answer=gone", "--to=/harbour/"], "leave the page out"),
        (["--answer=vanished", "--notice=Sorry."], "leave them out"),
    ],
)
def test_a_kill_with_what_does_not_go_with_its_answer_is_refused(editor, options, says):
    article = make_live()
    make_live(headline="Another")

    with pytest.raises(CommandError, match=says):
        run("kill", article.pk, *options)
    assert standing(article) == Standing.LIVE


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("", "Receipt: 1 addresses asked, and none shows the story."),
        ("the headline", "RECEIPT: 1 of 1 addresses still show the story:\n  /harbour/: the head"),
        (None, "No receipt was taken"),
    ],
)
def test_the_receipt_of_a_kill_is_told(editor, monkeypatch, fault, says):
    article = make_live()

    def record_with_receipt(*args, **kwargs):
        act = record(*args, **kwargs)
        lines = [{"surface": "section", "url": "/harbour/", "status": 200, "fault": fault}]
        if fault is not None:
            Receipt.objects.create(act=act, lines=lines, is_clean=not fault)
        return act

    monkeypatch.setattr("articles.press.coming_off.record", record_with_receipt)

    assert says in run("kill", article.pk)


def test_a_kill_and_a_withdrawal_are_undone(editor):
    article = make_live()

    for verb in ("kill", "withdraw"):
        run(verb, article.pk, "--reason=A mistake.")
        assert "Reinstated" in run("reinstate", article.pk)

    assert standing(article) == Standing.LIVE


@pytest.mark.parametrize("end", ["--no-end", "--until"])
def test_an_embargo_is_given_and_lifted(editor, end):
    article = make_article()
    press.publish(article, by=editor, at=next_minute(3))
    option = end if end == "--no-end" else f"--until={next_minute(9).isoformat()}"

    printed = run("embargo", article.pk, option, "--reason=Agreed.", "--source=The council")
    article.refresh_from_db()
    assert "No longer waits: " in printed
    assert article.is_embargoed(next_minute(8))

    run("lift", article.pk)
    article.refresh_from_db()
    assert article.embargoed_until is None


def test_a_story_gets_another_address(editor):
    article = make_live()

    printed = run("readdress", article.pk, "--slug=Boat, sunk")

    assert printed.strip().endswith("/boat-sunk/")


def test_words_are_erased(editor):
    article = make_live(body="<p>It was Corin Vale who did it.</p>")

    printed = run("erase", article.pk, "--words=Corin Vale", "--reason=By order of a court.")

    assert "Words erased" in printed
    assert "Corin Vale" not in Edition.objects.get().body


def test_one_story_is_rendered_again(editor):
    article = make_live()
    Edition.objects.update(body="<p class='x'>The boat left the quay at nine, to general surprise.")

    assert "Rendered again" in run("repress", article.pk)


def test_publishing_for_later_is_told_as_scheduled(editor):
    printed = run("publish", make_article().pk, f"--at={next_minute(3).isoformat()}")

    assert printed.startswith("Scheduled: ")


def test_a_count_of_nothing_is_told_in_words(editor):
    assert "nothing was found to change" in run("repress", make_live().pk)


@pytest.mark.parametrize("error", [OperationalError, ProgrammingError])
def test_a_database_that_fails_is_told_in_one_line(monkeypatch, error):
    def fail(named):
        raise error("no such table:\n  newsroom_user")

    monkeypatch.setattr("articles.management.commands.press.find_person", fail)

    with pytest.raises(CommandError, match=r"is not migrated: no such table: newsroom_user$"):
        run("withdraw", 1)


@pytest.mark.parametrize(("verb", "is_said"), [("publish", True), ("schedule", False)])
def test_now_is_the_default_only_where_a_time_may_be_left_out(capsys, verb, is_said):
    with pytest.raises(SystemExit):
        call_command("press", verb, "--help")

    assert ("default: now" in " ".join(capsys.readouterr().out.split())) == is_said
