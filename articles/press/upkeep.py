"""The HTML of editions, made again from the same words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition
from articles.press import hanging
from articles.press.gate import claim, demand, record
from articles.press.impress import excerpt
from articles.refusals import IllegalMove
from articles.text.markup import plain


def repress(article, *, by):
    """
    Render the HTML of all editions of a story again from the revisions that they print: for
    new markup, or a fault of the sanitiser. The words stay: an edition whose plain text would
    differ is refused, and nothing is changed. Gives how many differ in their HTML. Raises
    Refused.
    """
    with transaction.atomic():
        article, timeline = claim(article)
        demand(by, "repress", article, timeline)
        editions = article.editions.exclude(revision=None).select_related("revision")
        changed = [edition for edition in editions if render(edition)]
        if changed:
            record(article, "repress", by=by, now=timeline.now)
    return len(changed)


def render(edition):
    """Make the HTML of an edition again. Tells whether it is another one."""
    revision = edition.revision
    before = edition.body
    edition.body = hanging.dressed_again(revision.body, before)
    if plain(before) != plain(edition.body):
        raise IllegalMove(
            _("The words of the edition of %(start)s would change: its revision is no longer it.")
            % {"start": f"{edition.live_from:%Y-%m-%d %H:%M}"}
        )
    edition.excerpt, edition.rendered_at = excerpt(revision), timezone.now()
    edition.save(update_fields=["body", "excerpt", "rendered_at"])
    return before != edition.body


def unrendered(*, since):
    """The stories with an edition whose HTML was made before `since` (UTC): their numbers."""
    stale = Edition.objects.exclude(revision=None).exclude(rendered_at__gte=since)
    return stale.order_by("article_id").values_list("article_id", flat=True).distinct()
