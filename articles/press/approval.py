"""Whether words may go out: others have seen them, and no error of the checks stands in the way."""

from django.conf import settings
from django.utils.translation import gettext as _

from articles.checks.finding import Finding
from articles.checks.overruling import let_pass
from articles.checks.register import OUT, of_story
from articles.permissions import may
from articles.refusals import Unapproved
from articles.workflow import Level


def let_out(verb, article, revision, found, *, by, at, overrule="", before=()):
    """
    Refuse words that others have yet to see (Unapproved), or with errors that nobody overrules
    (Faulty). `found` is what the checks say of the words; what stands against the story itself
    is looked for here, under its lock. Gives what the edition keeps, as `let_pass` does.
    """
    revision.article = article
    found = [*unseen(by, verb, article, revision), *found, *of_story(revision, stage=OUT, at=at)]
    return let_pass(found, article, by=by, overrule=overrule, before=before)


def unseen(by, verb, article, revision):
    """
    Refuse words that nobody but their writer stands for (Unapproved). A fix makes its words
    and prints them at once: that is an error, which may be overruled, and is given.
    """
    if not settings.FOUR_EYES or is_seen(by, article, revision):
        return []
    if verb != "fix":
        raise Unapproved(why_unapproved(by, revision))
    says = _(
        "A fix goes out at once, before anybody else has seen it: that needs the right to "
        "overrule, and a reason."
    )
    return [Finding("eyes", Level.ERROR, says)]


def is_seen(by, article, revision):
    """Tell whether two people stand for words: their writer, and who approved or prints them."""
    if revision.pk is None:
        return False
    is_anothers = not revision.is_written_by(by)
    return revision.is_approved_by_another() or (is_anothers and may(by, "approve", article))


def why_unapproved(by, revision):
    if revision.is_written_by(by):
        return _("You wrote the last words of this story: somebody else has to approve them first.")
    return _("Nobody has approved these words: ask somebody who may to approve them first.")
