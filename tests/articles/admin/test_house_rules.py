"""House rules in the admin: the form, the page of a trial, and who may."""

from functools import partial

import pytest
from django.contrib.admin.models import LogEntry

from articles.checks import trial
from articles.models import HouseRule
from tests.articles.admin.paperwork import at_desk, errors, words
from tests.factories import make_live, make_rule, make_section, make_section_editor, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/houserule/"

#: What is typed beside the phrase.
TYPED = {"suggestion": "use", "reason": "Plain words are read.", "level": "warning"}

MONSTERS = [
    ("a*", "also matches where nothing stands"),
    ("(", "no pattern"),
    ("(" * 200, "no pattern"),
    ("(a|aa)+$", "can take for ever"),
    ("(a+)+$", "can take for ever"),
    (r"(?R)?a", "can take for ever"),
    (r"(\p{L}|\w)+$", "can take for ever"),
    (r"\p{Nonsense}", "no pattern"),
    ("[[[[[[[[[", "no pattern"),
    ("x" * 201, "at most 200 characters"),
    ("boat\x00", "Null characters are not allowed"),
    ("   ", "required"),
    ("\u200f\u2066(", "no pattern"),
]
#: Strange, but they have an end: this library finds it.
SOUND = [
    "(?<=(?<=(?<=(?<=a)b)c)d)e",
    "(?:" * 45 + "a" + ")" * 45,
    "🚢|أوديل",
    "[^\\x00-\\x7f]",
    "a{1,99999}b",
    "(?<!" * 39 + "a" + ")" * 39 + "b",
]


def add(client, phrase, **data):
    return client.post(f"{LIST}add/", {"phrase": phrase, **TYPED} | data)


def trial_url(rule):
    return f"{LIST}{rule.pk}/trial/"


def try_out(client, rule, *, follow=False, **data):
    """Switch a rule on from the page of its trial."""
    sent = {"seen": rule.looks_for(), "switch_on": "Switch it on"} | data
    return client.post(trial_url(rule), sent, follow=follow)


@pytest.mark.parametrize(("phrase", "says"), MONSTERS)
def test_a_bad_pattern_is_told_of_at_the_field_and_what_was_typed_is_kept(client, phrase, says):
    at_desk(client)

    response = add(client, phrase, is_pattern="on")

    assert response.status_code == 200
    assert says in errors(response)
    assert response.context["adminform"].form["phrase"].value() == phrase
    assert response.context["adminform"].form["reason"].value() == TYPED["reason"]
    assert not HouseRule.objects.exists()


@pytest.mark.parametrize("phrase", SOUND)
def test_a_strange_pattern_that_has_an_end_is_tried_out(client, phrase):
    at_desk(client)
    make_live(body=f"<p>{'a' * 500}! 🚢 {'abcde ' * 200}</p>")

    response = add(client, phrase, is_pattern="on")

    rule = HouseRule.objects.get()
    assert (response.status_code, response["Location"]) == (302, trial_url(rule))
    assert client.get(trial_url(rule)).status_code == 200


def test_a_new_rule_is_off_until_its_trial_was_seen(client):
    at_desk(client)
    story = make_live(headline="Islanders utilise it", body="<p>They <b>utilise</b> it.</p>")

    page = client.post(f"{LIST}add/", {"phrase": "utilise", **TYPED, "is_on": "on"}, follow=True)

    rule = HouseRule.objects.get()
    assert not rule.is_on
    assert page.redirect_chain == [(trial_url(rule), 302)]
    assert "Readers have 1 story: the rule speaks up in 1. 2 times in all." in words(page)
    assert f'<a href="{story.edition.path}"><bdi>Islanders utilise it</bdi></a>' in page.text
    assert "Islanders <mark>utilise</mark> it" in page.text

    done = try_out(client, rule, follow=True)
    rule.refresh_from_db()
    assert rule.is_on
    assert "“utilise” is on." in words(done)
    assert LogEntry.objects.first().get_change_message() == "Switched on."


def test_a_rule_that_looks_for_something_else_is_off_again(client):
    at_desk(client)
    rule = make_rule("utilise", is_slow=True)

    told = client.post(f"{LIST}{rule.pk}/change/", {"phrase": "utilize", **TYPED})

    rule.refresh_from_db()
    assert (rule.phrase, rule.is_on, rule.is_slow) == ("utilize", False, False)
    assert told["Location"] == trial_url(rule)


def test_a_rule_with_another_reason_stays_on(client):
    at_desk(client)
    rule = make_rule("utilise")

    told = client.post(f"{LIST}{rule.pk}/change/", {"phrase": "utilise", **TYPED, "level": "note"})

    rule.refresh_from_db()
    assert (rule.level, rule.is_on) == ("note", True)
    assert told["Location"] == LIST


@pytest.mark.parametrize("seen", ["", "00 something else", "\x00"])
def test_nobody_switches_on_what_they_have_not_seen(client, seen):
    at_desk(client)
    rule = make_rule(is_on=False)

    told = try_out(client, rule, seen=seen)

    rule.refresh_from_db()
    assert not rule.is_on
    assert told["Location"] == trial_url(rule)
    assert "see what it finds now" in words(client.get(trial_url(rule)))


def test_a_rule_is_switched_off_on_its_page_and_in_the_list(client):
    at_desk(client)
    rule, other, off = make_rule("a"), make_rule("b"), make_rule("c", is_on=False)

    assert "Switch it off" in client.get(trial_url(rule)).text
    client.post(trial_url(rule), {"switch_off": "Switch it off"})
    rows = {"action": "switch_off", "_selected_action": [rule.pk, other.pk, off.pk]}
    told = client.post(LIST, rows, follow=True)

    assert not HouseRule.objects.filter(is_on=True).exists()
    assert "Switched off 1 rule." in words(told)
    assert LogEntry.objects.filter(object_id=str(other.pk)).count() == 1


def test_a_trial_without_time_says_how_far_it_came(client, monkeypatch):
    at_desk(client)
    make_live()
    monkeypatch.setattr(trial.run, "__kwdefaults__", {"seconds": 0, "at": None})

    page = words(client.get(trial_url(make_rule())))

    assert "There was time for the latest 0 stories that readers have" in page


def test_a_trial_of_what_hangs_or_cannot_be_read_says_so(client):
    at_desk(client)
    make_live(body=f"<p>{'a' * 200}!</p>")

    slow = client.get(trial_url(make_rule("(a|aa)+$", is_pattern=True, is_on=False)))
    unread = client.get(trial_url(make_rule("(", is_pattern=True, is_on=False)))

    assert "In 1 story it took too long and was given up." in words(slow)
    assert "This pattern cannot be read" in words(unread)
    assert "Switch it on" not in unread.text


def test_the_list_says_how_often_and_what_was_too_slow(client):
    at_desk(client)
    make_rule("boat", fired=7, overruled=3)
    make_rule("ferry", fired=2, is_slow=True)

    page = words(client.get(LIST))

    assert "boat" in page
    assert "7 3" in page
    assert "2; too slow" in page


@pytest.mark.parametrize(
    "query", ["q=%F0%9F%9A%A2", "q=" + "%28" * 300, "is_on__exact=x", "p=99999"]
)
def test_the_list_stands_whatever_it_is_asked(client, query):
    at_desk(client)
    make_rule()

    assert client.get(f"{LIST}?{query}").status_code in {200, 302}


DOORS = ["", "add/", "{pk}/change/", "{pk}/delete/", "{pk}/history/", "{pk}/trial/"]
SENT = {"phrase": "x", **TYPED, "post": "yes", "switch_on": "Switch it on"}


def outsider():
    """Somebody of the staff without a role."""
    user = make_user(role=None)
    user.is_staff = True
    user.save()
    return user


PEOPLE = {
    "no role": outsider,
    **{role: partial(make_user, role) for role in ("Reporter", "Sub-editor", "Picture editor")},
    "Section editor": lambda: make_section_editor(make_section()),
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("door", DOORS)
def test_house_rules_are_the_editors_own(client, who, door):
    rule = make_rule(is_on=False)
    url = LIST + door.format(pk=rule.pk)
    sent = SENT | {"seen": rule.looks_for()}
    client.force_login(PEOPLE[who]())

    assert [client.get(url).status_code, client.post(url, sent).status_code] == [403, 403]
    assert "houserule" not in client.get("/admin/").text
    [kept] = HouseRule.objects.all()
    assert (kept.phrase, kept.is_on) == (rule.phrase, False)

    at_desk(client, "Editor")
    assert client.get(url).status_code == 200
    assert "houserule" in client.get("/admin/").text


def test_a_rule_that_is_not_there_is_not_found(client):
    at_desk(client)

    assert client.get(f"{LIST}999/trial/").status_code == 404
    assert client.put(trial_url(make_rule())).status_code == 405
