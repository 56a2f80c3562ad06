"""The seed story: a fixture and an import of the same file make one story, and never a second."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import articles
from articles import press
from articles.desk import saving
from articles.models import Article, Edition, Publication, Section
from articles.text.markup import plain
from tests.factories import make_user

pytestmark = pytest.mark.django_db

FIXTURE = Path(articles.__file__).parent / "fixtures" / "seed_story.json"


def load(name="seed_story"):
    out = StringIO()
    call_command("loaddata", str(name), stdout=out)
    return out.getvalue()


def paragraphs(body):
    return [plain(part) for part in body.split("</p>") if part]


@pytest.fixture
def cutting(tmp_path):
    """The client's file, made again from the fixture: broken where the scan broke it."""
    rows = json.loads(FIXTURE.read_text())
    story = next(row["fields"] for row in rows if row["model"] == "articles.article")
    body = "\n\n".join(paragraphs(story["body"]))
    body = body.replace("allowing", "al- lowing").replace("considering how", "considering\n\nhow")
    parts = [
        story["publication"][0],
        story["headline"],
        "- By Martin Evans, CRIME CORRESPONDENT",
        body,
        "Newspapers in English",
        "Newspapers from United Kingdom",
    ]
    file = tmp_path / "cutting.txt"
    file.write_text("\n\n".join(parts))
    return file


def bring_in(file):
    out = StringIO()
    call_command("import_copy", str(file), stdout=out)
    return out.getvalue()


def told(article):
    """What the file tells of a story: all but what an editor adds to it."""
    fields = set(Article.copy_fields()) - {"section", "publication"}
    return {
        **{name: getattr(article, name) for name in fields | {"uid", "source", "source_id"}},
        "publication": (article.publication.name, article.publication.language),
        "stage": article.stage,
        "bylines": [(b.name, b.role, b.correspondent.slug) for b in article.bylines.all()],
    }


def test_the_seed_is_a_whole_draft():
    load()

    article = Article.objects.get()
    assert article.headline.startswith("Met prepares to unleash armed officers")
    assert len(paragraphs(article.body)) == 10
    assert "allowing armed officers" in article.body
    assert "“small tactical change”" in article.body
    assert "Newspapers" not in article.body
    assert [str(byline) for byline in article.bylines.all()] == [
        "Martin Evans, Crime Correspondent"
    ]
    publication = Publication.objects.get()
    assert (publication.name, publication.language, publication.country) == (
        "The Daily Telegraph",
        "en-GB",
        "GB",
    )
    assert (article.section.name, article.tags.count()) == ("Crime", 5)
    assert article.rights == "© The Daily Telegraph"
    assert (article.stage, article.revision_number) == ("draft", 1)


def test_loading_the_seed_puts_nothing_before_readers(client):
    load()

    assert Edition.objects.count() == 0
    assert b"armed officers" not in client.get("/").content
    assert client.get("/crime/").status_code == 404


def test_fixture_and_import_make_equal_stories(cutting):
    load()
    loaded = told(Article.objects.get())
    Article.objects.all().delete()

    bring_in(cutting)

    assert told(Article.objects.get()) == loaded


def test_either_way_after_the_other_makes_no_second_story(cutting):
    bring_in(cutting)
    assert "here already" in load()
    assert Article.objects.count() == 1

    Article.objects.all().delete()
    load()
    assert "Here already" in bring_in(cutting)
    assert Article.objects.count() == 1


def edited(article, editor):
    article.headline, article.body = "Ours now", "<p>And rewritten.</p>"
    saving.save(article, by=editor, bylines=[], tags=[])
    Section.objects.update(name="Police", position=3)


def embargoed(article, editor):
    until = datetime(2030, 1, 1, tzinfo=UTC)
    Article.objects.update(embargoed_until=until, embargo_reason="Promised")


def published(article, editor):
    press.publish(article, by=editor)


def everything():
    """Every row that a fixture of a story could touch."""
    out = StringIO()
    call_command("dumpdata", "articles", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("event", [edited, embargoed, published])
def test_loading_over_a_story_changes_nothing_of_it_and_says_so(event):
    load()
    event(Article.objects.get(), make_user())
    before = everything()

    said = load()

    assert everything() == before
    assert f"Left as it is, since it is here already: {Article.objects.get()}" in said


# --- Fixtures of other people's --------------------------------------------------------------

UID = "0b7c4a52-5f2c-4c42-9a53-2f0e7dc8d7a1"


def written(tmp_path, **fields):
    file = tmp_path / "story.json"
    row = {"model": "articles.article", "fields": {"uid": UID, "headline": "Tide"} | fields}
    file.write_text(json.dumps([row]))
    return file


def test_script_is_gone_from_what_is_loaded(tmp_path):
    load(written(tmp_path, body="<p onclick=x()>Words<script>x()</script></p>"))

    assert Article.objects.get().body == "<p>Words</p>"
    assert Article.objects.get().newest().body == "<p>Words</p>"


@pytest.mark.parametrize(
    "fields, complaint",
    [
        ({"colour": "red"}, "has no field named 'colour'"),
        ({"headline": "x" * 10_000}, "at most 300 characters"),
        ({"section": ["nowhere"]}, "Section matching query does not exist"),
        ({"stage": "printed"}, "is not a valid choice"),
        ({"headline": "", "slugline": ""}, "headline or a slugline"),
    ],
)
def test_a_fixture_that_does_not_fit_is_refused_whole(tmp_path, fields, complaint):
    with pytest.raises(CommandError, match=complaint):
        load(written(tmp_path, **fields))

    assert Article.objects.count() == 0


def test_control_characters_of_a_fixture_are_dropped(tmp_path):
    load(written(tmp_path, headline="Ti\x00de"))

    assert Article.objects.get().headline == "Tide"


def test_a_story_is_never_loaded_over_another_of_its_number(tmp_path):
    load()
    file = written(tmp_path)
    rows = json.loads(file.read_text())
    rows[0]["pk"] = Article.objects.get().pk
    file.write_text(json.dumps(rows))

    with pytest.raises(CommandError, match="natural-primary"):
        load(file)

    assert Article.objects.get().headline != "Tide"


@pytest.mark.parametrize(
    "model, fields",
    [
        ("section", {"name": "Quay", "slug": "a b/c"}),
        ("section", {"name": "Quay", "slug": "admin"}),
        ("correspondent", {"name": "Odile", "slug": "a/b"}),
        ("tag", {"name": "x" * 500, "slug": "x"}),
        ("revision", {"article": [UID], "number": 1, "bylines": ["x"]}),
        ("edition", {"article": [UID], "uid": UID, "bylines": [{"x": 1}]}),
        ("publication", None),
    ],
)
def test_a_row_that_no_form_would_take_is_refused(tmp_path, model, fields):
    file = tmp_path / "rows.json"
    story = {"model": "articles.article", "fields": {"uid": UID, "headline": "Tide"}}
    file.write_text(json.dumps([story, {"model": f"articles.{model}", "fields": fields}]))

    with pytest.raises(CommandError):
        load(file)

    assert Article.objects.count() == Section.objects.count() == 0


# --- Cuttings that are none ------------------------------------------------------------------


@pytest.mark.parametrize(
    "data, complaint",
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not plain text"),
        (b"The Paper\n\n" + b"word " * 400_000, "over 1 MB"),
        (b"The boat left the quay at nine.", ""),
        (b"P" * 5_000 + b"\n\nBoats are back\n\n- By Odile Marsh\n\nThe crew left.", "name: "),
    ],
)
def test_a_file_that_is_no_cutting_is_refused_by_name(tmp_path, data, complaint):
    file = tmp_path / "scan.txt"
    file.write_bytes(data)

    with pytest.raises(CommandError, match=f"scan.txt: .*{complaint}"):
        bring_in(file)

    assert Article.objects.count() == 0


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        bring_in(tmp_path / "gone.txt")


def test_script_is_words_in_what_is_imported(tmp_path):
    file = tmp_path / "cutting.txt"
    file.write_text(
        "The Quay\n\nBoats are back\n\n- By Odile Marsh\n\n"
        "The crew said <script>alert(1)</script> and left the harbour at nine.\n"
    )

    bring_in(file)

    assert "&lt;script&gt;" in Article.objects.get().body
