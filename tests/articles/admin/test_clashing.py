"""A story's form, sent after somebody else saved: merged, or settled place by place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Act, Article, Clash, Revision, Tag
from articles.workflow import Stage
from tests.articles.admin.paperwork import at_desk, errors, form_url, opened, send, told, words
from tests.factories import edit, make_article, make_user

pytestmark = pytest.mark.django_db

FIRST, SECOND = "<p>The boat left the quay at nine.</p>", "<p>Nobody was on it that day.</p>"


@pytest.fixture
def ines():
    return make_user(username="ines", first_name="Ines", last_name="Holm")


@pytest.fixture
def article():
    return make_article(headline="Ferry leaves", body=FIRST + SECOND, bylines=["Odile Marsh"])


def overtaken(client, article, *, by, **changes):
    """What a form would send that was opened before somebody else saved a story."""
    data = opened(client, article)
    edit(article, **changes)
    Revision.objects.filter(number=article.revision_number).update(by=by)
    return data


def kept(response, name):
    return response.context["adminform"].form[name].value()


def chosen(response, choice):
    """What the form sends once one choice is made in each place."""
    return {place["name"]: choice for place in response.context["places"]}


def texts(blocks, *kinds):
    """The words of a version that became something: same, out or in."""
    return ["".join(run.words for run in block.runs if run.kind in kinds) for block in blocks]


# --- What merges -----------------------------------------------------------------------------


def test_both_saves_are_in_the_story(client, article, ines):
    joe = at_desk(client)
    data = overtaken(client, article, by=ines, body=FIRST.replace("nine", "ten") + SECOND)

    response = send(client, article, data, headline="Ferry sails", tags=["ferries", "quay"])

    newest = article.newest()
    assert response.status_code == 302
    assert (newest.number, newest.by, newest.headline) == (3, joe, "Ferry sails")
    assert newest.body == FIRST.replace("nine", "ten") + SECOND
    assert newest.tags == ["ferries", "quay"]


def test_the_writer_is_told_of_a_merge_and_where_to_see_it(client, article, ines):
    at_desk(client)
    data = overtaken(client, article, by=ines, kicker="Sea")

    response = send(client, article, data, headline="Ferry sails")

    link = reverse("admin:articles_article_compare", args=[article.pk])
    assert told(response)[0] == (
        "Saved meanwhile: Ines Holm. Both their changes and yours are in the story now. "
        f'<a href="{link}?from=1&amp;to=3">See what came of both</a>'
    )


def test_a_form_that_changes_nothing_is_told_who_saved(client, article, ines):
    at_desk(client)
    data = overtaken(client, article, by=ines, kicker="Sea")

    response = send(client, article, data)

    assert "Saved meanwhile: Ines Holm. Yours had nothing to add." in told(response)[0]
    assert Revision.objects.count() == 2


def test_a_save_that_meets_nobody_says_nothing_of_others(client, article):
    at_desk(client)

    response = send(client, article, headline="Ferry sails")

    assert not any("meanwhile" in text for text in told(response))


def test_a_proof_is_of_the_merged_words(client, article, ines):
    at_desk(client)
    data = overtaken(client, article, by=ines, kicker="Sea")

    response = send(client, article, data, headline="Ferry sails", _proof="1")

    assert response.status_code == 302
    assert response.url.endswith(f"/{article.pk}/proof/")
    assert (article.newest().kicker, article.newest().headline) == ("Sea", "Ferry sails")


def test_copy_is_merged_and_then_moved(client, article, ines):
    at_desk(client)
    data = overtaken(client, article, by=ines, kicker="Sea")

    response = send(client, article, data, headline="Ferry sails", _move="submit", _stage="draft")

    now = Article.objects.get()
    assert response.status_code == 302
    assert (now.stage, now.kicker, now.headline) == (Stage.SUBMITTED, "Sea", "Ferry sails")


# --- What goes out, or is approved, is what the person saw -----------------------------------


def test_publishing_from_an_old_form_is_refused_and_shows_the_difference(client, article, ines):
    at_desk(client)
    data = overtaken(client, article, by=ines, kicker="Sea", body=FIRST)

    response = send(client, article, data, headline="Ferry sails", _publish="1")

    assert response.status_code == 409
    assert "saved revision 2 since you opened this story" in errors(response)
    assert "From Revision 1, which you saw, to Revision 2" in words(response)
    assert "[removed:" in words(response)
    assert kept(response, "headline") == "Ferry sails"
    assert kept(response, "seen") == "1"
    assert Article.objects.get().headline == "Ferry leaves"
    assert not Clash.objects.exists()


def test_a_plain_save_of_what_was_not_published_merges(client, article, ines):
    at_desk(client)
    data = overtaken(client, article, by=ines, kicker="Sea")
    send(client, article, data, headline="Ferry sails", _publish="1")

    response = send(client, article, data, headline="Ferry sails")

    assert response.status_code == 302
    assert (article.newest().kicker, article.newest().headline) == ("Sea", "Ferry sails")


def test_approving_from_an_old_form_is_refused_whole(client, article, ines):
    at_desk(client)
    Article.objects.update(stage=Stage.SUBBING)
    data = overtaken(client, article, by=ines, body=FIRST)

    response = send(
        client, article, data, headline="Ferry sails", _move="approve", _stage="subbing"
    )

    now = Article.objects.get()
    assert response.status_code == 409
    assert response.context["moved"]["difference"]
    assert kept(response, "headline") == "Ferry sails"
    assert (now.stage, now.headline, now.revision_number) == (Stage.SUBBING, "Ferry leaves", 2)
    assert not Act.objects.exists()


# --- What clashes ----------------------------------------------------------------------------


def clashing(client, article, *, by):
    """A form that clashes in headline and body, and merges elsewhere."""
    data = overtaken(
        client,
        article,
        by=by,
        headline="Ferry sails",
        body=FIRST.replace("nine", "ten") + SECOND,
        kicker="Sea",
    )
    return data | {
        "headline": "Ferry stays",
        "body": FIRST.replace("nine", "six") + SECOND,
        "dateline": "Tolland Bay",
        "tags": ["brand-new"],
    }


def test_a_clash_comes_back_with_each_place_and_nothing_chosen(client, article, ines):
    at_desk(client)
    data = clashing(client, article, by=ines)

    response = send(client, article, data)

    assert response.status_code == 409
    headline, body = response.context["places"]
    assert (headline["field"], body["field"]) == ("Headline", "Body")
    assert texts(headline["base"], "same") == ["Ferry leaves"]
    assert texts(headline["saved"], "in") == ["sails"]
    assert texts(headline["typed"], "out") == ["leaves"]
    assert texts(body["typed"], "same", "in") == ["The boat left the quay at six."]
    assert [headline["by"]["name"], body["by"]["name"]] == ["Ines Holm", "Ines Holm"]
    assert [headline["may_keep_both"], body["may_keep_both"]] == [False, True]
    assert "checked" not in response.content.decode().split("clash-heading")[1].split("section>")[0]


def test_a_clash_keeps_the_form_and_on_the_server_what_was_typed(client, article, ines):
    joe = at_desk(client)
    data = clashing(client, article, by=ines)

    response = send(client, article, data)

    assert {name: kept(response, name) for name in ("headline", "body", "dateline", "tags")} == {
        name: data[name] for name in ("headline", "body", "dateline", "tags")
    }
    clash = Clash.objects.get()
    assert (clash.by, clash.seen, clash.newest) == (joe, 1, 2)
    assert clash.contents["headline"] == "Ferry stays"
    assert "six" in clash.contents["body"]
    assert Revision.objects.count() == 2
    assert not Tag.objects.filter(name="brand-new").exists()


def test_a_clash_that_is_sent_again_is_kept_once(client, article, ines):
    at_desk(client)
    data = clashing(client, article, by=ines)

    assert [send(client, article, data).status_code for _time in range(2)] == [409, 409]
    assert Clash.objects.count() == 1


@pytest.mark.parametrize(
    ("choice", "headline", "hour"),
    [("saved", "Ferry sails", "ten"), ("typed", "Ferry stays", "six")],
)
def test_a_settled_clash_is_a_save(client, article, ines, choice, headline, hour):
    at_desk(client)
    data = clashing(client, article, by=ines)
    response = send(client, article, data)

    response = send(client, article, data, **chosen(response, choice))

    newest = article.newest()
    assert response.status_code == 302
    assert (newest.headline, newest.kicker, newest.dateline) == (headline, "Sea", "Tolland Bay")
    assert newest.body == FIRST.replace("nine", hour) + SECOND
    assert Clash.objects.count() == 1


def test_a_place_that_is_left_open_is_asked_for_again_and_the_choice_stays(client, article, ines):
    at_desk(client)
    data = clashing(client, article, by=ines)
    headline, _body = send(client, article, data).context["places"]

    response = send(client, article, data, **{headline["name"]: "typed"})

    assert response.status_code == 409
    assert [place["choice"] for place in response.context["places"]] == ["typed", ""]
    assert Revision.objects.count() == 2


@pytest.mark.parametrize("choice", ["both", "x", "", "\x00"])
def test_what_cannot_be_chosen_settles_nothing(client, article, ines, choice):
    at_desk(client)
    data = overtaken(client, article, by=ines, headline="Ferry sails") | {"headline": "Ferry stays"}
    response = send(client, article, data)

    response = send(client, article, data, **chosen(response, choice))

    assert response.status_code == 409
    assert Article.objects.get().headline == "Ferry sails"


def test_a_choice_is_asked_again_of_words_saved_since(client, article, ines):
    at_desk(client)
    data = overtaken(client, article, by=ines, headline="Ferry sails") | {"headline": "Ferry stays"}
    choices = chosen(send(client, article, data), "typed")
    edit(article, headline="Ferry docks")

    response = send(client, article, data, **choices)

    assert response.status_code == 409
    assert [place["choice"] for place in response.context["places"]] == [""]
    assert Article.objects.get().headline == "Ferry docks"


def test_ones_own_other_window_is_named_so(client, article):
    joe = at_desk(client)
    data = overtaken(client, article, by=joe, headline="Ferry sails") | {"headline": "Ferry stays"}

    response = send(client, article, data)

    assert "Saved by you, in another window" in words(response)
    assert "Keep what is saved" in words(response)


def test_every_field_that_can_clash_is_shown_in_words(client, article, ines):
    at_desk(client)
    data = overtaken(
        client, article, by=ines, label="opinion", shows_history=False, section=None, language="fr"
    )

    response = send(client, article, data, label="analysis", language="de")

    label, language = sorted(response.context["places"], key=lambda place: place["field"])
    assert response.status_code == 409
    assert [label["field"], language["field"]] == ["Label", "Language"]
    assert texts(label["typed"], "in") == ["Analysis"]
    assert texts(label["saved"], "in") == ["Opinion"]


# --- What was kept ---------------------------------------------------------------------------


def clashes_url(article):
    return reverse("admin:articles_article_clashes", args=[article.pk])


def test_a_story_links_to_the_copy_kept_of_its_clashes(client, article, ines):
    at_desk(client)
    send(client, article, clashing(client, article, by=ines))

    assert clashes_url(article) in client.get(form_url(article)).content.decode()
    shown = words(client.get(clashes_url(article)))
    assert "Written on revision 1; revision 2 had been saved meanwhile." in shown
    assert "[added: stays" in shown
    assert "Tolland Bay" in shown


def test_a_story_without_a_clash_links_to_none(client, article):
    at_desk(client)

    assert clashes_url(article) not in client.get(form_url(article)).content.decode()
    assert client.get(clashes_url(article)).status_code == 200


def test_kept_copy_is_for_whoever_may_see_the_story(client, article, ines):
    at_desk(client)
    send(client, article, clashing(client, article, by=ines))

    reporter = at_desk(client, "Reporter")
    assert client.get(clashes_url(article)).status_code == 404

    article.shared_with.add(reporter)
    assert client.get(clashes_url(article)).status_code == 200
    assert client.post(clashes_url(article)).status_code == 405


def queries(client, article):
    with CaptureQueriesContext(connection) as captured:
        client.get(clashes_url(article))
    return len(captured)


def test_the_page_of_kept_copy_asks_the_database_as_much_for_one_as_for_three(
    client, article, ines
):
    at_desk(client)
    send(client, article, clashing(client, article, by=ines))
    of_one = queries(client, article)
    kept = Clash.objects.get()
    for number in range(2):
        contents = kept.contents | {"headline": f"Other {number}", "tags": [f"tag-{number}"]}
        Clash.objects.create(article=article, by=ines, seen=1, newest=2, contents=contents)

    assert queries(client, article) == of_one


def test_kept_copy_comes_in_pages(client, article):
    writer = at_desk(client)
    contents = article.newest().contents()
    for number in range(11):
        Clash.objects.create(
            article=article,
            by=writer,
            seen=1,
            newest=1,
            contents=contents | {"kicker": f"Kept {number}."},
        )

    first, last, forged = (
        words(client.get(f"{clashes_url(article)}?page={page}")) for page in ("1", "2", "x")
    )

    assert ("Kept 10." in first, "Kept 0." in first, "Earlier ones" in first) == (True, False, True)
    assert ("Kept 10." in last, "Kept 0." in last, "Later ones" in last) == (False, True, True)
    assert forged == first
