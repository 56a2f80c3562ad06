"""Whether others have seen what is to go out: a second pair of eyes, and a lawyer where asked."""

from django.conf import settings
from django.utils.translation import gettext as _

from articles.checks.wholeness import ERROR
from articles.permissions import may
from articles.press.gate import demand_permission
from articles.refusals import Refused, Unapproved, Uncleared

#: Verb: what its words may go out in spite of, where somebody overrules it and says why.
OVERRULABLE: dict[str, tuple[type[Refused], ...]] = {
    "publish": (Uncleared,),
    "schedule": (Uncleared,),
    "correct": (Uncleared,),
    "fix": (Uncleared, Unapproved),  # it makes words and prints them at once
}

#: Refusal: the name of the check in the findings of an edition.
CHECKS = {Unapproved: "eyes", Uncleared: "legal"}


def demand_approval(by, verb, article, revision, *, overrule=""):
    """
    Refuse words that others have yet to see (Unapproved, Uncleared). `overrule` is the reason
    of somebody with the right to go on in spite of that (else NotPermitted). Gives what was
    overruled, as findings: [{"check", "level", "message", "overruled": reason, "by": username}].
    """
    if overrule := overrule.strip():
        demand_permission(by, "overrule", article)
    refusals = list(unseen(by, verb, article, revision))
    for refusal in refusals:
        if not (overrule and is_overrulable(verb, refusal)):
            raise refusal
    return [finding(refusal, overrule, by=by) for refusal in refusals]


def is_overrulable(verb, refusal):
    """Tell whether a verb of the press may be used in spite of a refusal."""
    return isinstance(refusal, OVERRULABLE.get(verb, ()))


def unseen(by, verb, article, revision):
    """Give each refusal of words; `revision` is None where a verb has yet to make them."""
    if settings.FOUR_EYES and not is_seen(by, article, revision):
        yield Unapproved(why_unapproved(by, verb, revision))
    if not is_clear(article, revision):
        yield Uncleared()


def is_clear(article, revision):
    return not article.is_flagged or (revision is not None and revision.is_cleared())


def demand_clearance(article, revision):
    """Refuse words that a lawyer has yet to clear (Uncleared)."""
    if not is_clear(article, revision):
        raise Uncleared()


def is_seen(by, article, revision):
    """Tell whether two people stand for words: their writer, and who approved or prints them."""
    if revision is None:
        return False
    is_anothers = not revision.is_written_by(by)
    return revision.is_approved_by_another() or (is_anothers and may(by, "approve", article))


def why_unapproved(by, verb, revision):
    if verb == "fix":
        return _(
            "A fix goes out at once, before anybody else has seen it: that needs the right to "
            "overrule, and a reason."
        )
    if revision.is_written_by(by):
        return _("You wrote the last words of this story: somebody else has to approve them first.")
    return _("Nobody has approved these words: ask somebody who may to approve them first.")


def finding(refusal, overrule, *, by):
    return {
        "check": CHECKS[type(refusal)],
        "level": ERROR,
        "message": str(refusal),
        "overruled": overrule,
        "by": by.get_username(),
    }


def overruled_before(edition):
    """The findings that an edition went out, or waits to, in spite of."""
    return [each for each in edition.findings if "overruled" in each]


def spoken_overrule(findings, reason=""):
    """Say in the record why a verb was used, and why what stood against it was overruled."""
    told = {_("Overruled: %(why)s") % {"why": each["overruled"]} for each in findings}
    return "\n".join(filter(None, [reason, *told]))
