from articles.press.gate import demand, demand_waiting, demand_whole
from articles.press.going_out import demand_printable
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
    except Refused as refused:
        return refused
    return None
