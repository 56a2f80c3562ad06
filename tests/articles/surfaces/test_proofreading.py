"""Words that differ from what they are a copy of are told, and no others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import press
from articles.desk import renaming, saving
from articles.desk import tags as desk_tags
from articles.models import (
    Article,
    Byline,
    Correspondent,
    Edition,
    Publication,
    Revision,
    Tag,
)
from articles.models.edition import EditionCredit, EditionTopic
from articles.surfaces.verify import verify
from articles.text.markup import Sanitised
from tests.factories import (
    edit,
    make_correspondent,
    make_live,
    make_publication,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_live(
        standfirst="Nobody had hoped for it.",
        body="<p>The <em>Heron</em> left.</p>",
        publication=make_publication("The Quay"),
        tags=["Ferries"],
        bylines=["Odile Marsh"],
        by=make_user(is_superuser=True),
    )


def told():
    return [fault.what for fault in verify(sample=0)]


def put(model, **values):
    """Change rows past every verb, and the sanitiser."""
    return lambda: model.objects.update(**values)


def uncredited():
    [edition] = Edition.objects.all()
    other = make_correspondent("Ilse Quay")
    EditionCredit.objects.update(correspondent=other)
    return edition


def untagged():
    Article.objects.get().article_tags.all().delete()


def mistagged():
    EditionTopic.objects.update(tag=Tag.objects.create(name="Boats"))


def resectioned(model):
    return lambda: model.objects.update(section=make_section("Elsewhere"))


STRANGE = [{"name": "A Stranger", "role": "", "correspondent": "odile-marsh"}]

MISPRINTS = {
    "body": put(Edition, body=Sanitised("<p>The Heron stayed.</p>")),
    "headline": put(Edition, headline="Ferry stays"),
    "rights line": put(Edition, rights="© Nobody"),
    "language": put(Edition, language="fr"),
    "publication": put(Edition, publication=""),
    "section": resectioned(Edition),
    "bylines": put(Edition, bylines=STRANGE),
    "tags": lambda: EditionTopic.objects.all().delete(),
    "tags ": mistagged,
    "correspondents": lambda: EditionCredit.objects.all().delete(),
    "correspondents ": uncredited,
}

STRAYS = {
    "headline": put(Article, headline="Ferry stays"),
    "body": put(Article, body=Sanitised("<p>The Heron stayed.</p>")),
    "section": resectioned(Article),
    "publication": put(Article, publication=None),
    "bylines": put(Byline, name="A Stranger"),
    "tags": untagged,
}


@pytest.mark.parametrize("what", MISPRINTS)
def test_an_edition_that_is_not_its_revision_is_told(article, what):
    assert told() == []

    MISPRINTS[what]()

    start = article.edition.live_from.isoformat()
    assert told() == [f"The edition of {start} differs from its revision: {what.strip()}."]


@pytest.mark.parametrize("what", STRAYS)
def test_a_working_copy_that_is_not_its_newest_revision_is_told(article, what):
    STRAYS[what]()

    [fault] = verify(sample=0)
    assert fault.what == f"Its working copy differs from its newest revision: {what}."
    assert fault.story == article.pk


@pytest.mark.parametrize(
    "change",
    [
        {"body": Sanitised("<p>The Heron left.</p>")},
        {"body": Sanitised('<p style="color: red">The <em>Heron</em> left.</p>')},
        {"excerpt": "Everybody had."},
    ],
)
def test_html_of_the_same_words_is_to_be_rendered_again(article, change):
    Edition.objects.update(**change)

    [fault] = verify(sample=0)
    assert fault.what.endswith("has an excerpt or HTML that the press would not print.")
    assert fault.advice == "Render it again: press repress."

    press.repress(article, by=make_user())
    assert told() == []


def test_a_script_in_a_body_is_told(article):
    Edition.objects.update(body=Sanitised("<script>alert(1)</script>"))

    assert len(told()) == 1


def test_a_body_that_no_sanitiser_takes_is_told():
    make_live(body="<p>Short.</p>")
    Revision.objects.update(body=Sanitised("<p>" * 600 + "Short."))

    assert len(told()) == 2


def test_nouns_under_other_names_are_the_same(article):
    for noun, slug in [(Tag.objects.get(), "boats"), (Correspondent.objects.get(), "o-marsh")]:
        noun.slug, noun.name = slug, "Another name"
        renaming.save(noun)
    Publication.objects.update(name="The Old Quay")

    assert told() == []


def test_a_merged_tag_is_what_it_went_into(article):
    into = Tag.objects.create(name="Boats")
    desk_tags.merge(Tag.objects.get(name="Ferries"), into, by=make_user(is_superuser=True))

    assert told() == []


def test_what_was_made_while_a_tag_was_merged_may_have_either(article):
    editor = make_user(is_superuser=True)
    into = Tag.objects.create(name="Boats")
    merge = desk_tags.merge(Tag.objects.get(name="Ferries"), into, by=editor)
    press.publish(edit(Article.objects.get(), headline="Ferry sails"), by=editor)
    other = make_live(tags=["Ferries"], by=editor)
    saving.save(other, by=None, tags=[into])

    desk_tags.undo(merge, by=editor)

    assert told() == []


@pytest.mark.parametrize("words", ["Heron", "Odile", "hoped", "The Quay"])
def test_erased_words_are_gone_alike(article, words):
    editor = make_user(is_superuser=True)
    press.publish(edit(Article.objects.get(), headline="The Quay: Heron off"), by=editor)
    press.erase(article, by=editor, words=words, reason="A right")

    assert told() == []


def test_many_stories_cost_no_more_queries_than_one(article, django_assert_num_queries):
    with CaptureQueriesContext(connection) as queries:
        assert told() == []
    for number in range(3):
        make_live(tags=[f"Tag {number}"], bylines=[f"Ilse Quay {number}"], by=make_user())

    with django_assert_num_queries(len(queries)):
        assert told() == []
