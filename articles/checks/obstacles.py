"""What stands against a story, whatever its words: a lawyer, an embargo."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.checks.finding import Found
from articles.models.article import NO_END


def legal(reading):
    """The legal flag is open: these words no lawyer has cleared."""
    revision = reading.revision
    # Words that are not saved nobody can have cleared.
    if revision.article.is_flagged and (revision.pk is None or not revision.is_cleared()):
        yield Found(_("A lawyer has to clear these words first."))


def embargo(reading):
    article = reading.revision.article
    if not article.is_embargoed(reading.at):
        return
    if article.embargoed_until >= NO_END:
        yield Found(_("It is under an embargo without an end: it has to be lifted first."))
    else:
        until = date_format(timezone.localtime(article.embargoed_until), "j F Y, H:i T")
        yield Found(
            _("It is under an embargo: nothing goes out before %(time)s.") % {"time": until}
        )
