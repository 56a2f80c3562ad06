"""What an import was not sure of, and a sub is to settle."""

from django.utils.translation import gettext as _

from articles.checks.finding import Found
from articles.models import Act
from articles.text.hyphens import Mend

#: Where the words that an import mended may be.
FIELDS = ["body", "headline", "standfirst", "lead_caption"]


def doubts(reading):
    """What the import of the story mended, and doubts, as long as it is in the copy."""
    article = reading.revision.article
    if not article.source:
        return
    for reason in Act.objects.filter(article=article, verb="file").values_list("reason", flat=True):
        for mend in filter(None, map(Mend.read, reason.split("\n"))):
            yield from still_there(mend, reading)


def still_there(mend, reading):
    for field in FIELDS:
        start = reading.words[field].find(mend.taken)
        if start >= 0:
            says = _("The import took “%(printed)s” for this: %(doubt)s. See that it is right.")
            told = {"printed": mend.printed, "doubt": mend.doubt}
            yield Found(says % told, field, start, start + len(mend.taken))
            return
