"""What a story's form tells of what is kept, and of who else is here."""

from uuid import uuid4

from django.utils.translation import gettext as _

from articles.admin.keeping.filling import asked_for
from articles.admin.keeping.offers import offers
from articles.admin.keeping.sent import INSTEAD_OF, key_in, seen_in
from articles.admin.people import named
from articles.desk import visits


def board(model_admin, request, article):
    """What `_unsaved.html` shows of a story (None: one that is begun)."""
    others = {"here": also_here(article, by=request.user)}
    if not model_admin.may_write(request, article):
        return others
    row = asked_for(request, article)
    is_sent = request.method == "POST"
    return others | {
        "key": key_in(request.POST) or uuid4(),
        "instead_of": source(row) if row else request.POST.get(INSTEAD_OF, ""),
        "brought_back": row,
        # What it opens with is saved: back at that, there is nothing to keep.
        "is_fresh": not (row or is_sent),
        "news": news(article, seen=row.seen, by=request.user) if row else "",
        "offers": [] if is_sent else offers(model_admin, request, article, but=keys(row)),
    }


def keys(row):
    return [row.key] if row else []


def source(row):
    """What the form names the row by that it was filled from; see `sent.older_in`."""
    return f"{row.key} {row.typed_at.isoformat()}"


def also_here(article, *, by):
    """Say who else has a story open; nothing where nobody has."""
    people = visits.others(article, by=by) if article else []
    if not people:
        return ""
    return _("Also here: %(names)s") % {"names": ", ".join(map(named, people))}


def news(article, *, seen, by):
    """Say who saved a story since a form was opened with revision `seen`; nothing where nobody."""
    if article is None or article.revision_number <= seen:
        return ""
    newest = article.revisions.select_related("by").defer("body").first()
    says = {"who": named(newest.by) if newest.by else _("Somebody"), "number": newest.number}
    if newest.by == by:
        return (
            _("You saved revision %(number)s elsewhere. Go on: a save brings both together.") % says
        )
    return (
        _("%(who)s saved revision %(number)s meanwhile. Go on: a save brings both together.") % says
    )


def situation(request, article):
    """What an open window hears: who else is here, the newest revision, and who saved it."""
    seen = seen_in(request.POST, article)
    return {
        "here": also_here(article, by=request.user),
        "newest": article.revision_number if article else 0,
        "news": news(article, seen=seen, by=request.user),
    }
