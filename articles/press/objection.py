from articles.checks.register import OUT, of_words
from articles.models import Revision
from articles.press import hanging, renditions
from articles.press.approval import let_out
from articles.press.gate import demand, demand_waiting, demand_whole
from articles.press.going_out import demand_printable, is_only_a_note
from articles.press.timeline import Timeline
from articles.refusals import Refused


def objection(verb, article, *, by):
    """Give what a verb would refuse with if it were used now (a Refused), or None."""
    timeline = Timeline(article)
    try:
        demand(by, verb, article, timeline)
        if verb in {"unschedule", "reschedule"}:
            demand_waiting(timeline)
        if verb in {"publish", "correct"}:
            demand_outgoing(verb, article, article.newest(), timeline, by=by)
        if verb == "fix":
            # Its words are yet to be made.
            let_out(verb, article, Revision(article=article), [], by=by, at=timeline.now)
    except Refused as refused:
        return refused
    return None


def demand_outgoing(verb, article, revision, timeline, *, by):
    """Refuse to bring words out, if the verb would now."""
    demand_whole(revision)
    demand_printable(verb, article, revision, timeline, at=timeline.now)
    if not is_only_a_note(verb, revision, timeline, at=timeline.now):
        library = renditions.library(revision)
        hanging.demand_all_usable(library, renditions.wanted(revision), at=timeline.now)
        found = of_words(revision, stage=OUT)
        let_out(verb, article, revision, found, by=by, at=timeline.now)
