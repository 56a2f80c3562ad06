"""
Fills an empty site with stories for which something happens at one moment to come, and prints
that moment and every address at which one of them could show, as JSON. Run as a process:
python -m tests.articles.surfaces.coming_moment
"""

import json
import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from articles import fixing, press  # noqa: E402
from articles.models import ProofLink  # noqa: E402
from articles.surfaces.register import PROOF, SURFACES  # noqa: E402
from articles.surfaces.story import proof, tell  # noqa: E402
from tests.factories import (  # noqa: E402
    edit,
    make_article,
    make_live,
    make_proof_link,
    make_section,
    make_user,
)

#: Seconds that there must be until then: servers start, and the time before is sampled.
AHEAD = 15


def coming_minute():
    soon = timezone.now() + timedelta(seconds=AHEAD)
    return soon.replace(second=0, microsecond=0) + timedelta(minutes=1)


def fill(at):
    """Make the stories, out of words that the samples are searched for."""
    editor = make_user()
    section = make_section("Moments")
    mine = {"section": section, "tags": ["moments"], "bylines": ["Ilse Quay"]}
    always = make_live(headline="Alwaysthere", by=editor, **mine)
    make_proof_link(always, by=editor, expires_at=at)

    scheduled = make_article(headline="Scheduledword", **mine)
    press.schedule(scheduled, by=editor, at=at)

    changed = make_live(standfirst="Formerword", by=editor, **mine)
    press.schedule(edit(changed, standfirst="Latterword"), by=editor, at=at)
    live = changed.revisions.get(number=1)
    fixing.fix(changed, {"headline": "Mendedword"}, by=editor, live=live)

    corrected = make_live(headline="Correctedword", by=editor, **mine)
    press.correct(corrected, by=editor, kind="correction", note="Notedword.", at=at)

    expiring = make_live(headline="Expiringword", by=editor, **mine)
    press.expire(expiring, by=editor, at=at)

    promised = make_article(headline="Promisedword", **mine)
    press.embargo(promised, by=editor, until=at, reason="A promise.", source="A ministry")
    press.schedule(promised, by=editor, at=at)
    return [scheduled, changed, corrected, expiring, promised]


def main():
    at = coming_minute()
    stories = [tell(article) for article in fill(at)]
    addresses = {
        address: surface.name
        for story in stories
        for surface in SURFACES
        for address in surface.addresses(story)
    }
    lent = proof(ProofLink.objects.get())
    addresses[lent] = PROOF
    own = [*(story.paths[0] for story in stories), lent]
    print(json.dumps({"at": at.timestamp(), "addresses": addresses, "own": own}), flush=True)


if __name__ == "__main__":
    main()
