"""What uses a story. While anything does, the story is not spiked."""

from urllib.parse import quote

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from articles.permissions import may
from articles.refusals import IllegalMove
from articles.text.links import STORY, linked_paths, stories
from articles.workflow import Stage, Standing

#: Stories that are named as linking to one: enough to begin with.
NAMED = 5


def demand_unused(article, *, by):
    """Refuse what readers have or will get, and what another story's words link to."""
    now = timezone.now()
    is_out = article.standing(at=now) in {Standing.LIVE, Standing.SCHEDULED}
    if is_out or article.editions.waiting(at=now).exists():
        raise IllegalMove(_("Withdraw the story first: readers have it, or will."))
    if linking := linking_to(article):
        raise IllegalMove(link_text(linking, by=by))


def linking_to(article):
    """List the stories, but for spiked ones, whose copy links to this one."""
    paths = set(article.aliases.values_list("path", flat=True))
    others = Article.objects.exclude(pk=article.pk).exclude(stage=Stage.SPIKED)
    return [
        other
        for other in others.filter(naming(article, paths))
        if linked_paths(other.body) & paths or article.uid in stories(other.body)
    ]


def naming(article, paths):
    """The condition that copy has a story's key, or the last words of one of its paths."""
    found = Q(body__contains=f"{STORY}{article.uid}")
    for path in paths:
        slug = path.strip("/").rpartition("/")[2]
        found |= Q(body__icontains=slug) | Q(body__icontains=quote(slug))
    return found


def link_text(linking, *, by):
    """Say which stories link to one, naming those alone that the person may see."""
    known = [other for other in linking if may(by, "view", other)]
    if not known:
        return _("A story that you may not see links to this one. Ask an editor.")
    names = ", ".join(f"“{other}”" for other in known[:NAMED])
    return ngettext(
        "Take the link out of %(names)s first: it leads to this story.",
        "Take the links out of %(names)s first: they lead to this story.",
        len(known),
    ) % {"names": names}
