"""A dump of a whole site, loaded into an empty database, makes the same site."""

import json
import re

import pytest
from django.core.management import call_command

from articles import press
from articles.models import (
    Article,
    Clash,
    Edition,
    EditionCredit,
    EditionTopic,
    Note,
    Notice,
    ProofLink,
    ProofOpening,
    Section,
    Unsaved,
    Visit,
)
from newsroom.models import User
from tests.factories import make_article, make_live, make_proof_link, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ["/", "/feed/", "/harbour/", "/town/feed/", "/topic/tides/", "/topic/ferries/feed/"]
PAGES += ["/by/odile-marsh/", "/by/ada-quill/feed/", "/sitemap.xml"]

NATURAL = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}


def fill():
    editor = make_user()
    make_article(headline="A draft that leaves a gap in the numbers")
    for number in range(25):
        make_live(by=editor, headline=f"Tide {number}", tags=["tides", "ferries"])
    town = make_live(by=editor, section=make_section("Town"), bylines=["Ada Quill", "Odile Marsh"])
    press.withdraw(make_live(by=editor), by=editor)
    Article.objects.filter(revisions__number=1, editions=None).get().acts.all().delete()
    return town.edition.path


def fill_desk(article):
    """Leave a row of each kind that the desk keeps beside its copy. Gives the proof link."""
    editor, reporter = make_user(), make_user("Reporter")
    article.section.editors.add(editor)
    article.shared_with.add(reporter)
    Article.objects.filter(pk=article.pk).update(owner=reporter, assignee=editor)
    asked = Note.objects.create(article=article, by=editor, text="Who says so?")
    Note.objects.create(article=article, by=reporter, text="The board.", thread=asked)
    Notice.objects.create(to=editor, article=article, kind="answered", by=reporter)
    Unsaved.objects.create(by=editor, article=article, seen=1, fields={"headline": ["Typed"]})
    Unsaved.objects.create(by=reporter, fields={"headline": ["Never saved"]})
    Visit.objects.create(article=article, by=editor, number=1)
    contents = article.newest().contents()
    Clash.objects.create(article=article, by=editor, seen=1, newest=2, contents=contents)
    return make_proof_link(article, by=editor, revision=article.newest())


#: What each row of the desk says, without the numbers that natural keys give anew.
ON_THE_DESK = {
    Note: "article__uid by__username text thread__text",
    Notice: "article__uid to__username by__username kind",
    Unsaved: "article__uid by__username key seen fields",
    Visit: "article__uid by__username number",
    Clash: "article__uid by__username seen newest contents__headline",
    ProofLink: "uid article__uid by__username recipient revision__number",
    ProofOpening: "link__uid revision__number agent",
    Section: "slug editors__username",
    Article: "uid owner__username assignee__username shared_with__username",
}


def desk():
    return {
        model: sorted(map(str, model.objects.values_list(*names.split())))
        for model, names in ON_THE_DESK.items()
    }


def pages(client, paths):
    """
    What a stranger reads. A dump has times to the millisecond, so finer ones do not count; nor
    do the marks of pages, which have story numbers: a natural key stands for another number.
    """
    finer = re.compile(r"(?<=\.\d{3})\d{3}(?=[+Z])|(?<=before=)[^\"]+")
    return {path: finer.sub("", client.get(path).content.decode()) for path in paths}


@pytest.mark.parametrize("keys", [{}, NATURAL], ids=["numbers", "natural keys"])
def test_dump_and_load_give_the_same_site(client, tmp_path, keys):
    # Groups are numbered anew, as on the site that it is loaded into.
    call_command("flush", interactive=False, verbosity=0)
    paths = [*PAGES, fill()]
    link = fill_desk(Edition.objects.latest("pk").article)
    ProofOpening.objects.create(link=link, revision=link.revision, agent="A browser")
    before, kept = pages(client, paths), desk()
    file = tmp_path / "site.json"
    call_command("dumpdata", "newsroom", "auth.group", "articles", output=str(file), **keys)
    rows = len(json.loads(file.read_text()))
    call_command("flush", interactive=False, verbosity=0)

    call_command("loaddata", str(file), verbosity=0)

    assert pages(client, paths) == before
    assert desk() == kept
    assert all(kept.values())
    assert EditionTopic.objects.count() == 2 * 25 + 2
    assert set(EditionCredit.objects.values_list("number", "edition__article_id")) == {
        (number, number) for number in Edition.objects.values_list("article_id", flat=True)
    }
    assert rows > 100
    older = client.get("/topic/tides/").context["older"]
    assert len(client.get(f"/topic/tides/{older}").context["editions"]) == 5


def test_what_is_of_a_story_that_was_here_is_left_with_it(tmp_path):
    call_command("flush", interactive=False, verbosity=0)
    make_article()
    article = make_article()
    fill_desk(article)
    file = tmp_path / "site.json"
    call_command("dumpdata", "newsroom", "auth.group", "articles", output=str(file), **NATURAL)
    call_command("flush", interactive=False, verbosity=0)
    make_article(uid=article.uid, headline="As it is here")

    call_command("loaddata", str(file), verbosity=0)

    here = Article.objects.get(uid=article.uid)
    assert (here.headline, here.revision_number) == ("As it is here", 1)
    of_a_story = [Note, Notice, Visit, Clash, ProofLink]
    assert [model.objects.count() for model in of_a_story] == [0] * 5
    assert Unsaved.objects.get().fields == {"headline": ["Never saved"]}


def test_a_fixture_does_not_change_accounts_that_are_here(tmp_path):
    make_user(username="ada", password="hers")
    file = tmp_path / "users.json"
    forged = {"username": "ada", "password": "mine", "is_superuser": True}
    file.write_text(json.dumps([{"model": "newsroom.user", "fields": forged}]))

    call_command("loaddata", str(file), verbosity=0)

    ada = User.objects.get()
    assert ada.check_password("hers")
    assert not ada.is_superuser
