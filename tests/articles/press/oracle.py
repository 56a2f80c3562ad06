"""What a timeline means, without a database: a plain list of (start, answer)."""

from dataclasses import dataclass, field

OFF = "off"


@dataclass
class Plain:
    """`starts` is [(start, answer), …] in order; an answer is a revision's number or OFF."""

    starts: list = field(default_factory=list)

    def at(self, moment):
        """The answer in force at a moment: that of the last start by then, or None."""
        return next((answer for start, answer in reversed(self.starts) if start <= moment), None)

    def publish(self, revision, at):
        self.starts = sorted([s for s in self.starts if s[0] != at] + [(at, revision)])

    def expire(self, at):
        self.starts = [s for s in self.starts if s[0] < at]
        self.starts.append((at, OFF))

    def unschedule(self, now):
        self.starts = [s for s in self.starts if s[0] <= now]

    def withdraw(self, now):
        is_live = self.at(now) not in (None, OFF)
        self.starts = [s for s in self.starts if s[0] < now]
        if is_live:
            self.starts.append((now, OFF))
