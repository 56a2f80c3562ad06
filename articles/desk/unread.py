"""What others saved of a story since a person last had it open."""

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from articles.models import Revision, Visit


def is_unread(user):
    """
    The condition, on rows of articles, that others saved words which a person has not seen. A
    person's own saves are nothing new to them.
    """
    visit = Visit.objects.filter(article=OuterRef(OuterRef("pk")), by=user)
    seen = Coalesce(Subquery(visit.values("number")), Value(0))
    newer = Revision.objects.filter(article=OuterRef("pk"), number__gt=seen)
    return Exists(newer.exclude(by=user))


def saved_since(article, number, *, but):
    """The revisions that others than `but` saved after a number, in order, without their words."""
    newer = article.revisions.filter(number__gt=number).exclude(by=but)
    return newer.select_related("by").defer("body").order_by("number")
