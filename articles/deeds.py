"""What the record says was done: an act in words that a person understands."""

from django.utils.translation import gettext_lazy as _

from articles.workflow import Stage

#: Verb: what it did.
DEEDS = {
    "file": _("Brought in, with doubts"),
    "submit": _("Submitted"),
    "sub": _("Taken for subbing"),
    "approve": _("Approved"),
    "clear": _("Cleared legally"),
    "send_back": _("Sent back"),
    "spike": _("Spiked"),
    "unspike": _("Brought back from the spike"),
    "restore": _("Restored"),
    "assign": _("Assigned"),
    "take_over": _("Taken over"),
    "share": _("Shared"),
    "unshare": _("No longer shared"),
    "flag": _("Flagged for a lawyer"),
    "unflag": _("Legal flag taken off"),
    "proof": _("Proof link made"),
    "revoke": _("Proof link revoked"),
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
    "withdraw_picture": _("Picture withdrawn"),
    "release_picture": _("Picture released"),
    "license_picture": _("Licence of a picture changed"),
    "reprint_picture": _("Picture printed anew"),
    "erase_picture": _("Picture erased"),
}


def deed(verb):
    """Say what a verb did; a verb of another day, in its own word."""
    if verb in Stage.values:
        return _("Moved to %(stage)s") % {"stage": Stage(verb).label.lower()}
    return DEEDS.get(verb, verb)
