"""Where a story's copy is on the desk, who said so, and where this person may send it."""

from django.conf import settings
from django.utils import timezone

from articles.admin.moving.asked import note_name
from articles.admin.moving.verbs import VERBS, offered
from articles.admin.people import named
from articles.deeds import deed
from articles.models import Article
from articles.models.revision import ENDS_APPROVAL, ENDS_CLEARANCE
from articles.permissions import may
from articles.workflow import APPROVED, MOVES, Stage

#: What ends an approval, and a clearance.
ENDS = {"approve": ENDS_APPROVAL, "clear": ENDS_CLEARANCE}

#: Acts that are looked through for the last of each kind: more than a story's last round.
LOOKED_THROUGH = 30


def stage_bar(article, *, user, data=None):
    """
    What the stage bar shows of a story (None: one that is begun), for its template. `data` is
    what the form was sent with, if it comes back: its notes are kept.
    """
    if article is None or article.pk is None:
        return {"steps": steps(Article()), "moves": begun(user, data or {})}
    acts = last_acts(article)
    return {
        "steps": steps(article),
        "stage": article.stage,
        "said": [said(verb, acts, article) for verb in ("approve", "clear") if verb in acts],
        "last": acts.get("last"),
        "needs_other_eyes": needs_other_eyes(article, user),
        "moves": buttons(article, user, data or {}),
    }


def steps(article):
    """The stages that a story goes through: [{"label": …, "is_now": …}, …]."""
    way = [Stage.DRAFT, Stage.SUBMITTED, Stage.SUBBING]
    if article.is_flagged or article.stage == Stage.LEGAL:
        way.append(Stage.LEGAL)
    way.append(Stage.READY)
    if article.stage == Stage.SPIKED:
        way.append(Stage.SPIKED)
    return [{"label": stage.label, "is_now": stage == article.stage} for stage in way]


def last_acts(article):
    """The last act of each verb of the desk, by verb; the very last one as `last`."""
    acts = article.acts.filter(verb__in=[*MOVES, "flag"]).select_related("by", "revision")
    found: dict = {}
    for act in acts.defer("revision__body")[:LOOKED_THROUGH]:
        line = {"act": act, "deed": deed(act.verb), "who": named(act.by) if act.by else ""}
        if act.verb in MOVES:
            found.setdefault("last", line)
        found.setdefault(act.verb, line)
    return found


def holds(acts, verb):
    """Tell whether nothing has ended the last act of a verb since."""
    ended = [acts[end]["act"].pk for end in ENDS[verb] if end in acts]
    return acts[verb]["act"].pk > max(ended, default=0)


def said(verb, acts, article):
    """The last act of a verb, whether it is of the newest words, and whether it still counts."""
    line = acts[verb]
    is_of_newest = line["act"].revision.number == article.revision_number
    return line | {"is_of_newest": is_of_newest, "holds": holds(acts, verb)}


def needs_other_eyes(article, user):
    """Tell whether this person could approve a story if they had not written its last words."""
    if not settings.FOUR_EYES or article.stage != Stage.SUBBING:
        return False
    return article.newest().is_written_by(user) and may(user, "approve", article)


def buttons(article, user, data):
    """The verbs that this person may use now, each with what was typed as its note."""
    verbs = offered(user, article, at=timezone.now())
    if needs_other_eyes(article, user):
        verbs = [verb for verb in verbs if verb.name != "approve"]
    return [button(verb, data, article.stage) for verb in verbs]


def begun(user, data):
    """A story that is begun may be submitted at once."""
    return [button(VERBS["submit"], data)] if may(user, "submit") else []


def button(verb, data, stage=Stage.DRAFT):
    name = note_name(verb.name)
    note = data.get(name, "")
    leads_back = verb.name == "sub" and stage in APPROVED
    is_refused = data.get("_move") == verb.name and (note or verb.asks_first)
    return {
        "verb": verb,
        "name": name,
        "note": note,
        "is_open": bool(note or is_refused),
        "leads_back": leads_back,
    }
