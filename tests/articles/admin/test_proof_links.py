"""The desk's page of a story's proof links."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import press
from articles.admin import proof_links as page
from articles.desk import moves, proof_links
from articles.models import Act, Article, ProofLink, ProofOpening
from tests.articles.admin.paperwork import at_desk, soon, told, typed, words
from tests.factories import edit, make_article, make_live, make_proof_link, make_section, make_user

pytestmark = pytest.mark.django_db


def links_url(article):
    return reverse("admin:articles_article_proof_links", args=[article.pk])


def revoke_url(article, link):
    return reverse("admin:articles_article_revoke_proof", args=[article.pk, link.pk])


def send(client, article, **changes):
    data = {"recipient": "Ines Halloran", "revision": "1", "expires_at": typed(soon(days=7))}
    return client.post(links_url(article), data | changes)


def errors(response):
    return " ".join(
        str(error) for each in response.context["form"].errors.values() for error in each
    )


# --- making one ---


def test_one_is_made_and_shown_to_be_copied(client):
    editor, article = at_desk(client), make_article()

    response = send(client, article, expires_at=typed(soon(days=3)))

    link = ProofLink.objects.get()
    assert response["Location"] == f"{links_url(article)}#link-{link.pk}"
    assert (link.article, link.by, link.recipient) == (article, editor, "Ines Halloran")
    assert (link.revision, link.expires_at) == (article.newest(), soon(days=3))
    assert told(response) == ["The link for Ines Halloran is made. Copy it and send it."]
    there = f"http://testserver/proof/{proof_links.token(link)}/"
    shown = client.get(links_url(article)).content.decode()
    assert f"readonly>{there}</textarea>" in shown
    assert client.get(there).status_code == 200


def test_one_follows_the_newest(client):
    at_desk(client)

    send(client, make_article(), revision="newest")

    assert ProofLink.objects.get().revision is None


def test_an_earlier_revision_is_offered_by_its_number(client):
    at_desk(client)
    article = edit(make_article(), headline="Second")

    form = client.get(links_url(article)).context["form"]
    earlier = client.get(links_url(article), {"revision": 1}).context["form"]

    assert form["revision"].value() == 2
    assert earlier["revision"].value() == 1


def test_it_lasts_a_week_if_nobody_says_otherwise(client):
    at_desk(client)

    before = timezone.now()
    form = client.get(links_url(make_article())).context["form"]
    after = timezone.now()

    assert before <= form.initial["expires_at"] - page.USUAL <= after
    assert f'value="{typed(form.initial["expires_at"])}"' in str(form["expires_at"])


REFUSED = {
    "nobody": ({"recipient": " "}, 400, "This field is required."),
    "a long name": ({"recipient": "x" * 201}, 400, "at most 200 characters"),
    "a NUL": ({"recipient": "I\x00nes"}, 400, "Null characters are not allowed."),
    "no revision": ({"revision": ""}, 400, "This field is required."),
    "another revision": ({"revision": "2"}, 400, "There is no such revision"),
    "no number": ({"revision": "²"}, 400, "There is no such revision"),
    "a huge number": ({"revision": "9" * 5000}, 400, "There is no such revision"),
    "a number below": ({"revision": "-1"}, 400, "There is no such revision"),
    "no time": ({"expires_at": ""}, 400, "This field is required."),
    "words": ({"expires_at": "soon"}, 400, "Enter a valid date/time."),
    "the past": ({"expires_at": typed(soon(days=-1))}, 400, "That moment has passed"),
    "too long": ({"expires_at": typed(soon(days=61))}, 400, "60 days at most"),
    "the hour that is twice": ({"expires_at": "2027-10-31T01:30"}, 400, "The clock goes back"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_do_is_said_and_kept(client, what):
    at_desk(client)
    edit(make_article(), headline="Of a revision 2")
    changes, status, says = REFUSED[what]
    article = make_article()

    response = send(client, article, **changes)

    assert response.status_code == status
    assert says in errors(response)
    assert "No link was made." in words(response)
    form = response.context["form"]
    sent = {"recipient": "Ines Halloran", "revision": "1"} | changes
    assert {name: form[name].value() for name in sent} == sent
    assert not ProofLink.objects.exists()


BARRED = {
    "spiked": lambda article: moves.move(article, "spike", by=make_user()),
    "embargoed": lambda article: press.embargo(
        article, by=make_user(), reason="Report", source="The ministry"
    ),
}


@pytest.mark.parametrize("bar", BARRED)
def test_of_what_nobody_outside_may_read_none_is_made(client, bar):
    at_desk(client)
    article = make_article()
    BARRED[bar](article)

    shown, response = client.get(links_url(article)), send(client, article)

    assert bar in words(shown) or "embargo" in words(shown)
    assert response.status_code == 409
    assert "Ines Halloran" in words(response) or "Ines Halloran" in response.content.decode()
    assert not ProofLink.objects.exists()


def test_of_a_story_that_was_never_saved_there_are_none(client):
    at_desk(client)
    article = Article.objects.create(headline="Ferry leaves")

    for response in (client.get(links_url(article)), send(client, article)):
        assert response["Location"] == reverse("admin:articles_article_change", args=[article.pk])
        assert told(response)[-1] == "There is nothing to proof yet: save the story first."


# --- the list ---


def test_there_may_be_none_yet(client):
    at_desk(client)

    response = client.get(links_url(make_article()))

    assert "Nobody has been sent a proof of this story by a link." in words(response)


def test_it_tells_of_each_link_what_it_is_good_for(client):
    at_desk(client)
    article, editor = make_article(), make_user(username="kit")
    by = {"by": editor}
    make_proof_link(article, recipient="Open", revision=article.newest(), **by)
    expired = make_proof_link(article, recipient="Expired", **by)
    ProofLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    proof_links.revoke(make_proof_link(article, recipient="Revoked", **by), by=editor)

    response = client.get(links_url(article))

    lines = response.context["lines"]
    assert [(line.link.recipient, line.state) for line in lines] == [
        ("Revoked", "revoked"),
        ("Expired", "expired"),
        ("Open", "open"),
    ]
    assert [bool(line.address) for line in lines] == [False, False, True]
    assert "by kit" in words(response)
    assert "Follows the newest" in words(response)


def test_a_link_that_is_good_for_nothing_now_may_be_later(client):
    at_desk(client)
    article = make_article()
    make_proof_link(article)
    BARRED["embargoed"](article)

    [line] = client.get(links_url(article)).context["lines"]

    assert line.state == "not_now"
    assert line.address


def test_it_tells_of_every_opening(client):
    at_desk(client)
    article = make_article()
    link = make_proof_link(article)
    client.get(reverse("proof", args=[proof_links.token(link)]), HTTP_USER_AGENT="<b>Lynx/2.9")

    shown = words(client.get(links_url(article)))

    assert "Opened once" in shown
    at = timezone.localtime(ProofOpening.objects.get().at)
    assert f"{at.day} {at:%B %Y, %H:%M:%S} Revision 1 &lt;b&gt;Lynx/2.9" in shown


def test_it_shows_the_latest_openings_and_how_many_there_were(client, monkeypatch):
    monkeypatch.setattr(page, "SHOWN", 2)
    at_desk(client)
    article = make_article()
    for link in (make_proof_link(article), make_proof_link(article, recipient="Kit Lowe")):
        for number in range(5):
            proof_links.opened(link, article.newest(), agent=f"No. {number}", at=timezone.now())

    shown = words(client.get(links_url(article)))

    assert shown.count("Opened 5 times; 3 earlier times are not shown") == 2
    assert [shown.count(f"No. {number}") for number in range(5)] == [0, 0, 0, 2, 2]


def test_many_links_cost_no_more_queries_than_one(client):
    at_desk(client)
    article = make_article()

    def opened():
        link = make_proof_link(article, revision=article.newest())
        proof_links.opened(link, article.newest(), agent="Lynx", at=timezone.now())

    opened()
    client.get(links_url(article))
    with CaptureQueriesContext(connection) as one:
        client.get(links_url(article))
    for _number in range(3):
        opened()

    with CaptureQueriesContext(connection) as four:
        client.get(links_url(article))

    assert len(four) == len(one)


def test_it_tells_nothing_of_another_storys_links(client):
    at_desk(client)
    make_proof_link(make_article(), recipient="Kit Lowe")

    assert "Kit Lowe" not in words(client.get(links_url(make_article())))


def test_it_is_kept_by_nobody(client):
    at_desk(client)

    assert "no-store" in client.get(links_url(make_article()))["Cache-Control"]


# --- taking one back ---


def test_a_link_is_revoked(client):
    editor, article = at_desk(client), make_article()
    link = make_proof_link(article)

    response = client.post(revoke_url(article, link))

    assert response["Location"] == f"{links_url(article)}#link-{link.pk}"
    assert told(response) == ["The link for Ines Halloran opens nothing any more."]
    assert ProofLink.objects.get().revoked_at
    assert Act.objects.get(verb="revoke").by == editor
    assert client.post(revoke_url(article, link)).status_code == 302


def test_looking_revokes_nothing(client):
    at_desk(client)
    link = make_proof_link(make_article())

    assert client.get(revoke_url(link.article, link)).status_code == 405
    assert ProofLink.objects.get().revoked_at is None


def test_another_storys_link_is_not_revoked(client):
    at_desk(client)
    link = make_proof_link(make_article())

    assert client.post(revoke_url(make_article(), link)).status_code == 404
    assert ProofLink.objects.get().revoked_at is None


# --- for whom it is ---


def answers(client, article):
    """What each door answers, and how many links were made and revoked."""
    link = make_proof_link(article, by=make_user())
    responses = [
        client.get(links_url(article)),
        send(client, article),
        client.post(revoke_url(article, link)),
    ]
    links = article.proof_links
    made, revoked = links.count() - 1, links.exclude(revoked_at=None).count()
    return [response.status_code for response in responses], made, revoked


@pytest.mark.parametrize("role, status", [("Reporter", 403), ("Sub-editor", 403)])
def test_who_may_not_send_proofs_sees_nothing_of_it(client, role, status):
    user = at_desk(client, role)
    article = make_article(by=user)

    assert answers(client, article) == ([status] * 3, 0, 0)
    form = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert links_url(article) not in form.content.decode()


def test_a_section_editor_sends_proofs_of_their_section_alone(client):
    section = make_section("Rivers")
    section.editors.add(at_desk(client, "Section editor"))

    assert answers(client, make_article()) == ([404] * 3, 0, 0)
    assert answers(client, make_article(section=section)) == ([200, 302, 302], 1, 1)


def test_a_story_shared_with_a_section_editor_is_theirs_to_read_and_not_to_send(client):
    article = make_article()
    article.shared_with.add(at_desk(client, "Section editor"))

    assert answers(client, article) == ([403] * 3, 0, 0)


def test_strangers_are_asked_who_they_are(client):
    assert answers(client, make_article()) == ([302] * 3, 0, 0)


def test_the_storys_form_leads_there(client):
    at_desk(client)
    article = make_live()

    form = client.get(reverse("admin:articles_article_change", args=[article.pk]))

    assert f'<a href="{links_url(article)}">Proof links…</a>' in form.content.decode()


def test_the_record_tells_of_it(client):
    at_desk(client)
    article = make_article()
    proof_links.revoke(make_proof_link(article, revision=article.newest()), by=make_user())

    form = words(client.get(reverse("admin:articles_article_change", args=[article.pk])))

    assert "Proof link made (Revision 1)" in form
    assert "Proof link revoked (Revision 1)" in form


def test_an_hour_less_than_the_longest_is_not_too_long(client):
    at_desk(client)

    send(client, make_article(), expires_at=typed(soon(days=60) - timedelta(hours=2)))

    assert ProofLink.objects.count() == 1
