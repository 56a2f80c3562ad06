from articles.press.approval import demand_approval
from articles.press.gate import demand, demand_waiting, demand_whole
from articles.press.going_out import demand_printable, demand_seen
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
            newest = article.newest()
            demand_whole(newest)
            demand_printable(verb, article, newest, timeline, at=timeline.now)
            demand_seen(verb, article, newest, timeline, by=by, at=timeline.now)
        if verb == "fix":
            demand_approval(by, verb, article, None)
    except Refused as refused:
        return refused
    return None
