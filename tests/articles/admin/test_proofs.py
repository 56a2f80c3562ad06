import pytest

from articles.desk import saving
from articles.models import Edition, Tag
from tests.articles.admin.paperwork import at_desk
from tests.factories import edit, make_article, make_live, make_user

pytestmark = pytest.mark.django_db


def proof(client, article, **query):
    return client.get(f"/admin/articles/article/{article.pk}/proof/", query)


def test_a_proof_shows_the_newest_revision_through_the_papers_page(client):
    reporter = at_desk(client, "Reporter")
    article = make_article(headline="Ferry sinks", tags=["ferries"], by=reporter)

    response = proof(client, article)

    page = response.content.decode()
    assert "paper/article.html" in [template.name for template in response.templates]
    assert "Proof of revision 1, for the desk only." in page
    for words in ("Ferry sinks", "Odile Marsh", "/topic/ferries/"):
        assert words in page
    assert not Edition.objects.exists()


def test_a_proof_is_kept_by_nobody_and_leads_nobody_to_it(client):
    at_desk(client)

    response = proof(client, make_article())

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_proof_of_a_live_story_shows_what_readers_have_not(client):
    at_desk(client)
    article = make_live(headline="First", tags=["old"])
    article.headline = "Second"
    saving.save(article, by=None, tags=Tag.objects.named(["new"]))

    page = proof(client, article).content.decode()

    assert "Second" in page
    assert "/topic/new/" in page
    assert "/topic/old/" not in page


def test_an_earlier_revision_is_proofed_by_its_number(client):
    at_desk(client)
    article = make_article(headline="First")
    article.headline = "Second"
    saving.save(article, by=None)

    assert "First" in proof(client, article, revision=1).content.decode()


@pytest.mark.parametrize("number", ["", "x", "0", "3", "-1", "²", "9" * 40])
def test_no_other_revision_is_found(client, number):
    at_desk(client)

    assert proof(client, make_article(), revision=number).status_code == 404


def test_a_story_without_section_or_headline_is_proofed_as_far_as_it_goes(client):
    at_desk(client)
    article = make_article(headline="", slugline="bridge", section=None, bylines=[], tags=[])

    response = proof(client, article)

    assert response.status_code == 200
    assert "general surprise" in response.content.decode()


def test_another_storys_revision_is_not_found(client):
    at_desk(client)
    edit(make_article(), headline="Of revision 2")

    assert proof(client, make_article(), revision=2).status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_no_such_story_is_not_found(client, number):
    at_desk(client)

    assert client.get(f"/admin/articles/article/{number}/proof/").status_code == 404


def test_it_leads_back_to_the_desk(client):
    at_desk(client)
    article = make_article()

    page = proof(client, article).content.decode()

    assert f'<a href="/admin/articles/article/{article.pk}/change/">Back to the story</a>' in page


def test_a_proof_is_not_for_readers(client):
    article = make_article()

    assert proof(client, article).status_code == 302
    client.force_login(make_user(role=None))
    assert proof(client, article).status_code == 302


@pytest.mark.parametrize("role", ["Reporter", "Section editor"])
def test_a_proof_of_a_story_out_of_reach_is_not_found(client, role):
    at_desk(client, role)
    article = make_article()

    assert proof(client, article).status_code == 404
    assert proof(client, article, revision=1).status_code == 404


def test_staff_without_the_right_to_see_stories_see_no_proof(client):
    user = make_user(role=None)
    user.is_staff = True
    user.save()
    client.force_login(user)

    article = make_article()

    assert proof(client, article).status_code == 404
    article.shared_with.add(user)
    assert proof(client, article).status_code == 403
