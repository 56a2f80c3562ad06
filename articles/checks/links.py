"""Links to pages of our own that readers would not find."""

from urllib.parse import unquote

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles.checks.finding import Found
from articles.models import Alias, Edition
from articles.text.links import story_of

#: Links that are followed, in two queries.
MOST = 500


def broken_links(reading):
    """A link to a story that readers do not have then, or to a page of ours that there is not."""
    anchors = [each for each in reading.anchors if is_ours(each.address)][:MOST]
    uids = {story_of(each.address) for each in anchors} - {None}
    paths = {path(each.address) for each in anchors if story_of(each.address) is None}
    live = live_uids(uids, at=reading.at) | live_paths(paths, at=reading.at) if anchors else set()
    for anchor in anchors:
        uid = story_of(anchor.address)
        if uid is not None and uid not in live:
            says = _(
                "Readers do not have the story that this leads to: it prints without its link."
            )
            yield Found(says, "body", anchor.start, anchor.stop)
        elif uid is None and is_lost(path(anchor.address), live):
            says = _("Readers would find nothing at %(path)s: mend the link, or take it out.")
            yield Found(says % {"path": anchor.address}, "body", anchor.start, anchor.stop)


def is_ours(address):
    return story_of(address) is not None or (
        address.startswith("/") and not address.startswith("//")
    )


def path(address):
    return unquote(address.partition("#")[0].partition("?")[0])


def live_uids(uids, *, at):
    return set(Edition.objects.live(at=at).filter(uid__in=uids).values_list("uid", flat=True))


def live_paths(paths, *, at):
    """Those of the paths that a story which readers have has, or had."""
    live = Edition.objects.live(at=at).values("article")
    return set(
        Alias.objects.filter(path__in=paths, article__in=live).values_list("path", flat=True)
    )


def is_lost(path, live):
    try:
        match = resolve(path)
    except Resolver404:
        return True
    return match.url_name == "article" and path not in live
