from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.paper.addresses import leads_to, path_of, story_of
from articles.paper.corrections import sorted_notes
from articles.paper.directory import furnish
from articles.paper.history import has_history
from articles.paper.links import lead_on
from articles.paper.moment import moment
from articles.paper.pictures import hang_for
from articles.paper.structured import news_article
from articles.workflow import Answer


@require_safe
def article(request, **parts):
    """Show the edition that is live at this path, or say where it went, or that it is gone."""
    at, path = moment(request), path_of(**parts)
    live = Edition.objects.live(at=at).select_related("section")
    edition = live.filter(path=path).first()
    if edition is None:
        return elsewhere(request, story_of(path, at=at))
    furniture = furnish(at=at, edition=edition)
    hang_for(request, [edition])
    return page(
        request,
        edition,
        furniture=furniture,
        has_history=has_history(edition, furniture.masthead, at=at),
    )


def page(request, edition, *, furniture, has_history=False, proof=False):
    """Set an edition, its pictures hung, as its page: one that readers have, or a proof."""
    lead_on([edition], at=furniture.at)
    grave_notes, notes = sorted_notes(edition)
    return render(
        request,
        "paper/article.html",
        {
            "edition": edition,
            "furniture": furniture,
            "bylines": furniture.bylines(edition),
            "grave_notes": grave_notes,
            "notes": notes,
            "has_history": has_history,
            "shared": edition.lead and edition.lead.cut("16:9").plain,
            "structured": "" if proof else news_article(request, edition, furniture),
            "proof": proof,
        },
    )


def elsewhere(request, edition):
    """Answer for a story that is not at the path asked for: `edition` is what is in force of it."""
    answer = edition and edition.answer
    if answer == Answer.COPY:
        return HttpResponsePermanentRedirect(edition.path)
    if answer == Answer.MOVED and (path := leads_to(edition.target, at=moment(request))):
        return HttpResponsePermanentRedirect(path)
    if answer in (Answer.MOVED, Answer.GONE):
        return gone(request, edition.notice)
    raise Http404


def gone(request, notice):
    """Say that a story was here, in the editor's words or else our own."""
    furniture = furnish(at=moment(request))
    context = {"furniture": furniture, "notice": notice}
    return render(request, "410.html", context, status=410)
