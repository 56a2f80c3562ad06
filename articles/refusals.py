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


class BadMoment(Refused):
    """The moment asked for is past, or not a whole minute."""


class BadTarget(Refused):
    """What a moved story should lead to is no page of ours, or leads to nothing."""


class Taken(Refused):
    """The address belongs to another story, or did."""


class Clashed(Refused):
    """Two changes touch the same words. Carries `clashes`: {where: Clash}, each with both sides."""

    def __init__(self, clashes):
        self.clashes = clashes
        super().__init__(_("The fix and the words that wait change the same place."))


class Incomplete(Refused):
    """The copy lacks what a page cannot do without."""


class Moved(Refused):
    """Somebody saved a newer revision than the one this person saw. Carries `newest`."""

    def __init__(self, newest):
        self.newest = newest
        super().__init__(
            _("%(who)s saved revision %(number)s since you opened this story.")
            % {"who": newest.by or _("Somebody"), "number": newest.number}
        )
