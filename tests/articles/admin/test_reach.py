"""What one's own form takes, and what a section gives: no more than that, and not for longer."""

import pytest

from articles.desk import planning
from articles.models import Article
from articles.workflow import Stage
from tests.articles.admin.paperwork import form_url, opened, send
from tests.factories import (
    edit,
    make_article,
    make_live,
    make_section,
    make_section_editor,
    make_user,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/articles"


# --- What one's own form takes ---------------------------------------------------------------


def kept_of(story):
    """What a story's own form has no say in."""
    names = ["owner", "stage", "embargoed_until", "embargo_reason", "uid", "source", "source_id"]
    return Article.objects.filter(pk=story.pk).values(*names, "created_at", "length").get()


def test_a_form_takes_no_field_that_it_does_not_have(client, stranger):
    story = make_article(by=stranger, section=make_section("Sport"))
    other, before = make_user("Reporter"), kept_of(story)
    more = {"owner": other.pk, "stage": "ready", "embargo_reason": "x", "uid": "x", "length": 9}
    more |= {"embargoed_until": "2030-01-01", "source": "wire", "source_id": "7", "created_at": ""}

    answer = send(client, story, **more | {"headline": "New", "revision_number": 99, "by": 1})

    assert answer.status_code == 302
    assert kept_of(story) == before
    assert Article.objects.get(pk=story.pk).revision_number == 2


def test_a_new_story_is_the_one_who_began_it(client, stranger):
    data = opened(client) | {"headline": "Mine", "owner": make_user().pk, "stage": "ready"}

    assert client.post(form_url(), data).status_code == 302

    story = Article.objects.get(headline="Mine")
    assert (story.owner, story.stage) == (stranger, Stage.DRAFT)
    assert client.get(form_url(story)).status_code == 200


def test_nobody_seizes_what_a_colleague_has(client, stranger):
    colleague = make_user("Reporter")
    story = make_article(owner=colleague, section=make_section("Crime"), assignee=colleague)
    story.shared_with.add(stranger)

    send(client, story, assignee=stranger.pk, is_flagged="on")

    story.refresh_from_db()
    assert (story.owner, story.assignee) == (colleague, colleague)


def test_a_legal_flag_is_not_taken_off_by_whoever_may_set_it(client, stranger):
    story = make_article(by=stranger, section=make_section("Sport"), is_flagged=True)
    data = opened(client, story)

    client.post(form_url(story), data | {"initial-is_flagged": "True", "headline": "New"})

    assert Article.objects.get(pk=story.pk).is_flagged


# --- Sections --------------------------------------------------------------------------------


def test_a_story_is_not_pulled_into_ones_own_section(client, stranger):
    """The right to change what is shared is none to publish it."""
    crime, sport = make_section("Crime"), make_section("Sport")
    shared = make_article(section=crime)
    homeless = make_article(section=None, owner=make_user("Reporter"))
    for story in (shared, homeless):
        story.shared_with.add(stranger)

        answer = send(client, story, section=sport.pk, headline="Taken")

        assert 400 <= answer.status_code < 500
        assert "Ask an editor of its section" in answer.text
        story.refresh_from_db()
        assert (story.section, story.revision_number) == ({shared: crime}.get(story), 1)


def test_no_restore_pulls_it_either(client, stranger):
    story = make_article(section=make_section("Sport"), owner=make_user("Reporter"))
    edit(story, section=make_section("Crime"))
    story.shared_with.add(stranger)

    answer = client.post(f"{DESK}/article/{story.pk}/restore/1/", {"seen": 2})

    assert 400 <= answer.status_code < 500
    assert Article.objects.get(pk=story.pk).section.name == "Crime"


def test_nor_does_a_form_opened_before(client, stranger):
    """It is merged, and the section that it was opened with is no wish of the person's."""
    story = make_article(section=make_section("Sport"), owner=make_user("Reporter"))
    story.shared_with.add(stranger)
    data = opened(client, story)
    edit(story, section=make_section("Crime"), headline="Moved")

    client.post(form_url(story), data | {"standfirst": "Late words."})
    client.post(form_url(story), data | {"slugline": "mine", "seen": 2})

    assert Article.objects.get(pk=story.pk).section.name == "Crime"


def test_an_editor_who_loses_a_section_loses_its_stories_at_once(client):
    crime = make_section("Crime")
    story = make_live(section=crime)
    editor = make_section_editor(crime)
    client.force_login(editor)
    page = f"{DESK}/article/{story.pk}/withdraw/"
    assert client.get(page).status_code == 200

    crime.editors.remove(editor)

    assert client.get(page).status_code == 404
    assert client.post(page, {"revision": 1}).status_code == 404
    assert story not in client.get(f"{DESK}/article/").context["cl"].result_list
    assert not client.get(f"{DESK}/edition/").context["cl"].result_list


def test_ones_own_copy_stays_ones_own_wherever_it_is_moved(client):
    reporter = make_user("Reporter")
    client.force_login(reporter)
    story = make_article(by=reporter, section=None)

    edit(story, section=make_section("Crime"))

    assert client.get(form_url(story)).status_code == 200
    assert send(client, story, headline="Still mine").status_code == 302


def test_what_is_shared_no_longer_is_gone(client):
    reporter = make_user("Reporter")
    client.force_login(reporter)
    story = make_article(section=None)
    planning.share(story, [reporter], by=make_user())
    assert client.get(form_url(story)).status_code == 200

    planning.unshare(story, [reporter], by=make_user())

    assert client.get(form_url(story)).status_code == 404


def test_who_edits_a_section_is_for_those_who_change_it(client):
    crime = make_section("Crime")
    crime.editors.add(make_user("Section editor", username="wilhelmina"))
    url = f"{DESK}/section/{crime.pk}/change/"
    data = {"name": "Crime", "slug": "crime", "position": 0, "colour": "#112233", "editors": []}

    client.force_login(make_user("Section editor"))
    assert "wilhelmina" not in client.get(url).text
    assert client.post(url, data).status_code == 403
    assert crime.editors.count() == 1

    client.force_login(make_user("Editor"))
    assert "wilhelmina" in client.get(url).text
    assert client.post(url, data).status_code == 302
    assert crime.editors.count() == 0


def test_a_section_takes_staff_for_editors_and_nobody_else(client):
    client.force_login(make_user())
    reader, leaver = make_user(role=None), make_user(is_active=False)
    data = {"name": "Crime", "slug": "", "position": 0, "colour": "#112233"}
    url = f"{DESK}/section/{make_section('Crime').pk}/change/"

    for stranger in (reader, leaver):
        answer = client.post(url, data | {"editors": [stranger.pk]})
        assert answer.context["errors"]
    assert not make_section("Crime").editors.exists()
