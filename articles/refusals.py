"""What a verb says when it will not. Faces catch Refused and nothing wider."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """A verb will not do what was asked; str() says why and what to do, to a person."""


class NotPermitted(Refused):
    """This person may not use this verb on this story."""


class IllegalMove(Refused):
    """The story is not where the verb could start from."""


class Embargoed(Refused):
    """The words are promised not to be out before a time."""


class Unapproved(Refused):
    """Nobody but their writer has approved the words, and the paper asks for four eyes."""


class Faulty(Refused):
    """
    The checks found errors in the copy. Carries `findings`, those that stand in the way:
    somebody who may overrule them can, with a reason.
    """

    def __init__(self, findings):
        self.findings = findings
        super().__init__(" ".join(finding.message for finding in findings))


class BadMoment(Refused):
    """The moment asked for is past, or not a whole minute."""


class BadTarget(Refused):
    """What a moved story should lead to is no page of ours, or leads to nothing."""


class Taken(Refused):
    """The address belongs to another story, or did."""


class InUse(Refused):
    """What stories show, or showed, is not deleted."""


class Clashed(Refused):
    """Two changes touch the same words. Carries `clashes`: {where: Clash}, each with both sides."""

    def __init__(self, clashes):
        self.clashes = clashes
        super().__init__(_("The fix and the words that wait change the same place."))


class Unprintable(Refused):
    """The file of a picture cannot be read: there is nothing to draw for readers."""


class Unlicensed(Refused):
    """A picture that nobody may see at the time that the words go out."""


class Unsettled(Refused):
    """
    Others saved other words in the same places, and a person has to choose. Carries `clash`,
    what the writer left, which is to be kept; and `merge`, a text.places.Merge.
    """

    def __init__(self, clash, merge):
        self.clash = clash
        self.merge = merge
        super().__init__(_("You and somebody else changed the same words."))


class Incomplete(Refused):
    """The copy lacks what a page cannot do without."""


class Undeliverable(Refused):
    """A note says nothing or too much, or speaks to somebody who would not get it."""


class Moved(Refused):
    """Somebody saved a newer revision than the one this person saw. Carries `newest`."""

    def __init__(self, newest):
        self.newest = newest
        super().__init__(
            _("%(who)s saved revision %(number)s since you opened this story.")
            % {"who": newest.by or _("Somebody"), "number": newest.number}
        )
