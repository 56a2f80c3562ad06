"""Marks that people on the desk make in copy for each other, and that no reader is to see."""

import re

from django.utils.translation import gettext as _

from articles.checks.finding import Found

#: What begins a mark in brackets whatever follows, and what does alone or before a colon: a
#: quotation may have "[Ed Miliband]" or "[sic]".
ANYHOW = r"check|query|tbc|tbd|to\ ?do|confirm|cq|insert|fill\ in|placeholder|tk"
ALONE = (
    "subs?|ed|eds|editors?|(?:news)?desk|legal|lawyers?|notes?|pics?|picture|caption|link|source|"
    "name|age|date|figure|quote|who|when|where|spelling"
)

MARK = re.compile(
    rf"""
    \bTK(?:TK)*\b(?!\ ?(?:Maxx|MAXX))       # to come; TK Maxx is a shop
    | \bX{{3,}}\b | [£$€]X{{1,3}}(?:m|bn|k)?\b
    | \?{{3,}}
    | \[\s?(?i:{ANYHOW})\b[^\]\n]{{0,200}}\]
    | \[\s?(?i:{ALONE})\s?(?:[:?][^\]\n]{{0,200}})?\]
    | (?i:\blorem\ ipsum\b | \bdolor\ sit\ amet\b)
    | (?i:\bmore\ follows\b | \bnotes?\ to\ (?:subs?|desk|eds?|editors?|picture\ desk)\b)
    | \b(?:TODO|FIXME)\b
    | \{{[^{{}}\n]{{0,200}}\}}              # a template's blank, not filled in
    """,
    re.VERBOSE,
)


def marks(reading):
    for field, words in reading.words.items():
        for found in MARK.finditer(words):
            says = _("“%(mark)s” is a mark of the desk: settle it, and take it out.")
            yield Found(says % {"mark": found[0]}, field, *found.span())
