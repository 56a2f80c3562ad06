"""Names spelt two ways in one story."""

import re
import unicodedata
from collections import Counter, defaultdict
from functools import partial
from itertools import combinations, islice, pairwise

from django.utils.translation import gettext as _

from articles.checks.finding import Found

WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
POSSESSIVE = re.compile(r"[’']s?\Z")
#: Fields with names in them, the weightiest first.
FIELDS = ["body", "standfirst", "headline", "lead_caption", "bylines"]

#: Words that begin a sentence, or stand before a name, and are no part of one.
NO_NAMES = frozenset(
    """
    a after all also an and any are as at be because before both but by did do dr each even few for
    from had has have he her here him his how if in is it its just lady last later like lord many
    miss more most mr mrs ms my new no nor not now of on once one only or our over she since sir
    so some st such than that the their them then there these they this those though to under
    until up was we were what when where which while who whose why will with you your
    """.split()
)

#: Pairs of words that one story compares; a long read has some 500.
MOST = 5_000
#: Letters of a name that are compared.
LONGEST = 30

#: What makes another name or word of one: Paul and Paula, Club and Clubs, Russia and Russian.
ENDINGS = "asny"


def names(reading):
    """“Jon Hartley” where the others say “John Hartley”; “Macleod” beside “MacLeod”."""
    seen = Seen(reading)
    for rarer, usual in seen.alike():
        says = _("“%(rarer)s” is “%(usual)s” elsewhere: make them one, if they are the same.")
        field, start = seen.first[rarer]
        yield Found(says % {"rarer": rarer, "usual": usual}, field, start, start + len(rarer))


class Seen:
    """The names of a story: how often each is there, and where first."""

    def __init__(self, reading):
        self.times: Counter[str] = Counter()
        #: name: (field, character).
        self.first: dict[str, tuple[str, int]] = {}
        for field in FIELDS:
            for name, start in candidates(reading.words[field]):
                self.times[name] += 1
                self.first.setdefault(name, (field, start))

    def alike(self):
        """Pairs of names that seem to be one: (the rarer, the more usual)."""
        told = set()
        for one, other in islice(self.pairs(), MOST):
            rarer, usual = sorted([one, other], key=lambda name: (self.times[name], name))
            # Of a name that differs, the name with its first name differs too: that is enough.
            if not any(part in told for part in (rarer, *rarer.split(" "))):
                told.add(rarer)
                yield rarer, usual

    def pairs(self):
        for group in grouped(self.times, folded).values():
            yield from combinations(group, 2)
        couples = [name for name in islice(self.times, MOST) if " " in name]
        for part in (0, 1):
            for group in grouped(couples, partial(word_of, part)).values():
                yield from near(group, 1 - part)


def word_of(part, couple):
    return couple.split(" ")[part]


def candidates(words):
    """Yield the words that could be names, and each two together: (name, where it starts)."""
    before, end = "", -1
    for found in WORD.finditer(words):
        word, start = found[0], found.start()
        if not word[0].isupper() or not is_name(name := POSSESSIVE.sub("", word)):
            before = ""
            continue
        yield name, start
        if before and start == end + 1 and words[end] == " ":
            yield f"{before} {name}", start - len(before) - 1
        before, end = (name if name == word else ""), found.end()


def is_name(word):
    return not word.isupper() and word.lower() not in NO_NAMES


def folded(name):
    """A name without what two spellings of it differ in: capitals, accents, hyphens."""
    name = name.casefold()
    if name.isascii() and "-" not in name:
        return name
    letters = unicodedata.normalize("NFKD", name)
    # An apostrophe tells "We’ll" from "Well".
    return "".join(each for each in letters if each.isalnum() or each in "’ ")


def grouped(names, key):
    groups = defaultdict(list)
    for name in names:
        groups[key(name)].append(name)
    return {key: group for key, group in groups.items() if len(group) > 1}


def near(couples, part):
    """Pairs of names of two words, one of them the same, whose other differs in one letter."""
    words = {word_of(part, couple): couple for couple in couples}
    short = grouped(
        [(less, word) for word in words for less in shortened(word)], lambda pair: pair[0]
    )
    done = set()
    for group in short.values():
        for (_less, one), (_same, other) in pairwise(group):
            if one != other and (one, other) not in done and is_variant(one, other):
                done |= {(one, other), (other, one)}
                yield words[one], words[other]


def shortened(word):
    """A word, and all that is left of it without one of its letters."""
    word = word[:LONGEST].casefold()
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}


def is_variant(one, other):
    """
    Tell whether two words are spellings of one name, rather than two names: John and Jon are,
    Mark and Mary, Paul and Paula, Club and Clubs are not.
    """
    short, long = sorted([one.casefold(), other.casefold()], key=len)
    if len(short) < len(long):
        return len(short) >= 3 and long not in {short + ending for ending in ENDINGS}
    differing = [at for at, pair in enumerate(zip(short, long, strict=True)) if len({*pair}) > 1]
    return len(short) >= 7 and len(differing) == 1
