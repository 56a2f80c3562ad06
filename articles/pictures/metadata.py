"""What a picture's file says of itself, in the desk's words: from whichever label says more."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from articles.pictures import embedded
from articles.pictures.opening import opened
from articles.text.plain import printable

#: Characters of a line and of a text, and items of a list: more than anybody writes.
LINE, TEXT, ITEMS = 1_000, 20_000, 200
TEXTS = ("caption", "restrictions")
LISTS = ("creators", "keywords")

#: The first photograph. What says that it is older does not know when it was taken.
FIRST = 1826

ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(T(?P<time>\d\d:\d\d(:\d\d)?)(\.\d+)?(?P<zone>Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
#: A clock that was never set.
UNSET = re.compile(r"[0\s:T-]*", re.ASCII)


@dataclass
class Metadata:
    """What was read, each empty if the file does not say it."""

    headline: str = ""
    title: str = ""
    caption: str = ""
    creators: list[str] = field(default_factory=list)
    credit: str = ""
    copyright: str = ""
    keywords: list[str] = field(default_factory=list)
    city: str = ""
    place: str = ""
    country: str = ""
    alt: str = ""
    restrictions: str = ""
    rights_holder: str = ""
    #: UTC, of `taken` if that can be: by the paper's clock if it names no zone, from the day's
    #: beginning if it names no time; None if it names no day, or one to come.
    taken_at: datetime | None = None
    #: When it was taken, as exactly as the file says it: "2003-08-31", "1916".
    taken: str = ""

    def as_json(self) -> dict[str, Any]:
        taken_at = self.taken_at and self.taken_at.isoformat()
        return {**asdict(self), "taken_at": taken_at}


def read(file, *, at: datetime | None = None) -> Metadata:
    """Read what a picture says of itself at a moment (UTC; default now). Raises Unusable."""
    with opened(file) as image:
        if image.format == "PNG":  # which may say it behind the picture
            image.load()
        told = embedded.told(image)
    words: dict[str, Any] = {name: _merged(name, told) for name in _names()}
    return Metadata(**words, taken_at=moment(words["taken"], at or timezone.now()))


def _names() -> Iterable[str]:
    return Metadata.__dataclass_fields__.keys() - {"taken_at"}


def _merged(name: str, told: list[dict[str, Any]]) -> str | list[str]:
    """The longest list; or the first text, or what another has that goes on where it ends."""
    if name in LISTS:
        return max((_items(fields.get(name, [])) for fields in told), key=len, default=[])
    texts = [text for fields in told if (text := _clean(name, fields.get(name, "")))]
    return max((text for text in texts if text.startswith(texts[0])), key=len, default="")


def _items(values: list[str]) -> list[str]:
    cleaned = (_clean("", value) for value in values[:ITEMS])
    return list(dict.fromkeys(value for value in cleaned if value))


def _clean(name: str, text: str) -> str:
    if name in TEXTS:
        return printable(text[:TEXT]).replace("\r\n", "\n").replace("\r", "\n").strip()
    line = re.sub(r"\s*[\r\n\t]\s*", " ", printable(text[:LINE])).strip()
    return "" if name == "taken" and UNSET.fullmatch(line) else line


def moment(taken: str, now: datetime) -> datetime | None:
    """When a file says that it was taken (UTC); None for what cannot be or is to come."""
    told = ISO.fullmatch(taken)
    if not told:
        return None
    try:
        at = datetime.fromisoformat(f"{told['day']}T{told['time'] or '00:00'}{told['zone'] or ''}")
        at = at if told["zone"] else timezone.make_aware(at)
        at = at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    # A day's grace: clocks are wrong, and it is tomorrow already in the east.
    return at if at.year >= FIRST and at <= now + timedelta(days=1) else None
