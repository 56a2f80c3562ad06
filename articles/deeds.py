"""What the record says was done: an act in words that a person understands."""

from django.utils.translation import gettext_lazy as _

from articles.workflow import Stage

#: Verb of the press: what it did.
DEEDS = {
    "publish": _("Published"),
    "schedule": _("Scheduled"),
    "reschedule": _("Moved to another time"),
    "unschedule": _("Taken back before its time"),
    "fix": _("Fixed what is live"),
    "correct": _("Corrected"),
    "expire": _("Expires"),
    "withdraw": _("Withdrawn"),
    "kill": _("Killed"),
    "reinstate": _("Reinstated"),
    "readdress": _("Given another address"),
    "embargo": _("Embargoed"),
    "lift": _("Embargo lifted"),
    "repress": _("Rendered again"),
    "erase": _("Words erased"),
}


def deed(verb):
    """Say what a verb did; a verb of another day, in its own word."""
    if verb in Stage.values:
        return _("Moved to %(stage)s") % {"stage": Stage(verb).label.lower()}
    return DEEDS.get(verb, verb)
