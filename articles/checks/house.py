"""The paper's own style: what the rules that editors wrote say of copy, and how often they did."""

from time import thread_time

import regex
from django.db.models import F
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.checks.finding import Finding
from articles.models import HouseRule
from articles.text.patterns import TooSlow, places
from articles.workflow import Level

#: The fields that rules are about.
FIELDS = ["kicker", "headline", "standfirst", "lead_caption", "body"]

#: Seconds of work that all rules together may take over one story.
LONGEST = 0.5
#: In how many places one rule speaks up in one story: its writer knows by then.
MOST = 20
#: Characters of the words found that a message repeats.
QUOTED = 60

#: What the names of these checks begin with; the rule's number ends them.
PREFIX = "house-"


def findings(reading, *, is_out):
    """
    What the rules that are on say of copy, which `is_out` or about to be: [Finding, …], by
    rule, those that stop copy first. Before that an error is a warning. Of a rule that took too
    long they say that, and for how many no time was left; where one of these would stop copy
    that goes out, so does not knowing.
    """
    rules = sorted(HouseRule.objects.filter(is_on=True), key=lambda rule: rule.level != Level.ERROR)
    end = thread_time() + LONGEST
    found: list[Finding] = []
    for number, rule in enumerate(rules):
        if thread_time() >= end:
            return [*found, unlooked(rules[number:], is_out=is_out)]
        found += spoken(rule, reading, is_out=is_out)
    return found


def spoken(rule, reading, *, is_out):
    """What one rule says of copy. Never raises: a rule's fault is not the writer's."""
    try:
        found = matches(rule, reading, most=MOST)
    except (TooSlow, regex.error):
        # The form takes no bad pattern; another version of the library may read it otherwise.
        return [given_up(rule, is_out=is_out)]
    level = Level.WARNING if rule.level == Level.ERROR and not is_out else Level(rule.level)
    return [told(rule, level, reading.place(*place)) for place in found]


def matches(rule, reading, *, most):
    """
    Where a rule's phrase stands in copy: [(field, start, stop), …]. Raises TooSlow, and
    regex.error for what is no pattern.
    """
    texts = [(field, reading.words[field]) for field in FIELDS]
    return places(rule.compiled(), texts, most=most)


def told(rule, level, place):
    says = {"quote": Truncator(place["quote"]).chars(QUOTED), "suggestion": rule.suggestion}
    if rule.suggestion:
        message = _("House style has “%(suggestion)s” for “%(quote)s”.") % says
    else:
        message = _("“%(quote)s” is not house style.") % says
    return Finding(f"{PREFIX}{rule.pk}", level, f"{message} {rule.reason}", **place)


def unknown(rules, *, is_out):
    """How much it weighs that these rules were not looked for."""
    is_grave = is_out and any(rule.level == Level.ERROR for rule in rules)
    return Level.ERROR if is_grave else Level.NOTE


def given_up(rule, *, is_out):
    """Say that a rule was not looked for. Unlike what it says of copy, this has no quote."""
    says = _(
        "The house rule “%(rule)s” could not be looked for: it takes too long, or is no pattern. "
        "An editor can make it simpler."
    )
    level = unknown([rule], is_out=is_out)
    return Finding(f"{PREFIX}{rule.pk}", level, says % {"rule": rule})


def unlooked(rules, *, is_out):
    says = ngettext(
        "%(number)s house rule was not looked for: the others took too long.",
        "%(number)s house rules were not looked for: the others took too long.",
        len(rules),
    )
    return Finding("house", unknown(rules, is_out=is_out), says % {"number": len(rules)})


def count(findings, *, overruled):
    """
    Count for each rule that an act met it, once however often it spoke up, and whether somebody
    went on in spite of it: where it stopped the act and was `overruled`. Note those that took
    too long.
    """
    own = [finding for finding in findings if finding.check.startswith(PREFIX)]
    raise_by_one("fired", [finding for finding in own if finding.quote])
    if overruled:
        stopped = [finding for finding in own if finding.level == Level.ERROR]
        raise_by_one("overruled", stopped)
    slow = {number(finding) for finding in own if not finding.quote}
    if slow:
        HouseRule.objects.filter(pk__in=slow).update(is_slow=True)


def raise_by_one(column, findings):
    if numbers := {number(finding) for finding in findings}:
        HouseRule.objects.filter(pk__in=numbers).update(**{column: F(column) + 1})


def number(finding):
    return int(finding.check.removeprefix(PREFIX))
