"""What was done with a story, for its form."""

from articles.admin.clock import spoken_moment
from articles.deeds import deed

#: Lines of the record on the form: enough for a story's last days.
LINES = 10


def record(article):
    """The last acts and editions of a story, latest first: {"acts": …, "editions": …}."""
    acts = article.acts.select_related("by", "revision").defer("revision__body")[:LINES]
    editions = article.editions.select_related("revision").defer("body", "revision__body")[:LINES]
    return {"acts": [line(act) for act in acts], "editions": editions}


def line(act):
    return {"act": act, "deed": deed(act.verb), "for": effect(act)}


def effect(act):
    """Say when an act takes effect, where that is not at once."""
    return spoken_moment(act.effective_at) if act.effective_at else ""
