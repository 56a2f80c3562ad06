"""What the list does to many stories at once: each by itself, and told of each."""

from datetime import timedelta

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.admin.many import running
from articles.desk import moves
from articles.models import Act, Article, Batch, BatchLine, Revision, Tag
from articles.workflow import Stage
from tests.articles.admin.cases import everything
from tests.articles.admin.paperwork import at_desk, standing, told, words
from tests.factories import edit, make_article, make_live, make_section, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
CHANGES = {"add_tags", "remove_tags", "change_section"}
MOVES = {"submit", "sub", "approve", "send_back", "spike", "unspike"}
ALL = MOVES | CHANGES | {"take_over", "assign", "publish"}
#: What the jobs that ask are told.
ASKED = {
    "publish": {},
    "spike": {},
    "send_back": {"reason": "Who says so?"},
    "assign": {"assignee": ""},
    "add_tags": {"tags": "tides"},
    "remove_tags": {"tags": "ferries"},
    "change_section": {"section": "1"},
}


def seen_on_the_list(client):
    """What the rows of the list say that the person saw."""
    rows = client.get(LIST).context["cl"].result_list
    return [f"{row.pk}:{row.revision_number}:{row.stage}" for row in rows]


def choose(client, job, *articles, url=LIST, **data):
    """Choose stories of the list, and an action."""
    chosen = {"action": job, ACTION_CHECKBOX_NAME: [article.pk for article in articles]}
    return client.post(url, chosen | data)


def use(client, job, *articles, seen=(), **typed):
    """Choose stories and an action, and answer what it asks. Gives the last answer."""
    answer = choose(client, job, *articles, seen=list(seen))
    if job in ASKED and answer.status_code == 302:
        return client.post(answer["Location"], ASKED[job] | typed)
    return answer


def outcomes():
    """What came of each story of the last batch: {story: words}."""
    lines = Batch.objects.latest("pk").lines.select_related("article")
    return {str(line.article): line.told for line in lines}


def stages(*articles):
    return [Article.objects.get(pk=article.pk).stage for article in articles]


def tags(article):
    return {tag.name for tag in article.tags.all()}


def offered(client):
    form = client.get(LIST).context["action_form"]
    return {name for name, _label in form.fields["action"].choices if name}


# --- each job ---


@pytest.mark.parametrize(
    ("job", "start", "to"),
    [
        ("submit", Stage.DRAFT, Stage.SUBMITTED),
        ("sub", Stage.SUBMITTED, Stage.SUBBING),
        ("approve", Stage.SUBBING, Stage.READY),
        ("send_back", Stage.SUBBING, Stage.DRAFT),
        ("spike", Stage.DRAFT, Stage.SPIKED),
        ("unspike", Stage.SPIKED, Stage.DRAFT),
    ],
)
def test_each_chosen_story_is_moved(client, job, start, to):
    editor = at_desk(client)
    one, two, other = (make_article(stage=start) for _ in range(3))

    answer = use(client, job, one, two, seen=seen_on_the_list(client))

    assert answer["Location"] == LIST
    assert stages(one, two, other) == [to, to, start]
    assert {(act.verb, act.by) for act in Act.objects.all()} == {(job, editor)}
    assert told(answer)[0].startswith("2 stories: ")


def test_stories_are_taken_over(client):
    sub = at_desk(client, "Sub-editor")
    one, two = make_article(assignee=make_user("Reporter")), make_article()

    use(client, "take_over", one, two)

    assert {article.assignee for article in Article.objects.all()} == {sub}
    assert {act.verb for act in Act.objects.all()} == {"take_over", "assign"}


@pytest.mark.parametrize("is_somebody", [True, False])
def test_stories_are_assigned(client, is_somebody):
    at_desk(client)
    reporter = make_user("Reporter") if is_somebody else None
    one, two = make_article(assignee=make_user("Reporter")), make_article()

    use(client, "assign", one, two, assignee=reporter.pk if reporter else "")

    assert {article.assignee for article in Article.objects.all()} == {reporter}


def test_tags_are_added(client):
    editor = at_desk(client)
    one, two = make_article(tags=["ferries"]), make_article(tags=["tides"])

    use(client, "add_tags", one, two, tags=" Tides , TIDES, harbour ")

    assert tags(one) == {"ferries", "tides", "harbour"}
    assert tags(two) == {"tides", "harbour"}
    assert Revision.objects.filter(by=editor, number=2).count() == 2


def test_tags_are_removed(client):
    at_desk(client)
    one, two = make_article(tags=["ferries", "tides"]), make_article(tags=["tides"])

    use(client, "remove_tags", one, two, tags="FERRIES")

    assert (tags(one), tags(two)) == ({"tides"}, {"tides"})
    assert outcomes() == {str(one): "Changed.", str(two): "It was so already."}


def test_approved_copy_whose_tags_change_has_to_be_approved_again(client):
    at_desk(client)
    article = make_article(stage=Stage.READY)

    use(client, "add_tags", article)

    assert stages(article) == [Stage.SUBBING]
    assert outcomes() == {str(article): "Changed. It has to be approved again."}


def test_where_the_same_did_not_come_of_each_the_report_says_so(client):
    at_desk(client)
    draft, approved = make_article(), make_article(stage=Stage.READY)

    alike, unlike = use(client, "add_tags", draft), use(client, "remove_tags", draft, approved)

    assert alike["Location"] == LIST
    assert Batch.objects.latest("pk").pk == int(unlike["Location"].strip("/").split("/")[-1])


def test_the_section_is_changed(client):
    at_desk(client)
    one, two = make_article(), make_article()
    sport = make_section("Sport")

    use(client, "change_section", one, two, section=sport.pk)

    assert {article.section for article in Article.objects.all()} == {sport}
    assert one.newest().section == sport


def test_what_it_is_to_be_done_with_may_be_gone_by_then(client):
    at_desk(client)
    article, sport = make_article(), make_section("Sport")
    before = article.section
    use(client, "change_section", article, section=sport.pk)
    batch = Batch.objects.get()
    batch.lines.update(outcome="waiting")
    Article.objects.update(section=before)
    Revision.objects.update(section=before)
    sport.delete()

    client.post(f"{LIST}many/{batch.pk}/")

    assert Article.objects.get().section == before
    assert "not there any more" in outcomes()[str(article)]


def test_stories_are_published(client):
    at_desk(client)
    one, two = make_article(stage=Stage.READY), make_article(section=None, headline="Homeless")

    answer = use(client, "publish", one, two, seen=seen_on_the_list(client))

    assert (standing(one), standing(two)) == ("live", "never_out")
    assert answer["Location"].startswith(f"{LIST}many/")
    assert outcomes()[str(one)] == "Published."


# --- what is refused ---


def test_what_was_refused_is_told_row_by_row_and_stops_no_other(client):
    at_desk(client)
    make_article(headline="One", stage=Stage.SUBBING)
    two = make_article(headline="Two", stage=Stage.DRAFT)
    make_article(headline="Three", stage=Stage.SUBBING)

    answer = use(client, "approve", *Article.objects.all())
    report = client.get(answer["Location"])

    assert outcomes() == {
        "One": "Approved.",
        "Three": "Approved.",
        "Two": "This cannot be done with a story at “Draft”.",
    }
    assert next(str(story) for _line, story in report.context["rows"]) == "Two"
    assert f'href="{LIST}{two.pk}/change/"' in report.text
    assert "Refused: 1 Done: 2" in words(report)
    assert sorted(stages(*Article.objects.all())) == [Stage.DRAFT, Stage.READY, Stage.READY]


def test_with_four_eyes_ones_own_are_refused(client, settings):
    settings.FOUR_EYES = True
    editor = at_desk(client)
    own, other = make_article(stage=Stage.SUBBING, by=editor), make_article(stage=Stage.SUBBING)

    use(client, "approve", own, other)

    assert stages(own, other) == [Stage.SUBBING, Stage.READY]


@pytest.mark.parametrize("job", ["approve", "publish"])
def test_words_that_came_after_the_list_was_opened_are_refused(client, job):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING)
    seen = seen_on_the_list(client)
    edit(article, headline="Other words")
    before = everything()

    use(client, job, article, seen=seen)

    assert everything() == before
    assert "saved revision 2 since" in outcomes()["Other words"]


def test_a_row_that_somebody_moved_since_is_refused(client):
    at_desk(client)
    article = make_article(stage=Stage.SUBMITTED)
    seen = seen_on_the_list(client)
    moves.move(article, "sub", by=make_user())
    moves.move(article, "approve", by=make_user())

    use(client, "sub", article, seen=seen)

    assert stages(article) == [Stage.READY]
    assert "moved this story meanwhile" in outcomes()[str(article)]


def test_what_readers_have_is_not_spiked(client):
    at_desk(client)
    article = make_live()

    use(client, "spike", article)

    assert stages(article) == [Stage.DRAFT]
    assert "Withdraw the story first" in outcomes()[str(article)]


def test_what_a_lawyer_has_to_clear_is_not_overruled_here(client):
    at_desk(client)
    article = make_article(stage=Stage.READY, is_flagged=True)

    page = client.get(choose(client, "publish", article)["Location"])
    use(client, "publish", article, overrule="The lawyer said so by telephone")

    assert 'name="overrule"' not in page.text
    assert standing(article) == "never_out"


# --- asking first ---


@pytest.mark.parametrize("job", sorted(ASKED))
def test_what_has_to_be_known_is_asked_first(client, job):
    at_desk(client)
    article = make_article(headline="Ferry sinks")
    before = everything()

    page = client.get(choose(client, job, article)["Location"])

    assert "Ferry sinks" in page.text
    assert "revision 1" in page.text
    assert everything() == before


@pytest.mark.parametrize(
    ("job", "typed"),
    [
        *(("send_back", {"reason": reason}) for reason in ["", "  ", "n" * 2_001]),
        *(("add_tags", {"tags": names}) for names in ["", ",", " , ,", "t" * 1_001, "t" * 150]),
        ("remove_tags", {"tags": "nosuchtag"}),
        *(("change_section", {"section": number}) for number in ["", "x", "99999999", "9" * 30]),
        *(("assign", {"assignee": number}) for number in ["x", "99999999", "9" * 30]),
    ],
)
def test_what_will_not_do_is_asked_for_again(client, job, typed):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING)
    before = everything()

    answer = use(client, job, article, **typed)

    assert answer.status_code == 400
    [(name, value)] = typed.items()
    assert answer.context["form"][name].value() == value
    assert everything() == before


def test_who_may_not_make_tags_adds_those_that_there_are(client):
    user = at_desk(client, "Reporter")
    user.groups.get().permissions.remove(*user.groups.get().permissions.filter(codename="add_tag"))
    article = make_article(by=user)
    Tag.objects.named(["tides"])

    assert use(client, "add_tags", article, tags="new words").status_code == 400
    assert use(client, "add_tags", article, tags="tides").status_code == 302
    assert tags(article) == {"ferries", "tides"}


# --- many ---


def slow(monkeypatch):
    """Have each request do one story."""
    monkeypatch.setattr(running, "SLICE", 0)


def test_a_long_batch_is_done_part_by_part_and_nothing_twice(client, monkeypatch):
    at_desk(client)
    articles = [make_article() for _ in range(3)]
    slow(monkeypatch)

    answer = use(client, "submit", *articles)
    here = answer["Location"]
    page = client.get(here)
    assert "1 of 3 stories" in words(page)
    assert "data-by-itself" in page.text
    assert sorted(stages(*articles)) == [Stage.DRAFT, Stage.DRAFT, Stage.SUBMITTED]

    client.post(here)
    answer = client.post(here)

    assert answer["Location"] == LIST
    assert stages(*articles) == [Stage.SUBMITTED] * 3
    assert Act.objects.filter(verb="submit").count() == 3


def test_the_list_reminds_of_what_is_left_until_it_is_done_or_left(client, monkeypatch):
    at_desk(client)
    articles = [make_article() for _ in range(3)]
    slow(monkeypatch)
    here = use(client, "submit", *articles)["Location"]

    assert f'href="{here}?pause=1"' in client.get(LIST).text
    assert "data-by-itself" not in client.get(f"{here}?pause=1").text

    client.post(here, {"leave": "1"})

    assert here not in client.get(LIST).text
    assert "Left as it is: 2 Done: 1" in words(client.get(here))
    assert stages(*articles).count(Stage.SUBMITTED) == 1


def test_who_loses_the_right_midway_is_refused_the_rest(client, monkeypatch):
    user = at_desk(client)
    articles = [make_article(stage=Stage.SUBMITTED) for _ in range(2)]
    slow(monkeypatch)
    here = use(client, "sub", *articles)["Location"]

    user.groups.set([])
    user.groups.add(make_user("Reporter").groups.get())
    client.post(here)

    assert stages(*articles).count(Stage.SUBBING) == 1
    report = client.get(here)
    assert "not within your reach any more" in report.text


def test_all_of_the_list_is_chosen_without_being_counted(client, monkeypatch):
    monkeypatch.setattr(running, "SLICE", 600)
    at_desk(client)
    for _ in range(60):
        make_article()
    sport = make_article(section=make_section("Sport"))

    url = f"{LIST}?section__id__exact={make_section('Harbour').pk}"

    with CaptureQueriesContext(connection) as queries:
        answer = choose(client, "submit", sport, url=url, select_across="1")

    assert not any("COUNT(" in q["sql"] and "batch" not in q["sql"] for q in queries)
    assert answer["Location"] == url
    assert stages(sport) == [Stage.DRAFT]
    assert Article.objects.filter(stage=Stage.SUBMITTED).count() == 60


def test_more_than_a_batch_may_have_is_refused(client, monkeypatch):
    at_desk(client)
    articles = [make_article() for _ in range(3)]
    monkeypatch.setattr("articles.admin.many.choosing.MOST", 2)

    answer = choose(client, "submit", *articles)

    assert "Narrow the list down first" in told(answer)[0]
    assert not Batch.objects.exists()


def test_thousands_are_kept_in_few_queries(client):
    at_desk(client)
    article = make_article()
    copies = [Article(headline=f"Ferry {number}") for number in range(2_000)]
    Article.objects.bulk_create(copies)

    with CaptureQueriesContext(connection) as queries:
        answer = choose(client, "spike", article, select_across="1")
        page = client.get(answer["Location"])

    assert len(queries) < 60
    assert BatchLine.objects.count() == 2_001
    assert page.text.count("<li><bdi>") == 200


def test_a_page_of_a_report_has_as_many_queries_for_thirty_as_for_one(client):
    at_desk(client)
    counts = []
    for rows in (1, 30):
        articles = [make_article() for _ in range(rows)]
        here = choose(client, "spike", *articles)["Location"]
        with CaptureQueriesContext(connection) as queries:
            client.get(here)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_old_batches_are_cleared_away(client):
    editor = at_desk(client)
    long_ago = timezone.now() - timedelta(days=31)
    for begun_at in (long_ago, None):
        Batch.objects.create(by=editor, verb="submit", made_at=long_ago, begun_at=begun_at)

    use(client, "submit", make_article())

    assert Batch.objects.count() == 1


def test_erased_words_are_not_kept_in_a_batch(client):
    editor = at_desk(client)
    article = make_article(stage=Stage.SUBBING, headline="Ada Marsh sinks")
    choose(client, "send_back", article, url=f"{LIST}?q=Ada+Marsh")
    batch = Batch.objects.get()
    client.post(f"{LIST}many/{batch.pk}/", {"reason": "Is it Ada Marsh?"})

    press.erase(article, by=editor, words="Ada Marsh", reason="A court says so")

    batch.refresh_from_db()
    assert (batch.query, batch.details) == ("", {"reason": "Is it [erased]?"})


# --- hand-made requests ---


def test_each_row_says_what_was_seen_of_it(client):
    at_desk(client)
    article = make_article(stage=Stage.SUBBING)

    assert f'<input type="hidden" name="seen" value="{article.pk}:1:subbing">' in (
        client.get(LIST).text
    )


@pytest.mark.parametrize(
    "seen",
    [
        *("", "x", "1:2", "1:x:draft", "x:1:draft", f"{'9' * 30}:1:draft"),
        *(f"1:{'9' * 30}:draft", "1:1:" + "d" * 60),
    ],
)
def test_a_hand_made_word_of_what_was_seen_does_no_harm(client, seen):
    at_desk(client)
    article = make_article()

    assert use(client, "submit", article, seen=[seen]).status_code == 302
    assert stages(article) == [Stage.SUBMITTED]


@pytest.mark.parametrize("number", ["x", "9" * 30, "-1", "a\x00b"])
def test_a_hand_made_choice_is_refused(client, number):
    at_desk(client)

    response = client.post(LIST, {"action": "submit", ACTION_CHECKBOX_NAME: [number]})

    assert response.status_code == 400


def test_a_batch_is_for_who_made_it(client):
    at_desk(client)
    here = choose(client, "spike", make_article())["Location"]
    at_desk(client)

    assert client.get(here).status_code == 404
    assert client.post(here).status_code == 404
    assert Batch.objects.get().begun_at is None


def test_a_batch_of_a_job_that_there_is_no_more_is_not_found(client):
    editor = at_desk(client)
    batch = Batch.objects.create(by=editor, verb="sing", begun_at=timezone.now())
    BatchLine.objects.create(batch=batch, article=make_article(), seen=1, stage="draft")

    assert client.get(f"{LIST}many/{batch.pk}/").status_code == 404
    assert client.get(LIST).status_code == 200


# --- who may ---


def test_actions_are_offered_to_whoever_has_the_right_at_all(client):
    at_desk(client)
    make_article()
    assert offered(client) == ALL
    reporter = at_desk(client, "Reporter")
    make_article(by=reporter)
    assert offered(client) == {"submit"} | CHANGES
    at_desk(client, "Sub-editor")
    assert offered(client) == ALL - {"spike", "unspike", "publish", "assign"}


def test_no_actions_and_no_boxes_are_shown_to_who_has_none(client):
    at_desk(client, "Picture editor")
    make_article()

    assert "action-select" not in client.get(LIST).text


@pytest.mark.parametrize("job", sorted(ALL - {"submit"} - CHANGES))
def test_a_hand_made_action_without_the_right_is_refused(client, job):
    reporter = at_desk(client, "Reporter")
    article = make_article(by=reporter, stage=Stage.SUBBING)
    before = everything()

    response = use(client, job, article)

    assert response.status_code == 403
    assert everything() == before


def test_stories_out_of_reach_are_neither_touched_nor_named(client):
    user = at_desk(client, "Section editor")
    make_section("Harbour").editors.add(user)
    mine = make_article(stage=Stage.SUBBING, headline="Mine")
    make_article(stage=Stage.SUBBING, headline="Hush", section=make_section("Sport"))

    page = client.get(choose(client, "send_back", *Article.objects.all())["Location"])
    choose(client, "approve", *Article.objects.all(), select_across="1")

    assert "Hush" not in words(page)
    assert outcomes() == {"Mine": "Approved."}
    assert [act.article for act in Act.objects.all()] == [mine]


@pytest.mark.parametrize("job", sorted(CHANGES))
@pytest.mark.parametrize(
    ("role", "status"), [("Reporter", 302), ("Section editor", 302), ("Picture editor", 200)]
)
def test_copy_of_others_is_not_changed(client, job, role, status):
    at_desk(client, role)
    article = make_article(section=make_section("Sport"))
    before = everything()

    answer = use(client, job, article, section=make_section("Harbour").pk)

    assert answer.status_code == status
    assert everything() == before
    assert tags(article) == {"ferries"}


def test_a_story_that_went_out_of_reach_is_not_named_in_the_report(client):
    user = at_desk(client, "Section editor")
    make_section("Harbour").editors.add(user)
    article = make_article(headline="Mine")
    here = choose(client, "spike", article)["Location"]
    Article.objects.update(section=make_section("Sport"), headline="Hush")

    answer = client.post(here)
    report = client.get(answer["Location"])

    assert stages(article) == [Stage.DRAFT]
    assert "Hush" not in report.text
    assert "not within your reach any more" in report.text


def test_a_story_within_reach_that_is_not_in_ones_section_is_refused(client):
    user = at_desk(client, "Section editor")
    shared = make_article(stage=Stage.SUBBING, section=make_section("Sport"))
    shared.shared_with.add(user)

    use(client, "approve", shared)

    assert stages(shared) == [Stage.SUBBING]
    assert "You may not do this with this story" in outcomes()[str(shared)]
