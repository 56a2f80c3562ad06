"""What a check says of copy."""

from dataclasses import asdict, dataclass, fields
from typing import NamedTuple


@dataclass(frozen=True)
class Finding:
    """One thing that a check found, and where: for the form, the press and the edition's record."""

    #: The check's name in the register; "house-7" for a house rule.
    check: str
    #: One of workflow.Level.
    level: str
    #: What is wrong and what to do, to a person.
    message: str
    #: The form's field that it is in, such as "headline", "body", "bylines"; empty for none.
    field: str = ""
    #: The very words in that field (see Reading.words), and which of their occurrences it is,
    #: from 0. Empty where the field as a whole is meant.
    quote: str = ""
    nth: int = 0

    def as_json(self):
        """What an edition keeps of it: the fields that say something."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, kept):
        """Make the finding that an edition keeps, whatever else it keeps with it."""
        return cls(**{field.name: kept[field.name] for field in fields(cls) if field.name in kept})


class Found(NamedTuple):
    """What a check yields: what to tell a person, of characters start:stop of a field's words."""

    message: str
    field: str = ""
    start: int = 0
    stop: int = 0
