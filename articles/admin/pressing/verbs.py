"""The verbs of the press as their pages show them, in the order that they are offered in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles import fixing, press
from articles.admin.pressing import forms
from articles.admin.pressing.asking import PressForm, Reasoned
from articles.admin.pressing.fix_form import FixForm
from articles.admin.pressing.situation import Situation
from articles.permissions import may
from articles.workflow import is_legal


def always(situation):
    return True


def has_anything(situation):
    return bool(situation.live or situation.waiting)


def has_waiting(situation):
    return bool(situation.waiting)


def newest(situation):
    return situation.newest


def live(situation):
    return situation.live and situation.live.revision


#: Where on a story's form a verb is: at hand, or under one of these.
AT_HAND, OFF_THE_SITE, MORE = "", _("Off the site"), _("More")

WAITS = _("Waits")


@dataclass(frozen=True)
class Verb:
    """
    A verb as its page shows it. `done` says that it was done (of %(count)d rows, where it
    gives a number), `to_come` that it will be, at %(when)s; `waits` heads what waits, and says
    what of it the verb would withdraw. `fits` tells whether it is worth offering, where it
    would be legal; `prints` gives the revision that is named; `then` is the page that follows.
    """

    name: str
    do: Callable
    form: type[PressForm]
    label: Promise
    question: Promise
    means: Promise
    done: Promise
    to_come: Promise | None = None
    waits: Promise = WAITS
    group: Promise | str = MORE
    fits: Callable[[Situation], bool] = always
    prints: Callable = newest
    then: str = "change"
    is_final: bool = False


#: Those of one group stand together.
ALL = [
    Verb(
        "publish",
        press.publish,
        forms.PublishForm,
        label=_("Publish"),
        question=_("Publish this story?"),
        means=_("Readers get exactly the revision named here."),
        done=_("Published."),
        to_come=_("It will be published on %(when)s."),
        group=AT_HAND,
    ),
    Verb(
        "correct",
        press.correct,
        forms.CorrectForm,
        label=_("Correct"),
        question=_("Correct this story before readers?"),
        means=_("Readers get the words named here, with your note, which stays."),
        done=_("Corrected."),
        to_come=_("It will be corrected on %(when)s."),
        group=AT_HAND,
    ),
    Verb(
        "fix",
        fixing.fix,
        FixForm,
        label=_("Fix what is live"),
        question=_("Fix what is live?"),
        means=_(
            "What you change here goes out at once, and into the newest revision and all words "
            "that wait. Nothing else of them goes out early."
        ),
        done=_("Fixed."),
        group=AT_HAND,
        fits=lambda situation: situation.has_more_than_live,
        prints=live,
    ),
    Verb(
        "reinstate",
        press.reinstate,
        Reasoned,
        label=_("Reinstate"),
        question=_("Reinstate this story?"),
        means=_(
            "Readers get back, at the same address, what they had before it was withdrawn or "
            "killed. What waited then does not come back."
        ),
        done=_("Reinstated."),
        group=AT_HAND,
        prints=Situation.returning,
    ),
    Verb(
        "expire",
        press.expire,
        forms.ExpireForm,
        label=_("Expire"),
        question=_("Have this story expire?"),
        means=_("Readers lose the story at that time."),
        done=_("Expired."),
        to_come=_("It will expire on %(when)s."),
        waits=_("Waits; withdrawn if it is for that time or later"),
        group=OFF_THE_SITE,
        fits=has_anything,
    ),
    Verb(
        "withdraw",
        press.withdraw,
        Reasoned,
        label=_("Withdraw"),
        question=_("Withdraw this story?"),
        means=_("Readers lose the story at once. Publishing or reinstating brings it back."),
        done=_("Withdrawn."),
        waits=_("Waits; withdrawn with it"),
        group=OFF_THE_SITE,
        fits=has_anything,
    ),
    Verb(
        "kill",
        press.kill,
        forms.KillForm,
        label=_("Kill"),
        question=_("Kill this story?"),
        means=_(
            "The story leaves every page at once, and its address answers as you choose. "
            "Only reinstating it, by hand, ends this."
        ),
        done=_("Killed. This is what a stranger gets now:"),
        waits=_("Waits; withdrawn with it"),
        group=OFF_THE_SITE,
        then="receipt",
        is_final=True,
    ),
    Verb(
        "reschedule",
        press.reschedule,
        forms.RescheduleForm,
        label=_("Move what waits"),
        question=_("Move what waits to another time?"),
        means=_("Nothing else changes: neither what readers have, nor what else waits."),
        done=_("Moved."),
        to_come=_("It will happen on %(when)s."),
        fits=has_waiting,
    ),
    Verb(
        "unschedule",
        press.unschedule,
        forms.UnscheduleForm,
        label=_("Cancel what waits"),
        question=_("Take back what waits?"),
        means=_(
            "What you choose will not happen, be it new words or an expiry. What readers have "
            "now stays as it is."
        ),
        done=_("Taken back. Readers keep what they have."),
        fits=has_waiting,
    ),
    Verb(
        "embargo",
        press.embargo,
        forms.EmbargoForm,
        label=_("Embargo"),
        question=_("Put this story under an embargo?"),
        means=_(
            "Words that are not out yet cannot go out before it ends. What readers have stays, "
            "and its end publishes nothing by itself."
        ),
        done=_("The story is under an embargo."),
        waits=_("Waits; new words are withdrawn if they are for before its end"),
    ),
    Verb(
        "lift",
        press.lift,
        Reasoned,
        label=_("Lift the embargo"),
        question=_("Lift the embargo early?"),
        means=_("The promise to the source ends now. Nothing goes out by that alone."),
        done=_("The embargo is lifted."),
        fits=lambda situation: situation.is_embargoed,
    ),
    Verb(
        "readdress",
        press.readdress,
        forms.ReaddressForm,
        label=_("Change the address"),
        question=_("Give this story another address?"),
        means=_("Every address that it had leads to the new one."),
        done=_("It has another address."),
        fits=lambda situation: bool(situation.live),
        prints=live,
    ),
    Verb(
        "repress",
        press.repress,
        PressForm,
        label=_("Render again"),
        question=_("Render the pages of this story again?"),
        means=_("The HTML of all its editions is made anew; no word of them changes."),
        done=ngettext_lazy(
            "Rendered again; %(count)d edition is different in its HTML.",
            "Rendered again; %(count)d editions are different in their HTML.",
            "count",
        ),
        fits=lambda situation: bool(situation.in_force or situation.waiting),
        prints=live,
    ),
    Verb(
        "erase",
        press.erase,
        forms.EraseForm,
        label=_("Erase words"),
        question=_("Erase words of this story for good?"),
        means=_(
            "It cannot be undone. The words go from everything that this story keeps: its "
            "editions, revisions, record and addresses. For what a court, or a person’s right, "
            "requires gone."
        ),
        done=ngettext_lazy("Erased, in %(count)d place.", "Erased, in %(count)d places.", "count"),
        is_final=True,
    ),
]

VERBS = {verb.name: verb for verb in ALL}


def offered(user, article, situation):
    """List the verbs that a person may use on a story as it is now."""
    standing = article.standing(at=situation.now)
    return [
        verb
        for verb in ALL
        if is_legal(verb.name, standing=standing, stage=article.stage)
        and verb.fits(situation)
        and may(user, verb.name, article)
    ]
