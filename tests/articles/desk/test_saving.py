import pytest
from django.core.exceptions import ValidationError

from articles.desk import saving
from articles.models import Article, Byline, Tag
from articles.refusals import Moved
from tests.factories import make_article, make_correspondent, make_user

pytestmark = pytest.mark.django_db


def test_each_save_leaves_a_revision_of_what_was_saved():
    reporter = make_user("Reporter")
    article = make_article(by=reporter, headline="First words")
    article.headline = "Second words"

    revision = saving.save(article, by=reporter)

    assert [(r.number, r.headline) for r in article.revisions.order_by("number")] == [
        (1, "First words"),
        (2, "Second words"),
    ]
    assert revision == article.newest()
    assert revision.by == reporter
    assert Article.objects.get().headline == "Second words"


def test_saving_what_is_there_already_leaves_no_revision():
    article = make_article()
    updated_at = article.updated_at

    saving.save(article, by=None)

    assert article.revisions.count() == 1
    assert Article.objects.get().updated_at == updated_at


def test_a_save_over_a_newer_one_is_refused_and_changes_nothing():
    article = make_article(headline="As it was")
    mine, theirs = (Article.objects.get() for _person in range(2))
    theirs.headline = "Theirs"
    saving.save(theirs, by=None, tags=[])
    mine.headline = "Mine"

    with pytest.raises(Moved) as refused:
        saving.save(mine, by=None, bylines=[], tags=Tag.objects.named(["mine"]))

    assert refused.value.newest.headline == "Theirs"
    article.refresh_from_db()
    assert article.headline == "Theirs"
    assert article.bylines.count() == 1
    assert article.tags.count() == 0
    assert article.revisions.count() == 2


def test_bylines_and_tags_alone_make_a_revision():
    odile = make_correspondent("Odile Marsh", role="Harbour Reporter")
    article = make_article(bylines=["Ada Quill"], tags=["ferries"])

    saving.save(
        article,
        by=None,
        bylines=[Byline(name="Our Foreign Staff"), Byline(correspondent=odile)],
        tags=Tag.objects.named(["tides", "ferries"]),
    )

    assert [(b.name, b.role) for b in article.bylines.all()] == [
        ("Our Foreign Staff", ""),
        ("Odile Marsh", "Harbour Reporter"),
    ]
    newest = article.newest()
    assert newest.number == 2
    assert newest.tags == ["ferries", "tides"]
    assert newest.bylines[1] == {
        "name": "Odile Marsh",
        "role": "Harbour Reporter",
        "correspondent": "odile-marsh",
    }


HOSTILE = '<p onclick="steal()">Words<script>steal()</script> <a href="javascript:x">kept</a></p>'


def test_script_is_gone_from_what_is_saved():
    article = make_article(body=HOSTILE, headline="<b>Plain</b>")

    assert article.newest().body == "<p>Words <a>kept</a></p>"
    assert Article.objects.get().body == "<p>Words <a>kept</a></p>"
    assert article.headline == "<b>Plain</b>"  # plain text: escaped where it is shown


def test_script_is_gone_from_what_is_written_past_the_desk():
    article = make_article()

    Article.objects.filter(pk=article.pk).update(body=HOSTILE)

    assert Article.objects.get().body == "<p>Words <a>kept</a></p>"


@pytest.mark.parametrize(
    "words, saved",
    [
        ("Two\x00 words\x07", "Two words"),
        ("Two\n \u00a0lines", "Two lines"),
        ("Cafe\u0301", "Café"),
        ("🦆🦆", "🦆🦆"),
        ("عبّارة تغادر", "عبّارة تغادر"),
        ("lone \ud800 surrogate", "lone surrogate"),
    ],
)
def test_headlines_are_tidied_to_one_line(words, saved):
    assert make_article(headline=words).headline == saved


def test_a_headline_that_is_too_long_is_refused_and_nothing_saved():
    with pytest.raises(ValidationError, match="at most 300 characters"):
        make_article(headline="x" * 10_000)

    assert Article.objects.count() == 0


@pytest.mark.parametrize("body", ["<p>" + "word " * 200_000, "<ul><li>" * 1_000])
def test_more_than_a_story_is_refused_with_a_word(body):
    with pytest.raises(ValidationError, match="more than a story"):
        make_article(body=body)


def test_a_story_needs_a_name():
    with pytest.raises(ValidationError, match="headline or a slugline"):
        make_article(headline=" ")


def test_a_long_run_of_accents_is_saved_at_once():
    body = "<p>" + "\u0301\u0316" * 200_000 + "</p>"

    assert "\u0301" in make_article(body=body).body
