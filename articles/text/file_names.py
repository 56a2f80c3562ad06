"""What a file is called, made fit to be shown: a name and no path, in plain characters."""

import re

from articles.text.plain import one_line

#: Marks that turn the direction of what follows, or show as nothing: a name could look like
#: another with them (Unicode Standard Annex 9; "gpj.exe" read from the right).
HIDDEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

#: Characters of a name, with its ending.
LONGEST = 200


def bare(name):
    """Give the last part of a name, whatever path is before it, in plain characters."""
    last = re.split(r"[/\\]", name.replace("\0", ""))[-1]
    return one_line(HIDDEN.sub("", last))[:LONGEST]


def clean(name, ending):
    """Give the name of an uploaded file the ending that its content calls for, such as ".jpg"."""
    stem, dot, was = bare(name).rpartition(".")
    stem = stem if dot and was.isalnum() and len(was) <= 5 else bare(name)
    stem = stem.strip(". ")[: LONGEST - len(ending)]
    return f"{stem or 'picture'}{ending}"
