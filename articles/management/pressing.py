"""What an operator names at the command line, and what came of a verb, in words."""

from datetime import datetime
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import press
from articles.models import Article, Receipt
from articles.refusals import Refused
from articles.text.plain import is_number


def find_story(named):
    """
    Find a story by its number, its id (UUID), or any address that it has or had, with or
    without host and slashes. Raises CommandError.
    """
    story = Article.objects.filter(**by_which(named)).first()
    if story is None:
        raise CommandError(
            _("There is no story %(named)s. Give its number, its id or its path.")
            % {"named": named}
        )
    return story


def by_which(named):
    """Tell which field of a story a name is looked for in: {lookup: value}."""
    if is_number(named):
        return {"pk": int(named)}
    try:
        return {"uid": UUID(named)}
    except ValueError:
        pass
    try:
        path = unquote(urlsplit(named).path)
    except ValueError:
        path = named
    return {"aliases__path": f"/{path.strip('/')}/"}


def find_person(username):
    """Find an account that may do something. Raises CommandError."""
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise CommandError(_("There is no account %(name)s.") % {"name": username})
    if not user.is_active:
        raise CommandError(_("The account %(name)s is not active.") % {"name": username})
    return user


def find_revision(story, number):
    """Find a revision of a story by its number. Raises CommandError."""
    revision = story.revisions.filter(number=number).first()
    if revision is None:
        raise CommandError(_("This story has no revision %(number)s.") % {"number": number})
    return revision


def read_moment(text):
    """Read a moment with its zone (ISO 8601). Raises CommandError."""
    like = {"text": text, "like": "2027-03-28T17:04+01:00"}
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(_("%(text)s is no moment. Give one such as %(like)s.") % like) from None
    if moment.utcoffset() is None:
        raise CommandError(_("Say in which zone %(text)s is: give it such as %(like)s.") % like)
    return moment


def since_when(older_than):
    """Read the moment before which something was made, by default now. Raises CommandError."""
    since = read_moment(older_than) if older_than else timezone.now()
    if since > timezone.now():
        raise CommandError(_("Give a moment that has passed: that one is to come."))
    return since


def waiting(story):
    """What waits of a story: {number of its edition: when it is to come}."""
    return dict(story.editions.waiting(at=timezone.now()).values_list("pk", "live_from"))


def receipt_text(tombstone):
    """Say what the receipt of a kill found: one line, and one for each surface at fault."""
    receipt = Receipt.objects.filter(act__edition=tombstone, act__verb="kill").first()
    if receipt is None:
        return _("No receipt was taken: look for yourself.")
    if receipt.is_clean:
        return _("Receipt: %(count)d addresses asked, and none shows the story.") % {
            "count": len(receipt.lines)
        }
    faults = [line for line in receipt.lines if line["fault"]]
    told = {"faults": len(faults), "count": len(receipt.lines)}
    says = _("RECEIPT: %(faults)d of %(count)d addresses still show the story:") % told
    return "\n".join([says, *(f"  {line['url']}: {line['fault']}" for line in faults)])


def repress(numbers, *, by):
    """
    Render stories again, each in a transaction of its own, so that an interruption loses
    nothing. Yields for each what it was refused with, or None.
    """
    for number in numbers:
        try:
            press.repress(Article(pk=number), by=by)
        except Refused as refused:
            yield number, refused
        else:
            yield number, None
