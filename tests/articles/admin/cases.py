"""Stories as each verb may be used on them, and what its page would then send."""

from collections.abc import Callable
from dataclasses import dataclass

from articles import press
from articles.desk import saving
from articles.models import Act, Article, Edition, Revision
from tests.articles.admin.paperwork import soon, typed
from tests.factories import make_article, make_live, make_user

SAID = "<p>The boat left the quay at nine, to general surprise.</p>"
TOMORROW, NEXT_WEEK = soon(days=1), soon(days=7)


def draft():
    return make_article(headline="Ferry leaves on time")


def live():
    return make_live(headline="Ferry leaves on time")


def waiting():
    """Live, with other words for tomorrow."""
    article = live()
    article.body = "<p>The boat left the quay at ten.</p>"
    saving.save(article, by=None)
    press.publish(article, by=make_user(), at=TOMORROW)
    return article


def embargoed():
    article = draft()
    press.embargo(article, by=make_user(), reason="Report", source="The ministry")
    return article


def killed():
    article = live()
    press.kill(article, by=make_user())
    return article


def rendered_badly():
    article = live()
    Edition.objects.update(excerpt="")
    article.editions.update(body=article.edition.body + "<p></p>")
    return article


@dataclass
class Case:
    """A story that the verb may be used on, and what its page would send."""

    story: Callable
    sends: dict


CASES = {
    "publish": Case(draft, {}),
    "correct": Case(live, {"kind": "correction", "note": "It was late."}),
    "fix": Case(waiting, {"headline": "Ferry leaves late", "body": SAID}),
    "reschedule": Case(waiting, {"was": TOMORROW.isoformat(), "at": typed(NEXT_WEEK)}),
    "unschedule": Case(waiting, {"was": TOMORROW.isoformat()}),
    "expire": Case(live, {"at": typed(NEXT_WEEK)}),
    "withdraw": Case(live, {}),
    "kill": Case(live, {"answer": "gone", "notice": "We took it down."}),
    "reinstate": Case(killed, {}),
    "embargo": Case(draft, {"until": typed(NEXT_WEEK), "reason": "Report", "source": "Ministry"}),
    "lift": Case(embargoed, {}),
    "readdress": Case(live, {"slug": "ferry leaves late"}),
    "repress": Case(rendered_badly, {}),
    "erase": Case(live, {"words": "general surprise", "reason": "A court says so"}),
}


def everything():
    """All rows that a verb may change or add, to be compared."""
    return [list(model.objects.values()) for model in (Article, Revision, Edition, Act)]
