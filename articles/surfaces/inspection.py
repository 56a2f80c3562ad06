"""A story looked for on every surface, as a stranger would."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.surfaces.elsewhere import is_public
from articles.surfaces.evidence import gather
from articles.surfaces.reader import Reader, Reading
from articles.surfaces.register import (
    ARTICLE,
    HISTORY,
    PROOF,
    PROOF_PICTURE,
    RENDITION,
    SURFACES,
    Surface,
)
from articles.surfaces.searching import Page, holds, words
from articles.surfaces.story import open_pictures, open_proofs, renditions, tell
from articles.workflow import Answer

#: Pages kept of those that many stories share: the front, feeds, listings.
KEPT = 500

#: What a story's address answers while its edition in force has an answer (None: nothing yet).
STATUS = {
    None: 404,
    Answer.COPY: 200,
    Answer.OFF: 404,
    Answer.GONE: 410,
    Answer.MOVED: 301,
    Answer.VANISHED: 404,
}
PERMANENT, MISSING = 301, 404

#: Surfaces whose addresses are a story's own, and answer as it stands.
OWN = {ARTICLE, HISTORY, RENDITION, PROOF, PROOF_PICTURE}


@dataclass(frozen=True)
class Line:
    """What one address answered. `fault` is empty, or says what it should not have."""

    surface: Surface
    reading: Reading
    fault: str = ""

    @property
    def address(self):
        """The address, as it may be written down."""
        return self.surface.written(self.reading.address)


class Round:
    """One round of a reader through the site, who remembers the pages that stories share."""

    def __init__(self):
        self.reader = Reader()
        self.kept = OrderedDict()

    def look(self, address, method="GET"):
        """Fetch an address, or take it as it was fetched before: (reading, page)."""
        if address not in self.kept:
            reading = self.reader.read(address, method=method)
            self.kept[address] = reading, Page(reading.text)
        self.kept.move_to_end(address)
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        return self.kept[address]

    def forget(self):
        """Fetch everything anew from now on."""
        self.kept.clear()

    def inspect(self, article) -> Iterator[Line]:
        """Look for a story at every address of every surface: a line for each."""
        search = Search(self, article)
        for surface in SURFACES:
            for address in surface.addresses(search.story):
                yield search.line(surface, address)


class Search:
    """One story, and what of it must not be found."""

    def __init__(self, round_, article):
        self.round, self.number = round_, article.pk
        self.at = timezone.now()
        self.story = tell(article)
        self.current = article.editions.in_force(at=self.at).first()
        self.evidence = gather(article, self.story, self.current, at=self.at)
        self.open_proofs = open_proofs(article, at=self.at)
        # Of another story too, which readers have.
        self.open_files = renditions(open_pictures(self.story.pictures, at=self.at))

    def line(self, surface, address):
        reading, page = self.round.look(address, surface.method)
        faults = [
            failed(reading),
            self.misanswered(surface, reading),
            self.shown(surface, page, address),
        ]
        return Line(surface, reading, "; ".join(filter(None, faults)))

    # --- what its own addresses answer ---

    def misanswered(self, surface, reading):
        """Say what is wrong with the answer of one of the story's own addresses; "" if nothing."""
        if reading.fault or surface.name not in OWN:
            return ""
        if reading.status not in self.statuses(surface, reading.address):
            return _("%(status)s is no answer of this story now") % {"status": reading.status}
        if reading.status == PERMANENT and place(reading) not in self.targets(surface):
            return _("leads to %(place)s") % {"place": place(reading)}
        return ""

    def statuses(self, surface, address):
        """The statuses that one of the story's own addresses may answer with."""
        if surface.name == PROOF:
            return {STATUS[Answer.COPY] if address in self.open_proofs else MISSING}
        if surface.name in {RENDITION, PROOF_PICTURE}:
            # A file may be replaced, a proof show other pictures.
            return {MISSING, STATUS[Answer.COPY]} if self.is_open(address) else {MISSING}
        answer = self.current and self.current.answer
        expected = {STATUS[answer]}
        if answer == Answer.MOVED and not self.targets(surface):
            expected = {STATUS[Answer.GONE]}  # what it led to is there no more
        if answer == Answer.COPY and not address.startswith(self.current.path):
            expected = {PERMANENT}
        # There may be nothing to tell of its history.
        return expected | {MISSING} if surface.name == HISTORY else expected

    def is_open(self, address):
        """Tell whether a picture may be there: some page, or an open proof, shows it."""
        proof, _pictures, _file = address.rpartition("pictures/")
        return address in self.open_files or proof in self.open_proofs

    def targets(self, surface):
        """Where a story's own addresses may lead: in one hop, to a page that is there."""
        if self.current.answer == Answer.COPY:
            return {self.current.path + ("history/" if surface.name == HISTORY else "")}
        reading, _page = self.round.look(self.current.target)
        target = place(reading) if reading.status == PERMANENT else self.current.target
        reading, _page = self.round.look(target)
        return {target} if reading.status == STATUS[Answer.COPY] else set()

    # --- what is shown of it ---

    def shown(self, surface, page, address):
        """Say what a page gives away of the story; "" if nothing."""
        if surface.name == PROOF and address in self.open_proofs:
            return ""  # it is there to show what nobody else may see
        # Who asks for an address knows it.
        known = words(unquote(address))
        if surface.name == HISTORY:
            known = f"{known} | {self.evidence.told}"
        found = [phrase for phrase in self.evidence.on(page) if not holds(known, phrase)]
        secret = {self.evidence.phrases[phrase] for phrase in found if not self.is_public(phrase)}
        return _("shows %(what)s") % {"what": ", ".join(sorted(map(str, secret)))} if secret else ""

    def is_public(self, phrase):
        return furniture().has(phrase) or is_public(phrase, besides=self.number, at=self.at)


def failed(reading):
    return _("the page failed (%s); see the log") % reading.fault if reading.fault else ""


def place(reading):
    """The path that an answer leads to, as our own addresses are written."""
    return unquote(urlsplit(reading.header("Location")).path)


@cache
def furniture():
    """What any page may say: the words of the one for what is not there, with nothing on it."""
    return Page(render_to_string("404.html"))
