"""A batch, gone on with: story by story, each done and told of in one transaction."""

from time import monotonic

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.admin.many.forms import given
from articles.admin.many.jobs import JOBS
from articles.models import Article
from articles.models.batch import Outcome
from articles.refusals import IllegalMove, NotPermitted, Refused

#: Seconds that one request works for: well within what servers and people wait.
SLICE = 5.0


def go_on(batch, *, by):
    """Do what is left of a batch for some seconds, but one story at least."""
    end = monotonic() + SLICE
    job = JOBS[batch.verb]
    what = given(batch.details)
    while do_next(batch, job, what, by=by) and monotonic() < end:
        pass


def do_next(batch, job, what, *, by):
    """Do the next story of a batch, or a piece of what comes before; False where none is left."""
    if not is_prepared(batch, job, by=by):
        return True
    with transaction.atomic():
        # Two windows may go on with one batch: each story is done by one of them.
        waiting = batch.lines.filter(outcome=Outcome.WAITING)
        line = waiting.select_for_update().first()
        if line is None:
            return False
        line.outcome, line.told = outcome(job, line, what, by=by)
        line.save(update_fields=["outcome", "told"])
    return True


def is_prepared(batch, job, *, by):
    """Do a piece of the slow work for the next story, with nothing locked; tell whether all is."""
    if job.prepares is None:
        return True
    line = batch.lines.filter(outcome=Outcome.WAITING).select_related("article").first()
    return line is None or job.prepares(line.article, by=by)


def outcome(job, line, what, *, by):
    """Do a job to a story: (what came of it, in words). A refusal leaves the story as it was."""
    try:
        if what is None:
            raise IllegalMove(_("What this was to be done with is not there any more."))
        with transaction.atomic():
            return Outcome.DONE, str(job.does(within_reach(line, by), line, by=by, **what))
    except Refused as refused:
        return Outcome.REFUSED, str(refused)
    except ValidationError as error:
        return Outcome.REFUSED, " ".join(error.messages)


def within_reach(line, user):
    """The story of a line as it is now. Raises NotPermitted where it is out of reach by now."""
    article = Article.objects.for_editor(user).filter(pk=line.article_id).first()
    if article is None:
        raise NotPermitted(_("This story is not within your reach any more."))
    return article


def leave(batch):
    """Leave what is not done as it is: nothing waits any more."""
    batch.lines.filter(outcome=Outcome.WAITING).update(outcome=Outcome.LEFT)
