"""The dateline: the place that opens the copy, in capitals, before a dash."""

import re

# At most 40 characters: a place, and a country or a state after a comma. What follows begins
# a sentence; "BRITAIN — once a sea power — is" has no dateline.
OPENING = re.compile(r"(?P<place>[^\W\d_][^\d—–:“”]{1,39}?) ?(?:—|–| -) ?(?=[“‘\"'(]?[^\Wa-z_])")

#: What papers also set in capitals before a dash.
LABELS = frozenset("analysis breaking comment exclusive opinion revealed review update".split())


def lift(text: str) -> tuple[str, str]:
    """
    Part the copy's first paragraph into its dateline and the rest: ("PARIS", "A bridge …"),
    or ("", text) where there is none.
    """
    opening = OPENING.match(text)
    if not opening:
        return "", text
    place = opening["place"]
    if not place.partition(",")[0].isupper() or place.lower() in LABELS:
        return "", text
    return place, text[opening.end() :]
