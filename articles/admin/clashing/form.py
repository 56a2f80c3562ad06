"""
A story's form that was sent after somebody else saved: what both changed, place by place, each
to be settled by one click; and what the form answers.
"""

from dataclasses import replace

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.admin.people import named
from articles.admin.pressing.differences import difference
from articles.admin.revisions.comparing import compared
from articles.admin.revisions.names import Names
from articles.admin.revisions.printing import printed_block
from articles.admin.revisions.wording import label_of
from articles.models import Revision
from articles.refusals import Moved, NotPermitted, Refused, Unsettled
from articles.text.plain import is_number

#: What the fields of the form are named by in which a person settles places.
PREFIX = "settle-"


def choices_in(data):
    """What a person chose, as the form was sent: {key of a place: Choice}."""
    return {name.removeprefix(PREFIX): data[name] for name in data if name.startswith(PREFIX)}


def answered(request, response):
    """Have a form that comes back say so by its status: 400, 403, or 409 if the story moved on."""
    if request.method == "POST":
        refusal = getattr(request, "refusal", None)
        if isinstance(refusal, NotPermitted):
            response.status_code = 403
        else:
            response.status_code = 409 if isinstance(refusal, Refused) else 400
    return response


def told(request, article):
    """What a story's form tells of a clash, and of those kept before: for its template."""
    if article is None:
        return {}
    refusal = getattr(request, "refusal", None)
    context = {"kept_clashes": article.clashes.count()}
    if isinstance(refusal, Moved):
        context["moved"] = moved(article, refusal.newest, request.POST.get("seen", ""))
    elif isinstance(refusal, Unsettled):
        context["places"] = places(refusal, by=request.user, choices=choices_in(request.POST))
    return context


def moved(article, newest, seen):
    """What was saved since the revision that a person saw."""
    number = int(seen) if is_number(seen) else 0
    before = article.revisions.filter(number=number).first()
    return before and {
        "before": before,
        "newest": newest,
        "difference": difference(before, newest),
    }


def places(refusal, *, by, choices):
    """List the places that do not merge, each with its versions, and what was chosen already."""
    clash, merge = refusal.clash, refusal.merge
    since = clash.article.revisions.filter(number__gte=clash.seen, number__lte=clash.newest)
    *saved, _base = revisions = list(since.select_related("by").defer("body"))
    names = Names([*revisions, Revision(**clash.contents)])
    is_open = set(merge.unsettled(choices))
    return [
        versions(place, names)
        | {
            "name": f"{PREFIX}{key}",
            "by": who_saved(place.field, saved, but=by),
            "choice": "" if key in is_open else choices[key],
        }
        for key, place in merge.places.items()
    ]


def versions(place, names):
    """What a place was, and what either made of it, as printed blocks."""
    saved, typed = (
        [printed_block(block) for block in compared(place.field, place.base, made, names)]
        for made in (place.saved, place.typed)
    )
    return {
        "field": label_of(place.field),
        "base": [as_it_was(block) for block in typed if block.before],
        "saved": saved,
        "typed": typed,
        "may_keep_both": place.may_keep_both,
    }


def as_it_was(block):
    """A compared block before it was changed, without a word of the change."""
    runs = [replace(run, kind="same", note="") for run in block.before]
    return replace(block, change="same", told="", runs=runs)


def who_saved(field, revisions, *, but):
    """Who last changed a field in some revisions (newest first), and when."""
    last = next((each for each in revisions if field in each.changed), revisions[0])
    return {"name": name_of(last.by), "at": last.saved_at, "is_own": last.by == but}


def name_of(person):
    return named(person) if person else _("Somebody")


def tell(request, article):
    """Say after a save that it was merged, with whose, and where to see what came of it."""
    saved = request.saved
    if not saved.met:
        return
    names = dict.fromkeys(
        _("you, in another window") if each.by == request.user else name_of(each.by)
        for each in saved.met
    )
    who = get_text_list(list(names), _("and"))
    if saved.revision.number == saved.met[-1].number:
        text = _("Saved meanwhile: %(who)s. Yours had nothing to add.")
    elif saved.is_settled:
        text = _("Saved meanwhile: %(who)s. What you chose is in the story, with all else.")
    else:
        text = _("Saved meanwhile: %(who)s. Both their changes and yours are in the story now.")
    page = reverse("admin:articles_article_compare", args=[article.pk])
    query = f"?from={saved.met[0].number - 1}&to={saved.revision.number}"
    link = format_html('<a href="{}{}">{}</a>', page, query, _("See what came of both"))
    messages.info(request, format_html("{} {}", text % {"who": who}, link))
