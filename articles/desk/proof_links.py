"""
Links by which people without an account read a proof. Whether one shows anything is asked when
it is opened, of the link and of the story as they are then.
"""

from datetime import timedelta
from functools import cached_property

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Act, Article, ProofLink, ProofOpening
from articles.permissions import may
from articles.refusals import BadMoment, Embargoed, IllegalMove, Incomplete, NotPermitted, Refused
from articles.text.plain import one_line
from articles.workflow import TOMBSTONES, Answer, Stage

#: How long a link can last.
LONGEST = timedelta(days=60)

#: Characters kept of what a browser says that it is.
AGENT = ProofOpening._meta.get_field("agent").max_length


class State(TextChoices):
    """What a proof link is good for at a moment."""

    OPEN = "open", gettext_lazy("Open")
    EXPIRED = "expired", gettext_lazy("Expired")
    REVOKED = "revoked", gettext_lazy("Revoked")
    NOT_NOW = "not_now", gettext_lazy("Not now")


#: State: what somebody is told who opens a link then. Nothing of the story, nor of why.
TOLD = {
    State.EXPIRED: gettext_lazy("This proof link has expired. Ask the desk for a new one."),
    State.REVOKED: gettext_lazy(
        "This proof link was taken back. If you still need it, ask the desk for a new one."
    ),
    State.NOT_NOW: gettext_lazy("This proof cannot be read at present. Ask the desk about it."),
}


class Shut(Refused):
    """A proof link shows nothing. Carries its `state`, None where it is no link of ours."""

    def __init__(self, state=None):
        self.state = state
        unknown = _(
            "This is not a whole proof link. Copy all of it and try again, or ask the desk for a "
            "new one."
        )
        super().__init__(TOLD.get(state, unknown))


class Bounds:
    """What people outside may read of a story at a moment: read once, for all its links."""

    def __init__(self, article, *, at):
        self.article, self.at = article, at
        editions = article.editions.in_force(at=at)
        self.in_force = editions.values_list("answer", "revision").first() or (None, None)

    @cached_property
    def newest(self):
        return self.article.newest()

    def objection(self, revision):
        """Give what speaks against showing a revision by its number (a Refused), or None."""
        answer, live = self.in_force
        if self.article.stage == Stage.SPIKED:
            return IllegalMove(_("The story is spiked: bring it back before you send a proof."))
        if answer in TOMBSTONES:
            return IllegalMove(_("The story was killed: nobody outside may read it."))
        has_it = answer == Answer.COPY and live == revision
        if self.article.is_embargoed(self.at) and not has_it:
            return Embargoed(_("The story is under an embargo: nobody outside may read it yet."))
        return None

    def state(self, link):
        if link.revoked_at is not None:
            return State.REVOKED
        if link.expires_at <= self.at:
            return State.EXPIRED
        shown = link.revision_id or self.newest.pk
        return State.NOT_NOW if self.objection(shown) else State.OPEN


def make(article, *, by, recipient, expires_at, revision=None, at=None):
    """
    Make a link by which `recipient` may read a proof of a revision (None: of whichever is
    newest when it is opened) until `expires_at` (UTC; within LONGEST). Gives the ProofLink.
    Raises Refused, and ValidationError for a recipient who does not fit the field.
    """
    at = at or timezone.now()
    with transaction.atomic():
        article = Article.objects.claim(article.pk)
        demand_permission(article, by=by)
        demand_shown(article, revision, at=at)
        demand_end(expires_at, at=at)
        if not one_line(recipient):
            raise Incomplete(_("Say who the proof is for."))
        link = ProofLink(article=article, revision=revision, recipient=recipient, by=by)
        link.made_at, link.expires_at = at, expires_at
        link.clean_fields(exclude=["article", "revision", "by"])
        link.save()
        record("proof", link, by=by, at=at)
    return link


def demand_permission(article, *, by):
    if not may(by, "proof", article):
        raise NotPermitted(_("You may not send proofs of this story. Ask an editor."))


def demand_shown(article, revision, *, at):
    """Refuse a link to what nobody outside may read, or to another story's words."""
    bounds = Bounds(article, at=at)
    shown = revision or bounds.newest
    if shown is None:
        raise Incomplete(_("Save the story first: there is nothing to proof yet."))
    if shown.article_id != article.pk:
        raise IllegalMove(_("There is no such revision of this story."))
    if objection := bounds.objection(shown.pk):
        raise objection


def demand_end(expires_at, *, at):
    if timezone.is_naive(expires_at):
        raise BadMoment(_("Give the time with its zone, such as 2027-03-28T09:00+01:00."))
    if expires_at <= at:
        raise BadMoment(_("That moment has passed: give one to come."))
    if expires_at > at + LONGEST:
        told = {"days": LONGEST.days}
        raise BadMoment(_("A proof link lasts %(days)d days at most: give an earlier time.") % told)


def revoke(link, *, by, at=None):
    """Take a link back for good; one that is taken back stays as it is. Raises NotPermitted."""
    demand_permission(link.article, by=by)
    at = at or timezone.now()
    with transaction.atomic():
        if ProofLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
            record("revoke", link, by=by, at=at)
    link.refresh_from_db(fields=["revoked_at"])


def record(verb, link, *, by, at):
    Act.objects.create(
        article=link.article,
        verb=verb,
        by=by,
        at=at,
        revision=link.revision,
        reason=link.recipient,
    )


# --- the way in ---


def signer():
    # A full stop between the two parts: a colon ends a link in some mail programs.
    return Signer(sep=".", salt="articles.proof_link")


def token(link):
    """Give what the link's address is made of: its uid, signed."""
    return signer().sign(link.uid.hex)


def find(token, *, at):
    """
    Find what a token opens at `at`: its link, and the revision that it shows. Raises Shut,
    which says why it shows nothing.
    """
    try:
        uid = signer().unsign(token)
    except BadSignature:
        raise Shut from None
    link = ProofLink.objects.select_related("article", "revision").filter(uid=uid).first()
    if link is None:  # its story is no more
        raise Shut
    bounds = Bounds(link.article, at=at)
    if (state := bounds.state(link)) != State.OPEN:
        raise Shut(state)
    revision = link.revision or bounds.newest
    revision.article = link.article
    return link, revision


def opened(link, revision, *, agent, at):
    """Note that a link was opened, what it showed, and what the browser calls itself."""
    return ProofOpening.objects.create(
        link=link, revision=revision, agent=one_line(agent)[:AGENT], at=at
    )
