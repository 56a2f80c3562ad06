"""What is new in a story to somebody who opens it."""

from itertools import pairwise

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.revisions.log import name_of
from articles.desk import notices, visits
from articles.desk.unread import saved_since


def news(request, article):
    """
    Note that a person opens a story, and so has read its notices, and give what others saved
    since they last did: for the template of its form. None where nothing is new to them, and
    where it comes back to be mended.
    """
    if request.method != "GET":
        return None
    seen = visits.opened(article, by=request.user)
    notices.read_of(article, by=request.user)
    if not seen or seen == article.revision_number:
        return None
    saved = list(saved_since(article, seen, but=request.user))
    return saved and {"told": told(saved), "from": seen, "to": saved[-1].number}


def told(revisions):
    """Say who saved which revisions: "Odile Marsh saved revisions 4 and 5; Tom Reeve …"."""
    by_person: dict = {}
    for revision in revisions:
        by_person.setdefault(name_of(revision.by), []).append(revision.number)
    return "; ".join(
        ngettext("%(who)s saved revision %(which)s", "%(who)s saved revisions %(which)s", len(ns))
        % {"who": who, "which": get_text_list(list(runs(ns)), _("and"))}
        for who, ns in by_person.items()
    )


def runs(numbers):
    """Say numbers in order with those between two left out: [4, 5, 7, 8, 9] as 4, 5, 7–9."""
    cuts = [at for at, (one, next_) in enumerate(pairwise(numbers), 1) if next_ != one + 1]
    for start, stop in pairwise([0, *cuts, len(numbers)]):
        if stop - start > 2:
            yield f"{numbers[start]}–{numbers[stop - 1]}"
        else:
            yield from (str(number) for number in numbers[start:stop])
