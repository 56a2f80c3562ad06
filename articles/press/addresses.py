"""Where a story is found: its address can change, and every one that it had leads to it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.models import Alias
from articles.press.coming_off import WITHOUT_NOTE
from articles.press.gate import claim, demand, record
from articles.press.impress import again
from articles.press.timeline import address, paper_day
from articles.refusals import IllegalMove, Incomplete, Taken
from articles.text.slugs import slug_for


def readdress(article, *, by, slug, reason=""):
    """
    Give a story that has been live another address: its section's of today, the day it was
    first published, and `slug` (words are made one). Every address that it had leads to it.
    Gives the edition from now on. Raises Refused: Taken, if it is another story's.
    """
    with transaction.atomic():
        article, timeline = claim(article)
        demand(by, "readdress", article, timeline)
        last = timeline.in_force(timeline.now)
        if not timeline.has_copy(timeline.now):
            raise IllegalMove(_("Bring the story back first: readers do not have it."))
        path = take(article, last, slug)
        if path == last.path:
            raise IllegalMove(_("This is its address already."))
        edition = timeline.place(again(last, path=path, **WITHOUT_NOTE), at=timeline.now)
        timeline.write()
        record(article, "readdress", by=by, now=timeline.now, edition=edition, reason=reason)
    return edition


def take(article, edition, slug):
    """Reserve an address for a story. Raises Taken if another one has or had it."""
    if not (slug := slug_for(slug, fallback="")):
        raise Incomplete(_("Give words for the address."))
    path = address(edition.section, paper_day(edition.published_at), slug)
    try:
        with transaction.atomic():
            alias, _is_new = Alias.objects.get_or_create(path=path, defaults={"article": article})
    except IntegrityError:
        alias = Alias.objects.get(path=path)
    if alias.article_id != article.pk:
        raise Taken(_("Another story has or had the address %(path)s.") % {"path": path})
    return path
