"""What was done with a story, in words."""

from articles.admin.clock import spoken_moment


def effect(act):
    """Say when an act takes effect, where that is not at once."""
    return spoken_moment(act.effective_at) if act.effective_at else ""
