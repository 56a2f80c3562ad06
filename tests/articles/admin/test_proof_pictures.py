"""The pictures of proofs: shown to whom the proof is, as long as it is, and to nobody else."""

import re

import pytest
from django.utils import timezone

from articles import press
from articles.desk import moves, proof_links
from articles.models import Picture, ProofLink, ProofOpening
from tests.articles.admin.paperwork import at_desk
from tests.articles.paper import hanging
from tests.factories import (
    edit,
    make_article,
    make_library_picture,
    make_proof_link,
    make_user,
    next_minute,
)

pytestmark = pytest.mark.django_db

SMALL = (600, 400)


@pytest.fixture
def pictures():
    return [make_library_picture(size=SMALL, caption=f"Mast {n}") for n in range(2)]


@pytest.fixture
def story(pictures):
    """A draft with a picture on top and one in its copy."""
    lead, other = pictures
    body = f"<p>The boat left.</p>{hanging.figure(other, 'The far shore')}"
    return make_article(body=body, lead_picture=lead, lead_caption="At dawn", lead_alt="Boats")


def address(link):
    return f"/proof/{proof_links.token(link)}/"


def addresses(html):
    return sorted(set(re.findall(r"(/\S+?) \d+w", html)))


def test_the_desk_sees_a_proof_with_its_pictures(client, story, pictures):
    at_desk(client)

    html = client.get(f"/admin/articles/article/{story.pk}/proof/").content.decode()

    files = [
        f"/admin/articles/picture/{each.pk}/preview/{side}/"
        for each in pictures
        for side in (480, 1600)
    ]
    assert addresses(html) == sorted(files)
    assert html.count("<figure") == 2
    assert ("At dawn" in html, "The far shore" in html, 'alt="Boats"' in html) == (True,) * 3
    for file in files:
        assert client.get(file).getvalue()


def test_whoever_has_a_link_sees_them_below_its_own_address(client, story, pictures):
    link = make_proof_link(story)

    html = client.get(address(link)).content.decode()

    files = [
        f"{address(link)}pictures/{each.pk}-{side}.webp"
        for each in pictures
        for side in (480, 1600)
    ]
    assert addresses(html) == sorted(files)
    openings = ProofOpening.objects.count()
    for file in files:
        response = client.get(file)
        assert response.getvalue()[8:12] == b"WEBP"
        assert response.headers["Content-Type"] == "image/webp"
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert ProofOpening.objects.count() == openings == 1


def test_a_link_shows_no_picture_but_those_of_its_revision(client, story, pictures):
    other = make_library_picture(size=SMALL)
    link = make_proof_link(story, revision=story.newest())
    edit(story, lead_picture=other)
    latest = make_proof_link(story)

    def status(link, picture, side=480):
        response = client.get(f"{address(link)}pictures/{picture.pk}-{side}.webp")
        response.getvalue()
        return response.status_code

    assert [status(link, each) for each in (*pictures, other)] == [200, 200, 404]
    assert [status(latest, each) for each in (*pictures, other)] == [404, 200, 200]
    assert status(link, pictures[0], side=481) == 404
    assert status(link, Picture(pk=10**30)) == 404


def expired(story, link):
    ProofLink.objects.update(made_at=link.made_at.replace(year=2020), expires_at=timezone.now())


def revoked(story, link):
    proof_links.revoke(link, by=make_user())


def embargoed(story, link):
    press.embargo(story, by=make_user(), until=next_minute(9), reason="Asked", source="Trust")


def spiked(story, link):
    moves.move(story, "spike", by=make_user(), reason="No.")


def killed(story, link):
    press.publish(story, by=make_user())
    press.kill(story, by=make_user())


def withdrawn(story, link):
    Picture.objects.update(withdrawn_at=timezone.now())


def unlicensed(story, link):
    Picture.objects.update(licensed_until=timezone.now())


@pytest.mark.parametrize(
    "shut", [expired, revoked, embargoed, spiked, killed, withdrawn, unlicensed]
)
def test_a_picture_is_shut_with_its_proof(client, story, pictures, shut):
    link = make_proof_link(story)
    files = [f"{address(link)}pictures/{each.pk}-480.webp" for each in pictures]
    nothing = f"/proof/{'0' * 32}.unsigned/pictures/1-480.webp"

    shut(story, link)

    never = client.get(nothing)
    for file in files:
        response = client.get(file)
        assert (response.status_code, response.content) == (404, never.content)
        assert response.headers["Cache-Control"] == never.headers["Cache-Control"] == "no-store"


def test_a_signature_of_another_proof_opens_nothing(client, story, pictures):
    mine, other = make_proof_link(story), make_proof_link(make_article())
    token = address(mine).strip("/").split("/")[1]
    forged = f"{token.partition('.')[0]}.{proof_links.token(other).partition('.')[2]}"

    for at in (f"/proof/{forged}/", address(other)):
        assert client.get(f"{at}pictures/{pictures[0].pk}-480.webp").status_code == 404
