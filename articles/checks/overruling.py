"""What errors in copy mean to an act: they stop it, unless somebody with the right says why not."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from articles.checks import house
from articles.checks.finding import Finding
from articles.permissions import may
from articles.refusals import Faulty, NotPermitted
from articles.workflow import Level


def let_pass(found, article, *, by, overrule="", before=()):
    """
    Refuse an act on words in which the checks found errors (Faulty), unless `overrule` is the
    reason of somebody who may overrule them (else NotPermitted). What was overruled `before`
    of the very same words (findings as an act keeps them) is not asked again.

    Gives all that was found, as an act keeps it: [{"check", "level", "message", …}, …]; what is
    overruled has "overruled", the reason, and "by", a username.
    """
    if (overrule := overrule.strip()) and not may(by, "overrule", article):
        raise NotPermitted(_("You may not overrule the checks. Ask an editor who may."))
    known = {place(each): each for each in overruled(before)}
    kept = [known.pop(place(each), each) for each in map(Finding.as_json, found)]
    errors = [finding for finding, each in zip(found, kept, strict=True) if is_open(each)]
    if errors and not overrule:
        raise Faulty(errors)
    why = {"overruled": overrule, "by": by.get_username() if by else ""}
    return [*known.values(), *(each | why if is_open(each) else each for each in kept)]


def is_open(kept):
    """Tell whether a finding, as an act keeps it, is an error that nobody has overruled."""
    return kept["level"] == Level.ERROR and "overruled" not in kept


def overruled(kept):
    """List the findings, as acts keep them, in spite of which words went on."""
    return [each for each in kept if "overruled" in each]


def place(kept):
    """What tells a finding from others of the same words; its message is in some language."""
    return tuple(kept.get(name, "") for name in ("check", "field", "quote", "nth"))


def spoken(kept, reason=""):
    """Say in the record why it was done, and why what stood against it was overruled."""
    told = {_("Overruled: %(why)s") % {"why": each["overruled"]} for each in overruled(kept)}
    return "\n".join(filter(None, [reason, *sorted(told)]))


def count_rules(kept):
    """Have the house rules that an act met counted, once it is done."""
    # After the commit: no act is to wait for another one that met the same rule.
    done = partial(house.count, list(map(Finding.of, kept)), overruled=bool(overruled(kept)))
    transaction.on_commit(done, robust=True)
