"""House rules: what they say of copy, that none can hang, and what is counted."""

from time import thread_time

import pytest
from django.core.exceptions import ValidationError

from articles import press
from articles.checks import house, trial
from articles.checks.finding import Finding
from articles.checks.reading import Reading
from articles.models import HouseRule, Revision
from articles.refusals import Faulty
from articles.workflow import Level
from tests.factories import edit, make_article, make_live, make_rule, make_user

pytestmark = pytest.mark.django_db

#: A pattern that hangs at a run of the letter, which is how it came in from elsewhere.
HANGS = {"phrase": r"(a|aa)+$", "is_pattern": True}
STRAINING = f"<p>{'a' * 200}!</p>"


def said(*, is_out=True, **copy):
    """What the rules say of a revision with this copy."""
    return house.findings(Reading(Revision(**copy)), is_out=is_out)


def places(**copy):
    return [(found.field, found.quote, found.nth) for found in said(**copy)]


def test_a_rule_says_what_to_write_and_why():
    rule = make_rule("utilise", suggestion="use", reason="Short words are read.", level="error")

    [found] = said(headline="Islanders utilise the ferry")

    assert found == Finding(
        f"house-{rule.pk}",
        Level.ERROR,
        "House style has “use” for “utilise”. Short words are read.",
        "headline",
        "utilise",
        0,
    )


def test_a_rule_without_a_suggestion_says_why():
    make_rule("iconic", reason="Say what is so about it.")

    [found] = said(standfirst="An iconic boat")

    assert found.message == "“iconic” is not house style. Say what is so about it."


def test_a_rule_finds_the_very_words_in_each_field():
    make_rule("quay’s")
    body = "<p>The Quay's end, the quay’s end.</p><h2>A quays</h2><ul><li>The quay’s</li></ul>"

    found = places(kicker="quay’s", headline="No quay", standfirst="“Quay’s”", body=body)

    assert found == [
        ("kicker", "quay’s", 0),
        ("standfirst", "Quay’s", 0),
        ("body", "Quay's", 0),
        ("body", "quay’s", 0),
        ("body", "quay’s", 1),
    ]


def test_an_occurrence_is_counted_among_all_that_read_alike():
    make_rule("boat")

    # The first is in a longer word, which is no place of the rule's.
    assert places(body="<p>The boats and the boat</p>") == [("body", "boat", 1)]


def test_a_rule_that_is_off_says_nothing():
    make_rule("boat", is_on=False)

    assert said(headline="A boat") == []


@pytest.mark.parametrize(
    ("level", "before"), [("note", "note"), ("warning", "warning"), ("error", "warning")]
)
def test_a_rule_stops_nothing_before_copy_goes_out(level, before):
    make_rule("boat", level=level)

    assert [found.level for found in said(headline="A boat")] == [level]
    assert [found.level for found in said(headline="A boat", is_out=False)] == [before]


def test_a_rule_speaks_up_so_often_and_no_more():
    make_rule("boat")

    assert len(said(headline="boat " * 200)) == house.MOST


def test_rules_are_asked_in_one_query(django_assert_num_queries):
    for number in range(5):
        make_rule(f"boat {number}")

    with django_assert_num_queries(1):
        said(headline="A boat")


def test_a_rule_that_takes_too_long_says_so_and_the_others_go_on():
    slow, _sound = make_rule(**HANGS), make_rule("boat")

    found = said(headline="A boat", body=STRAINING)

    assert [(each.check == f"house-{slow.pk}", each.level) for each in found] == [
        (True, "note"),
        (False, "warning"),
    ]
    assert "An editor can make it simpler." in found[0].message


def test_a_rule_that_cannot_be_read_says_so():
    make_rule("(", is_pattern=True)

    [found] = said(headline="A boat")

    assert (found.level, found.quote) == ("note", "")


def test_a_rule_that_would_stop_copy_stops_it_where_it_cannot_be_looked_for():
    make_rule(**HANGS, level=Level.ERROR)

    assert [each.level for each in said(body=STRAINING)] == [Level.ERROR]
    assert [each.level for each in said(body=STRAINING, is_out=False)] == [Level.NOTE]


def test_what_stops_copy_is_looked_for_before_what_takes_long():
    for number in range(15):
        make_rule(f"(?:a|aa)+{number}$", is_pattern=True)
    make_rule("zeppelin", level=Level.ERROR)

    found = said(headline="A zeppelin", body=STRAINING)

    assert (found[0].quote, found[0].level) == ("zeppelin", Level.ERROR)


def test_many_rules_that_hang_take_no_longer_than_all_may():
    for number in range(30):
        make_rule(f"(a|aa)+{number}?$", is_pattern=True)
    begun = thread_time()

    found = said(body=STRAINING)

    assert thread_time() - begun < 2 * house.LONGEST
    assert "house rules were not looked for" in found[-1].message


# --- Counting ---


def test_an_act_counts_once_however_often_a_rule_spoke_up():
    rule, other = make_rule("boat", level="error"), make_rule("ferry")

    house.count(said(headline="A boat, a boat"), overruled=False)
    house.count(said(headline="A boat"), overruled=True)

    rule.refresh_from_db()
    other.refresh_from_db()
    assert (rule.fired, rule.overruled) == (2, 1)
    assert (other.fired, other.overruled) == (0, 0)


def test_what_stopped_nothing_is_not_overruled():
    rule = make_rule("boat")

    house.count(said(headline="A boat"), overruled=True)

    rule.refresh_from_db()
    assert (rule.fired, rule.overruled) == (1, 0)


def test_a_rule_that_took_too_long_is_noted_and_has_not_fired():
    rule = make_rule(**HANGS)

    house.count([*said(body=STRAINING), Finding("wholeness", "error", "…")], overruled=True)

    rule.refresh_from_db()
    assert (rule.fired, rule.overruled, rule.is_slow) == (0, 0, True)


def test_nothing_found_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        house.count([Finding("wholeness", "error", "…")], overruled=True)


def test_the_press_stops_at_a_rule_and_counts_how_it_went_on(django_capture_on_commit_callbacks):
    rule = make_rule("utilise", level="error")
    story, editor = make_article(headline="Islanders utilise it"), make_user()

    with pytest.raises(Faulty), django_capture_on_commit_callbacks(execute=True):
        press.publish(story, by=editor)
    with django_capture_on_commit_callbacks(execute=True):
        edition = press.publish(story, by=editor, overrule="The council’s own word.")

    rule.refresh_from_db()
    assert (rule.fired, rule.overruled) == (1, 1)
    [kept] = [each for each in edition.findings if each["check"] == f"house-{rule.pk}"]
    assert (kept["quote"], kept["overruled"]) == ("utilise", "The council’s own word.")


# --- What is no rule ---


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("(", "This is no pattern: missing ), at character 2."),
        ("x*", "This also matches where nothing stands."),
        ("(a|aa)+$", "This pattern can take for ever."),
        ("(?R)?a", "This pattern can take for ever."),
    ],
)
def test_a_bad_pattern_is_refused_and_as_a_phrase_it_is_none(phrase, says):
    rule = HouseRule(phrase=phrase, is_pattern=True, reason="So")

    with pytest.raises(ValidationError) as refused:
        rule.full_clean()

    assert says in refused.value.message_dict["phrase"][0]
    HouseRule(phrase=phrase, reason="So").full_clean()


# --- The trial ---


def test_a_trial_looks_at_what_readers_have_latest_first():
    edit(make_live(headline="A boat", body="<p>The boat, the boat.</p>"), headline="Rewritten")
    make_live(headline="Nothing of it", body="<p>No.</p>")
    make_live(headline="Another", body=f"<p>{'All of it. ' * 9}The boat &amp; crew.</p>")

    tried = trial.run(make_rule("boat", is_on=False))

    assert (tried.stories, tried.fired, tried.times, tried.is_cut) == (3, 2, 4, False)
    assert [(each.edition.headline, each.words) for each in tried.examples] == [
        ("Another", "boat"),
        ("A boat", "boat"),
    ]
    assert tried.examples[0].before.startswith("…")
    assert tried.examples[0].after == " & crew."


def test_a_trial_reads_all_there_is_some_at_a_time(monkeypatch):
    monkeypatch.setattr(trial, "BATCH", 2)
    for _number in range(5):
        make_live()

    assert trial.run(make_rule("boat")).stories == 5


def test_a_trial_has_an_end():
    make_live()

    tried = trial.run(make_rule("boat"), seconds=0)

    assert (tried.stories, tried.is_cut) == (0, True)


def test_a_trial_of_a_rule_that_hangs_says_so():
    make_live(body=STRAINING)

    tried = trial.run(make_rule(**HANGS))

    assert (tried.stories, tried.slow, tried.fired) == (1, 1, 0)
