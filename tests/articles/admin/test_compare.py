"""Any two revisions compared: every field, with formatting, in one text or on two sides."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin.revisions.printing import RUNS
from articles.desk import saving, tags
from articles.models import Byline, Revision, Tag
from tests.articles.admin.paperwork import at_desk, words
from tests.factories import (
    edit,
    make_article,
    make_correspondent,
    make_live,
    make_publication,
    make_section,
)

pytestmark = pytest.mark.django_db

NASTY = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def compared(client, article, before=1, after=2, **query):
    url = f"/admin/articles/article/{article.pk}/compare/"
    return client.get(url, {"from": before, "to": after} | query)


def put(number, body):
    """Give a revision a body past the sanitiser, which would drop some of it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_revision SET body = %s WHERE number = %s", [body, number])


def parts(page):
    """What differs, as the page was given it: {field: [(words, what became of them), …]}."""
    return {
        part.name: [
            (run.words, run.kind)
            for stretch in part.stretches
            for block in stretch.blocks
            for run in block.runs
        ]
        for part in page.context["parts"]
    }


def labels(page):
    return [str(part.label) for part in page.context["parts"]]


def test_words_that_came_and_went_show(client):
    at_desk(client)
    article = make_article(headline="Ferry leaves on time", body="<p>It left at nine.</p>")
    edit(article, headline="Ferry leaves late", body="<p>It left at ten.</p>")

    page = compared(client, article)

    assert parts(page) == {
        "headline": [("Ferry leaves ", "same"), ("on time", "out"), ("late", "in")],
        "body": [("It left at ", "same"), ("nine.", "out"), ("ten.", "in")],
    }
    # No blank and no line end that is not the copy's: it is shown as it was written.
    said = re.search(r"<p class=.block__words.*?</p>", page.text)[0]
    assert re.sub("<[^>]*>", "", said) == "Ferry leaves [removed: on time][added: late]"


def test_every_field_is_compared_in_words(client):
    at_desk(client)
    article = make_article(tags=["fog"], bylines=["Odile Marsh"])
    article.section = make_section("Sport")
    article.publication = make_publication("The Tolland Bay Chronicle")
    article.label, article.language, article.shows_history = "opinion", "en-US", False
    for name in ("slugline", "kicker", "headline", "standfirst", "dateline", "rights", "credit"):
        setattr(article, name, f"Other {name}")
    make_correspondent("Tom Reeve")
    line = Byline(name="T. Reeve", role="Sailor", correspondent=make_correspondent("Tom Reeve"))
    saving.save(article, by=None, bylines=[line], tags=Tag.objects.named(["Goats"]))

    page = compared(client, article)

    assert labels(page) == [
        *("Kicker", "Headline", "Standfirst", "Dateline", "Bylines", "Tags", "Section"),
        *("Publication", "Label", "Slugline", "Language", "Rights line", "Credit line"),
        "Public history",
    ]
    told = parts(page)
    assert told["section_id"] == [("Harbour", "out"), ("Sport", "in")]
    assert told["publication_id"] == [("The Tolland Bay Chronicle", "in")]
    assert told["label"] == [("News", "out"), ("Opinion", "in")]
    assert told["shows_history"] == [("Shown", "out"), ("Not shown", "in")]
    assert told["tags"] == [("fog", "out"), ("Goats", "in")]
    assert told["bylines"] == [
        ("Odile Marsh (on the page of Odile Marsh)", "out"),
        ("T. Reeve, Sailor (on the page of Tom Reeve)", "in"),
    ]


@pytest.mark.parametrize("view", ["inline", "sides"])
def test_formatting_links_and_kinds_of_block_are_told_in_words(client, view):
    at_desk(client)
    article = make_article(
        body='<p>The <em>boat</em> left <a href="https://a.example/">it</a>.</p><p>Fog</p>'
    )
    edit(
        article,
        body='<p>The boat <strong>left</strong> <a href="https://b.example/">it</a>.</p><h2>Fog</h2>',
    )

    said = words(compared(client, article, view=view))

    for note in (
        "boat [no longer italic]",
        "left [now bold]",
        "it [link to https://a.example/, now link to https://b.example/]",
        "Paragraph, now subhead",
    ):
        assert note in said


def test_another_picture_shows(client):
    at_desk(client)
    article = edit(make_article(), headline="Ferry sinks")
    figure = '<figure><img src="/{}.jpg" alt="A quay"><figcaption>Fog</figcaption></figure>'
    for number, name in ((1, "a"), (2, "b")):
        put(number, figure.format(name))

    page = compared(client, article)

    assert "A quay [image /a.jpg, now image /b.jpg]" in words(page)
    assert "<img" not in page.text


def test_a_paragraph_that_moved_is_told_as_moved(client):
    at_desk(client)
    one, two, three = "<p>Fog fell.</p>", "<p>Nine boats sank.</p>", "<p>Nobody was hurt.</p>"
    article = edit(make_article(body=one + two + three), body=two + three + one)

    said = words(compared(client, article))

    assert "Moved from here" in said
    assert "Moved to here" in said


def test_on_two_sides_each_has_its_own_words(client):
    at_desk(client)
    article = edit(make_article(body="<p>Nine boats sank.</p>"), body="<p>Ten boats sank.</p>")

    [part] = compared(client, article, view="sides").context["parts"]
    [block] = part.stretches[0].blocks

    assert "".join(run.words for run in block.before) == "Nine boats sank."
    assert "".join(run.words for run in block.after) == "Ten boats sank."


def test_what_stayed_is_folded_with_some_lines_around_a_change(client):
    at_desk(client)
    lines = [f"<p>Paragraph {n} of the story.</p>" for n in range(20)]
    article = make_article(body="".join(lines))
    edit(article, body="".join([*lines[:-1], "<p>Something else happened.</p>"]))

    page = compared(client, article)

    assert page.text.count("<details") == 1
    assert "17 unchanged paragraphs" in words(page)
    assert "Paragraph 3 of the story." in page.text


def test_it_says_when_nothing_differs(client):
    at_desk(client)
    article = edit(make_article(headline="Ferry sinks"), headline="Ferry floats")
    edit(article, headline="Ferry sinks")

    for before, after in ((1, 1), (1, 3)):
        page = compared(client, article, before, after)
        assert page.context["parts"] == []
        assert "Nothing differs" in words(page)


def test_it_says_when_nothing_that_shows_differs(client):
    at_desk(client)
    lists = "<ul><li><p>Fog</p></li></ul><ul><li><p>Rain</p></li></ul>"
    article = edit(make_article(body=lists), body=lists.replace("</ul><ul>", ""))

    page = compared(client, article)

    assert labels(page) == ["Body"]
    assert "Nothing that shows" in words(page)


def test_a_tag_that_was_merged_since_is_called_what_it_is_called_now(client):
    editor = at_desk(client)
    article = edit(make_article(tags=["boats"]), headline="Ferry sinks")
    [boats, ferries] = Tag.objects.named(["boats", "ferries"])
    article.refresh_from_db()
    saving.save(article, by=editor, tags=[ferries])
    tags.merge(boats, ferries, by=editor)

    page = compared(client, article, 2, 3)

    assert page.context["parts"] == []


def test_a_tag_that_is_gone_keeps_its_slug(client):
    at_desk(client)
    article = make_article(tags=["fog"])
    saving.save(article, by=None, tags=[])
    Tag.objects.get(slug="fog").delete()

    assert parts(compared(client, article))["tags"] == [("fog (there no longer)", "out")]


def test_any_two_can_be_compared_in_either_direction(client):
    at_desk(client)
    article = edit(make_article(headline="Ferry sinks"), headline="Ferry floats")

    assert parts(compared(client, article, 2, 1))["headline"] == [
        ("Ferry ", "same"),
        ("floats", "out"),
        ("sinks", "in"),
    ]


def test_it_leads_to_the_comparison_with_what_readers_have(client):
    editor = at_desk(client)
    article = make_live(by=editor)
    edit(edit(article, headline="Ferry sinks"), headline="Ferry floats")

    page = compared(client, article, 2, 3)

    assert "?from=1&amp;to=3&amp;view=inline" in page.text


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "3", "9" * 18, "9" * 5_000, "1.5", "٣"])
@pytest.mark.parametrize("name", ["from", "to"])
def test_no_revision_that_is_not_there(client, name, number):
    at_desk(client)
    article = edit(make_article(), headline="Ferry sinks")

    assert compared(client, article, **{name: number}).status_code == 404


def test_nor_without_a_number(client):
    at_desk(client)
    article = make_article()

    assert client.get(f"/admin/articles/article/{article.pk}/compare/").status_code == 404
    for pk in ("0", "9" * 30):
        assert client.get(f"/admin/articles/article/{pk}/compare/?from=1&to=1").status_code == 404


def test_no_view_but_these_two(client):
    at_desk(client)
    article = edit(make_article(), headline="Ferry sinks")

    assert compared(client, article, view=NASTY).context["view"] == "inline"


@pytest.mark.parametrize(
    ("role", "status"), [("Reporter", 404), ("Section editor", 404), ("Picture editor", 200)]
)
def test_it_is_for_those_who_may_see_the_story(client, role, status):
    at_desk(client, role)
    article = edit(make_article(), headline="Ferry sinks")

    assert compared(client, article).status_code == status


def test_a_revision_of_another_story_is_not_this_ones(client):
    reporter = at_desk(client, "Reporter")
    own = make_article(by=reporter)
    edit(make_article(), headline="Ferry sinks")

    assert compared(client, own, 1, 2).status_code == 404


@pytest.mark.parametrize("view", ["inline", "sides"])
def test_nothing_in_it_is_taken_for_html(client, view):
    at_desk(client)
    article = edit(make_article(), headline="Ferry sinks")
    shown = ("slugline", "kicker", "headline", "standfirst", "dateline", "rights", "credit")
    # As they would be had they come in by another way than a save.
    Revision.objects.filter(number=2).update(
        **{name: f"{name} {NASTY}" for name in shown},
        language="<script>alert(1)</script>",
        label="<script>",
        section=make_section(NASTY, slug="b"),
        publication=make_publication(NASTY),
        tags=["fog", "nasty"],
        bylines=[{"name": NASTY, "role": NASTY, "correspondent": "nasty"}],
    )
    Tag.objects.create(name=NASTY, slug="nasty")
    make_correspondent(NASTY, slug="nasty")
    put(
        2,
        f'<p>{NASTY} <a href="javascript:alert(1)" title="x">it</a></p>'
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><script>alert(1)</script>",
    )

    page = compared(client, article, view=view)

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img src" not in page.text
    assert 'href="javascript:' not in page.text
    assert page.text.count("&lt;script&gt;alert(1)") > len(shown)


def test_as_many_queries_for_thirty_revisions_as_for_two(client):
    at_desk(client)
    counts = []

    for number in (2, 30):
        article = make_article()
        for count in range(1, number):
            edit(article, headline=f"Ferry sinks {count} times")
        with CaptureQueriesContext(connection) as queries:
            compared(client, article, 1, number)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [("<p>a <em>b</em></p>", "<p>c <em>b</em></p>"), ("<em>a</em> b ", "a b ")],
    ids=["blocks", "one block"],
)
def test_more_than_a_page_can_show_is_left_out_and_that_is_said(client, before, after):
    at_desk(client)
    article = edit(make_article(body=before * RUNS), body=after * RUNS)

    page = compared(client, article)

    assert len(parts(page)["body"]) == RUNS
    assert "More changed than can be shown here." in words(page)
