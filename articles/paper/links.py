"""Links in copy to stories of ours lead where readers have these stories now, or nowhere."""

from articles.models import Edition
from articles.text.links import all_stories


def lead_on(editions, *, at):
    """
    Tell editions where the stories are that they link to and readers have at `at`, for the
    filter that sets their copy. One query for all of them; none where there is no such link.
    """
    editions = list(editions)
    keys = all_stories([edition.body for edition in editions])
    paths = paths_of(keys, at=at) if keys else {}
    for edition in editions:
        edition.paths_of_stories = paths
    return editions


def paths_of(keys, *, at):
    """Give {key: path} of those stories that readers have."""
    live = Edition.objects.live(at=at).filter(uid__in=keys)
    return dict(live.values_list("uid", "path"))
