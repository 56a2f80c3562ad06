"""Bylines as printed: who is credited, in what role, from where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

#: Characters. A longer line that begins with "By" is copy.
LONGEST = 200

BY = re.compile(r"(?P<dash>[-–—•]\s*)?by\s+(?=[^\s])", re.IGNORECASE)
COMMAS = re.compile(r"\s*[,;]\s*(?:(?:and|&)\s+)?", re.IGNORECASE)
ANDS = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
# "Editor in Chief" is no place.
PLACE = re.compile(r"(?:^|\s+)in\s+(?!chief\b)(?P<place>\S.*)$", re.IGNORECASE)

ROLES = frozenset(
    """
    analyst author chief columnist commentator correspondent critic director editor executive
    founder head leader minister photographer president producer professor reporter
    researcher secretary writer
    """.split()
)
#: Words of a credit that is nobody's name, such as "Argus Reporter" or "Our Foreign Staff".
COLLECTIVES = frozenset(
    """
    correspondent correspondents desk editor newsroom reporter reporters staff team writers
    """.split()
)
AGENCIES = frozenset(
    {
        *("afp", "agence france-presse", "ansa", "ap", "associated press", "bloomberg", "dpa"),
        *("efe", "kyodo", "pa", "pa media", "press association", "reuters", "swns", "upi"),
    }
)
AGENCY_ENDINGS = ("agency", "agencies", "news service", "newswire", "wires")

#: Words that stay small inside a name or a role, and those that stay in capitals.
SMALL = frozenset("and at bin da de del den der di du for in la le of on the to van von".split())
CAPITALS = frozenset("BBC EU ITV NHS TV UK UN US".split())

# "O'NEILL-SMITH" has three capitals, "MEN'S" has one.
LETTERS = re.compile(r"\b[^\W\d_][’'](?=\w)|[^\W\d_]+(?:[’'](?:s|S)\b)?")

CreditKind = Literal["person", "agency", "collective"]


@dataclass(frozen=True, slots=True)
class Credit:
    """One name of a byline; `role` in title case, `place` as printed after "in"."""

    name: str
    role: str = ""
    kind: CreditKind = "person"
    place: str = ""


def is_byline(line: str) -> bool:
    """Say whether a line credits somebody; "By Friday the boats were full" does not."""
    by = BY.match(line)
    if not by or len(line) > LONGEST or line.endswith((".", "…")):
        return False
    names = line[by.end() :]
    if by["dash"]:
        return not names[0].islower()
    return all(_is_role(part) or _is_capitalised(part) for part in COMMAS.split(names))


def credits_of(line: str) -> tuple[Credit, ...]:
    """
    Read "- By A, ROLE, and B, ROLE" into credits, in the order printed. An agency after a
    name is a credit by itself; "Our Foreign Staff" is nobody's name and stays whole.
    """
    found: list[Credit] = []
    for part in COMMAS.split(BY.sub("", line, count=1).strip(" ,;")):
        role, names = _role_and_names(part) if found else ("", ANDS.split(part))
        if role:
            found[-1] = _with_role(found[-1], role)
        for name in filter(None, names):
            _credit(name, found)
    return tuple(found)


def _role_and_names(part: str) -> tuple[str, list[str]]:
    """Part "Health and Science Editor and Jo Lark" after its last word for a job."""
    pieces = ANDS.split(part)
    jobs = [at for at, piece in enumerate(pieces) if _is_role(piece)]
    cut = jobs[-1] + 1 if jobs else 0
    return " and ".join(pieces[:cut]), pieces[cut:]


def _credit(name: str, found: list[Credit]) -> None:
    """Add the credit that a piece of a byline names, or its place to the one before."""
    name, place = _without_place(name)
    if not name:
        if found:
            found[-1] = replace(found[-1], place=place)
        return
    name, role = _without_capitals(name)
    kind = _kind(name)
    shouted = kind != "agency" and name.isupper()
    found.append(Credit(titled(name) if shouted else name, role, kind, place))


def _with_role(credit: Credit, role: str) -> Credit:
    """Give a credit its role; one that has a role already holds both."""
    role, place = _without_place(role)
    roles = filter(None, (credit.role, titled(role)))
    return replace(credit, role=", ".join(roles), place=place or credit.place)


def _without_place(piece: str) -> tuple[str, str]:
    """Cut "in Paris" off a name or a role."""
    found = PLACE.search(piece)
    if not found:
        return piece, ""
    place = found["place"]
    return piece[: found.start()], titled(place) if place.isupper() else place


def _without_capitals(name: str) -> tuple[str, str]:
    """Part "Ann Lark CRIME EDITOR", printed without a comma, into a name and a role."""
    words = name.split(" ")
    cut = len(words)
    while cut > 1 and words[cut - 1].isupper():
        cut -= 1
    role = " ".join(words[cut:])
    if _is_role(role) and not words[0].isupper():
        return " ".join(words[:cut]), titled(role)
    return name, ""


def _kind(name: str) -> CreditKind:
    """Tell agencies and collectives from persons."""
    low = name.lower().removeprefix("the ")
    if low in AGENCIES or low.endswith(AGENCY_ENDINGS):
        return "agency"
    if low.startswith("our ") or not COLLECTIVES.isdisjoint(_words(low)):
        return "collective"
    return "person"


def _is_role(piece: str) -> bool:
    """Say whether a piece of a byline names a job."""
    return not ROLES.isdisjoint(_words(piece))


def _is_capitalised(piece: str) -> bool:
    """Say whether a piece looks like names: no small word but those that names hold."""
    return all(not word[:1].islower() or word in SMALL for word in piece.split(" "))


def _words(piece: str) -> Iterable[str]:
    return re.findall(r"\w+", piece.lower())


def titled(words: str) -> str:
    """Set words in title case; those of mixed case ("McKay") and known initials stay."""
    first, *rest = words.split(" ")
    return " ".join([_capital(first), *(w.lower() if _is_small(w) else _capital(w) for w in rest)])


def _is_small(word: str) -> bool:
    return word.lower() in SMALL and not word.istitle()


def _capital(word: str) -> str:
    if word in CAPITALS or not (word.isupper() or word.islower()):
        return word
    return LETTERS.sub(lambda letters: letters[0].capitalize(), word)
