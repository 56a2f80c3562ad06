"""The desk's search: what is found, what is safe to ask, and what is no longer found."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from articles import press
from articles.desk import restoring, saving, search
from articles.models import Article, Byline, StoryText
from articles.text.terms import LONGEST_WORD
from tests.factories import edit, make_article, make_user

pytestmark = pytest.mark.django_db


def found(text):
    """The sluglines of the stories that a search finds."""
    stories = Article.objects.filter(pk__in=StoryText.objects.search(text).values("article"))
    return {story.slugline for story in stories}


def make(slugline, words, **fields):
    fields.setdefault("headline", "Nothing happens")
    return make_article(slugline=slugline, body=f"<p>{words}</p>", **fields)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("harbour", {"a", "b"}),
        ("HARBOUR", {"a", "b"}),
        ("harbour ferry", {"a"}),
        ("ferry harbour", {"a"}),
        ('"harbour ferry"', set()),
        ('"ferry in harbour"', {"a"}),
        ("“ferry in harbour”", {"a"}),
        ('"ferry in', {"a"}),
        ("harb", {"a", "b"}),
        ("harb ferry", set()),
        ('"harb"', set()),
        ("ha", set()),
        ("harbour -ferry", {"b"}),
        ('harbour -"in harbour"', {"b"}),
        ("harbour -", {"a", "b"}),
        ("-harbour", set()),
        ("fer-ry", set()),
        ("nothing", {"a", "b", "c"}),
        ("alesund", {"c"}),
        ("Ålesund", {"c"}),
        ("A\u030alesund", {"c"}),
        ("strasse", {"c"}),
        ("o'brien", {"c"}),
        ("O’Brien", {"c"}),
        ("o’bri", {"c"}),
        ("brien", {"c"}),
        ("東京", {"c"}),
        ("京都", set()),
        ("Tom Reeve", {"b"}),
        ("reeve harbour", {"b"}),
    ],
)
def test_what_a_search_finds(asked, expected):
    make("a", "The ferry in harbour")
    make("b", "The harbour", bylines=["Tom Reeve"])
    make("c", "Ålesund Straße, says O’Brien, 東京の空")

    assert found(asked) == expected


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("headline", "Kittiwake"),
        ("slugline", "kittiwake"),
        ("standfirst", "A kittiwake"),
        ("body", "<p>A <em>kittiwake</em></p>"),
    ],
)
def test_where_it_looks(field, words):
    make_article(**{"slugline": "other"} | {field: words})

    assert StoryText.objects.search("kittiwake").count() == 1


def test_words_of_two_lines_are_two_words():
    make_article(body="<p>kitti</p><p>wake</p>", slugline="a")

    assert found("kittiwake") == set()
    assert found('"kitti wake"') == {"a"}


ODD = [
    *("", " ", "-", "--", '"', '""', '"""', "*", "^ferry", "ferry*", "(ferry", "ferry)", "{a b}:c"),
    *("AND", "OR", "NOT", "NEAR", "a AND", "NOT a", "a OR", "NEAR(a b)", "headline:ferry", "-a -b"),
    *("'", "''", "a'b", "\\", "\\'", ";", "--;", "%", "_", "&", "|", "!", "!a", "a & b", "a <-> b"),
    *(":", ":*", "a:*", "a:A", "<->", "\x00", "a\x00b", "\ud800", "\ufffe", "a\u0301" * 500),
    *("🙂", "👩‍👩‍👧 ferry", "東京", "شارع", "मुंबई", "ไทย", "İstanbul", "ß", "ﷺ" * 60_000, "½", "٣"),
    *("ferry " * 1_700, "f" * 10_000, '"' + "ferry " * 1_700, "-" * 10_000, '"' * 10_000),
    "\u0301" * 10_000,
    *("1e5", "1.5", "-5", "a@b.example", "http://example.org/a?b=c", "a/b", "#tag", "<b>ferry</b>"),
]


@pytest.mark.parametrize("asked", ODD)
def test_any_string_may_be_searched_for_and_be_indexed(asked):
    article = make_article(headline="Ferry", slugline="a")
    StoryText.objects.keep(Article(headline=asked, body=asked), [asked], number=article.pk)

    list(StoryText.objects.search(asked))

    assert list(StoryText.objects.search("a " + asked)) is not None


@pytest.mark.parametrize("word", ["1e5", "5g", "मुंबई", "ไทย", "شارع", "İstanbul", "½", "x" * 5_000])
def test_a_word_finds_itself(word):
    make("a", f"Before {word} after")

    assert found(word) == {"a"}
    assert found(f'"before {word} after"') == {"a"}


def test_a_very_long_story_is_found_by_its_beginning():
    words = " ".join(f"word{number}" for number in range(45_000))
    make("a", words)

    assert found("word77") == {"a"}
    assert len(StoryText.objects.get().body) <= 200_000
    assert LONGEST_WORD < 200


def test_the_newest_words_are_found_and_no_others():
    article = make("a", "A kittiwake")

    edit(article, body="<p>A guillemot</p>")
    saving.save(article, by=None, bylines=[Byline(name="Tom Reeve")])

    assert found("kittiwake") == set()
    assert found("guillemot reeve") == {"a"}


def test_a_save_that_fails_leaves_the_index_as_it_was():
    article = make("a", "A kittiwake")
    other = Article.objects.get(pk=article.pk)
    edit(article, body="<p>A guillemot</p>")

    other.body = "<p>A razorbill</p>"
    with pytest.raises(Exception, match="saved revision 2"):
        saving.save(other, by=None)

    assert (found("guillemot"), found("razorbill")) == ({"a"}, set())


def test_what_is_restored_is_found():
    article = make("a", "A kittiwake")
    first = article.newest()
    edit(article, body="<p>A guillemot</p>")

    restoring.restore(article, first, by=make_user(), seen=2)

    assert (found("kittiwake"), found("guillemot")) == ({"a"}, set())


def test_a_story_that_is_gone_is_not_found():
    article = make("a", "A kittiwake")
    StoryText.objects.filter(article=article).delete()

    assert found("kittiwake") == set()
    assert is_sound()


def test_an_erased_word_is_not_found_and_not_kept():
    article = make("a", "The kittiwake flew", bylines=["Tom Kittiwake"])
    other = make("b", "A guillemot")
    edit(article, body="<p>The kittiwake flew away</p>")

    press.erase(article, by=make_user(), words="kittiwake", reason="A court says so")

    assert found("kittiwake") == set()
    assert found("flew") == {"a"}
    assert found("guillemot") == {other.slugline}
    assert is_sound()
    assert "kittiwake" not in all_that_the_index_keeps()


def is_sound():
    """Whether SQLite's index says what its table does; raises if not."""
    if connection.vendor == "sqlite":
        index = "articles_storytext_words"
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    return True


def all_that_the_index_keeps():
    """Every word of it; on SQLite the pages of its own tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT block FROM articles_storytext_words_data")
            return b"".join(row[0] for row in cursor).decode("latin-1")
        cursor.execute("SELECT words::text FROM articles_storytext")
        return " ".join(row[0] for row in cursor)


@pytest.mark.django_db(transaction=True)
def test_what_a_fixture_brings_is_found(tmp_path):
    make("a", "A kittiwake", tags=[])
    dump = tmp_path / "dump.json"
    options = {"natural_foreign": True, "natural_primary": True, "output": str(dump)}
    names = "article byline revision section correspondent".split()
    call_command("dumpdata", *(f"articles.{name}" for name in names), **options)
    assert "kittiwake" in dump.read_text() and json.loads(dump.read_text())
    call_command("flush", interactive=False, verbosity=0)
    assert found("kittiwake") == set()

    call_command("loaddata", str(dump), verbosity=0)

    assert found("kittiwake") == {"a"}


def test_the_stories_that_are_there_can_be_indexed_again():
    articles = [make(slugline, "A kittiwake") for slugline in "abc"]
    StoryText.objects.all().delete()

    search.index_again([article.pk for article in articles])

    assert found("kittiwake odile") == {"a", "b", "c"}
