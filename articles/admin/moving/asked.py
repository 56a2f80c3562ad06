"""A move that was asked for by a button of a story's form."""

from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk import moves
from articles.models import Article
from articles.refusals import Faulty, IllegalMove, Moved
from articles.workflow import MOVES, Stage

#: Characters of a note: a page of typescript.
LONGEST = 2_000

OTHER_WORDS = gettext_lazy(
    "You changed the words, and others have to approve these before they can be cleared. "
    "Press “Save” to keep your changes; or open the story again to clear it as it was approved."
)


def note_name(verb):
    """The name of the field for a verb's note, on a story's form."""
    return f"_note_{verb}"


@dataclass(frozen=True)
class Asked:
    """A verb, with the note that goes with it and the stage that the person saw."""

    verb: str
    reason: str
    stage: str | None

    def demand_seen(self, article, seen, *, by):
        """
        Refuse to approve or clear words that somebody else saved meanwhile, rather than merge
        them in unseen. Locks the story: nobody saves until the move is done. Raises Moved.
        """
        if article.pk:
            now = Article.objects.claim(article.pk)
            moves.demand_permission(now, self.verb, by=by)
            moves.demand_stage(now, self.verb, seen=self.stage)
            if self.verb in moves.OF_WORDS and now.revision_number != seen:
                raise Moved(now.newest())

    def use(self, article, *, by):
        """Move the story, whose copy is saved. Raises Refused."""
        # A save of approved copy has sent it to be subbed: `sub` is done then.
        is_sent_to_subbing = article.stage == Stage.SUBBING
        if self.verb == "clear" and is_sent_to_subbing:
            raise IllegalMove(OTHER_WORDS)
        if self.verb == "sub" and is_sent_to_subbing:
            return
        # What the checks stop is saved none the less; `views.onward` leads to the page that asks.
        with suppress(Faulty):
            moves.move(article, self.verb, by=by, reason=self.reason)


def asked_for(data):
    """Read which move a form's button asks for: Asked, or None. Raises ValidationError."""
    if "_move" not in data:
        return None
    verb = data["_move"]
    if verb not in MOVES:
        raise ValidationError(_("There is no such move."))
    reason = data.get(note_name(verb), "")
    if len(reason) > LONGEST:
        raise ValidationError(
            _("Make the note shorter: it may have %(longest)d characters, and has %(length)d.")
            % {"longest": LONGEST, "length": len(reason)}
        )
    return Asked(verb, reason, data.get("_stage") or None)
