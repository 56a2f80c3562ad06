"""Links by which people outside read a proof: who may make one, and what each is good for."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.utils import timezone

from articles import press
from articles.desk import moves, proof_links
from articles.desk.proof_links import LONGEST, Bounds, Shut, State
from articles.models import Act, Article, ProofLink, ProofOpening
from articles.refusals import BadMoment, Embargoed, IllegalMove, Incomplete, NotPermitted
from articles.workflow import Answer
from tests.factories import (
    edit,
    make_article,
    make_live,
    make_proof_link,
    make_section,
    make_user,
    next_minute,
)

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def state(link, *, at=None):
    link = ProofLink.objects.get(pk=link.pk)
    return Bounds(link.article, at=at or timezone.now()).state(link)


def find(link, *, at=None):
    return proof_links.find(proof_links.token(link), at=at or timezone.now())


def shut(token, *, at=None):
    with pytest.raises(Shut) as refusal:
        proof_links.find(token, at=at or timezone.now())
    return refusal.value


def embargo(article):
    press.embargo(article, by=make_user(), reason="Report", source="The ministry")


def spike(article):
    moves.move(article, "spike", by=make_user())


# --- making one ---


def test_a_link_is_for_somebody_and_leaves_an_act():
    article, editor = make_article(), make_user()
    ends = timezone.now() + timedelta(days=3)

    link = proof_links.make(
        article,
        by=editor,
        recipient=" Ines \x00 Halloran ",
        revision=article.newest(),
        expires_at=ends,
    )

    link.refresh_from_db()
    assert (link.recipient, link.by, link.expires_at) == ("Ines Halloran", editor, ends)
    assert (link.article, link.revision) == (article, article.newest())
    act = Act.objects.get()
    assert (act.verb, act.by, act.at, act.revision) == (
        "proof",
        editor,
        link.made_at,
        link.revision,
    )
    assert act.reason == "Ines Halloran"


def refused(kind, article, **details):
    with pytest.raises(kind) as refusal:
        make_proof_link(article, **details)
    assert not ProofLink.objects.exists()
    assert not Act.objects.filter(verb="proof").exists()
    return str(refusal.value)


@pytest.mark.parametrize("recipient", ["", "  \t", "\x00\x07"])
def test_it_is_for_nobody_without_a_name(recipient):
    refused(Incomplete, make_article(), recipient=recipient)


def test_a_name_fits_its_field():
    refused(ValidationError, make_article(), recipient="x" * 201)


def test_it_lasts_sixty_days_at_most_and_ends_in_the_future():
    article, at = make_article(), timezone.now()

    for ends in (at, at - SECOND, at + LONGEST + SECOND, datetime(2027, 1, 1)):  # noqa: DTZ001
        refused(BadMoment, article, expires_at=ends, at=at)
    for ends in (at + SECOND, at + LONGEST):
        assert make_proof_link(article, expires_at=ends, at=at).expires_at == ends


def test_a_story_that_was_never_saved_has_none():
    article = Article.objects.create(headline="Ferry leaves")

    refused(Incomplete, article)


def test_it_shows_no_other_storys_words():
    refused(IllegalMove, make_article(), revision=make_article().newest())


@pytest.mark.parametrize("role", ["Reporter", "Sub-editor", "Picture editor", None])
def test_it_takes_the_right(role):
    refused(NotPermitted, make_article(), by=make_user(role))


def test_not_even_of_ones_own_copy():
    reporter = make_user("Reporter")

    refused(NotPermitted, make_article(by=reporter), by=reporter)


def test_a_section_editor_makes_one_in_their_section_alone():
    section, user = make_section("Rivers"), make_user("Section editor")
    section.editors.add(user)

    refused(NotPermitted, make_article(), by=user)
    refused(NotPermitted, make_article(by=user), by=user)
    assert make_proof_link(make_article(section=section), by=user).by == user


def test_nobody_makes_one():
    with pytest.raises(NotPermitted):
        proof_links.make(make_article(), by=None, recipient="Ines", expires_at=next_minute())


@pytest.mark.parametrize("bar, kind", [(spike, IllegalMove), (embargo, Embargoed)])
def test_none_is_made_of_what_nobody_outside_may_read(bar, kind):
    article = make_article()
    bar(article)

    refused(kind, article)


def test_none_is_made_of_a_killed_story():
    article = make_live()
    press.kill(article, by=make_user())

    refused(IllegalMove, article)


def test_under_an_embargo_one_is_made_of_the_words_that_readers_have():
    article = make_live()
    edit(article, headline="What is promised")
    embargo(article)

    refused(Embargoed, article)
    refused(Embargoed, article, revision=article.newest())
    assert make_proof_link(article, revision=article.revisions.get(number=1))


# --- opening one ---


def test_it_opens_the_revision_that_it_is_for():
    article = make_article(headline="First")
    first, following = make_proof_link(article, revision=article.newest()), make_proof_link(article)
    edit(article, headline="Second")

    assert find(first)[1].headline == "First"
    assert find(following)[1].headline == "Second"
    assert find(first)[0] == first


def test_it_goes_on_to_show_what_it_showed_once_the_story_is_out():
    article = make_article(headline="First")
    link = make_proof_link(article, revision=article.newest())
    press.publish(edit(article, headline="Second"), by=make_user())

    assert find(link)[1].headline == "First"


def test_it_ends_at_its_moment():
    ends = datetime(2027, 3, 28, 1, tzinfo=UTC)
    link = make_proof_link(make_article(), at=ends - timedelta(days=1), expires_at=ends)

    assert find(link, at=ends - timedelta(microseconds=1))
    assert shut(proof_links.token(link), at=ends).state == State.EXPIRED


def test_under_an_embargo_it_shows_nothing_until_it_ends():
    article, until = make_article(), next_minute(10)
    link = make_proof_link(article, days=1)
    press.embargo(article, by=make_user(), until=until, reason="Report", source="The ministry")

    assert shut(proof_links.token(link), at=until - SECOND).state == State.NOT_NOW
    assert find(link, at=until)


def test_under_an_embargo_it_goes_on_to_show_what_readers_have():
    article = make_live()
    pinned = make_proof_link(article, revision=article.newest())
    following = make_proof_link(article)
    edit(article, headline="What is promised")
    embargo(article)

    assert find(pinned)
    assert shut(proof_links.token(following)).state == State.NOT_NOW


@pytest.mark.parametrize("answer", [Answer.GONE, Answer.MOVED, Answer.VANISHED])
def test_of_a_killed_story_it_shows_nothing_until_it_is_reinstated(answer):
    make_live()
    article = make_live()
    link = make_proof_link(article, revision=article.newest())
    target = "/harbour/" if answer == Answer.MOVED else ""
    press.kill(article, by=make_user(), answer=answer, target=target)

    assert shut(proof_links.token(link)).state == State.NOT_NOW
    press.reinstate(article, by=make_user())
    assert find(link)


def test_of_a_spiked_story_it_shows_nothing():
    article = make_article()
    link = make_proof_link(article)
    spike(article)

    assert shut(proof_links.token(link)).state == State.NOT_NOW
    moves.move(article, "unspike", by=make_user())
    assert find(link)


@pytest.mark.parametrize("take_off", [press.withdraw, press.expire])
def test_what_is_off_the_site_may_be_proofed(take_off):
    article = make_live()
    take_off(article, by=make_user())

    assert find(make_proof_link(article))


def altered(token):
    uid, _stop, signature = token.partition(".")
    yield from ("", ".", "x", uid, signature, token[:-1], token[1:], f"{token}x", token.upper())
    yield from (f".{signature}", f"{uid}:{signature}", f"{token}.{signature}", f"{token} ")
    yield from (f"{'0' * 32}.{signature}", token + "\x00", "é" * 90, "\ud800", "%00", "9" * 100_000)
    yield Signer(sep=".").sign(uid)
    yield Signer(sep=".", salt="articles.proof_link").sign("f" * 32)


def test_a_token_is_good_whole_or_not_at_all():
    link = make_proof_link(make_article())

    for token in altered(proof_links.token(link)):
        assert shut(token).state is None, token
    assert find(link)


def test_two_links_have_two_tokens():
    article = make_article()
    first, second = make_proof_link(article), make_proof_link(article)

    assert proof_links.token(first) != proof_links.token(second)
    assert find(second)[0] == second


def test_a_new_key_takes_the_old_one_for_a_while(settings):
    token = proof_links.token(make_proof_link(make_article()))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of this site, and as long as the one that it had before"

    assert proof_links.find(token, at=timezone.now())
    settings.SECRET_KEY_FALLBACKS = []
    assert shut(token).state is None


def test_what_it_says_tells_nothing_of_the_story():
    article = make_live(headline="Ferry sinks")
    link = make_proof_link(article, recipient="Ines Halloran")
    press.kill(article, by=make_user())

    assert str(shut(proof_links.token(link))) == (
        "This proof cannot be read at present. Ask the desk about it."
    )


def test_each_opening_is_noted():
    article = make_article()
    link = make_proof_link(article)
    at = timezone.now()

    proof_links.opened(link, article.newest(), agent="Lynx/2.9\x00" + "x" * 500, at=at)

    opening = ProofOpening.objects.get()
    assert (opening.link, opening.revision, opening.at) == (link, article.newest(), at)
    assert opening.agent == "Lynx/2.9" + "x" * 192


# --- taking one back ---


def test_a_revoked_link_shows_nothing_and_leaves_an_act():
    link, editor = make_proof_link(make_article()), make_user()

    proof_links.revoke(link, by=editor)

    assert shut(proof_links.token(link)).state == State.REVOKED
    act = Act.objects.get(verb="revoke")
    assert (act.by, act.at, act.reason) == (editor, link.revoked_at, "Ines Halloran")


def test_to_revoke_it_again_changes_nothing():
    link = make_proof_link(make_article())
    proof_links.revoke(link, by=make_user())
    revoked_at = link.revoked_at

    proof_links.revoke(link, by=make_user())

    assert link.revoked_at == revoked_at == ProofLink.objects.get().revoked_at
    assert Act.objects.filter(verb="revoke").count() == 1


def test_whoever_may_not_make_one_may_not_revoke_it():
    article = make_article()
    link = make_proof_link(article)

    with pytest.raises(NotPermitted):
        proof_links.revoke(link, by=make_user("Reporter"))

    assert state(link) == State.OPEN
    assert not Act.objects.filter(verb="revoke").exists()


def test_a_link_that_ended_can_be_revoked_all_the_same():
    link = make_proof_link(make_article())
    spike(link.article)

    proof_links.revoke(link, by=make_user())

    assert state(link) == State.REVOKED
